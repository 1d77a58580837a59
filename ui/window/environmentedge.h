#pragma once

#include <sk/session/profile.h>

#include <QColor>
#include <QWidget>

namespace sk::ui {

/// The colour of the connection's environment along the left edge of the window: 4 px, nothing without a mark.
class EnvironmentEdge : public QWidget {
    Q_OBJECT

public:
    explicit EnvironmentEdge(QWidget *parent = nullptr);
    /// `colour` ("#rrggbb") takes the place of the environment's own; empty: that one.
    void setEnvironment(session::Environment environment, const QString &colour = {});

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    session::Environment m_environment = session::Environment::Unmarked;
    QColor m_colour;
};

} // namespace sk::ui
