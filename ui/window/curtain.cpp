#include "curtain.h"

#include <sk/widgets/concealment.h>

#include <QDialog>
#include <QEvent>
#include <QToolTip>

namespace sk::ui {

Curtain::Curtain(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

void Curtain::setDrawn(bool drawn)
{
    if (std::exchange(m_drawn, drawn) == drawn)
        return;
    drawn ? draw() : lift();
}

void Curtain::draw()
{
    QToolTip::hideText();
    QList<QPointer<QWidget>> open; // a popup that closes may take others with it
    for (QWidget *each : m_window->findChildren<QWidget *>())
        if (each->isWindow() && each->isVisible())
            open += each;
    for (const QPointer<QWidget> &each : open) {
        if (!each)
            continue;
        if (each->windowType() == Qt::Popup || each->windowType() == Qt::ToolTip) {
            each->close();
            continue;
        }
        m_hidden += {each, each->isModal()};
        each->hide();
        widgets::setConcealed(each, true);
        each->installEventFilter(this);
    }
}

void Curtain::lift()
{
    const QList<Hidden> back = std::exchange(m_hidden, {});
    for (const Hidden &each : back) {
        if (!each.widget)
            continue;
        each.widget->removeEventFilter(this);
        widgets::setConcealed(each.widget, false);
        if (auto *dialog = qobject_cast<QDialog *>(each.widget.data()); dialog && each.modal)
            dialog->open(); // hiding it took its modality
        else
            each.widget->show();
    }
}

/// Somebody wants to see it again: the dialog to sign in, which a locked window leads to.
bool Curtain::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show) {
        watched->removeEventFilter(this);
        m_hidden.removeIf([watched](const Hidden &each) { return each.widget == watched; });
        widgets::setConcealed(static_cast<QWidget *>(watched), false);
    }
    return QObject::eventFilter(watched, event);
}

void Curtain::forget()
{
    const QList<Hidden> gone = std::exchange(m_hidden, {});
    for (const Hidden &each : gone)
        if (each.widget)
            each.widget->deleteLater();
}

} // namespace sk::ui
