// Saved views as a person meets them: the dialog that names one, the menu of one, files in and out.

#include "activewindow.h"

#include <sk/dialogs/viewdialog.h>
#include <sk/pages/savedviews.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/window/viewmenu.h>

#include <QApplication>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace sk;
using ui::SavedView;
using ui::SavedViews;

namespace {

SavedView view(const char *name)
{
    SavedView view;
    view.name = QString::fromUtf8(name);
    view.kind = QStringLiteral("pods");
    view.filter = QStringLiteral("restarts>5");
    return view;
}

QStringList names(const SavedViews &views)
{
    QStringList list;
    for (const SavedView &each : views.views())
        list += each.name;
    return list;
}

/// Pictures for the eye, where SK_PICTURES says.
void picture(QWidget &widget, const char *name)
{
    const QString directory = qEnvironmentVariable("SK_PICTURES");
    if (!directory.isEmpty())
        widget.grab().save(directory + u'/' + QString::fromLatin1(name) + QStringLiteral(".png"));
}

} // namespace

class TestViewMenu : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<QMainWindow> m_window;

    [[nodiscard]] SavedViews &views() const { return SavedViews::of(*m_settings); }
    template<typename T>
    [[nodiscard]] T *shown() const
    {
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (auto *found = qobject_cast<T *>(widget); found && found->isVisible())
                return found;
        return nullptr;
    }
    /// The entry of the open menu with this text, by the keyboard.
    void choose(QMenu *menu, const char *text) const
    {
        for (QAction *action : menu->actions()) {
            if (action->text() != QString::fromUtf8(text))
                continue;
            QVERIFY2(action->isEnabled(), text);
            menu->setActiveAction(action);
            QTest::keyClick(menu, Qt::Key_Return);
            return;
        }
        QFAIL(text);
    }
    /// Types a path into the open file dialog and confirms.
    void name(const QString &path) const
    {
        QTRY_VERIFY(shown<QFileDialog>());
        auto *dialog = shown<QFileDialog>();
        auto *line = dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"));
        QVERIFY(line);
        line->setText(path);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(!shown<QFileDialog>());
    }
    QMenu *menuOf(const QString &id, const std::function<void(bool)> &open = [](bool) {}) const
    {
        ui::showViewMenu(views(), id, m_window->mapToGlobal(QPoint(20, 20)), m_window.get(), open);
        return qobject_cast<QMenu *>(QApplication::activePopupWidget());
    }

