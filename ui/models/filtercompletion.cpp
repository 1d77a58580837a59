#include "filtercompletion.h"

#include "cellformat.h"
#include "filterparser.h"
#include "filtertests_p.h"

#include <sk/kube/valueset.h>

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <functional>

namespace sk::models {

namespace {

using What = KeyMeaning::What;

constexpr int mostRows = 20'000;
constexpr qsizetype mostValues = 40;
constexpr qsizetype mostDistinct = 3'000; ///< enough to have seen what there is

/// Texts that begin with, or hold, what is typed; those that begin with it first, then by alphabet.
class Candidates {
public:
    explicit Candidates(QStringView typed)
        : m_typed(typed.toString())
    {
    }
    void add(const QString &text, const QString &shown, const QString &hint = {})
    {
        if (text.isEmpty() || m_seen.size() > mostDistinct || m_seen.contains(text))
            return;
        m_seen.insert(text);
        const qsizetype at = text.indexOf(m_typed, 0, Qt::CaseInsensitive);
        if (at >= 0)
            m_found.append({at == 0 ? 0 : 1, text, {shown, hint}});
    }
    [[nodiscard]] bool full() const { return m_seen.size() > mostDistinct; }
    [[nodiscard]] QList<FilterSuggestion> take()
    {
        std::sort(m_found.begin(), m_found.end(), [](const Found &a, const Found &b) { return a.rank != b.rank ? a.rank < b.rank : a.text.compare(b.text, Qt::CaseInsensitive) < 0; });
        QList<FilterSuggestion> list;
        for (const Found &found : std::as_const(m_found)) {
            // What is there already needs no suggestion.
            if (list.size() < mostValues && found.suggestion.text != m_typed)
                list += found.suggestion;
        }
        return list;
    }

private:
    struct Found {
        int rank;
        QString text;
        FilterSuggestion suggestion;
    };
    QString m_typed;
    QSet<QString> m_seen;
    QList<Found> m_found;
};

void eachRow(const kube::ObjectStore &store, const Candidates &candidates, const std::function<void(const kube::Row &)> &visit)
{
    for (int i = 0; i < std::min(store.size(), mostRows) && !candidates.full(); ++i)
        visit(store.row(i));
}

/// Labels of all rows. Rows share the texts of their sets, so each is read once.
void eachLabel(const kube::ObjectStore &store, const Candidates &candidates, const std::function<void(QStringView, QStringView)> &visit)
{
    QSet<const QChar *> seen;
    eachRow(store, candidates, [&](const kube::Row &row) {
        if (!row.labels.isEmpty() && !seen.contains(row.labels.constData())) {
            seen.insert(row.labels.constData());
            kube::eachValue(row.labels, visit);
        }
    });
}

bool isSpan(kube::CellType type)
{
    return type == kube::CellType::Age || type == kube::CellType::Duration;
}

QList<FilterSuggestion> keys(QStringView typed, const kube::ResourceKind &kind)
{
    Candidates candidates(typed);
    for (const FilterKey &key : filterKeys(kind)) {
        const bool isNumber = key.column >= 0 && meaningOf(kind, key.key).what == What::Column
            && kind.columns[static_cast<std::size_t>(key.column)].type != kube::CellType::Text && kind.columns[static_cast<std::size_t>(key.column)].type != kube::CellType::Name
            && kind.columns[static_cast<std::size_t>(key.column)].type != kube::CellType::Status && kind.columns[static_cast<std::size_t>(key.column)].type != kube::CellType::IpAddress;
        const bool isAge = key.column >= 0 && isSpan(kind.columns[static_cast<std::size_t>(key.column)].type);
        candidates.add(key.key, key.key + (isAge ? u'<' : isNumber ? u'>' : u':'), key.hint.compare(key.key, Qt::CaseInsensitive) == 0 ? QString() : key.hint);
    }
    return candidates.take();
}

/// The first word of a status: "Running, 1 of 2 ready" and "Running" are one suggestion.
QString statusWord(const QString &text)
{
    const auto end = std::find_if(text.begin(), text.end(), [](QChar c) { return c.isSpace() || c == u',' || c == u':' || c == u'('; });
    return text.left(end - text.begin());
}

QList<FilterSuggestion> values(QStringView key, QStringView typed, const kube::ObjectStore &store)
{
    const kube::ResourceKind &kind = store.kind();
    Candidates candidates(typed);
    const auto add = [&candidates](const QString &value) { candidates.add(value, quotedFilterValue(value)); };
    const KeyMeaning meaning = meaningOf(kind, key.toString());
    switch (meaning.what) {
    case What::Namespace:
        eachRow(store, candidates, [&add](const kube::Row &row) { add(row.nameSpace); });
        break;
    case What::Owner:
        eachRow(store, candidates, [&add](const kube::Row &row) { add(row.owner); });
        break;
    case What::Health:
        for (const char *word : {"healthy", "progressing", "warning", "failing", "unknown", "finished"})
            add(QString::fromLatin1(word));
        break;
    case What::Column: {
        const auto c = static_cast<std::size_t>(meaning.column);
        switch (kind.columns[c].type) {
        case kube::CellType::Status:
            eachRow(store, candidates, [&](const kube::Row &row) { add(statusWord(row.cells[c].text)); });
            break;
        case kube::CellType::Age:
        case kube::CellType::Duration:
            for (const char *span : {"5m", "1h", "1d", "7d", "30d"})
                add(QString::fromLatin1(span));
            break;
        case kube::CellType::Text:
        case kube::CellType::Name:
        case kube::CellType::IpAddress:
        case kube::CellType::Version:
            eachRow(store, candidates, [&](const kube::Row &row) { add(c == 0 ? row.name : row.cells[c].text); });
            break;
        default:
            break;
        }
        break;
    }
    case What::Unknown:
        break;
    }
    return candidates.take();
}

QList<FilterSuggestion> labels(QStringView typed, const kube::ObjectStore &store, qsizetype *from)
{
    const qsizetype equals = typed.indexOf(u'=');
    QStringView name = equals < 0 ? typed : typed.left(equals);
    if (equals >= 0) {
        while (name.endsWith(u'!'))
            name.chop(1);
        *from += equals + 1;
        Candidates candidates(typed.mid(equals + 1));
        eachLabel(store, candidates, [&](QStringView key, QStringView value) {
            if (key == name)
                candidates.add(value.toString(), quotedFilterValue(value.toString()));
        });
        return candidates.take();
    }
    if (name.startsWith(u'!')) {
        name = name.mid(1);
        ++*from;
    }
    Candidates candidates(name);
    eachLabel(store, candidates, [&candidates](QStringView key, QStringView) { candidates.add(key.toString(), key.toString()); });
    return candidates.take();
}

QList<FilterSuggestion> fields(QStringView typed, const kube::ResourceKind &kind)
{
    Candidates candidates(typed);
    candidates.add(QStringLiteral("metadata.name"), QStringLiteral("metadata.name="));
    if (kind.type.namespaced)
        candidates.add(QStringLiteral("metadata.namespace"), QStringLiteral("metadata.namespace="));
    for (const auto &[field, column] : kind.selectableFields)
        candidates.add(field, field + u'=');
    return candidates.take();
}

} // namespace

FilterCompletion completeFilter(const QString &text, int cursor, const kube::ObjectStore &store)
{
    qsizetype begin = cursor;
    const auto ends = [](QChar c) { return c.isSpace() || c == u'(' || c == u')' || c == u'{' || c == u'}' || c == u'"'; };
    while (begin > 0 && !ends(text[begin - 1]))
        --begin;
    while (begin < cursor && (text[begin] == u'-' || text[begin] == u'!'))
        ++begin;
    const QStringView token = QStringView(text).mid(begin, cursor - begin);
    FilterCompletion completion;
    const auto op = std::find_if(token.begin(), token.end(), [](QChar c) { return c == u':' || c == u'=' || c == u'<' || c == u'>' || c == u'!'; });
    if (op == token.end()) {
        completion.from = static_cast<int>(begin);
        if (!token.startsWith(u'/') && !token.startsWith(u'~'))
            completion.suggestions = keys(token, store.kind());
        return completion;
    }
    const QStringView key = token.left(op - token.begin());
    qsizetype at = key.size() + 1;
    const bool selector = *op == u':' && (key.compare(u"label", Qt::CaseInsensitive) == 0 || key.compare(u"field", Qt::CaseInsensitive) == 0);
    while (!selector && at < token.size() && (token[at] == u'!' || token[at] == u'=' || token[at] == u'<' || token[at] == u'>'))
        ++at;
    // Of several values the last is being typed.
    at = std::max(at, token.lastIndexOf(u',') + 1);
    qsizetype from = begin + at;
    if (!selector)
        completion.suggestions = values(key, token.mid(at), store);
    else if (key.compare(u"label", Qt::CaseInsensitive) == 0)
        completion.suggestions = labels(token.mid(at), store, &from);
    else if (!token.mid(at).contains(u'='))
        completion.suggestions = fields(token.mid(at), store.kind());
    completion.from = static_cast<int>(from);
    return completion;
}

} // namespace sk::models
