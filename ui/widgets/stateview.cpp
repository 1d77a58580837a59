#include "stateview.h"

#include <sk/theme/theme.h>

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace sk::widgets {

using theme::Role;
using theme::Theme;

ProgressLine::ProgressLine(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(3);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress"));
}

void ProgressLine::setProgress(qint64 done, qint64 total)
{
    if (done == m_done && total == m_total)
        return;
    m_done = done;
    m_total = total;
    setAccessibleDescription(total > 0 ? tr("%1 percent").arg(std::min<qint64>(100, done * 100 / total)) : QString());
    update();
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme &theme = Theme::instance();
    painter.fillRect(rect(), theme.color(Role::MeterTrack));
    QRectF bar = rect();
    if (m_total > 0) {
        bar.setWidth(bar.width() * std::min(1.0, static_cast<double>(m_done) / static_cast<double>(m_total)));
    } else {
        // Not known how much is to come: a piece that wanders a step with every page that arrives.
        const double piece = bar.width() / 5;
        bar = QRectF(static_cast<double>((m_done / 500) % 5) * piece, 0, piece, bar.height());
    }
    painter.fillRect(bar, theme.color(Role::MeterUsed));
}

StateView::StateView(QWidget *parent)
    : QWidget(parent)
    , m_progress(new ProgressLine(this))
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_button(new QPushButton(this))
    , m_detailsButton(new QToolButton(this))
    , m_details(new QLabel(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    QFont bold = font();
    bold.setBold(true);
    bold.setPointSizeF(font().pointSizeF() * 1.15);
    m_title->setFont(bold);
    for (QLabel *label : {m_title, m_text, m_details}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText); // server words are never markup
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setMaximumWidth(fontMetrics().averageCharWidth() * 90);
    }
    m_text->setForegroundRole(QPalette::PlaceholderText);
    m_details->setFont(Theme::monospaceFont(font()));
    m_details->setForegroundRole(QPalette::PlaceholderText);
    m_details->hide();
    m_icon->setAlignment(Qt::AlignCenter);
    m_detailsButton->setText(tr("Details"));
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAutoRaise(true);
    m_detailsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_detailsButton->setAccessibleName(tr("Details of the error"));
    connect(m_detailsButton, &QToolButton::toggled, m_details, &QWidget::setVisible);
    connect(m_button, &QPushButton::clicked, this, [this] {
        switch (m_state) {
        case State::Loading:
            emit cancelRequested();
            break;
        case State::NothingMatches:
            emit clearRequested();
            break;
        case State::Forbidden:
        case State::Error:
            emit retryRequested();
            break;
        case State::Hidden:
        case State::Empty:
            break;
        }
    });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_progress);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    const auto addCentred = [layout](QWidget *widget) {
        auto *row = new QHBoxLayout;
        row->setContentsMargins(24, 0, 24, 0);
        row->addStretch(1);
        row->addWidget(widget, 100);
        row->addStretch(1);
        layout->addLayout(row);
    };
    addCentred(m_title);
    addCentred(m_text);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addWidget(m_detailsButton, 0, Qt::AlignHCenter);
    addCentred(m_details);
    layout->addStretch(3);
    hide();
}

void StateView::show(
    State state, const QString &icon, const QString &title, const QString &text, const QString &details, const QString &button)
{
    if (state != m_state)
        m_detailsButton->setChecked(false);
    m_state = state;
    m_iconName = icon;
    m_progress->setVisible(state == State::Loading);
    refreshIcon();
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_button->setText(button);
    m_button->setAccessibleName(button);
    m_button->setVisible(!button.isEmpty());
    m_details->setText(details);
    m_detailsButton->setVisible(!details.isEmpty());
    m_details->setVisible(!details.isEmpty() && m_detailsButton->isChecked());
    setAccessibleName(title);
    setAccessibleDescription(text);
    setVisible(state != State::Hidden);
}

void StateView::refreshIcon()
{
    m_icon->setVisible(!m_iconName.isEmpty());
    if (m_iconName.isEmpty())
        return;
    const int side = fontMetrics().height() * 2;
    m_icon->setPixmap(Theme::instance().icon(m_iconName).pixmap(QSize(side, side), devicePixelRatioF()));
}

void StateView::showNothing()
{
    show(State::Hidden, {}, {}, {}, {}, {});
}

void StateView::showLoading(const QString &title, const QString &counts, qint64 done, qint64 total)
{
    m_progress->setProgress(done, total);
    show(State::Loading, {}, title, counts, {}, tr("Cancel"));
}

void StateView::showEmpty(const QString &title, const QString &text)
{
    show(State::Empty, {}, title, text, {}, {});
}

void StateView::showNothingMatches(const QString &title, const QString &text)
{
    show(State::NothingMatches, QStringLiteral("search"), title, text, {}, tr("Clear filter"));
}

void StateView::showForbidden(const QString &title, const QString &advice, const QString &details)
{
    show(State::Forbidden, QStringLiteral("secrets"), title, advice, details, tr("Retry"));
}

void StateView::showError(const QString &title, const QString &advice, const QString &details)
{
    show(State::Error, QStringLiteral("error"), title, advice, details, tr("Retry"));
}

QString StateView::title() const
{
    return m_title->text();
}

void StateView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        refreshIcon();
}

} // namespace sk::widgets
