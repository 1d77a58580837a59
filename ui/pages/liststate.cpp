#include "liststate.h"

#include <sk/core/quantity.h>
#include <sk/dialogs/errortext.h>
#include <sk/models/resourcetablemodel.h>

#include <QCoreApplication>

namespace sk::ui {

using Freshness = kube::ListStatus::Freshness;
using State = widgets::StateView::State;

namespace {

/// A place for lupdate to find the texts.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(sk::ui::ListState)
};

QString progressText(const kube::ListStatus &status)
{
    if (status.freshness == Freshness::Reconnecting || status.freshness == Freshness::Waiting)
        return freshnessWords(status).text;
    if (status.rowsExpected > 0)
        return Words::tr("%1 of about %2 read").arg(numberText(status.rowsRead), numberText(status.rowsExpected));
    if (status.bytes > 0)
        return Words::tr("%1B so far").arg(formatBytes(static_cast<double>(status.bytes)));
    return {};
}

/// Rows were read, and none of them is shown.
ListState allHidden(const ListSituation &situation)
{
    const QString total = numberText(situation.counts.total);
    const QString what = inSentence(situation.title);
    if (situation.asksForUse && situation.status.unmeasuredAbove > 0)
        return {State::NothingMatches, Words::tr("Nothing matches"),
            Words::tr("The filter \"%1\" asks for use, which is not measured where there are more than %2 %3. Choose a namespace to have fewer.")
                .arg(situation.filter, numberText(situation.status.unmeasuredAbove), what)};
    if (!situation.filter.isEmpty())
        return {State::NothingMatches, Words::tr("Nothing matches"), Words::tr("The filter \"%1\" hides all %2 %3.").arg(situation.filter, total, what)};
    return {State::Empty, Words::tr("Nothing in these namespaces"), Words::tr("There are %1 %2 in others.").arg(total, what)};
}

} // namespace

ListCounts countsOf(const models::ResourceTableModel &model, bool filtered)
{
    ListCounts counts;
    counts.total = model.totalCount();
    counts.shown = model.rowCount();
    counts.failing = model.countOf(kube::Health::Failing);
    counts.warning = model.countOf(kube::Health::Warning);
    counts.progressing = model.countOf(kube::Health::Progressing);
    counts.healthy = model.countOf(kube::Health::Healthy);
    counts.filtered = filtered;
    return counts;
}

ListState listState(const ListSituation &situation)
{
    const kube::ListStatus &status = situation.status;
    const QString what = inSentence(situation.title);
    if (situation.counts.shown > 0)
        return {};
    // What the filter lets through may be among the rows that are still on their way.
    const bool readToItsEnd = status.complete || status.freshness == Freshness::Partial || status.freshness == Freshness::Failed;
    if (situation.counts.total > 0 && readToItsEnd)
        return allHidden(situation);
    if (status.freshness == Freshness::Failed) {
        const ErrorText words = status.error ? errorText(status.error) : ErrorText{};
        return {status.error.code == ErrorCode::Forbidden ? State::Forbidden : State::Error, words.title, words.advice, words.details};
    }
    if (status.complete && situation.bySelectors)
        return {State::NothingMatches, Words::tr("Nothing matches"), Words::tr("The server has no %1 for the filter \"%2\".").arg(what, situation.filter)};
    if (status.freshness == Freshness::Partial)
        return {State::Error, Words::tr("Reading was stopped"), Words::tr("Nothing had arrived until then."), {}};
    if (status.complete)
        return {State::Empty, Words::tr("No %1").arg(what),
            situation.someNamespaces ? Words::tr("There are none in the chosen namespaces.") : Words::tr("The server has none that you may see.")};
    return {State::Loading, Words::tr("Reading %1").arg(what), progressText(status), {}, status.rowsRead, status.rowsExpected};
}

void showState(widgets::StateView &view, const ListState &state)
{
    switch (state.state) {
    case State::Hidden:
        view.showNothing();
        break;
    case State::Loading:
        view.showLoading(state.title, state.text, state.done, state.total);
        break;
    case State::Empty:
        view.showEmpty(state.title, state.text);
        break;
    case State::NothingMatches:
        view.showNothingMatches(state.title, state.text);
        break;
    case State::Forbidden:
        view.showForbidden(state.title, state.text, state.details);
        break;
    case State::Error:
        view.showError(state.title, state.text, state.details);
        break;
    }
}

ListTrouble listTrouble(const ListSituation &situation)
{
    const kube::ListStatus &status = situation.status;
    if (status.freshness == Freshness::Failed) {
        if (situation.counts.total == 0 && status.forbiddenNamespaces.isEmpty())
            return {}; // the state says it
        const ErrorText words = status.error ? errorText(status.error) : ErrorText{};
        return {theme::Tone::Failing, words.title, Words::tr("The rows below are as of %1.").arg(timeOfDay(status.asOf)), words.details, true};
    }
    if (situation.nextError && situation.counts.total > 0) {
        const ErrorText words = errorText(situation.nextError);
        const QString title = situation.nextIsForFilter ? Words::tr("The server could not be asked for what the filter lets through.") : Words::tr("The new columns could not be read.");
        const QString rest = situation.nextIsForFilter ? Words::tr("All rows are filtered here.") : Words::tr("The rows below are the ones of before.");
        return {theme::Tone::Warning, title, words.title + u' ' + rest, words.details, true};
    }
    if (!status.forbiddenNamespaces.isEmpty())
        return {theme::Tone::Warning, Words::tr("Not all namespaces are shown."),
            Words::tr("There is no right to list %1 in: %2").arg(inSentence(situation.title), status.forbiddenNamespaces.join(QStringLiteral(", "))), {}, false};
    return {};
}

} // namespace sk::ui
