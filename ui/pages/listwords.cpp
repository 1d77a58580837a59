#include "listwords.h"

#include <sk/core/quantity.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace sk::ui {

using Freshness = kube::ListStatus::Freshness;

namespace {

/// A place for lupdate to find the texts: a function of our own around translate() would hide them.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(sk::ui::ListWords)
};

QString coloured(theme::Tone tone, const QString &number, const QString &word)
{
    return QStringLiteral("<span style=\"color:%1\">%2&nbsp;<b>%3</b>&nbsp;%4</span>")
        .arg(theme::Theme::instance().foreground(tone).name(), theme::Theme::symbol(tone), number.toHtmlEscaped(), word.toHtmlEscaped());
}

/// True when nothing answers at all: the trouble is on this side, or on the way.
bool isOffline(const Error &error)
{
    return error.code == ErrorCode::NetworkUnreachable || error.code == ErrorCode::HostNotFound || error.code == ErrorCode::ProxyRefused;
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
    // "Nodes", but not "ConfigMaps" or "CSIDrivers": only a capital that stands alone is the beginning of a sentence.
    if (std::any_of(kindTitle.cbegin() + (kindTitle.isEmpty() ? 0 : 1), kindTitle.cend(), [](QChar c) { return c.isUpper(); }))
        return kindTitle;
    return kindTitle.left(1).toLower() + kindTitle.mid(1);
}

FreshnessWords freshnessWords(const kube::ListStatus &status)
{
    using theme::Tone;
    const QString asOf = status.asOf != 0 ? Words::tr("As of %1").arg(timeOfDay(status.asOf)) : QString();
    const QString asOfLong = status.asOf != 0 ? Words::tr("What is shown was true at %1.").arg(dateAndTime(status.asOf)) : QString();
    const QString since = status.since != 0 ? timeOfDay(status.since) : QString();
    const auto sentences = [](const QStringList &parts) {
        QStringList said = parts;
        said.removeAll(QString());
        return said.join(u' ');
    };
    switch (status.freshness) {
    case Freshness::Idle:
        return {Tone::Unknown, Words::tr("Not read yet"), {}};
    case Freshness::Loading:
        return {Tone::Progressing, Words::tr("Reading"), Words::tr("The list is being read in pages; rows appear as they arrive.")};
    case Freshness::Partial:
        return {Tone::Warning,
            status.rowsExpected > 0 ? Words::tr("Partial %1 of %2").arg(shortNumberText(status.rowsRead), shortNumberText(status.rowsExpected)) : Words::tr("Partial"),
            Words::tr("Reading was stopped before the end: rows are missing.")};
    case Freshness::Reconnecting:
        if (isOffline(status.error))
            return {Tone::Warning, Words::tr("Offline"), sentences({since.isEmpty() ? QString() : Words::tr("The server cannot be reached since %1.").arg(dateAndTime(status.since)), asOfLong})};
        return {Tone::Warning, since.isEmpty() ? Words::tr("Reconnecting") : Words::tr("Reconnecting since %1").arg(since), asOfLong};
    case Freshness::Waiting:
        return {Tone::Warning, asOf.isEmpty() ? Words::tr("Waiting for the session") : asOf, sentences({Words::tr("The session is not accepted at present."), asOfLong})};
    case Freshness::Failed:
        if (isOffline(status.error))
            return {Tone::Failing, Words::tr("Offline"), asOfLong};
        return {status.asOf != 0 ? Tone::Warning : Tone::Failing, asOf.isEmpty() ? Words::tr("Failed") : asOf, asOfLong};
    case Freshness::Live:
    case Freshness::CatchingUp:
    case Freshness::Polling:
        break;
    }

    // The rows that may be seen are well. If some may not be seen at all, that comes first; how fresh the others are is in the tool tip.
    FreshnessWords words;
    if (status.freshness == Freshness::Live) {
        words = {Tone::Healthy, Words::tr("Live"), Words::tr("Changes appear as they happen.")};
    } else if (status.freshness == Freshness::CatchingUp) {
        words = {Tone::Progressing, Words::tr("Catching up"), asOfLong};
    } else {
        words = {Tone::Healthy, Words::tr("Polling every %1 s").arg(status.pollSeconds),
            sentences({status.viaPlatform ? Words::tr("The Kubernetes API was refused; the platform's own list cannot be watched, so it is read again and again.")
                                          : Words::tr("The list is not watched at present, but read again and again."),
                asOfLong})};
    }
    if (!status.forbiddenNamespaces.isEmpty()) {
        const auto forbidden = static_cast<int>(status.forbiddenNamespaces.size());
        words.toolTip = sentences({Words::tr("Not allowed in: %1.").arg(status.forbiddenNamespaces.join(QStringLiteral(", "))), Words::tr("The others: %1.").arg(words.text), words.toolTip});
        words.tone = Tone::Warning;
        words.text = Words::tr("Forbidden in %1 of %n namespace(s)", nullptr, status.namespaces).arg(forbidden);
    }
    return words;
}

QString summaryHtml(const QString &kindTitle, const kube::ListStatus &status, const ListCounts &counts)
{
    QStringList parts;
    const bool incomplete = status.freshness == Freshness::Loading || status.freshness == Freshness::Partial;
    if (incomplete) {
        if (status.rowsExpected > status.rowsRead)
            parts += strong(numberText(status.rowsRead), Words::tr("of about %1 read").arg(numberText(status.rowsExpected)));
        else
            parts += strong(numberText(status.rowsRead), Words::tr("read"));
        if (counts.filtered)
            parts += strong(numberText(counts.shown), Words::tr("match"));
    } else if (counts.filtered) {
        parts += strong(numberText(counts.shown), Words::tr("of %1 %2 match").arg(numberText(counts.total), inSentence(kindTitle)));
    } else {
        parts += strong(numberText(counts.total), inSentence(kindTitle));
    }
    if (counts.healthy > 0)
        parts += strong(numberText(counts.healthy), Words::tr("healthy"));
    if (counts.failing > 0)
        parts += coloured(theme::Tone::Failing, numberText(counts.failing), Words::tr("failing"));
    if (counts.warning > 0)
        parts += coloured(theme::Tone::Warning, numberText(counts.warning), Words::tr("need a look"));
    if (counts.progressing > 0)
        parts += coloured(theme::Tone::Progressing, numberText(counts.progressing), Words::tr("in progress"));
    if (!incomplete && status.unmeasuredAbove > 0)
        parts += Words::tr("use is not measured above %1").arg(numberText(status.unmeasuredAbove)).toHtmlEscaped();
    if (incomplete && status.bytes > 0)
        parts += formatBytes(static_cast<double>(status.bytes)).toHtmlEscaped() + u'B';
    const QString line = QStringLiteral("&nbsp;&nbsp;<span style=\"color:%1\">│</span>&nbsp; ").arg(theme::Theme::instance().color(theme::Role::Line).name());
    return parts.join(line);
}

QString rowsText(const kube::ListStatus &status, const ListCounts &counts)
{
    const QString number = counts.filtered ? Words::tr("%1 of %2 rows").arg(numberText(counts.shown), numberText(counts.total))
                                           : Words::tr("%1 rows").arg(numberText(counts.total));
    const bool whole = status.complete && status.freshness != Freshness::Loading && status.freshness != Freshness::Partial;
    return whole ? Words::tr("%1, complete").arg(number) : Words::tr("%1, not all").arg(number);
}

} // namespace sk::ui
