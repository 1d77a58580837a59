#pragma once

#include <sk/session/profile.h>

#include <QWidget>

namespace sk::ui {

/// The colour of the connection's environment along the left edge of the window: 4 px, nothing without a mark.
class EnvironmentEdge : public QWidget {
    Q_OBJECT

public:
    explicit EnvironmentEdge(QWidget *parent = nullptr);
    void setEnvironment(session::Environment environment);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    session::Environment m_environment = session::Environment::Unmarked;
};

} // namespace sk::ui
