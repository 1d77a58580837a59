#include "filtertests_p.h"

#include "cellformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

namespace sk::models {

namespace {

using What = KeyMeaning::What;

int columnOf(const kube::ResourceKind &kind, std::initializer_list<const char *> ids)
{
    for (const char *id : ids) {
        if (const int column = kind.columnIndex(QString::fromLatin1(id)); column >= 0)
            return column;
    }
    return -1;
}

/// Steps of one letter from a to b (Levenshtein).
qsizetype distance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t j = 0; j < row.size(); ++j)
        row[j] = static_cast<qsizetype>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype corner = std::exchange(row[0], i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            auto &here = row[static_cast<std::size_t>(j)];
            const qsizetype next = std::min({here + 1, row[static_cast<std::size_t>(j) - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
            corner = std::exchange(here, next);
        }
    }
    return row.back();
}

} // namespace

KeyMeaning meaningOf(const kube::ResourceKind &kind, const QString &key)
{
    const QString lower = key.toLower();
    const auto column = [](int index, bool identity = false) { return index >= 0 ? KeyMeaning{What::Column, index, identity} : KeyMeaning{}; };
    if (lower == QLatin1String("ns") || lower == QLatin1String("namespace"))
        return {What::Namespace, -1, true};
    if (lower == QLatin1String("owner"))
        return {What::Owner, -1, false};
    if (lower == QLatin1String("health"))
        return {What::Health, -1, false};
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
        if (kind.columns[i].id.compare(key, Qt::CaseInsensitive) == 0)
            return column(static_cast<int>(i), lower == QLatin1String("node"));
    }
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
        if (columnTitle(kind.columns[i]).compare(key, Qt::CaseInsensitive) == 0 || key.compare(QLatin1String(kind.columns[i].title), Qt::CaseInsensitive) == 0)
            return column(static_cast<int>(i));
    }
    if (lower == QLatin1String("image") || lower == QLatin1String("images"))
        return column(columnOf(kind, {"images", "image"}));
    if (lower == QLatin1String("status")) {
        for (std::size_t i = 0; i < kind.columns.size(); ++i) {
            if (kind.columns[i].type == kube::CellType::Status)
                return column(static_cast<int>(i));
        }
    }
    return {};
}

QList<FilterKey> filterKeys(const kube::ResourceKind &kind)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("sk", text); };
    QList<FilterKey> keys;
    for (std::size_t i = 0; i < kind.columns.size(); ++i) {
        if (const kube::Column &column = kind.columns[i]; column.id != QLatin1String("namespace"))
            keys += FilterKey{column.id, columnTitle(column), static_cast<int>(i)};
    }
    if (kind.type.namespaced)
        keys += FilterKey{QStringLiteral("ns"), say(QT_TRANSLATE_NOOP("sk", "Namespace")), -1};
    keys += FilterKey{QStringLiteral("label"), say(QT_TRANSLATE_NOOP("sk", "Label")), -1};
    keys += FilterKey{QStringLiteral("field"), say(QT_TRANSLATE_NOOP("sk", "Field of the object, as the server selects by")), -1};
    keys += FilterKey{QStringLiteral("owner"), say(QT_TRANSLATE_NOOP("sk", "Controlled by")), -1};
    keys += FilterKey{QStringLiteral("health"), say(QT_TRANSLATE_NOOP("sk", "How it fares")), -1};
    if (kind.columnIndex(QStringLiteral("image")) < 0 && meaningOf(kind, QStringLiteral("image")).what != What::Unknown)
        keys += FilterKey{QStringLiteral("image"), say(QT_TRANSLATE_NOOP("sk", "Images")), kind.columnIndex(QStringLiteral("images"))};
    return keys;
}

QString nearestKey(const kube::ResourceKind &kind, const QString &key)
{
    const QString lower = key.toLower();
    QString best;
    qsizetype least = std::max<qsizetype>(1, lower.size() / 3) + 1;
    for (const FilterKey &known : filterKeys(kind)) {
        for (const QString &name : {known.key, known.hint.toLower()}) {
            if (const qsizetype d = distance(lower, name); d < least) {
                least = d;
                best = known.key;
            }
        }
    }
    if (best.isEmpty() && lower.size() >= 2) {
        for (const FilterKey &known : filterKeys(kind)) {
            if (known.key.startsWith(lower))
                return known.key;
        }
    }
    return best;
}

std::optional<qint64> parseSpan(const QString &text)
{
    // As kubectl and Prometheus write them; a number alone has no unit and is none.
    static constexpr std::pair<char16_t, qint64> units[] = {{u's', 1'000}, {u'm', 60'000}, {u'h', 3'600'000}, {u'd', 86'400'000}, {u'w', 604'800'000}, {u'y', 31'536'000'000}};
    double total = 0;
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype begin = at;
        while (at < text.size() && ((text[at] >= u'0' && text[at] <= u'9') || text[at] == u'.'))
            ++at;
        bool ok = false;
        const double number = text.mid(begin, at - begin).toDouble(&ok);
        if (!ok || at == text.size())
            return std::nullopt;
        const auto *unit = std::find_if(std::begin(units), std::end(units), [c = text[at].toLower()](const auto &entry) { return QChar(entry.first) == c; });
        if (unit == std::end(units))
            return std::nullopt;
        total += number * static_cast<double>(unit->second);
        ++at;
    }
    // A million years are more than any clock holds.
    return text.isEmpty() || total > 3.2e16 ? std::nullopt : std::optional(static_cast<qint64>(total));
}

} // namespace sk::models
