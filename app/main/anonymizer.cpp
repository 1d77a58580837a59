#include "anonymizer.h"

#include <QRegularExpression>

#include <algorithm>

namespace sk::app {

namespace {

/// Segments of the server's paths that are its own words. Whatever else stands in a path is a name.
bool isServerWord(const QString &segment)
{
    static const QRegularExpression own(QStringLiteral(
        "^(api|apis|kapis|oauth|token|logout|userinfo|version|watch|log|status|scale|eviction|exec|namespaces|nodes|pods|"
        "v[0-9]+((alpha|beta)[0-9]+)?|[a-z0-9.-]*(kubesphere|k8s)\\.io|apps|batch|autoscaling|policy|configz|[a-z]{4,30}s)$"));
    return own.match(segment).hasMatch();
}

/// Runs `replace` over all matches.
template<typename Replace>
QString replaced(const QString &text, const QRegularExpression &expression, Replace replace)
{
    QString result;
    qsizetype from = 0;
    for (auto it = expression.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        result += QStringView(text).mid(from, match.capturedStart() - from);
        result += replace(match);
        from = match.capturedEnd();
    }
    return result.append(QStringView(text).mid(from));
}

/// The segments of a path that are somebody's names, each changed by `change`.
template<typename Change>
QString withNames(const QString &path, Change change)
{
    QStringList segments = path.split(u'/');
    bool nameFollows = false;
    for (QString &segment : segments) {
        if (segment.isEmpty())
            continue;
        // After a plural comes a name, whatever it looks like; "namespaces/pods/pods" has a namespace called "pods".
        const bool name = nameFollows || !isServerWord(segment);
        static const QRegularExpression plural(QStringLiteral("^[a-z]{3,30}s$"));
        nameFollows = !name && plural.match(segment).hasMatch() && segment != QLatin1String("apis") && segment != QLatin1String("kapis")
            && segment != QLatin1String("apps") && segment != QLatin1String("status");
        if (name)
            segment = change(segment);
    }
    return segments.join(u'/');
}

/// Scheme, host with port, path, query.
const QRegularExpression &urls()
{
    static const QRegularExpression expression(QStringLiteral("\\b(https?|wss?|sk)://([^\\s/\"'?#\\])>]+)([^\\s\"'?#\\])>]*)(\\?[^\\s\"'\\])>]*)?"));
    return expression;
}

/// Path, query.
const QRegularExpression &paths()
{
    static const QRegularExpression expression(QStringLiteral("(?<![A-Za-z0-9:/<>-])(/(?:api|apis|kapis|oauth)/[^\\s\"'?#\\])]*)(\\?[^\\s\"'\\])>]*)?"));
    return expression;
}

/// "user@ks.corp.example:30880" -> "ks.corp.example".
QString hostOf(const QString &authority)
{
    static const QRegularExpression port(QStringLiteral(":\\d+$"));
    return authority.mid(authority.lastIndexOf(u'@') + 1).remove(port);
}

} // namespace

void Anonymizer::hide(const QString &word, const QString &kind)
{
    if (word.size() < 2 || std::any_of(m_known.cbegin(), m_known.cend(), [&word](const auto &known) { return known.first == word; }))
        return;
    m_known.append({word, kind});
    // The longest first, so that a name within a name leaves no rest.
    std::stable_sort(m_known.begin(), m_known.end(), [](const auto &a, const auto &b) { return a.first.size() > b.first.size(); });
}

QString Anonymizer::standIn(const QString &kind, const QString &word)
{
    QString &known = m_standIns[kind + u'\n' + word];
    if (known.isEmpty())
        known = QStringLiteral("<%1-%2>").arg(kind).arg(++m_counts[kind]);
    return known;
}

QString Anonymizer::cleanedPath(const QString &path)
{
    return withNames(path, [this](const QString &name) { return standIn(QStringLiteral("name"), name); });
}

void Anonymizer::learnPath(const QString &path)
{
    withNames(path, [this](const QString &name) {
        // A renamed API domain stands behind the group's first word: "iam.corp.example".
        static const QRegularExpression group(QStringLiteral("^[a-z0-9-]+\\.([a-z0-9-]+\\.[a-z0-9.-]+)$"));
        if (const auto match = group.match(name); match.hasMatch())
            hide(match.captured(1), QStringLiteral("domain"));
        if (!isServerWord(name)) // a namespace called "pods" would take that word out of every line
            hide(name, QStringLiteral("name"));
        return name;
    });
}

void Anonymizer::learn(const QString &text)
{
    for (auto it = urls().globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        if (match.captured(1) == QLatin1String("sk"))
            continue;
        hide(hostOf(match.captured(2)), QStringLiteral("server"));
        learnPath(match.captured(3));
    }
    for (auto it = paths().globalMatch(text); it.hasNext();)
        learnPath(it.next().captured(1));
    static const QRegularExpression domains(QStringLiteral("\\bdomain ([A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+)"));
    for (auto it = domains.globalMatch(text); it.hasNext();) {
        const QString domain = it.next().captured(1);
        if (!isServerWord(domain))
            hide(domain, QStringLiteral("domain"));
    }
}

QString Anonymizer::cleaned(const QString &text, Quoted quoted)
{
    QString result = text;
    // Secrets first, and without a stand-in that could be compared: JSON web tokens, bearer words, long random runs.
    static const QRegularExpression secrets(QStringLiteral("eyJ[A-Za-z0-9_.=-]+|(?i:bearer)\\s+\\S+|(?i:(password|passwd|secret|token))(\\s*[=:]\\s*)\\S+|"
                                                           "-----BEGIN[^-]*-----.*?-----END[^-]*-----|(?![a-z_]+\\b)[A-Za-z0-9+_=-]{32,}"),
        QRegularExpression::DotMatchesEverythingOption);
    result = replaced(result, secrets, [](const auto &) { return QStringLiteral("<removed>"); });
    result = replaced(result, urls(), [this](const auto &match) {
        const bool link = match.captured(1) == QLatin1String("sk"); // its "host" is a kind
        return match.captured(1) + QStringLiteral("://") + (link ? match.captured(2) : match.captured(2).startsWith(u'<') ? match.captured(2) : standIn(QStringLiteral("server"), hostOf(match.captured(2))))
            + (link ? replaced(match.captured(3), QRegularExpression(QStringLiteral("[^/]+")), [this](const auto &m) { return standIn(QStringLiteral("name"), m.captured()); })
                    : cleanedPath(match.captured(3)))
            + (match.captured(4).isEmpty() ? QString() : QStringLiteral("?<removed>"));
    });
    result = replaced(result, paths(), [this](const auto &match) {
        return cleanedPath(match.captured(1)) + (match.captured(2).isEmpty() ? QString() : QStringLiteral("?<removed>"));
    });
    static const QRegularExpression inQuotes(QStringLiteral("\"([^\"\\n<>]{1,253})\""));
    if (quoted == Quoted::Names)
        result = replaced(result, inQuotes, [this](const auto &match) { return u'"' + standIn(QStringLiteral("name"), match.captured(1)) + u'"'; });
    static const QRegularExpression ids(QStringLiteral("\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"));
    result = replaced(result, ids, [this](const auto &match) { return standIn(QStringLiteral("id"), match.captured()); });
    static const QRegularExpression addresses(QStringLiteral("\\b(\\d{1,3}\\.){3}\\d{1,3}\\b(:\\d+)?|\\[?\\b([0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\\b\\]?(:\\d+)?"));
    result = replaced(result, addresses, [this](const auto &match) { return standIn(QStringLiteral("address"), match.captured()); });
    for (const auto &[word, kind] : std::as_const(m_known)) {
        // Not within a stand-in: a user may be called "server". Hosts are the same in any case.
        const QRegularExpression whole(QStringLiteral("(?<![A-Za-z0-9])(?!(?<=<)[a-z]+(-\\d+)?>)%1(?![A-Za-z0-9])").arg(QRegularExpression::escape(word)),
            kind == QLatin1String("server") ? QRegularExpression::CaseInsensitiveOption : QRegularExpression::NoPatternOption);
        result = replaced(result, whole, [&, kind = kind, word = word](const auto &) { return standIn(kind, word); });
    }
    return result;
}

} // namespace sk::app
