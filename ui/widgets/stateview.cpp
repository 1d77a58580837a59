#include "stateview.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace sk::widgets {

StateView::StateView(QWidget *parent)
    : QWidget(parent)
    , m_symbol(new QLabel)
    , m_title(new QLabel)
    , m_text(new QLabel)
    , m_progress(new QProgressBar)
    , m_action(new QPushButton)
    , m_detailsButton(new QToolButton)
    , m_details(new QLabel)
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_title->setFont(large);
    large.setPointSizeF(large.pointSizeF() * 1.6);
    m_symbol->setFont(large);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_details->hide();
    m_detailsButton->setText(tr("Details"));
    m_detailsButton->setCheckable(true);
    m_detailsButton->setAutoRaise(true);
    m_detailsButton->setArrowType(Qt::RightArrow);
    m_detailsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_progress->setFixedWidth(fontMetrics().averageCharWidth() * 40);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    for (QLabel *label : {m_symbol, m_title, m_text}) {
        label->setAlignment(Qt::AlignHCenter);
        layout->addWidget(label);
    }
    layout->addWidget(m_progress, 0, Qt::AlignHCenter);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addWidget(m_detailsButton, 0, Qt::AlignHCenter);
    layout->addWidget(m_details, 0, Qt::AlignHCenter);
    layout->addStretch(3);

    connect(m_action, &QPushButton::clicked, this, &StateView::actionTriggered);
    connect(m_detailsButton, &QToolButton::toggled, this, [this](bool open) {
        m_details->setVisible(open);
        m_detailsButton->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    });
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &StateView::updateColors);
    setContent({});
}

void StateView::setContent(const Content &content)
{
    if (content.details != m_content.details)
        m_detailsButton->setChecked(false);
    m_content = content;
    m_symbol->setText(theme::Theme::symbol(content.tone));
    m_symbol->setVisible(content.tone != theme::Tone::Neutral);
    m_title->setText(content.title);
    m_text->setText(content.text);
    m_text->setVisible(!content.text.isEmpty());
    m_details->setText(content.details);
    m_detailsButton->setVisible(!content.details.isEmpty());
    m_action->setText(content.action);
    m_action->setVisible(!content.action.isEmpty());
    m_progress->setVisible(content.busy);
    setAccessibleName(content.title);
    setAccessibleDescription(content.text);
    updateColors();
}

void StateView::updateColors()
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, theme::Theme::instance().foreground(m_content.tone));
    m_symbol->setPalette(colors);
    colors.setColor(QPalette::WindowText, theme::Theme::instance().color(theme::Role::SecondaryText));
    m_text->setPalette(colors);
    m_details->setPalette(colors);
}

} // namespace sk::widgets