private slots:
    void initTestCase()
    {
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }
    void init()
    {
        m_home = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<settings::Settings>(m_home->path());
        m_window = std::make_unique<QMainWindow>();
        m_window->resize(800, 500);
        QVERIFY(test::showActive(*m_window));
    }
    void cleanup()
    {
        m_window.reset();
        m_settings.reset(); // before their folder goes: they write when they end
    }

    void aNameIsAskedFor()
    {
        auto *dialog = new ui::ViewDialog(QStringLiteral("Save view"), QStringLiteral("Pods"), {}, m_window.get());
        QSignalSpy chosen(dialog, &ui::ViewDialog::chosen);
        dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(dialog, 60'000));
        picture(*dialog, "view-dialog");
        auto *line = dialog->findChild<QLineEdit *>();
        auto *save = dialog->findChild<QPushButton *>();
        QVERIFY(line->hasSelectedText()); // typing replaces the proposal
        QTest::keyClicks(line, QStringLiteral("   "));
        QVERIFY(!save->isEnabled());
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(chosen.count(), 0);
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral(" Crashing  ones "));
        auto *icons = dialog->findChild<QComboBox *>();
        icons->setFocus();
        QTest::keyClick(icons, Qt::Key_Down);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().at(0).toString(), QStringLiteral("Crashing ones"));
        QCOMPARE(chosen.first().at(1).toString(), QStringLiteral("warning"));
    }

    void theMenuOfOne()
    {
        views().add(view("a"));
        const QString b = views().add(view("b"));
        int opened = 0;
        QMenu *menu = menuOf(b, [&opened](bool newTab) { opened += newTab ? 10 : 1; });
        QVERIFY(menu);
        picture(*menu, "view-menu");
        choose(menu, "Open");
        choose(menuOf(b, [&opened](bool newTab) { opened += newTab ? 10 : 1; }), "Open in a new tab");
        QCOMPARE(opened, 11);
        choose(menuOf(b), "Up");
        QCOMPARE(names(views()), (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
        menu = menuOf(b);
        for (const QAction *action : menu->actions())
            if (action->text() == QLatin1String("Up"))
                QVERIFY(!action->isEnabled()); // the first one
        QTest::keyClick(menu, Qt::Key_Escape);
        choose(menuOf(b), "Rename\u2026");
        QTRY_VERIFY(shown<ui::ViewDialog>());
        auto *line = shown<ui::ViewDialog>()->findChild<QLineEdit *>();
        QTest::keyClicks(line, QStringLiteral("better"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(names(views()), (QStringList{QStringLiteral("better"), QStringLiteral("a")}));
        choose(menuOf(b), "Remove");
        QCOMPARE(names(views()), QStringList{QStringLiteral("a")});
        QMenu all;
        ui::addViewActions(&all, views(), m_window.get());
        QCOMPARE(all.actions().first()->text(), QStringLiteral("Put \"better\" back"));
        all.actions().first()->trigger();
        QCOMPARE(names(views()), (QStringList{QStringLiteral("better"), QStringLiteral("a")}));
    }

    void replacedByWhatIsShown()
    {
        const QString a = views().add(view("a"));
        QMenu *menu = menuOf(a);
        for (const QAction *action : menu->actions())
            if (action->text() == QLatin1String("Replace by what is shown"))
                QVERIFY(!action->isEnabled()); // the page in front is of another kind
        QTest::keyClick(menu, Qt::Key_Escape);
        SavedView shown = view("of the page");
        shown.filter = QStringLiteral("age<1h");
        shown.namespaces = {QStringLiteral("shop")};
        shown.layout = R"({"columns":[{"id":"age"}]})";
        ui::showViewMenu(views(), a, m_window->mapToGlobal(QPoint(20, 20)), m_window.get(), [](bool) {}, [&] { views().replace(a, shown); });
        choose(qobject_cast<QMenu *>(QApplication::activePopupWidget()), "Replace by what is shown");
        const auto now = views().find(a);
        QCOMPARE(now->name, QStringLiteral("a"));
        QCOMPARE(now->filter, shown.filter);
        QCOMPARE(now->namespaces, shown.namespaces);
        QCOMPARE(now->layout, shown.layout);
    }

    void filesByTheKeyboard()
    {
        const QString a = views().add(view("a"));
        views().add(view("b"));
        const QString one = m_home->filePath(QStringLiteral("one"));
        choose(menuOf(a), "Export\u2026");
        name(one);
        QVERIFY(QFile::exists(one + QStringLiteral(".json"))); // the ending comes by itself
        QMenu all;
        ui::addViewActions(&all, views(), m_window.get());
        all.actions().last()->trigger();
        const QString both = m_home->filePath(QStringLiteral("both.json"));
        name(both);

        all.actions().first()->trigger();
        name(both);
        QTRY_VERIFY(shown<QMessageBox>());
        QVERIFY2(shown<QMessageBox>()->text().contains(u'2'), qPrintable(shown<QMessageBox>()->text()));
        QTest::keyClick(shown<QMessageBox>(), Qt::Key_Return);
        QTRY_VERIFY(!shown<QMessageBox>());
        QCOMPARE(names(views()), (QStringList{QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("a (2)"), QStringLiteral("b (2)")}));

        // What is no file of views says so, and takes nothing.
        QFile broken(m_home->filePath(QStringLiteral("broken.json")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{\"kind\":\"List\"}");
        broken.close();
        all.actions().first()->trigger();
        name(broken.fileName());
        QTRY_VERIFY(shown<QMessageBox>());
        QCOMPARE(shown<QMessageBox>()->icon(), QMessageBox::Warning);
        QTest::keyClick(shown<QMessageBox>(), Qt::Key_Escape);
        QTRY_VERIFY(!shown<QMessageBox>());
        QCOMPARE(views().views().size(), 4);

        // A place where nothing can be written.
        all.actions().last()->trigger();
        QTRY_VERIFY(shown<QFileDialog>());
        emit shown<QFileDialog>()->fileSelected(m_home->filePath(QStringLiteral("none/where.json")));
        QTRY_VERIFY(shown<QMessageBox>());
        QVERIFY(shown<QMessageBox>()->text().contains(QStringLiteral("where.json")));
    }
};

QTEST_MAIN(TestViewMenu)
#include "tst_viewmenu.moc"
