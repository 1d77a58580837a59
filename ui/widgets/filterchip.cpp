#include "filterchip.h"

#include <sk/theme/theme.h>

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace sk::widgets {

namespace {

constexpr int pad = 6;

} // namespace

FilterChip::FilterChip(const QString &part, QWidget *parent)
    : QAbstractButton(parent)
    , m_part(part)
{
    setCheckable(true);
    setChecked(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::ArrowCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::toggled, this, &FilterChip::retranslate);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
    retranslate();
}

void FilterChip::setMark(bool marked, const QString &note)
{
    if (m_marked == marked && m_note == note)
        return;
    m_marked = marked;
    m_note = note;
    updateGeometry();
    update();
    retranslate();
}

int FilterChip::textWidth() const
{
    // A part may be long; the whole of it is in the tooltip.
    return std::min(fontMetrics().horizontalAdvance(m_part), fontMetrics().averageCharWidth() * 44) + 2;
}

QSize FilterChip::sizeHint() const
{
    const int arrow = m_marked ? fontMetrics().horizontalAdvance(u'↑') + 3 : 0;
    const int height = fontMetrics().height() + 4;
    return {pad + arrow + textWidth() + height, height};
}

QRect FilterChip::crossRect() const
{
    return {width() - height(), 0, height(), height()};
}

void FilterChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto &theme = theme::Theme::instance();
    const bool on = isChecked();
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const QColor ground = m_marked ? palette().color(QPalette::Highlight) : theme.background(theme::Tone::Unknown);
    // Off is said by a dashed edge and struck-out text, not by a paler colour alone.
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Link), 1.5) : on ? QPen(Qt::NoPen) : QPen(theme.color(theme::Role::Line), 1, Qt::DashLine));
    painter.setBrush(on ? QBrush(ground) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, 4, 4);

    const QColor text = on ? palette().color(QPalette::Text) : theme.color(theme::Role::SecondaryText);
    painter.setPen(text);
    QFont written = font();
    written.setStrikeOut(!on);
    int x = pad;
    if (m_marked) {
        painter.setPen(palette().color(QPalette::Link));
        painter.drawText(QRect(x, 0, width(), height()), Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("↑"));
        x += fontMetrics().horizontalAdvance(u'↑') + 3;
        painter.setPen(text);
    }
    painter.setFont(written);
    const QRect place(x, 0, textWidth(), height());
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(m_part, Qt::ElideMiddle, place.width()));
    const double arm = fontMetrics().height() / 5.0;
    const QPointF centre = QRectF(crossRect()).center();
    painter.setPen(QPen(text, 1.3));
    painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm));
    painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm));
}

void FilterChip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Backspace:
    case Qt::Key_Delete:
        emit removeRequested();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_F2:
        emit editRequested();
        return;
    case Qt::Key_Left:
        emit neighbourRequested(-1);
        return;
    case Qt::Key_Right:
        emit neighbourRequested(1);
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void FilterChip::mousePressEvent(QMouseEvent *event)
{
    m_crossPressed = event->button() == Qt::LeftButton && crossRect().contains(event->pos());
    if (!m_crossPressed)
        QAbstractButton::mousePressEvent(event);
}

void FilterChip::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_crossPressed) {
        m_crossPressed = false;
        if (crossRect().contains(event->pos()))
            emit removeRequested();
        return;
    }
    QAbstractButton::mouseReleaseEvent(event);
}

void FilterChip::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && !crossRect().contains(event->pos())) {
        setChecked(true); // the first click switched it off
        emit editRequested();
    }
}

void FilterChip::retranslate()
{
    const QString state = isChecked() ? tr("on") : tr("off");
    setAccessibleName(tr("Filter part %1, %2").arg(m_part, state));
    QStringList lines{m_part};
    if (!m_note.isEmpty())
        lines += m_note;
    lines += isChecked() ? tr("Click or Space switches it off, Backspace removes it, Enter edits it") : tr("Click or Space switches it on, Backspace removes it, Enter edits it");
    setToolTip(lines.join(u'\n'));
    setAccessibleDescription(m_note);
}

void FilterChip::changeEvent(QEvent *event)
{
    QAbstractButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace sk::widgets
