#include "viewmenu.h"

#include <sk/dialogs/viewdialog.h>
#include <sk/pages/savedviews.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>

namespace sk::ui {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("sk", text);
}

/// About a file that the user chose a moment ago; nothing to do with the network.
void tell(QWidget *parent, QMessageBox::Icon icon, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(icon, title, text, QMessageBox::Ok, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void exportViews(SavedViews &views, const QStringList &ids, const QString &name, QWidget *parent)
{
    auto *dialog = new QFileDialog(parent, say(QT_TRANSLATE_NOOP("sk", "Export views")), name + QStringLiteral(".json"), say(QT_TRANSLATE_NOOP("sk", "Views (*.json)")));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [&views, ids, parent](const QString &path) {
        QSaveFile file(path);
        const QByteArray bytes = views.toFile(ids);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            tell(parent, QMessageBox::Warning, say(QT_TRANSLATE_NOOP("sk", "Export views")), say(QT_TRANSLATE_NOOP("sk", "%1 could not be written: %2.")).arg(path, file.errorString()));
    });
    dialog->open();
}

void importViews(SavedViews &views, QWidget *parent)
{
    auto *dialog = new QFileDialog(parent, say(QT_TRANSLATE_NOOP("sk", "Import views")), QString(), say(QT_TRANSLATE_NOOP("sk", "Views (*.json)")));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [&views, parent](const QString &path) {
        const QString title = say(QT_TRANSLATE_NOOP("sk", "Import views"));
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            tell(parent, QMessageBox::Warning, title, say(QT_TRANSLATE_NOOP("sk", "%1 could not be read: %2.")).arg(path, file.errorString()));
            return;
        }
        const SavedViews::Import result = views.fromFile(file.read(8 << 20));
        if (!result.trouble.isEmpty())
            tell(parent, QMessageBox::Warning, title, result.trouble);
        else
            tell(parent, QMessageBox::Information, title, QCoreApplication::translate("sk", "%n view(s) were added to the favourites.", nullptr, result.added));
    });
    dialog->open();
}

} // namespace

void showViewMenu(SavedViews &views, const QString &id, const QPoint &where, QWidget *parent, const std::function<void(bool newTab)> &open, const std::function<void()> &replace)
{
    const auto view = views.find(id);
    if (!view)
        return;
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Open")), parent, [open] { open(false); });
    menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Open in a new tab")), parent, [open] { open(true); });
    menu->addSeparator();
    QAction *replacing = menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Replace by what is shown")));
    replacing->setToolTip(say(QT_TRANSLATE_NOOP("sk", "Keeps the columns, order, filter and namespaces of the page in front under this name")));
    replacing->setEnabled(static_cast<bool>(replace));
    if (replace)
        QObject::connect(replacing, &QAction::triggered, parent, replace);
    menu->setToolTipsVisible(true);
    menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Rename…")), parent, [&views, view, parent] {
        auto *dialog = new ViewDialog(say(QT_TRANSLATE_NOOP("sk", "Rename view")), view->name, view->icon, parent);
        QObject::connect(dialog, &ViewDialog::chosen, parent, [&views, id = view->id](const QString &name, const QString &icon) { views.rename(id, name, icon); });
        dialog->open();
    });
    menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Up")), parent, [&views, id] { views.move(id, -1); })->setEnabled(views.views().first().id != id);
    menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Down")), parent, [&views, id] { views.move(id, 1); })->setEnabled(views.views().last().id != id);
    menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Export…")), parent, [&views, view, parent] { exportViews(views, {view->id}, view->name, parent); });
    menu->addSeparator();
    menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Remove")), parent, [&views, id] { views.remove(id); });
    menu->popup(where);
}

void addViewActions(QMenu *menu, SavedViews &views, QWidget *parent)
{
    if (const QString removed = views.removedName(); !removed.isEmpty())
        menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Put \"%1\" back")).arg(removed), parent, [&views] { views.putBack(); });
    menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Import views…")), parent, [&views, parent] { importViews(views, parent); });
    if (!views.views().isEmpty())
        menu->addAction(say(QT_TRANSLATE_NOOP("sk", "Export all views…")), parent, [&views, parent] { exportViews(views, {}, QStringLiteral("views"), parent); });
}

} // namespace sk::ui
