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

void EnvironmentEdge::setEnvironment(session::Environment environment, const QString &colour)
{
    m_environment = environment;
    m_colour = QColor(colour);
    setVisible(environment != session::Environment::Unmarked || m_colour.isValid());
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
    QPainter(this).fillRect(rect(), m_colour.isValid() ? m_colour : theme.color(role));
}

} // namespace sk::ui
