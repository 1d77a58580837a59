#include "cellorder.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace sk::models {

using kube::Cell;
using kube::CellType;
using kube::Column;
using kube::Health;

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Natural order of [p, pEnd) and [q, qEnd), without the last word of exact comparison.
int compareRuns(const QChar *p, const QChar *pEnd, const QChar *q, const QChar *qEnd)
{
    while (p != pEnd && q != qEnd) {
        if (isDigit(*p) && isDigit(*q)) {
            while (p + 1 != pEnd && *p == u'0' && isDigit(p[1]))
                ++p;
            while (q + 1 != qEnd && *q == u'0' && isDigit(q[1]))
                ++q;
            const QChar *pRun = p;
            const QChar *qRun = q;
            while (p != pEnd && isDigit(*p))
                ++p;
            while (q != qEnd && isDigit(*q))
                ++q;
            if (p - pRun != q - qRun)
                return p - pRun < q - qRun ? -1 : 1;
            for (; pRun != p; ++pRun, ++qRun) {
                if (*pRun != *qRun)
                    return *pRun < *qRun ? -1 : 1;
            }
            continue;
        }
        if (*p != *q) {
            const QChar x = p->toCaseFolded();
            const QChar y = q->toCaseFolded();
            if (x != y)
                return x < y ? -1 : 1;
        }
        ++p;
        ++q;
    }
    if (p == pEnd && q == qEnd)
        return 0;
    return p == pEnd ? -1 : 1;
}

/// A number whose order as an unsigned integer is the order of the doubles; far from 0 and the greatest; NaN the greatest but a few.
quint64 ordered(double value)
{
    if (std::isnan(value))
        return ~quint64(0) - 2;
    const auto bits = std::bit_cast<quint64>(value == 0 ? 0.0 : value); // -0 is 0
    constexpr quint64 sign = quint64(1) << 63;
    return bits & sign ? ~bits : bits | sign;
}

int sign(quint64 a, quint64 b)
{
    return a < b ? -1 : static_cast<int>(a > b);
}

int urgency(Health health)
{
    switch (health) {
    case Health::Failing:
        return 0;
    case Health::Warning:
        return 1;
    case Health::Progressing:
        return 2;
    case Health::Unknown:
        return 3;
    case Health::None:
        return 4;
    case Health::Healthy:
        return 5;
    case Health::Finished:
        return 6;
    }
    return 7;
}

double share(double part, double whole)
{
    return std::isnan(whole) || whole <= 0 ? part : part / whole;
}

/// What is ready of what is wanted; nothing wanted is as good as all ready.
double readyShare(const Cell &cell)
{
    if (std::isnan(cell.a))
        return cell.a;
    return cell.b > 0 ? cell.a / cell.b : 1.0;
}

int hexDigit(QChar c)
{
    if (isDigit(c))
        return c.unicode() - u'0';
    const char16_t lower = c.unicode() | 0x20;
    return lower >= u'a' && lower <= u'f' ? lower - u'a' + 10 : -1;
}

/// "10.244.3.9" as four bytes. Nothing for other texts.
std::optional<quint64> ipv4(QStringView text)
{
    quint64 address = 0;
    int part = 0;
    int digits = 0;
    int dots = 0;
    for (const QChar c : text) {
        if (isDigit(c) && digits < 3) {
            part = part * 10 + (c.unicode() - u'0');
            ++digits;
        } else if (c == u'.' && digits > 0 && dots < 3 && part <= 255) {
            address = address << 8 | static_cast<quint64>(part);
            part = digits = 0;
            ++dots;
        } else {
            return std::nullopt;
        }
    }
    if (dots != 3 || digits == 0 || part > 255)
        return std::nullopt;
    return address << 8 | static_cast<quint64>(part);
}

