#include "concealment.h"

#include <QAccessibleWidget>
#include <QWidget>

namespace sk::widgets {

namespace {

constexpr char concealedProperty[] = "sk_concealed";

/// Stands in the tree for something that nothing is to be told of.
class Nothing final : public QAccessibleWidget {
public:
    explicit Nothing(QWidget *widget)
        : QAccessibleWidget(widget, QAccessible::NoRole)
    {
    }
    int childCount() const override { return 0; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    QAccessibleInterface *focusChild() const override { return nullptr; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    QList<std::pair<QAccessibleInterface *, QAccessible::Relation>> relations(QAccessible::Relation) const override { return {}; }
    QString text(QAccessible::Text) const override { return {}; }
    void *interface_cast(QAccessible::InterfaceType) override { return nullptr; }
    QStringList actionNames() const override { return {}; }
    void doAction(const QString &) override { }
};

QAccessibleInterface *nothingForTheConcealed(const QString &, QObject *object)
{
    if (!object || !object->isWidgetType())
        return nullptr;
    for (const QObject *each = object; each; each = each->parent())
        if (each->property(concealedProperty).toBool())
            return new Nothing(static_cast<QWidget *>(object));
    return nullptr;
}

} // namespace

void setConcealed(QWidget *widget, bool concealed)
{
    if (widget->property(concealedProperty).toBool() == concealed)
        return;
    static const bool installed = [] {
        QAccessible::installFactory(nothingForTheConcealed);
        return true;
    }();
    Q_UNUSED(installed)
    widget->setProperty(concealedProperty, concealed);
    // What was made of them before says what it said before.
    const QList<QWidget *> all = QList<QWidget *>{widget} + widget->findChildren<QWidget *>();
    for (QWidget *each : all)
        if (QAccessibleInterface *known = QAccessible::queryAccessibleInterface(each))
            QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(known));
}

} // namespace sk::widgets
