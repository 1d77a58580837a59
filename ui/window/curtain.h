#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

class QWidget;

namespace sk::ui {

/// What is open in front of a window (dialogs, menus, popups, tooltips) goes out of sight and reach while the connection is locked; dialogs
/// come back as they were.
class Curtain : public QObject {
    Q_OBJECT

public:
    explicit Curtain(QWidget *window);

    void setDrawn(bool drawn);
    void forget(); ///< the connection has ended: what is hidden is not to come back

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void draw();
    void lift();

    struct Hidden {
        QPointer<QWidget> widget;
        bool modal = false;
    };
    QWidget *m_window;
    bool m_drawn = false;
    QList<Hidden> m_hidden; ///< in the order in which they are to come back
};

} // namespace sk::ui