/// "fd00::1" as two halves. Nothing for other texts.
std::optional<std::array<quint64, 2>> ipv6(QStringView text)
{
    std::array<quint16, 8> groups{};
    int count = 0;
    int gap = -1; // where "::" stands
    qsizetype i = 0;
    if (text.startsWith(u"::"))
        i = 1;
    while (i < text.size()) {
        if (text[i] == u':') {
            if (gap >= 0)
                return std::nullopt;
            gap = count;
            if (++i == text.size())
                break;
        }
        int value = 0;
        int digits = 0;
        for (; i < text.size() && hexDigit(text[i]) >= 0; ++i, ++digits)
            value = value << 4 | hexDigit(text[i]);
        if (digits == 0 || digits > 4 || count == 8)
            return std::nullopt;
        groups[static_cast<std::size_t>(count++)] = static_cast<quint16>(value);
        if (i < text.size() && text[i++] != u':')
            return std::nullopt;
        if (i == text.size() && text[i - 1] == u':' && !text.endsWith(u"::"))
            return std::nullopt;
    }
    if (gap < 0 ? count != 8 : count == 8)
        return std::nullopt;
    std::array<quint16, 8> whole{};
    const int zeros = 8 - count;
    for (int g = 0; g < count; ++g)
        whole[static_cast<std::size_t>(gap >= 0 && g >= gap ? g + zeros : g)] = groups[static_cast<std::size_t>(g)];
    std::array<quint64, 2> halves{};
    for (std::size_t g = 0; g < 8; ++g)
        halves[g / 4] = halves[g / 4] << 16 | whole[g];
    return halves;
}

/// The first address of a list; IPv4 are mapped below all of IPv6 that is in use. Nothing for other texts.
std::optional<std::array<quint64, 2>> addressOf(const QString &text)
{
    QStringView first(text);
    if (const auto comma = first.indexOf(u','); comma >= 0)
        first = first.left(comma);
    if (const auto v4 = ipv4(first))
        return std::array<quint64, 2>{0, *v4};
    if (first.contains(u':')) {
        if (const auto v6 = ipv6(first))
            return std::array<quint64, 2>{(*v6)[0], (*v6)[0] == 0 ? std::max((*v6)[1], quint64(1) << 32) : (*v6)[1]};
    }
    return std::nullopt;
}

constexpr std::array<quint64, 2> noAddress{~quint64(0), ~quint64(0)};

/// The first 16 bytes of a text, encoded so that their order is the natural one: a run of digits is '0', its length and its digits.
std::array<quint64, 2> naturalKey(const QString &text)
{
    std::array<quint64, 2> key{};
    int at = 0;
    const auto put = [&](unsigned byte) {
        if (at < 16) {
            key[static_cast<std::size_t>(at / 8)] |= quint64(byte & 0xffU) << (56 - 8 * (at % 8));
            ++at;
        }
    };
    const QChar *p = text.constData();
    const QChar *const end = p + text.size();
    while (p != end && at < 16) {
        if (!isDigit(*p)) {
            const char16_t folded = p->toCaseFolded().unicode();
            if (folded >= 0xff || folded == 0) {
                put(folded == 0 ? 0 : 0xff);
                break; // from here on the texts decide
            }
            put(folded);
            ++p;
            continue;
        }
        while (p + 1 != end && *p == u'0' && isDigit(p[1]))
            ++p;
        const QChar *run = p;
        while (p != end && isDigit(*p))
            ++p;
        const auto length = std::min<std::ptrdiff_t>(p - run, 255);
        put(u'0');
        put(static_cast<unsigned>(length));
        if (length == 255)
            break; // which is longer, the texts decide
        for (; run != p; ++run)
            put(run->unicode());
    }
    return key;
}

} // namespace

int compareNatural(const QString &a, const QString &b)
{
    if (const int order = compareRuns(a.constData(), a.constData() + a.size(), b.constData(), b.constData() + b.size()))
        return order;
    return QString::compare(a, b);
}

int compareVersions(const QString &a, const QString &b)
{
    // Build metadata begins with '+', a pre-release with '-'; what comes before is the release.
    const auto releaseEnd = [](const QString &text) {
        const QChar *p = text.constData();
        const QChar *const end = p + text.size();
        while (p != end && *p != u'-' && *p != u'+')
            ++p;
        return p;
    };
    const QChar *pEnd = releaseEnd(a);
    const QChar *qEnd = releaseEnd(b);
    if (const int order = compareRuns(a.constData(), pEnd, b.constData(), qEnd))
        return order;
    const auto preRelease = [](const QString &text, const QChar *at) { return at != text.constData() + text.size() && *at == u'-'; };
    const bool pre = preRelease(a, pEnd);
    if (pre != preRelease(b, qEnd))
        return pre ? -1 : 1;
    return compareNatural(a, b);
}

