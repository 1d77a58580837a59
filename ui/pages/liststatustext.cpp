#include "liststatustext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace sk::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sk::ui::ListStatus", text);
}

/// "43k" for a mark that must stay small.
QString shortCount(qint64 count)
{
    return count < 10000 ? QString::number(count) : QString::number(count / 1000) + u'k';
}

} // namespace

QString clockText(UnixMs time)
{
    return time == 0 ? QString() : QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("HH:mm:ss"));
}

FreshnessText freshnessText(const kube::ListStatus &status)
{
    using Freshness = kube::ListStatus::Freshness;
    FreshnessText result;
    switch (status.freshness) {
    case Freshness::Idle:
        result = {theme::Tone::Neutral, QString(), QString()};
        break;
    case Freshness::Loading:
        result = {theme::Tone::Progressing, tr("Loading"), tr("The list is being read; rows appear as they come.")};
        break;
    case Freshness::Partial:
        result = {theme::Tone::Warning, status.rowsExpected > 0
                      ? tr("Partial %1 of %2").arg(shortCount(status.rowsRead), shortCount(status.rowsExpected)) : tr("Partial"),
                  tr("Reading was stopped before the end.")};
        break;
    case Freshness::Live:
        result = {theme::Tone::Healthy, tr("Live"), tr("Changes appear as the server reports them.")};
        break;
    case Freshness::CatchingUp:
        result = {theme::Tone::Progressing, tr("Catching up"), tr("The rows are being compared with the server's state.")};
        break;
    case Freshness::Polling:
        result = {theme::Tone::Healthy, tr("Polling every %1 s").arg(status.pollSeconds), tr("This server cannot report changes for this list, so it is read again and again.")};
        break;
    case Freshness::Reconnecting:
        result = {theme::Tone::Warning, tr("Reconnecting since %1").arg(clockText(status.since)), tr("The connection was lost; it is tried again by itself.")};
        break;
    case Freshness::Waiting:
        result = {theme::Tone::Warning, tr("As of %1").arg(clockText(status.asOf)), tr("The session has to be renewed first. The rows are what was last known.")};
        break;
    case Freshness::Failed:
        result = {theme::Tone::Failing, status.asOf != 0 ? tr("As of %1").arg(clockText(status.asOf)) : tr("Failed"), QString()};
        break;
    }
    if (!status.forbiddenNamespaces.isEmpty())
        result.toolTip += u'\n' + tr("Not allowed in: %1").arg(status.forbiddenNamespaces.join(QStringLiteral(", ")));
    return result;
}

QString progressText(const kube::ListStatus &status)
{
    using Freshness = kube::ListStatus::Freshness;
    if (status.freshness != Freshness::Loading && status.freshness != Freshness::Partial)
        return {};
    const QLocale locale;
    if (status.rowsExpected > status.rowsRead)
        return tr("%1 of about %2 read").arg(locale.toString(status.rowsRead), locale.toString(status.rowsExpected));
    return status.rowsRead > 0 ? tr("%1 read").arg(locale.toString(status.rowsRead)) : QString();
}

} // namespace sk::ui
