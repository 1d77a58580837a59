#include "activewindow.h"

#include <sk/kinds/kinds.h>
#include <sk/pages/savedviews.h>
#include <sk/settings/keys.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/window/navigationpane.h>

#include <QAccessible>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace sk;
using namespace sk::kube;

namespace {

ServedResource served(const QString &group, const QString &plural, const QString &kind, bool namespaced = true)
{
    ServedResource resource;
    resource.type = {group, QStringLiteral("v1"), plural, kind, namespaced, {}};
    resource.verbs = {QStringLiteral("list"), QStringLiteral("watch")};
    return resource;
}

/// A server with a few kinds of every sort, and a group that does not answer.
ServedApis server(bool broken = true)
{
    ServedApis apis;
    const auto add = [&apis](const QString &group, const QList<ServedResource> &resources) { apis.groups += {group, {{QStringLiteral("v1"), true, {}, resources}}}; };
    add({}, {served({}, QStringLiteral("nodes"), QStringLiteral("Node"), false), served({}, QStringLiteral("pods"), QStringLiteral("Pod")), served({}, QStringLiteral("secrets"), QStringLiteral("Secret")),
                served({}, QStringLiteral("podtemplates"), QStringLiteral("PodTemplate"))});
    const QString certManager = QStringLiteral("cert-manager.io");
    add(certManager, {served(certManager, QStringLiteral("certificates"), QStringLiteral("Certificate")), served(certManager, QStringLiteral("issuers"), QStringLiteral("Issuer"))});
    if (broken) {
        ServedVersion failed;
        failed.version = QStringLiteral("v1beta1");
        failed.error.code = ErrorCode::Unavailable;
        apis.groups += {QStringLiteral("metrics.k8s.io"), {failed}};
    }
    return apis;
}

} // namespace

