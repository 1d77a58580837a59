#include "rowsort_p.h"

#include "cellorder.h"
#include "prefetch_p.h"

#include <QHash>

#include <algorithm>

namespace sk::models {

using kube::Cell;
using kube::CellType;
using kube::Row;

namespace {

constexpr quint64 last = ~quint64(0); ///< of what is not known, in both directions

const Cell &cellOf(const Row &row, int column)
{
    return row.cells[static_cast<std::size_t>(column)];
}

/// The cell of the name column may be left to the metadata by the kind's projection.
const QString &textOf(const Row &row, int column)
{
    const QString &text = cellOf(row, column).text;
    return column == 0 && text.isEmpty() ? row.name : text;
}

/// Puts `added`, which is in order, into `rows`, which is too: a search for each, then one pass.
template<typename Less>
void insertSorted(std::vector<int> &rows, const std::vector<int> &added, Less less)
{
    std::vector<int> merged;
    merged.reserve(rows.size() + added.size());
    auto from = rows.cbegin();
    for (const int row : added) {
        const auto to = std::upper_bound(from, rows.cend(), row, less);
        merged.insert(merged.end(), from, to);
        merged.push_back(row);
        from = to;
    }
    merged.insert(merged.end(), from, rows.cend());
    rows = std::move(merged);
}

} // namespace

void RowSort::setKeys(QList<SortKey> keys)
{
    const auto count = static_cast<int>(m_store.kind().columns.size());
    keys.removeIf([count](const SortKey &key) { return key.column < 0 || key.column >= count; });
    m_keys = std::move(keys);
}

bool RowSort::nameLess(int a, int b) const
{
    const Row &x = m_store.row(a);
    const Row &y = m_store.row(b);
    if (const int c = compareNatural(x.name, y.name))
        return c < 0;
    if (const int c = QString::compare(x.nameSpace, y.nameSpace))
        return c < 0;
    return x.uid < y.uid;
}

void RowSort::removed(const std::vector<int> &moved)
{
    for (int &row : m_named)
        row = moved[static_cast<std::size_t>(row)];
    std::erase(m_named, -1);
    m_nameRank.resize(m_named.size());
    for (std::size_t i = 0; i < m_named.size(); ++i)
        m_nameRank[static_cast<std::size_t>(m_named[i])] = static_cast<int>(i);
}

void RowSort::inserted(int first, int count)
{
    if (count <= 0)
        return;
    std::vector<int> added(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        added[static_cast<std::size_t>(i)] = first + i;
    const auto before = [this](int a, int b) { return nameLess(a, b); };
    std::sort(added.begin(), added.end(), before);
    insertSorted(m_named, added, before);
    m_nameRank.resize(m_named.size());
    for (std::size_t i = 0; i < m_named.size(); ++i)
        m_nameRank[static_cast<std::size_t>(m_named[i])] = static_cast<int>(i);
}

bool RowSort::less(int a, int b) const
{
    const Row &x = m_store.row(a);
    const Row &y = m_store.row(b);
    for (const SortKey &key : m_keys) {
        int c = 0;
        if (key.column == 0) {
            c = compareNatural(textOf(x, 0), textOf(y, 0));
        } else {
            const kube::Column &by = column(key.column);
            const Cell &p = cellOf(x, key.column);
            const Cell &q = cellOf(y, key.column);
            const bool unknownP = isUnknown(by, p);
            const bool unknownQ = isUnknown(by, q);
            if (unknownP != unknownQ)
                return unknownQ; // last, in both directions
            if (!unknownP)
                c = compareCells(by, p, q);
        }
        if (c != 0)
            return key.order == Qt::AscendingOrder ? c < 0 : c > 0;
    }
    return m_nameRank[static_cast<std::size_t>(a)] < m_nameRank[static_cast<std::size_t>(b)];
}

/// The rank of each row's text among the different texts of a column, 1 the first; equal texts have equal ranks.
std::vector<quint64> RowSort::textRanks(int index) const
{
    const CellType type = column(index).type;
    const int size = m_store.size();
    struct Text {
        std::array<quint64, 2> key;
        const QString *text;
        int number; ///< as they were met
    };
    std::vector<Text> texts;
    std::vector<int> numbers(static_cast<std::size_t>(size));
    // Equal texts mostly are one and the same, so that an address tells them apart without reading them.
    QHash<const void *, int> byAddress;
    QHash<QString, int> byText;
    for (int row = 0; row < size; ++row) {
        if (row + 2 * lookAhead < size)
            fetchSoon(static_cast<const void *>(&cellOf(m_store.row(row + 2 * lookAhead), index)));
        if (row + lookAhead < size)
            fetchSoon(static_cast<const void *>(textOf(m_store.row(row + lookAhead), index).constData()));
        const QString &text = textOf(m_store.row(row), index);
        int &number = numbers[static_cast<std::size_t>(row)];
        const auto known = byAddress.constFind(text.constData());
        if (known != byAddress.cend() && texts[static_cast<std::size_t>(*known)].text->size() == text.size()) {
            number = *known;
            continue;
        }
        const auto next = static_cast<int>(texts.size());
        const auto same = byText.constFind(text);
        if (same != byText.cend()) {
            number = *same;
        } else {
            number = next;
            byText.insert(text, next);
            texts.push_back({textKey(type, text), &text, next});
        }
        byAddress.insert(text.constData(), number);
    }
    std::sort(texts.begin(), texts.end(), [type](const Text &x, const Text &y) {
        if (x.key != y.key)
            return x.key < y.key;
        return compareTexts(type, *x.text, *y.text) < 0;
    });
    std::vector<quint64> rankOf(texts.size());
    for (std::size_t i = 0; i < texts.size(); ++i)
        rankOf[static_cast<std::size_t>(texts[i].number)] = i + 1;
    std::vector<quint64> ranks(static_cast<std::size_t>(size));
    for (std::size_t row = 0; row < ranks.size(); ++row)
        ranks[row] = rankOf[static_cast<std::size_t>(numbers[row])];
    return ranks;
}

/// One or two numbers for each row, by which the rows are in the order of this key.
void RowSort::addLevels(const SortKey &key, std::vector<std::vector<quint64>> &levels) const
{
    const auto size = static_cast<std::size_t>(m_store.size());
    const bool down = key.order == Qt::DescendingOrder;
    std::vector<quint64> first(size);
    std::vector<quint64> second;
    if (key.column == 0) {
        // The names' own order is there already; equal names share a rank.
        quint64 rank = 0;
        const QString *before = nullptr;
        for (const int row : m_named) {
            const QString &name = textOf(m_store.row(row), 0);
            if (!before || *before != name)
                ++rank;
            before = &name;
            first[static_cast<std::size_t>(row)] = down ? ~rank : rank;
        }
        levels.push_back(std::move(first));
        return;
    }
    const kube::Column &by = column(key.column);
    const bool byText = m_store.size() > 0 && !numberKey(by, cellOf(m_store.row(0), key.column));
    const std::vector<quint64> ranks = byText ? textRanks(key.column) : std::vector<quint64>();
    if (byText || by.type == CellType::Ready || by.type == CellType::Duration)
        second.resize(size);
    for (std::size_t row = 0; row < size; ++row) {
        const Cell &cell = cellOf(m_store.row(static_cast<int>(row)), key.column);
        if (isUnknown(by, cell)) {
            first[row] = last;
            if (!second.empty())
                second[row] = last;
            continue;
        }
        std::array<quint64, 2> number{};
        if (byText)
            number = {beforeText(by, cell) + 1, ranks[row]};
        else
            number = *numberKey(by, cell);
        first[row] = down ? ~number[0] : number[0];
        if (!second.empty())
            second[row] = down ? ~number[1] : number[1];
    }
    // Texts alone: the first level says the same of all that is known, so the ranks are enough.
    if (byText && by.type != CellType::Status && by.type != CellType::Value) {
        levels.push_back(std::move(second));
        return;
    }
    levels.push_back(std::move(first));
    if (!second.empty())
        levels.push_back(std::move(second));
}

void RowSort::sort(std::vector<int> &rows) const
{
    if (m_keys.isEmpty()) {
        rows = m_named;
        return;
    }
    std::vector<std::vector<quint64>> levels;
    for (const SortKey &key : m_keys)
        addLevels(key, levels);
    struct Item {
        quint64 first;
        int name;
        int row;
    };
    std::vector<Item> items;
    items.reserve(rows.size());
    for (const int row : rows)
        items.push_back({levels[0][static_cast<std::size_t>(row)], m_nameRank[static_cast<std::size_t>(row)], row});
    std::sort(items.begin(), items.end(), [&levels](const Item &x, const Item &y) {
        if (x.first != y.first)
            return x.first < y.first;
        for (std::size_t level = 1; level < levels.size(); ++level) {
            const quint64 a = levels[level][static_cast<std::size_t>(x.row)];
            const quint64 b = levels[level][static_cast<std::size_t>(y.row)];
            if (a != b)
                return a < b;
        }
        return x.name < y.name;
    });
    for (std::size_t i = 0; i < items.size(); ++i)
        rows[i] = items[i].row;
}

void RowSort::merge(std::vector<int> &rows, std::vector<int> touched, const std::vector<char> &isTouched) const
{
    std::erase_if(rows, [&isTouched](int row) { return isTouched[static_cast<std::size_t>(row)] != 0; });
    if (touched.size() > rows.size() / 4) {
        rows.insert(rows.end(), touched.begin(), touched.end());
        sort(rows);
        return;
    }
    const auto before = [this](int a, int b) { return less(a, b); };
    std::sort(touched.begin(), touched.end(), before);
    insertSorted(rows, touched, before);
}

} // namespace sk::models
