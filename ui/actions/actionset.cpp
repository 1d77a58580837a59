#include "actionset.h"

#include <sk/theme/theme.h>

#include <QCoreApplication>
#include <QWidget>

namespace sk::ui {

ActionSet::ActionSet(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    for (const ActionSpec &spec : actionTable()) {
        auto *action = new QAction(window);
        action->setObjectName(QString::fromLatin1(spec.id));
        action->setShortcuts(spec.shortcuts);
        action->setShortcutContext(Qt::WindowShortcut);
        action->setCheckable(spec.checkable);
        m_actions.insert(QString::fromLatin1(spec.id), action);
        window->addAction(action);
    }
    retranslate();
    retint();
}

QAction *ActionSet::action(const char *id) const
{
    QAction *found = m_actions.value(QString::fromLatin1(id));
    Q_ASSERT_X(found, "ActionSet", id);
    return found;
}

void ActionSet::on(const char *id, std::function<void()> work)
{
    connect(action(id), &QAction::triggered, m_window, [work = std::move(work)] { work(); });
}

void ActionSet::setMet(Needs met)
{
    for (const ActionSpec &spec : actionTable())
        action(spec.id)->setEnabled((spec.needs & met) == spec.needs);
}

void ActionSet::fill(QMenu &menu, ActionGroup group) const
{
    for (const ActionSpec &spec : actionTable())
        if (spec.group == group)
            menu.addAction(action(spec.id));
}

void ActionSet::retranslate()
{
    for (const ActionSpec &spec : actionTable())
        action(spec.id)->setText(QCoreApplication::translate("sk", spec.text));
}

void ActionSet::retint()
{
    for (const ActionSpec &spec : actionTable())
        if (*spec.icon != '\0')
            action(spec.id)->setIcon(theme::Theme::instance().icon(QString::fromLatin1(spec.icon)));
}

} // namespace sk::ui