class TestNavigation : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_directory;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<Catalog> m_catalog;
    std::unique_ptr<ui::NavigationPane> m_pane;
    QTreeWidget *m_tree = nullptr;

    void make()
    {
        m_pane = std::make_unique<ui::NavigationPane>(*m_settings);
        m_tree = m_pane->findChild<QTreeWidget *>(QStringLiteral("navigation"));
        m_pane->setCatalog(m_catalog.get());
        m_pane->resize(204, 900);
        QVERIFY(test::showActive(*m_pane));
    }
    /// The tree as text: one line an entry, with a dot for each level.
    [[nodiscard]] QStringList lines() const
    {
        QStringList result;
        for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
            QString dots;
            for (QTreeWidgetItem *above = (*it)->parent(); above; above = above->parent())
                dots += u'.';
            result += dots + (*it)->text(0);
        }
        return result;
    }
    [[nodiscard]] QTreeWidgetItem *entry(const QString &text) const
    {
        const auto found = m_tree->findItems(text, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? nullptr : found.last();
    }

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }
    void init()
    {
        QFile::remove(m_directory.filePath(QStringLiteral("sk-console.conf")));
        m_settings = std::make_unique<settings::Settings>(m_directory.path());
        m_settings->setValue(settings::keys::favouriteKinds(), QStringList());
        m_settings->setValue(settings::keys::recentKinds(), QStringList());
        m_settings->setLayout(QStringLiteral("navigation"), {});
        m_catalog = std::make_unique<Catalog>(kinds::allKinds());
        m_catalog->setServed(server(), true);
        make();
    }

    void everythingThatIsServed()
    {
        QCOMPARE(lines(), QStringList({QStringLiteral("Cluster"), QStringLiteral(".Nodes"), QStringLiteral("Workloads"), QStringLiteral(".Pods"), QStringLiteral(".PodTemplates"),
                              QStringLiteral("Configuration"), QStringLiteral(".Secrets"), QStringLiteral("Custom resources"), QStringLiteral(".cert-manager.io"),
                              QStringLiteral("..Certificates"), QStringLiteral("..Issuers"), QStringLiteral(".metrics.k8s.io")}));
        QVERIFY(!entry(QStringLiteral("cert-manager.io"))->isExpanded());
        QVERIFY(!m_pane->unfolded().contains(QStringLiteral("cert-manager.io/certificates")));
        QVERIFY(m_pane->unfolded().contains(QStringLiteral("pods")));
    }

    void aGroupThatDidNotAnswerIsAskedAgain()
    {
        QSignalSpy retry(m_pane.get(), &ui::NavigationPane::retryRequested);
        m_tree->setFocus();
        m_tree->setCurrentItem(entry(QStringLiteral("metrics.k8s.io")));
        QTest::keyClick(m_tree, Qt::Key_Return);
        QCOMPARE(retry.size(), 1);
        QCOMPARE(retry.front().front().toString(), QStringLiteral("metrics.k8s.io"));
        m_catalog->setServed(server(false), true);
        QVERIFY(!entry(QStringLiteral("metrics.k8s.io")));
    }

    void withoutAnAnswerTheKnownKindsStay()
    {
        m_catalog = std::make_unique<Catalog>(kinds::allKinds());
        m_pane->setCatalog(m_catalog.get());
        QVERIFY(entry(QStringLiteral("Nodes")));
        Error refused;
        refused.code = ErrorCode::Forbidden;
        m_catalog->setFailed(refused);
        QVERIFY(entry(QStringLiteral("Nodes")));
        QVERIFY(entry(QStringLiteral("Other kinds")));
    }

    void foldedStaysFolded()
    {
        m_tree->setFocus();
        m_tree->setCurrentItem(entry(QStringLiteral("Workloads")));
        QTest::keyClick(m_tree, Qt::Key_Return);
        QVERIFY(!entry(QStringLiteral("Workloads"))->isExpanded());
        entry(QStringLiteral("cert-manager.io"))->setExpanded(true);
        m_catalog->setServed(server(false), true); // filled anew
        QVERIFY(!entry(QStringLiteral("Workloads"))->isExpanded());
        QVERIFY(entry(QStringLiteral("cert-manager.io"))->isExpanded());
        make(); // and the next start
        QVERIFY(!entry(QStringLiteral("Workloads"))->isExpanded());
        QVERIFY(entry(QStringLiteral("cert-manager.io"))->isExpanded());
        QVERIFY(entry(QStringLiteral("Cluster"))->isExpanded());
    }

    void favouritesByKey()
    {
        m_tree->setFocus();
        m_tree->setCurrentItem(entry(QStringLiteral("Secrets")));
        QTest::keyClick(m_tree, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(lines().mid(0, 2), QStringList({QStringLiteral("Favourites"), QStringLiteral(".Secrets")}));
        QCOMPARE(m_pane->order().first(), QStringLiteral("secrets"));
        QCOMPARE(m_settings->value(settings::keys::favouriteKinds()).toStringList(), QStringList{QStringLiteral("secrets")});
        QVERIFY(m_tree->currentItem()); // the keyboard is where it was
        QCOMPARE(m_tree->currentItem()->text(0), QStringLiteral("Secrets"));
        QTest::keyClick(m_tree, Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(lines().first(), QStringLiteral("Cluster"));
    }

    void recentOnes()
    {
        m_pane->noteOpened(QStringLiteral("pods"));
        QCOMPARE(lines().first(), QStringLiteral("Cluster")); // one alone is the one on the screen
        for (const char *id : {"nodes", "pods"})
            m_pane->noteOpened(QString::fromLatin1(id));
        QCOMPARE(lines().mid(0, 3), QStringList({QStringLiteral("Recent"), QStringLiteral(".Nodes"), QStringLiteral(".Pods")}));
        // A favourite is not named twice, and what the server has not is not named at all.
        m_pane->setFavourite(QStringLiteral("nodes"), true);
        m_pane->noteOpened(QStringLiteral("apps/deployments"));
        m_pane->noteOpened(QStringLiteral("secrets"));
        QCOMPARE(lines().mid(0, 5),
            QStringList({QStringLiteral("Favourites"), QStringLiteral(".Nodes"), QStringLiteral("Recent"), QStringLiteral(".Secrets"), QStringLiteral(".Pods")}));
    }

    void aSavedViewOpensAsAKindDoes()
    {
        ui::SavedView view;
        view.name = QStringLiteral("Crashing");
        view.kind = QStringLiteral("pods");
        const QString id = ui::SavedViews::of(*m_settings).add(view);
        QVERIFY(entry(view.name));
        QSignalSpy kinds(m_pane.get(), &ui::NavigationPane::opened);
        QSignalSpy views(m_pane.get(), &ui::NavigationPane::viewOpened);
        const QPoint where = m_tree->visualItemRect(entry(view.name)).center();
        QTest::mouseClick(m_tree->viewport(), Qt::LeftButton, Qt::NoModifier, where);
        QTest::mouseClick(m_tree->viewport(), Qt::MiddleButton, Qt::NoModifier, where);
        m_tree->setCurrentItem(entry(view.name));
        QTest::keyClick(m_tree, Qt::Key_Return);
        QTest::keyClick(m_tree, Qt::Key_Return, Qt::ControlModifier);
        const QList<QVariantList> expected{{id, false}, {id, true}, {id, false}, {id, true}};
        QCOMPARE(QList<QVariantList>(views), expected);
        QCOMPARE(kinds.size(), 0);
        ui::SavedViews::of(*m_settings).remove(id);
        QVERIFY(!entry(view.name));
    }

    void theCurrentKindIsInSight()
    {
        m_pane->resize(204, 160);
        m_pane->setCurrent(QStringLiteral("cert-manager.io/issuers"));
        m_pane->noteOpened(QStringLiteral("cert-manager.io/issuers"));
        QTRY_VERIFY(m_tree->viewport()->rect().contains(m_tree->visualItemRect(entry(QStringLiteral("Issuers"))).center()));
        QVERIFY(entry(QStringLiteral("cert-manager.io"))->isExpanded());
        QVERIFY(entry(QStringLiteral("Issuers"))->isSelected());
        QVERIFY(m_settings->layout(QStringLiteral("navigation")).isEmpty()); // shown, but not unfolded for good
        m_pane->noteOpened(QStringLiteral("pods")); // filled anew
        QVERIFY(entry(QStringLiteral("Issuers"))->isSelected());
    }

    void lookingAroundLeavesTheMark()
    {
        m_pane->setCurrent(QStringLiteral("pods"));
        QVERIFY(entry(QStringLiteral("Pods"))->isSelected());
        // The menu of another kind, and one in a new tab.
        const QPoint secrets = m_tree->visualItemRect(entry(QStringLiteral("Secrets"))).center();
        QTest::mouseClick(m_tree->viewport(), Qt::RightButton, Qt::NoModifier, secrets);
        QVERIFY(entry(QStringLiteral("Pods"))->isSelected());
        QSignalSpy opened(m_pane.get(), &ui::NavigationPane::opened);
        QTest::mouseClick(m_tree->viewport(), Qt::MiddleButton, Qt::NoModifier, secrets);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.front().at(1).toBool(), true);
        QVERIFY(entry(QStringLiteral("Pods"))->isSelected());
        // The keyboard walks, and goes elsewhere without a choice.
        m_tree->setFocus();
        QTest::keyClick(m_tree, Qt::Key_Down);
        QVERIFY(!entry(QStringLiteral("Pods"))->isSelected());
        QFocusEvent left(QEvent::FocusOut, Qt::TabFocusReason);
        QApplication::sendEvent(m_tree, &left);
        QVERIFY(entry(QStringLiteral("Pods"))->isSelected());
    }

    void lettersNarrowTheTree()
    {
        QSignalSpy opened(m_pane.get(), &ui::NavigationPane::opened);
        m_tree->setFocus();
        QTest::keyClicks(m_tree, QStringLiteral("c"));
        auto *filter = m_pane->findChild<QLineEdit *>(QStringLiteral("navigationFilter"));
        QVERIFY(filter->isVisible());
        QTRY_VERIFY(filter->hasFocus());
        QTest::keyClicks(filter, QStringLiteral("ert"));
        QCOMPARE(lines(), QStringList({QStringLiteral("Custom resources"), QStringLiteral(".cert-manager.io"), QStringLiteral("..Certificates"), QStringLiteral("..Issuers")}));
        QVERIFY(entry(QStringLiteral("cert-manager.io"))->isExpanded());
        QTest::keyClick(filter, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened.front().front().toString(), QStringLiteral("cert-manager.io/certificates"));
        QVERIFY(!filter->isVisible());
        QVERIFY(!entry(QStringLiteral("cert-manager.io"))->isExpanded()); // unfolded for the search alone
    }

    void countsAndRights()
    {
        m_pane->setCount(QStringLiteral("pods"), 50'014);
        m_pane->setForbidden(QStringLiteral("secrets"), true);
        QCOMPARE(entry(QStringLiteral("Pods"))->data(0, Qt::AccessibleTextRole).toString(), QStringLiteral("Pods, 50,014"));
        QCOMPARE(entry(QStringLiteral("Secrets"))->data(0, Qt::AccessibleTextRole).toString(), QStringLiteral("Secrets, no right"));
        m_catalog->setServed(server(false), true); // filled anew
        QCOMPARE(entry(QStringLiteral("Pods"))->data(0, Qt::AccessibleTextRole).toString(), QStringLiteral("Pods, 50,014"));
        m_pane->setForbidden(QStringLiteral("secrets"), false);
        QCOMPARE(entry(QStringLiteral("Secrets"))->data(0, Qt::AccessibleTextRole).toString(), QStringLiteral("Secrets"));
        for (QTreeWidgetItemIterator it(m_tree); *it; ++it)
            QVERIFY(!(*it)->text(0).isEmpty());
        QVERIFY(!m_tree->accessibleName().isEmpty());
    }

    void menuByKeyboard()
    {
        m_tree->setFocus();
        m_tree->setCurrentItem(entry(QStringLiteral("Pods")));
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), m_tree->viewport()->mapToGlobal(QPoint()));
        QApplication::sendEvent(m_tree->viewport(), &event);
        auto *menu = m_pane->findChild<QMenu *>();
        QVERIFY(menu);
        QVERIFY(menu->actions().size() >= 3);
        QAction *favourite = menu->actions().last();
        favourite->trigger();
        QVERIFY(m_pane->isFavourite(QStringLiteral("pods")));
        menu->close();
    }
};

QTEST_MAIN(TestNavigation)
#include "tst_navigation.moc"
