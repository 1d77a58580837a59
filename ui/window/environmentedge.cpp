#include "environmentedge.h"

#include <sk/theme/theme.h>

#include <QPainter>

namespace sk::ui {

EnvironmentEdge::EnvironmentEdge(QWidget *parent)
    : QWidget(parent)
{
    setFixedWidth(4);
    hide();
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, qOverload<>(&QWidget::update));
}

void EnvironmentEdge::setEnvironment(session::Environment environment)
{
    m_environment = environment;
    setVisible(environment != session::Environment::Unmarked);
    update();
}

void EnvironmentEdge::paintEvent(QPaintEvent *)
{
    const auto &theme = theme::Theme::instance();
    theme::Role role = theme::Role::DevelopmentEdge;
    if (m_environment == session::Environment::Production)
        role = theme::Role::ProductionEdge;
    else if (m_environment == session::Environment::Test)
        role = theme::Role::TestEdge;
    QPainter(this).fillRect(rect(), theme.color(role));
}

} // namespace sk::ui