int compareAddresses(const QString &a, const QString &b)
{
    const auto x = addressOf(a).value_or(noAddress);
    const auto y = addressOf(b).value_or(noAddress);
    if (x != y)
        return x < y ? -1 : 1;
    return compareNatural(a, b);
}

int compareTexts(CellType type, const QString &a, const QString &b)
{
    switch (type) {
    case CellType::IpAddress:
        return compareAddresses(a, b);
    case CellType::Version:
        return compareVersions(a, b);
    default:
        return compareNatural(a, b);
    }
}

std::array<quint64, 2> textKey(CellType type, const QString &text)
{
    switch (type) {
    case CellType::IpAddress:
        return addressOf(text).value_or(noAddress);
    case CellType::Version: {
        // Only up to the release's end: what follows is compared by other rules.
        qsizetype end = 0;
        while (end < text.size() && text[end] != u'-' && text[end] != u'+')
            ++end;
        return naturalKey(end == text.size() ? text : text.left(end));
    }
    default:
        return naturalKey(text);
    }
}

std::optional<std::array<quint64, 2>> numberKey(const Column &column, const Cell &cell)
{
    switch (column.type) {
    case CellType::Age:
        return std::array{ordered(hasTime(cell) ? -cell.a : kube::unknownNumber), quint64(0)}; // the young ones have the later times
    case CellType::Number:
    case CellType::Cores:
    case CellType::Bytes:
        return std::array{ordered(cell.a), quint64(0)};
    case CellType::Duration:
        // What goes on is longer than all that is over: so its place does not change while time goes by.
        if (std::isnan(cell.a) && !std::isnan(cell.b))
            return std::array{ordered(std::numeric_limits<double>::infinity()), ordered(-cell.b)};
        return std::array{ordered(cell.a), quint64(0)};
    case CellType::Ready:
        return std::array{ordered(readyShare(cell)), ordered(cell.b)};
    case CellType::Meter:
        return std::array{ordered(share(std::isnan(cell.a) ? cell.b : cell.a, cell.c)), quint64(0)};
    case CellType::Text:
    case CellType::Name:
    case CellType::Status:
    case CellType::IpAddress:
    case CellType::Version:
    case CellType::Value:
        break;
    }
    return std::nullopt;
}

quint64 beforeText(const Column &column, const Cell &cell)
{
    if (column.type == CellType::Value)
        return ordered(cell.a);
    return column.type == CellType::Status ? static_cast<quint64>(urgency(cell.health)) : 0;
}

int compareCells(const Column &column, const Cell &a, const Cell &b)
{
    if (const auto x = numberKey(column, a)) {
        const auto y = numberKey(column, b);
        return *x == *y ? 0 : *x < *y ? -1 : 1;
    }
    if (const int order = sign(beforeText(column, a), beforeText(column, b)))
        return order;
    return compareTexts(column.type, a.text, b.text);
}

bool hasTime(const Cell &cell)
{
    return !std::isnan(cell.a) && cell.a > 0;
}

bool isUnknown(const Column &column, const Cell &cell)
{
    switch (column.type) {
    case CellType::Text:
    case CellType::Name:
    case CellType::IpAddress:
    case CellType::Version:
    case CellType::Value:
        return cell.text.isEmpty();
    case CellType::Status:
        return cell.text.isEmpty() && cell.health == Health::None;
    case CellType::Age:
        return !hasTime(cell);
    case CellType::Meter:
    case CellType::Duration:
        return std::isnan(cell.a) && std::isnan(cell.b);
    case CellType::Number:
    case CellType::Ready:
    case CellType::Cores:
    case CellType::Bytes:
        break;
    }
    return std::isnan(cell.a);
}

} // namespace sk::models
