#include "cellformat.h"

#include <sk/core/age.h>
#include <sk/core/quantity.h>

#include <QCoreApplication>
#include <QDateTime>
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

/// "NotReady since 2026-11-25T13:04:05Z" where "NotReady for 12m" is shown: true whenever it is read.
QString timedSentence(const Cell &cell)
{
    QString text = cell.text;
    //: The words around the time (%t) in sentences such as "NotReady for %t", exactly as they stand in the translations of those.
    text.replace(QCoreApplication::translate("sk", "for %t"), QCoreApplication::translate("sk", "since %t"));
    //: The words around the time (%t) in sentences such as "last restart %t ago", exactly as they stand in the translations of those.
    text.replace(QCoreApplication::translate("sk", "%t ago"), QCoreApplication::translate("sk", "at %t"));
    return text.replace(QLatin1String("%t"), isoTime(static_cast<UnixMs>(cell.a)));
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

} // namespace

QString displayText(const Column &column, const Cell &cell, UnixMs now)
{
    switch (column.type) {
    case CellType::Text:
    case CellType::Name:
    case CellType::IpAddress:
    case CellType::Version:
    case CellType::Value:
        return cell.text;
    case CellType::Status:
        return statusText(cell, now);
    case CellType::Number:
        if (std::isnan(cell.a))
            return dash();
        if (column.timed && !std::isnan(cell.b) && cell.b <= static_cast<double>(now)) // as kubectl
            return QCoreApplication::translate("sk", "%1 (%2 ago)").arg(plainNumber(cell.a), humanDuration(now - static_cast<UnixMs>(cell.b)));
        return plainNumber(cell.a);
    case CellType::Age:
        return hasTime(cell) ? humanDuration(now - static_cast<UnixMs>(cell.a)) : dash();
    case CellType::Duration:
        if (isUnknown(column, cell))
            return dash();
        return humanDuration(std::isnan(cell.a) ? now - static_cast<UnixMs>(cell.b) : static_cast<UnixMs>(cell.a));
    case CellType::Ready: {
        if (std::isnan(cell.a))
            return dash();
        const QString text = plainNumber(cell.a) + u'/' + (std::isnan(cell.b) ? dash() : plainNumber(cell.b));
        return std::isnan(cell.c) ? text : QCoreApplication::translate("sk", "%1 of %2", "completions, of so many pods").arg(text, plainNumber(cell.c));
    }
    case CellType::Cores:
        return std::isnan(cell.a) ? dash() : formatCores(cell.a);
    case CellType::Bytes:
        return std::isnan(cell.a) ? dash() : formatBytes(cell.a);
    case CellType::Meter:
        return meterText(column, cell);
    }
    return {};
}

QString isoTime(UnixMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time).toUTC().toString(Qt::ISODate);
}

QString copyText(const Column &column, const Cell &cell, UnixMs now)
{
    if (column.type == CellType::Age)
        return hasTime(cell) ? isoTime(static_cast<UnixMs>(cell.a)) : QString();
    if (column.type == CellType::Status && hasTime(cell))
        return timedSentence(cell);
    if (column.type == CellType::Number && !std::isnan(cell.a))
        return plainNumber(cell.a); // without its time, so that it stays one
    return isUnknown(column, cell) ? QString() : displayText(column, cell, now);
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
    case CellType::Value:
        return cell.text;
    case CellType::Number:
        return column.timed && !std::isnan(cell.b) ? QCoreApplication::translate("sk", "Last: %1").arg(absoluteTime(cell.b)) : QString();
    case CellType::Duration:
        return std::isnan(cell.a) && !std::isnan(cell.b) ? QCoreApplication::translate("sk", "Since %1").arg(absoluteTime(cell.b)) : QString();
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
