#include "pagetest.h"

#include <sk/actions/actionspec.h>
#include <sk/pages/detailpane.h>
#include <sk/pages/resourcepage.h>
#include <sk/pages/viewcommands.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/messagebar.h>
#include <sk/widgets/searchfield.h>
#include <sk/widgets/stateview.h>
#include <sk/widgets/tableview.h>
#include <sk/widgets/yamlview.h>
#include <sk/window/mainwindow.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

#include <algorithm>
#include <set>

using namespace sk;
using namespace sk::test;
using Freshness = kube::ListStatus::Freshness;
using State = widgets::StateView::State;

class TestPages : public test::PageTest {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }
    void init() { make(); }
    void cleanup() { drop(); }

    void neverEmptyWhileLoading()
    {
        for (const Freshness freshness : {Freshness::Idle, Freshness::Loading, Freshness::CatchingUp, Freshness::Reconnecting, Freshness::Waiting}) {
            m_list->setStatus(statusOf(freshness));
            QTRY_COMPARE(state()->state(), State::Loading);
            QVERIFY(!m_page->settled());
        }
        m_list->setStatus(statusOf(Freshness::Live, true));
        QTRY_COMPARE(state()->state(), State::Empty);
        QTRY_VERIFY(m_page->settled());
    }

    void failureKeepsTheRows()
    {
        fill(5);
        QTRY_VERIFY(m_page->view()->isVisible());
        auto status = statusOf(Freshness::Failed, true);
        status.error.code = ErrorCode::ServerError;
        status.error.httpStatus = 500;
        status.error.message = QStringLiteral("etcd is away");
        m_list->setStatus(status);
        QTRY_VERIFY(m_page->findChild<widgets::MessageBar *>()->isVisible());
        QVERIFY(m_page->view()->isVisible());
        QCOMPARE(m_page->counts().shown, 5);
        picture(*m_page, "failed-with-rows");
        m_page->retry();
        QCOMPARE(m_list->retries, 1);
    }

    void forbiddenAndFailedAreToldApart()
    {
        auto status = statusOf(Freshness::Failed);
        status.error.code = ErrorCode::Forbidden;
        status.error.httpStatus = 403;
        status.error.message = QStringLiteral("nodes is forbidden");
        m_list->setStatus(status);
        QTRY_COMPARE(state()->state(), State::Forbidden);
        picture(*m_page, "forbidden");
        status.error.code = ErrorCode::ServerError;
        m_list->setStatus(status);
        QTRY_COMPARE(state()->state(), State::Error);
        picture(*m_page, "error");
    }

    /// In the place of the rows, by keyboard, as plain text that can be copied.
    void theServersSentenceIsBehindDetails()
    {
        const QString sentence = QStringLiteral("etcdserver: request timed out, possibly due to <b>previous</b> leader failure");
        const auto shown = [this, &sentence] {
            const auto labels = m_page->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) {
                return label->isVisible() && label->text().contains(sentence) && label->textFormat() == Qt::PlainText && (label->textInteractionFlags() & Qt::TextSelectableByMouse);
            });
        };
        for (const ErrorCode code : {ErrorCode::ServerError, ErrorCode::Forbidden}) {
            auto status = statusOf(Freshness::Failed);
            status.error.code = code;
            status.error.httpStatus = code == ErrorCode::Forbidden ? 403 : 500;
            status.error.message = sentence;
            m_list->setStatus(status);
            QTRY_COMPARE(state()->state(), code == ErrorCode::Forbidden ? State::Forbidden : State::Error);
            QVERIFY(!state()->title().contains(sentence));
            QVERIFY(!shown());
            auto *details = state()->findChild<QToolButton *>();
            QVERIFY(details->isVisible());
            QCOMPARE(details->accessibleName(), QStringLiteral("Details of the error"));
            QTest::keyClick(details, Qt::Key_Space);
            QVERIFY(shown());
            picture(*m_page, code == ErrorCode::Forbidden ? "forbidden-details" : "error-details");
            // It stays while the same trouble is told again, and goes with it.
            m_list->setStatus(status);
            QTRY_VERIFY(shown());
            QTest::keyClick(details, Qt::Key_Space);
            QVERIFY(!shown());
            const int before = m_list->retries;
            QTest::keyClick(state()->findChild<QPushButton *>(), Qt::Key_Space);
            QCOMPARE(m_list->retries, before + 1);
            m_list->setStatus(statusOf(Freshness::Loading));
            QTRY_COMPARE(state()->state(), State::Loading);
        }
    }

    void filterHidesAndEscClears()
    {
        fill(30);
        QTRY_VERIFY(m_page->view()->isVisible());
        m_page->focusFilter();
        QTest::keyClicks(filterLine(), QStringLiteral("node-007"));
        QTRY_COMPARE(m_page->counts().shown, 1);
        QTest::keyClicks(filterLine(), QStringLiteral("x"));
        QTRY_COMPARE(state()->state(), State::NothingMatches);
        picture(*m_page, "nothing-matches");
        QTest::keyClick(filterLine(), Qt::Key_Escape);
        QTRY_COMPARE(m_page->counts().shown, 30);
    }

    void selectionAndScrollSurviveChanges()
    {
        fill(200);
        QTRY_VERIFY(m_page->view()->isVisible());
        m_page->select({}, QStringLiteral("node-100"));
        QTRY_VERIFY(m_page->selection());
        const kube::Uid chosen = m_page->selection()->uid;
        const int before = m_page->view()->rowViewportPosition(m_page->view()->currentIndex().row());
        QSignalSpy updated(m_page.get(), &ui::ResourcePage::selectionUpdated);
        QSignalSpy other(m_page.get(), &ui::ResourcePage::selectionChanged);
        m_list->remove(3);
        m_list->put(500, kube::Health::Failing, QStringLiteral("NotReady")); // sorted before all others
        m_list->put(100, kube::Health::Healthy, QStringLiteral("Ready"), QStringLiteral("2"));
        QTRY_COMPARE(updated.count(), 1);
        QCOMPARE(other.count(), 0);
        QVERIFY(m_page->selection());
        QVERIFY(m_page->selection()->uid == chosen);
        QCOMPARE(m_page->view()->rowViewportPosition(m_page->view()->currentIndex().row()), before);
    }

    void cancelStopsReading()
    {
        m_list->put(1, kube::Health::Healthy, QStringLiteral("Ready"));
        auto status = statusOf(Freshness::Loading);
        status.rowsRead = 12500;
        status.rowsExpected = 43000;
        m_list->setStatus(status);
        QTRY_VERIFY(m_page->view()->isVisible());
        picture(*m_page, "loading-with-rows");
        m_page->cancelReading();
        QCOMPARE(m_list->stops, 1);
    }

    void readingGoesOnWhileTheFilterHidesWhatCame()
    {
        m_page->setFilter(QStringLiteral("node-007"));
        m_list->put(1, kube::Health::Healthy, QStringLiteral("Ready"));
        auto status = statusOf(Freshness::Loading);
        status.rowsRead = 500;
        status.rowsExpected = 43000;
        m_list->setStatus(status);
        QTRY_COMPARE(m_page->counts().total, 1);
        QTRY_COMPARE(state()->state(), State::Loading); // what is looked for may yet come
        const auto says = [this](const QString &text) {
            for (const QLabel *label : state()->findChildren<QLabel *>())
                if (label->isVisible() && label->text().contains(text))
                    return true;
            return false;
        };
        QTRY_VERIFY(says(QStringLiteral("500 of about 43,000")));
        picture(*m_page, "loading-all-hidden");
        QPushButton *cancel = nullptr;
        for (auto *button : state()->findChildren<QPushButton *>())
            if (button->isVisible())
                cancel = button;
        QVERIFY(cancel);
        cancel->click();
        QCOMPARE(m_list->stops, 1);
        m_list->setStatus(statusOf(Freshness::Partial));
        QTRY_COMPARE(state()->state(), State::NothingMatches);
        m_list->setStatus(statusOf(Freshness::Loading));
        QTRY_COMPARE(state()->state(), State::Loading);
        m_list->setStatus(statusOf(Freshness::Live, true));
        QTRY_COMPARE(state()->state(), State::NothingMatches);
    }

    void detailShowsAndKeeps()
    {
        ui::DetailPane pane(m_clock);
        int asked = 0;
        auto detail = std::make_shared<kube::ObjectDetail>();
        detail->yaml = QStringLiteral("kind: Node\n");
        detail->labels = {{QStringLiteral("app"), QStringLiteral("shop")}};
        kube::Cluster::DetailAnswer pending;
        pane.setSource({[&](const auto &, const auto &, const auto &, QObject *, auto answer) {
                            ++asked;
                            pending = std::move(answer);
                        },
            [](const auto &, const auto &, const auto &, QObject *, auto answer) { answer(QList<kube::ObjectEvent>()); }});
        pane.resize(420, 700);
        pane.show();
        ui::Selection object{{1, 1}, {}, QStringLiteral("node-001"), QStringLiteral("1"), kube::Health::Healthy, QStringLiteral("Ready"), {}};
        pane.showObject(kindOf(QStringLiteral("nodes")), object);
        QTRY_COMPARE(asked, 1);
        QVERIFY(pane.loading());
        pane.copyYaml(); // before it is there
        pending(std::shared_ptr<const kube::ObjectDetail>(detail));
        QVERIFY(!pane.loading());
        QCOMPARE(QApplication::clipboard()->text(), detail->yaml);
        // The same version is not asked for again, a new one is.
        pane.showObject(kindOf(QStringLiteral("nodes")), object);
        object.resourceVersion = QStringLiteral("2");
        pane.showObject(kindOf(QStringLiteral("nodes")), object);
        QTRY_COMPARE(asked, 2);
    }

    void aSecretsValuesAreMaskedUntilAskedFor()
    {
        const QString value = QStringLiteral("aHVzaA==");
        auto detail = std::make_shared<kube::ObjectDetail>();
        detail->yaml = QStringLiteral("kind: Secret\ndata:\n  password: '***'\n");
        detail->yamlUnmasked = QStringLiteral("kind: Secret\ndata:\n  password: %1\n").arg(value);
        kube::DetailSection data;
        data.title = QStringLiteral("Data");
        data.entries.push_back({});
        data.entries.back().label = QStringLiteral("password");
        data.entries.back().value = QStringLiteral("hush");
        data.entries.back().secret = true;
        detail->sections = {data};
        ui::DetailPane pane(m_clock);
        pane.setSource({[detail](const auto &, const auto &, const auto &, QObject *, auto answer) { answer(std::shared_ptr<const kube::ObjectDetail>(detail)); },
            [](const auto &, const auto &, const auto &, QObject *, auto answer) { answer(QList<kube::ObjectEvent>()); }});
        pane.resize(420, 700);
        pane.show();
        pane.showObject(kindOf(QStringLiteral("secrets")), {{1, 1}, QStringLiteral("shop"), QStringLiteral("one"), QStringLiteral("1"), kube::Health::None, {}, {}});
        QTRY_VERIFY(!pane.loading());
        const auto button = [&pane](const QString &text) -> QAbstractButton * {
            for (auto *each : pane.findChildren<QAbstractButton *>())
                if (each->isVisible() && each->text() == text)
                    return each;
            return nullptr;
        };
        const auto labelled = [&pane](const QString &text) {
            const auto labels = pane.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) { return label->text().contains(text); });
        };

        // The overview.
        pane.showTab(ui::DetailPane::Tab::Overview);
        QVERIFY(!labelled(QStringLiteral("hush")));
        QVERIFY(button(QStringLiteral("Show")));
        button(QStringLiteral("Show"))->click();
        QVERIFY(labelled(QStringLiteral("hush")));
        button(QStringLiteral("Hide"))->click();
        QVERIFY(!labelled(QStringLiteral("hush")));
        button(QStringLiteral("Show"))->click();

        // The text itself, which is for reading and in colours.
        pane.showTab(ui::DetailPane::Tab::Yaml);
        auto *yaml = pane.findChild<widgets::YamlView *>();
        QVERIFY(yaml->isReadOnly());
        QCOMPARE(yaml->toPlainText(), detail->yaml.chopped(yaml->toPlainText().endsWith(u'\n') ? 0 : 1));
        std::set<QRgb> colours;
        for (QTextBlock block = yaml->document()->begin(); block.isValid(); block = block.next())
            for (const auto &format : block.layout()->formats())
                colours.insert(format.format.foreground().color().rgb());
        QVERIFY(colours.size() >= 2);
        QTest::keyClicks(yaml, QStringLiteral("typed"));
        QVERIFY(!yaml->toPlainText().contains(QStringLiteral("typed")));
        QVERIFY(!yaml->toPlainText().contains(value));
        button(QStringLiteral("Show values"))->click();
        QVERIFY(yaml->toPlainText().contains(value));
        QVERIFY(!pane.yaml().contains(value)); // what is copied by the menu stays masked

        // Another object's are hidden again, here and there.
        pane.showObject(kindOf(QStringLiteral("secrets")), {{2, 2}, QStringLiteral("shop"), QStringLiteral("two"), QStringLiteral("1"), kube::Health::None, {}, {}});
        QVERIFY(!yaml->toPlainText().contains(value));
        QTRY_VERIFY(!pane.loading());
        QVERIFY(!yaml->toPlainText().isEmpty());
        QVERIFY(!yaml->toPlainText().contains(value));
        pane.showTab(ui::DetailPane::Tab::Overview);
        QVERIFY(button(QStringLiteral("Show")));
        QVERIFY(!labelled(QStringLiteral("hush")));
    }

    void commandsHoldTheFilterTheServerKnows()
    {
        m_page->setFilter(QStringLiteral("label:app=web status:Ready"));
        ui::ViewQuery query;
        m_page->describe(query);
        QCOMPARE(query.labelSelector, QStringLiteral("app=web"));
    }

    void everyActionHasItsOwnKeys()
    {
        std::set<QString> seen;
        for (const ui::ActionSpec &spec : ui::actionTable())
            for (const QKeySequence &keys : spec.shortcuts) {
                QVERIFY2(!keys.isEmpty(), spec.id);
                QVERIFY2(seen.insert(keys.toString()).second, spec.id);
            }
    }

    void windowWithoutConnection()
    {
        ui::MainWindow window(*m_settings, m_clock);
        window.resize(1000, 640);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window, 60'000)); // a shortcut belongs to the window in front
        QSignalSpy signIn(&window, &ui::MainWindow::connectionRequested);
        QVERIFY(!window.settled());
        QCOMPARE(window.rowsShown(), 0);
        QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(signIn.count(), 1);
        picture(window, "signed-out");
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
