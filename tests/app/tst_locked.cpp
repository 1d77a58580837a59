#include "windowtest.h"

#include <sk/actions/actionset.h>
#include <sk/pages/savedviews.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/tableview.h>
#include <sk/window/commandpalette.h>
#include <sk/window/namespacechooser.h>

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QLineEdit>
#include <QNetworkProxy>
#include <QScrollBar>
#include <QTabBar>

using namespace sk;

/// A locked window keeps everything of the cluster from eye, keyboard, mouse and screen reader, and is afterwards as it was before.
/// In a display with a window manager: keys go to what really has them.
class TestLocked : public test::WindowTest {
    Q_OBJECT

    QStringList m_words; ///< that only who may see the cluster may read

    [[nodiscard]] QLineEdit *password() const { return shown<QLineEdit>("sessionPassword"); }
    [[nodiscard]] static QList<QWidget *> shownWindows()
    {
        QList<QWidget *> shown;
        for (QWidget *each : QApplication::topLevelWidgets())
            if (each->isVisible())
                shown += each;
        return shown;
    }
    [[nodiscard]] bool active() const
    {
        window().activateWindow();
        return QTest::qWaitForWindowActive(&window(), 30'000);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QWidget *popup = QApplication::activePopupWidget();
        QWidget *to = popup ? (popup->focusWidget() ? popup->focusWidget() : popup) : QApplication::focusWidget();
        QVERIFY2(to, "nothing has the focus");
        QTest::keyClick(to, key, modifiers);
    }

    static void readTree(QAccessibleInterface *from, QStringList &texts)
    {
        if (!from)
            return;
        for (const QAccessible::Text which : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
            if (const QString text = from->text(which); !text.isEmpty())
                texts += text;
        for (int i = 0; i < from->childCount(); ++i)
            readTree(from->child(i), texts);
    }
    /// Everything that a screen reader comes to.
    [[nodiscard]] static QStringList heard()
    {
        QStringList texts;
        readTree(QAccessible::queryAccessibleInterface(qApp), texts);
        for (QWidget *each : QApplication::topLevelWidgets())
            if (each->isVisible())
                readTree(QAccessible::queryAccessibleInterface(each), texts);
        return texts;
    }
    /// Everything that stands on the screen, or would with the mouse over it.
    [[nodiscard]] static QStringList seen()
    {
        QStringList texts;
        for (QWidget *top : shownWindows()) {
            for (QWidget *each : QList<QWidget *>{top} + top->findChildren<QWidget *>()) {
                if (!each->isVisible())
                    continue;
                for (const char *property : {"text", "toolTip", "windowTitle", "placeholderText", "currentText"})
                    if (const QString text = each->property(property).toString(); !text.isEmpty())
                        texts += text;
                if (const auto *view = qobject_cast<QAbstractItemView *>(each); view && view->model())
                    for (int row = 0; row < view->model()->rowCount(view->rootIndex()); ++row)
                        texts += view->model()->index(row, 0, view->rootIndex()).data().toString();
                if (const auto *bar = qobject_cast<QTabBar *>(each))
                    for (int i = 0; i < bar->count(); ++i)
                        texts += bar->tabText(i);
            }
        }
        return texts;
    }
    /// Those of the words that can be read.
    [[nodiscard]] QStringList known(const QStringList &texts) const
    {
        QStringList found;
        for (const QString &word : m_words)
            if (std::any_of(texts.begin(), texts.end(), [&word](const QString &text) { return text.contains(word); }))
                found += word;
        return found;
    }
    [[nodiscard]] QStringList revealed() const { return known(heard() + seen()); }

    void lock()
    {
        m_place->session().lock();
        QTRY_COMPARE_WITH_TIMEOUT(m_place->session().state(), session::SessionState::Locked, 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(password(), 30'000);
        QVERIFY(active());
        QTRY_VERIFY_WITH_TIMEOUT(password()->hasFocus(), 30'000);
    }
    void unlock()
    {
        password()->clear();
        QTest::keyClicks(password(), QStringLiteral("P@88w0rd"));
        QTest::keyClick(password(), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(m_place->session().state(), session::SessionState::Active, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(page(), 30'000);
    }

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        widgets::installStyle(*qApp);
    }

    void init()
    {
        auto options = test::Place::smallCluster();
        options.world.pods = 120;
        m_place = std::make_unique<test::Place>(options);
        QVERIFY(m_place->start());
        window().resize(1200, 700);
        QVERIFY(active());
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
        ui::PageAddress address;
        address.kind = QStringLiteral("pods");
        address.nameSpace = QStringLiteral("kube-system");
        address.filter = QStringLiteral("-neverthere");
        window().open(address);
        QTRY_VERIFY_WITH_TIMEOUT(page() && page()->kind().type.id() == address.kind && window().settled() && page()->counts().shown > 3, 60'000);
        page()->view()->setCurrentIndex(page()->view()->model()->index(2, 0));
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000); // its details too
        m_words = {QStringLiteral("kube-system"), QStringLiteral("neverthere"), QStringLiteral("Zebra"), QStringLiteral("Pods")};
        for (int row = 0; row < page()->view()->model()->rowCount(); ++row)
            m_words += page()->view()->model()->index(row, 0).data().toString();
        ui::SavedView view = page()->asView();
        view.name = QStringLiteral("Zebra stripes");
        ui::SavedViews::of(m_place->settings).add(view);
        QVERIFY(m_place->quiet());
        QCOMPARE(known(heard()).size(), m_words.size()); // else it would say little that they are not there when locked
        QVERIFY(known(seen()).size() > 4);
    }
    void cleanup() { m_place.reset(); }

    void nothingIsReadable()
    {
        const QStringList before = revealed();
        const QString title = window().windowTitle();
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(page()->view());
        QVERIFY(table->childCount() > 0);
        lock();
        QCOMPARE(revealed(), QStringList());
        if (const QString directory = qEnvironmentVariable("SK_PICTURES"); !directory.isEmpty())
            window().grab().save(directory + QStringLiteral("/locked.png"));
        // Nor by who knew where it was.
        for (auto *each : window().findChildren<widgets::TableView *>())
            QCOMPARE(QAccessible::queryAccessibleInterface(each)->childCount(), 0);
        QTest::keyClicks(password(), QStringLiteral("wrong"));
        QTest::keyClick(password(), Qt::Key_Return); // while it is looked at, too
        QCOMPARE(revealed(), QStringList());
        QTRY_COMPARE_WITH_TIMEOUT(m_place->session().state(), session::SessionState::Locked, 60'000);
        QCOMPARE(revealed(), QStringList());
        unlock();
        QTRY_COMPARE_WITH_TIMEOUT(revealed(), before, 60'000);
        QCOMPARE(window().windowTitle(), title);
    }

    void noKeyGetsThrough()
    {
        const QString address = window().currentAddress().toUrl().toString();
        auto *tabs = window().findChild<QTabBar *>(QStringLiteral("tabs"));
        const int open = tabs->count();
        const int current = tabs->currentIndex();
        const int scrolled = page()->view()->verticalScrollBar()->value();
        lock();
        QStringList usable;
        for (const ui::ActionSpec &spec : ui::actionTable())
            if (window().findChild<ui::ActionSet *>()->action(spec.id)->isEnabled())
                usable += QString::fromLatin1(spec.id);
        QCOMPARE(usable, QStringList({QStringLiteral("connection.signIn"), QStringLiteral("connection.signOut"), QStringLiteral("connection.signOutEverywhere"),
                             QStringLiteral("app.quit"), QStringLiteral("help.shortcuts"), QStringLiteral("help.about")}));
        QList<QKeySequence> keys{QKeySequence(Qt::Key_Escape)};
        for (int digit = 0; digit < 9; ++digit)
            keys += QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_1 + digit));
        for (const ui::ActionSpec &spec : ui::actionTable())
            if (!usable.contains(QString::fromLatin1(spec.id)))
                keys += spec.shortcuts;
        QApplication::clipboard()->setText(QStringLiteral("what was there"));
        for (const QKeySequence &sequence : std::as_const(keys)) {
            QVERIFY(active());
            QTRY_VERIFY_WITH_TIMEOUT(QApplication::focusWidget(), 30'000);
            QTest::keySequence(QApplication::focusWidget(), sequence);
            QCoreApplication::processEvents();
            const QByteArray name = sequence.toString().toLatin1();
            QVERIFY2(shownWindows() == QList<QWidget *>{&window()}, name.constData());
            QVERIFY2(revealed().isEmpty(), name.constData());
            QVERIFY2(QApplication::clipboard()->text() == QLatin1String("what was there"), name.constData());
        }
        // Tab goes round what is in sight.
        for (int i = 0; i < 20; ++i) {
            key(Qt::Key_Tab);
            QVERIFY(QApplication::focusWidget());
            QVERIFY(QApplication::focusWidget()->isVisible());
        }
        key(Qt::Key_F10);
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activePopupWidget(), 30'000);
        QCOMPARE(revealed(), QStringList());
        key(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activePopupWidget(), 30'000);
        for (const Qt::MouseButton button : {Qt::LeftButton, Qt::RightButton, Qt::BackButton, Qt::ForwardButton})
            for (int x = 40; x < window().width(); x += 200)
                for (int y = window().height() / 3; y < window().height() - 40; y += 100) {
                    QTest::mouseClick(window().windowHandle(), button, {}, QPoint(x, y));
                    QVERIFY(shownWindows() == QList<QWidget *>{&window()});
                }
        QCOMPARE(revealed(), QStringList());
        QVERIFY(active());
        unlock();
        QCOMPARE(window().currentAddress().toUrl().toString(), address);
        QCOMPARE(tabs->count(), open);
        QCOMPARE(tabs->currentIndex(), current);
        QCOMPARE(page()->view()->verticalScrollBar()->value(), scrolled);
        QTRY_VERIFY_WITH_TIMEOUT(window().settled(), 60'000);
        key(Qt::Key_K, Qt::ControlModifier); // and keys get through again
        QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<ui::CommandPalette *>(QApplication::activePopupWidget()), 30'000);
        key(Qt::Key_Escape);
    }

    void whatIsOpenInFrontGoes_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<int>("modifiers");
        QTest::newRow("palette") << int(Qt::Key_K) << int(Qt::ControlModifier);
        QTest::newRow("namespaces") << int(Qt::Key_N) << int(Qt::ControlModifier);
        QTest::newRow("columns") << int(Qt::Key_L) << int(Qt::ControlModifier | Qt::ShiftModifier);
    }
    void whatIsOpenInFrontGoes()
    {
        QFETCH(int, key);
        QFETCH(int, modifiers);
        page()->focusTable();
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::focusWidget(), 30'000);
        this->key(static_cast<Qt::Key>(key), static_cast<Qt::KeyboardModifiers>(modifiers));
        QTRY_VERIFY_WITH_TIMEOUT(shownWindows().size() > 1, 30'000);
        lock();
        QTRY_COMPARE_WITH_TIMEOUT(shownWindows(), QList<QWidget *>{&window()}, 30'000);
        QCOMPARE(revealed(), QStringList());
        unlock();
        QCOMPARE(shownWindows(), QList<QWidget *>{&window()});
    }

    /// A dialog that is being filled in is there again, with what was typed, and as modal as before.
    void aDialogComesBack()
    {
        page()->focusTable();
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::focusWidget(), 30'000);
        key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget() && QApplication::activeModalWidget()->isActiveWindow(), 30'000);
        QPointer<QWidget> dialog = QApplication::activeModalWidget();
        auto *line = dialog->findChild<QLineEdit *>();
        line->setText(QStringLiteral("Zebra draft"));
        lock();
        QVERIFY(!QApplication::activeModalWidget());
        QVERIFY(dialog && !dialog->isVisible());
        QCOMPARE(revealed(), QStringList());
        unlock();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), 30'000);
        QCOMPARE(QApplication::activeModalWidget(), dialog.data());
        QCOMPARE(line->text(), QStringLiteral("Zebra draft"));
        QVERIFY(known(heard()).contains(QStringLiteral("Zebra")));
        dialog->close();
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, 30'000);
    }

    void aLinkWaits()
    {
        lock();
        ui::PageAddress address;
        address.kind = QStringLiteral("services");
        window().open(address);
        QCOMPARE(window().findChildren<ui::ResourcePage *>().size(), 2);
        QCOMPARE(revealed(), QStringList());
        unlock();
        QTRY_VERIFY_WITH_TIMEOUT(page() && page()->kind().type.id() == address.kind, 60'000);
    }

    /// Who signs in as another user instead finds nothing of what the one before had open.
    void whatWasOpenEndsWithItsConnection()
    {
        key(Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget(), 30'000);
        QPointer<QWidget> dialog = QApplication::activeModalWidget();
        lock();
        window().setConnection({});
        QTRY_VERIFY_WITH_TIMEOUT(!dialog, 30'000);
        QVERIFY(!QApplication::activeModalWidget());
        QCOMPARE(shownWindows(), QList<QWidget *>{&window()});
    }
};

QTEST_MAIN(TestLocked)
#include "tst_locked.moc"
