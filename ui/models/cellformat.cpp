#include "cellformat.h"

#include <sk/core/age.h>
#include <sk/core/quantity.h>

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace sk::models {

using kube::Cell;
using kube::CellType;
using kube::Column;
using kube::Health;
using kube::MeterUnit;

namespace {

const QString &dash()
{
    static const QString text = QStringLiteral("–");
    return text;
}

QString plainNumber(double value)
{
    const bool whole = std::floor(value) == value && std::abs(value) < 1e15;
    return QLocale().toString(value, 'f', whole ? 0 : 2);
}

QString amount(MeterUnit unit, double value)
{
    if (std::isnan(value))
        return dash();
    switch (unit) {
    case MeterUnit::Cores:
        return formatCores(value);
    case MeterUnit::Bytes:
        return formatBytes(value);
    case MeterUnit::Pieces:
        break;
    }
    return plainNumber(value);
}

QString meterText(const Column &column, const Cell &cell)
{
    // Use where it is measured, else what was asked for: see the tooltip for which of them it is.
    const double shown = std::isnan(cell.a) ? cell.b : cell.a;
    if (std::isnan(shown))
        return QCoreApplication::translate("sk", "no metrics");
    if (std::isnan(cell.c))
        return amount(column.meterUnit, shown);
    if (column.meterUnit == MeterUnit::Bytes)
        return formatBytesLike(shown, cell.c) + QStringLiteral(" / ") + formatBytes(cell.c);
    return amount(column.meterUnit, shown) + QStringLiteral(" / ") + amount(column.meterUnit, cell.c);
}

QString statusText(const Cell &cell, UnixMs now)
{
    if (!cell.text.contains(QLatin1String("%t")))
        return cell.text;
    QString text = cell.text;
    const QString since = std::isnan(cell.a) ? dash() : humanDuration(now - static_cast<UnixMs>(cell.a));
    return text.replace(QLatin1String("%t"), since);
}

bool hasTime(const Cell &cell)
{
    return !std::isnan(cell.a) && cell.a > 0;
}

QString absoluteTime(double time)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(time)), QLocale::LongFormat);
}

QString meterWhole(const Column &column, const Cell &cell)
{
    const auto part = [&](const char *format, double value) {
        QString text = QCoreApplication::translate("sk", format).arg(amount(column.meterUnit, value));
        if (!std::isnan(value) && cell.c > 0)
            text += QStringLiteral(" (%1 %)").arg(QLocale().toString(std::lround(value / cell.c * 100)));
        return text;
    };
    QStringList lines;
    if (!std::isnan(cell.a))
        lines += part(QT_TRANSLATE_NOOP("sk", "Used: %1"), cell.a);
    if (!std::isnan(cell.b))
        lines += part(QT_TRANSLATE_NOOP("sk", "Requested: %1"), cell.b);
    if (!std::isnan(cell.c))
        lines += QCoreApplication::translate("sk", "Allocatable: %1").arg(amount(column.meterUnit, cell.c));
    if (std::isnan(cell.a))
        lines += QCoreApplication::translate("sk", "Use is not measured here.");
    return lines.join(u'\n');
}

