#include "detailheader.h"

#include "celldelegate.h"

#include <sk/theme/theme.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace sk::ui {

namespace {

/// The palette with this colour for texts.
QPalette withText(QPalette palette, const QColor &color)
{
    palette.setColor(QPalette::WindowText, color);
    palette.setColor(QPalette::Text, color); // labels over Base draw in Text
    return palette;
}

} // namespace

DetailHeader::DetailHeader(QWidget *parent)
    : QWidget(parent)
    , m_symbol(new QLabel)
    , m_name(new QLabel)
    , m_status(new QLabel)
    , m_kindName(new QLabel)
    , m_close(new QToolButton)
{
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_name->setWordWrap(true);
    m_name->setAlignment(Qt::AlignLeft | Qt::AlignTop); // beside the button, which is higher, as the symbol is
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.2);
    large.setBold(true);
    m_name->setFont(large);
    m_symbol->setFont(large);
    m_status->setWordWrap(true);
    m_close->setAutoRaise(true);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 10, 8, 0);
    head->setSpacing(6);
    head->addWidget(m_symbol, 0, Qt::AlignTop);
    head->addWidget(m_name, 1);
    head->addWidget(m_close, 0, Qt::AlignTop);
    auto *below = new QVBoxLayout;
    below->setContentsMargins(12, 2, 12, 6);
    below->setSpacing(2);
    below->addWidget(m_kindName);
    below->addWidget(m_status);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(below);

    connect(m_close, &QToolButton::clicked, this, &DetailHeader::closeRequested);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &DetailHeader::showIcon);
    showIcon();
    retranslate();
    clear();
}

void DetailHeader::showObject(const kube::ResourceKind &kind, const Selection &row, const QString &status)
{
    const auto &colors = theme::Theme::instance();
    const theme::Tone tone = toneOf(row.health);
    const QPalette toned = withText(palette(), colors.foreground(tone));
    m_symbol->setText(theme::Theme::symbol(tone));
    m_symbol->setVisible(!m_symbol->text().isEmpty());
    m_symbol->setPalette(toned);
    m_name->setText(row.name);
    const bool speaks = tone == theme::Tone::Warning || tone == theme::Tone::Failing;
    m_status->setPalette(speaks ? toned : palette());
    m_status->setText(status);
    m_status->setVisible(!status.isEmpty());
    m_kindName->setPalette(withText(palette(), colors.color(theme::Role::SecondaryText)));
    m_kindName->setText(kind.type.kind + (row.nameSpace.isEmpty() ? QString() : QStringLiteral(" · ") + row.nameSpace));
    m_kindName->show();
}

void DetailHeader::clear()
{
    m_symbol->hide();
    m_name->clear();
    m_status->clear();
    m_status->hide();
    m_kindName->hide();
}

void DetailHeader::showIcon()
{
    m_close->setIcon(theme::Theme::instance().icon(QStringLiteral("close")));
}

void DetailHeader::retranslate()
{
    m_close->setAccessibleName(tr("Close the detail pane"));
    m_close->setToolTip(tr("Close (Esc)"));
}

void DetailHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
