#include "listheader.h"

#include "pagelist.h"

#include <sk/widgets/freshnesschip.h>
#include <sk/widgets/messagebar.h>
#include <sk/widgets/searchfield.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace sk::ui {

using Freshness = kube::ListStatus::Freshness;

ListHeader::ListHeader(QWidget *parent)
    : QWidget(parent)
    , m_search(new widgets::SearchField)
    , m_chip(new widgets::FreshnessChip)
    , m_columns(new QToolButton)
    , m_saveView(new QToolButton)
    , m_summary(new QLabel)
    , m_cancel(new QToolButton)
    , m_trouble(new widgets::MessageBar)
    , m_retry(new QPushButton)
    , m_progress(new widgets::ProgressLine)
{
    m_saveView->setObjectName(QStringLiteral("saveView"));
    m_columns->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_summary->setTextFormat(Qt::RichText);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_cancel->setAutoRaise(true);
    m_trouble->addControl(m_retry);
    m_trouble->hide();

    auto *top = new QHBoxLayout;
    top->setContentsMargins(12, 8, 12, 0);
    top->setSpacing(8);
    top->addWidget(m_search, 1);
    top->addWidget(m_chip);
    top->addWidget(m_columns);
    top->addWidget(m_saveView);
    auto *summaryRow = new QHBoxLayout;
    summaryRow->setContentsMargins(12, 6, 12, 6);
    summaryRow->addWidget(m_summary, 1);
    summaryRow->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(summaryRow);
    layout->addWidget(m_trouble);
    layout->addWidget(m_progress);
    setTabOrder(m_search, m_columns);
    setTabOrder(m_columns, m_saveView);

    connect(m_saveView, &QToolButton::clicked, this, &ListHeader::saveViewRequested);
    connect(m_columns, &QToolButton::clicked, this, &ListHeader::columnsRequested);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (m_partial)
            emit goOnRequested();
        else
            emit cancelRequested();
    });
    connect(m_retry, &QPushButton::clicked, this, &ListHeader::retryRequested);
    retranslate();
}

QWidget *ListHeader::lastTabStop() const
{
    return m_saveView;
}

QPoint ListHeader::columnsPosition() const
{
    return m_columns->mapToGlobal(QPoint(0, m_columns->height()));
}

void ListHeader::setTitle(const QString &title)
{
    m_search->line()->setAccessibleName(tr("Filter %1").arg(inSentence(title)));
}

void ListHeader::showSituation(const ListSituation &situation, const PageList &list)
{
    const kube::ListStatus &status = situation.status;
    const ListCounts &counts = situation.counts;
    const bool failed = status.freshness == Freshness::Failed;
    const bool reading = status.freshness == Freshness::Loading;
    FreshnessWords fresh = freshnessWords(status);
    if (failed && counts.total == 0 && fresh.tone != theme::Tone::Failing)
        fresh = {theme::Tone::Failing, tr("Failed"), fresh.toolTip}; // there is nothing that could be as of some time
    m_chip->setState(fresh.tone, fresh.text, fresh.toolTip);

    m_partial = status.freshness == Freshness::Partial;
    m_cancel->setVisible((reading && counts.shown > 0) || m_partial);
    m_cancel->setText(m_partial ? tr("Go on") : tr("Cancel"));
    m_cancel->setToolTip(m_partial ? tr("Go on reading where it was stopped") : tr("Stop reading; the rows that came stay"));
    m_progress->setVisible(reading && counts.shown > 0);
    if (reading)
        m_progress->setProgress(status.rowsRead, status.rowsExpected);

    // "0 nodes" is said only by who has looked.
    const bool known = counts.total > 0 || reading || (status.complete && !failed);
    QString summary = known ? summaryHtml(situation.title, status, counts) : QString();
    if (list.next() && !list.nextError()) {
        const kube::ListStatus &next = list.next()->status();
        const QString what = list.nextIsForFilter() ? tr("asking the server") : tr("reading the new columns");
        summary += QStringLiteral(" &nbsp;|&nbsp; ")
            + (next.rowsExpected > 0 ? tr("%1: %2 of about %3").arg(what, numberText(next.rowsRead), numberText(next.rowsExpected)) : what);
    }
    m_summary->setText(summary);

    const ListTrouble trouble = listTrouble(situation);
    m_trouble->setVisible(!trouble.title.isEmpty());
    if (!trouble.title.isEmpty()) {
        m_trouble->setMessage(trouble.tone, trouble.title, trouble.text);
        m_trouble->setToolTip(trouble.toolTip);
    }
    m_retry->setVisible(trouble.retry);
}

void ListHeader::retranslate()
{
    m_search->setPlaceholderText(tr("Filter: words, -not, restarts>5, age<1h"));
    m_columns->setText(tr("Columns"));
    m_columns->setToolTip(tr("Choose columns"));
    m_saveView->setText(tr("Save view"));
    m_saveView->setToolTip(tr("Save this list as a view, with its columns, order, filter and namespaces"));
    m_retry->setText(tr("Retry"));
}

void ListHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