/// "node-2" before "node-10", without regard to case; of equal ones the shorter run of zeros first. No allocation.
int compareNatural(const QString &a, const QString &b)
{
    const QChar *p = a.constData();
    const QChar *q = b.constData();
    const QChar *const pEnd = p + a.size();
    const QChar *const qEnd = q + b.size();
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    while (p != pEnd && q != qEnd) {
        if (digit(*p) && digit(*q)) {
            while (p + 1 != pEnd && *p == u'0' && digit(p[1]))
                ++p;
            while (q + 1 != qEnd && *q == u'0' && digit(q[1]))
                ++q;
            const QChar *pRun = p;
            const QChar *qRun = q;
            while (p != pEnd && digit(*p))
                ++p;
            while (q != qEnd && digit(*q))
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
    if (p != pEnd || q != qEnd)
        return p == pEnd ? -1 : 1;
    return QString::compare(a, b);
}

int compareNumbers(double a, double b)
{
    if (std::isnan(a) || std::isnan(b))
        return static_cast<int>(std::isnan(a)) - static_cast<int>(std::isnan(b));
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

} // namespace

QString displayText(const Column &column, const Cell &cell, UnixMs now)
{
    switch (column.type) {
    case CellType::Text:
    case CellType::Name:
    case CellType::IpAddress:
    case CellType::Version:
        return cell.text;
    case CellType::Status:
        return statusText(cell, now);
    case CellType::Number:
        return std::isnan(cell.a) ? dash() : plainNumber(cell.a);
    case CellType::Age:
        return hasTime(cell) ? humanDuration(now - static_cast<UnixMs>(cell.a)) : dash();
    case CellType::Ready:
        return std::isnan(cell.a) ? dash() : plainNumber(cell.a) + u'/' + (std::isnan(cell.b) ? dash() : plainNumber(cell.b));
    case CellType::Cores:
        return std::isnan(cell.a) ? dash() : formatCores(cell.a);
    case CellType::Bytes:
        return std::isnan(cell.a) ? dash() : formatBytes(cell.a);
    case CellType::Meter:
        return meterText(column, cell);
    }
    return {};
}

QString toolTipText(const Column &column, const Cell &cell, UnixMs now)
{
    switch (column.type) {
    case CellType::Age:
        return hasTime(cell) ? absoluteTime(cell.a) : QString();
    case CellType::Status: {
        const QString text = statusText(cell, now);
        return hasTime(cell) && !text.isEmpty() ? text + u'\n' + QCoreApplication::translate("sk", "Since %1").arg(absoluteTime(cell.a)) : text;
    }
    case CellType::Meter:
        return meterWhole(column, cell);
    case CellType::Text:
    case CellType::Name:
    case CellType::IpAddress:
    case CellType::Version:
        return cell.text;
    case CellType::Number:
    case CellType::Ready:
    case CellType::Cores:
    case CellType::Bytes:
        break;
    }
    return {};
}

QString accessibleText(const Column &column, const Cell &cell, UnixMs now)
{
    if (isUnknown(column, cell))
        return QCoreApplication::translate("sk", "%1: not known").arg(columnTitle(column));
    QString text;
    switch (column.type) {
    case CellType::Ready:
        text = QCoreApplication::translate("sk", "%1 of %2").arg(plainNumber(cell.a), std::isnan(cell.b) ? dash() : plainNumber(cell.b));
        break;
    case CellType::Cores:
        text = QCoreApplication::translate("sk", "%1 cores").arg(formatCores(cell.a));
        break;
    case CellType::Meter:
        text = meterWhole(column, cell).replace(u'\n', QStringLiteral(", "));
        break;
    default:
        text = displayText(column, cell, now);
    }
    const QString health = healthWord(cell.health);
    return health.isEmpty() ? text : text + QStringLiteral(", ") + health;
}

QString columnTitle(const Column &column)
{
    return column.titleText.isEmpty() ? QCoreApplication::translate("sk", column.title) : column.titleText;
}

int compareCells(const Column &column, const Cell &a, const Cell &b)
{
    switch (column.type) {
    case CellType::Text:
    case CellType::Name:
    case CellType::IpAddress:
    case CellType::Version:
        return compareNatural(a.text, b.text);
    case CellType::Status:
        if (const int order = urgency(a.health) - urgency(b.health))
            return order;
        return compareNatural(a.text, b.text);
    case CellType::Age:
        return compareNumbers(b.a, a.a); // the young ones have the later times
    case CellType::Number:
    case CellType::Cores:
    case CellType::Bytes:
        return compareNumbers(a.a, b.a);
    case CellType::Ready:
        if (const int order = compareNumbers(readyShare(a), readyShare(b)))
            return order;
        return compareNumbers(a.b, b.b);
    case CellType::Meter:
        return compareNumbers(share(std::isnan(a.a) ? a.b : a.a, a.c), share(std::isnan(b.a) ? b.b : b.a, b.c));
    }
    return 0;
}

bool isUnknown(const Column &column, const Cell &cell)
{
    switch (column.type) {
    case CellType::Text:
    case CellType::Name:
    case CellType::IpAddress:
    case CellType::Version:
        return cell.text.isEmpty();
    case CellType::Status:
        return cell.text.isEmpty() && cell.health == Health::None;
    case CellType::Age:
        return !hasTime(cell);
    case CellType::Meter:
        return std::isnan(cell.a) && std::isnan(cell.b);
    case CellType::Number:
    case CellType::Ready:
    case CellType::Cores:
    case CellType::Bytes:
        break;
    }
    return std::isnan(cell.a);
}

QString healthWord(Health health)
{
    switch (health) {
    case Health::Healthy:
        return QCoreApplication::translate("sk", "healthy");
    case Health::Progressing:
        return QCoreApplication::translate("sk", "in progress");
    case Health::Warning:
        return QCoreApplication::translate("sk", "needs a look");
    case Health::Failing:
        return QCoreApplication::translate("sk", "failing");
    case Health::Unknown:
        return QCoreApplication::translate("sk", "unknown");
    case Health::Finished:
        return QCoreApplication::translate("sk", "finished");
    case Health::None:
        break;
    }
    return {};
}

} // namespace sk::models
