#include "listwords.h"

#include <sk/core/quantity.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace sk::ui {

using Freshness = kube::ListStatus::Freshness;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("sk", text);
}

QString coloured(theme::Tone tone, const QString &number, const QString &word)
{
    return QStringLiteral("<span style=\"color:%1\">%2&nbsp;<b>%3</b>&nbsp;%4</span>")
        .arg(theme::Theme::instance().foreground(tone).name(), theme::Theme::symbol(tone), number.toHtmlEscaped(), word.toHtmlEscaped());
}

QString strong(const QString &number, const QString &word)
{
    return QStringLiteral("<b>%1</b>&nbsp;%2").arg(number.toHtmlEscaped(), word.toHtmlEscaped());
}

} // namespace

QString numberText(qint64 number)
{
    return QLocale().toString(number);
}

QString shortNumberText(qint64 number)
{
    if (number < 1000)
        return QString::number(number);
    const bool millions = number >= 1'000'000;
    const double scaled = static_cast<double>(number) / (millions ? 1e6 : 1e3);
    return QLocale().toString(scaled, 'f', scaled < 10 && number % (millions ? 1'000'000 : 1000) >= (millions ? 100'000 : 100) ? 1 : 0)
        + (millions ? u'M' : u'k');
}

QString timeOfDay(UnixMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time).time().toString(QStringLiteral("HH:mm:ss"));
}

QString dateAndTime(UnixMs time)
{
    return QDateTime::fromMSecsSinceEpoch(time).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss t"));
}

QString inSentence(const QString &kindTitle)
{
    // "Nodes" but not "CSI drivers": only a capital that stands alone is the beginning of a sentence.
    if (kindTitle.size() > 1 && kindTitle.at(0).isUpper() && kindTitle.at(1).isUpper())
        return kindTitle;
    return kindTitle.left(1).toLower() + kindTitle.mid(1);
}

FreshnessWords freshnessWords(const kube::ListStatus &status)
{
    using theme::Tone;
    const QString asOf = status.asOf != 0 ? words("As of %1").arg(timeOfDay(status.asOf)) : QString();
    const QString asOfLong = status.asOf != 0 ? words("What is shown was true at %1.").arg(dateAndTime(status.asOf)) : QString();
    const QString since = status.since != 0 ? timeOfDay(status.since) : QString();
    switch (status.freshness) {
    case Freshness::Idle:
        return {Tone::Unknown, words("Not read yet"), {}};
    case Freshness::Loading:
        return {Tone::Progressing, words("Reading"), words("The list is being read in pages; rows appear as they arrive.")};
    case Freshness::Partial:
        return {Tone::Warning,
            status.rowsExpected > 0 ? words("Partial %1 of %2").arg(shortNumberText(status.rowsRead), shortNumberText(status.rowsExpected)) : words("Partial"),
            words("Reading was stopped before the end: rows are missing.")};
    case Freshness::Live:
        return {Tone::Healthy, words("Live"), words("Changes appear as they happen.")};
    case Freshness::CatchingUp:
        return {Tone::Progressing, words("Catching up"), asOfLong};
    case Freshness::Polling:
        return {Tone::Healthy, words("Polling every %1 s").arg(status.pollSeconds), words("The server offers no watch here: the list is read again and again.") + u' ' + asOfLong};
    case Freshness::Reconnecting:
        return {Tone::Warning, since.isEmpty() ? words("Reconnecting") : words("Reconnecting since %1").arg(since), asOfLong};
    case Freshness::Waiting:
        return {Tone::Warning, asOf.isEmpty() ? words("Waiting for the session") : asOf, words("The session is not accepted at present.") + u' ' + asOfLong};
    case Freshness::Failed:
        return {status.asOf != 0 ? Tone::Warning : Tone::Failing, asOf.isEmpty() ? words("Failed") : asOf, asOfLong};
    }
    return {};
}

QString summaryHtml(const QString &kindTitle, const kube::ListStatus &status, const ListCounts &counts)
{
    QStringList parts;
    const bool incomplete = status.freshness == Freshness::Loading || status.freshness == Freshness::Partial;
    if (incomplete) {
        if (status.rowsExpected > status.rowsRead)
            parts += strong(numberText(status.rowsRead), words("of about %1 read").arg(numberText(status.rowsExpected)));
        else
            parts += strong(numberText(status.rowsRead), words("read"));
        if (counts.filtered)
            parts += strong(numberText(counts.shown), words("match"));
    } else if (counts.filtered) {
        parts += strong(numberText(counts.shown), words("of %1 %2 match").arg(numberText(counts.total), inSentence(kindTitle)));
    } else {
        parts += strong(numberText(counts.total), inSentence(kindTitle));
    }
    if (counts.healthy > 0)
        parts += strong(numberText(counts.healthy), words("healthy"));
    if (counts.failing > 0)
        parts += coloured(theme::Tone::Failing, numberText(counts.failing), words("failing"));
    if (counts.warning > 0)
        parts += coloured(theme::Tone::Warning, numberText(counts.warning), words("need a look"));
    if (counts.progressing > 0)
        parts += coloured(theme::Tone::Progressing, numberText(counts.progressing), words("in progress"));
    if (incomplete && status.bytes > 0)
        parts += formatBytes(static_cast<double>(status.bytes)).toHtmlEscaped() + u'B';
    const QString line = QStringLiteral("&nbsp;&nbsp;<span style=\"color:%1\">│</span>&nbsp; ").arg(theme::Theme::instance().color(theme::Role::Line).name());
    return parts.join(line);
}

QString rowsText(const kube::ListStatus &status, const ListCounts &counts)
{
    const QString number = counts.filtered ? words("%1 of %2 rows").arg(numberText(counts.shown), numberText(counts.total))
                                           : words("%1 rows").arg(numberText(counts.total));
    const bool whole = status.complete && status.freshness != Freshness::Loading && status.freshness != Freshness::Partial;
    return whole ? words("%1, complete").arg(number) : words("%1, not all").arg(number);
}

} // namespace sk::ui
