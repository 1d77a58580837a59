#include "fakelist.h"

#include <sk/actions/actionspec.h>
#include <sk/kinds/kinds.h>
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
using Freshness = kube::ListStatus::Freshness;
using State = widgets::StateView::State;

namespace {

kube::ResourceKind kindOf(const QString &id)
{
    for (const kube::ResourceKind &kind : kinds::allKinds())
        if (kind.type.id() == id)
            return kind;
    return {};
}

kube::ListStatus statusOf(Freshness freshness, bool complete = false)
{
    kube::ListStatus status;
    status.freshness = freshness;
    status.complete = complete;
    status.asOf = 1'700'000'000'000;
    return status;
}

/// Pictures for the eye, where SK_PICTURES says.
void picture(QWidget &widget, const char *name)
{
    const QString directory = qEnvironmentVariable("SK_PICTURES");
    if (!directory.isEmpty())
        widget.grab().save(directory + u'/' + QString::fromLatin1(name) + QStringLiteral(".png"));
}

} // namespace

class TestPages : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    ManualClock m_clock;
    std::unique_ptr<settings::Settings> m_settings;
    std::shared_ptr<FakeList> m_list;
    std::unique_ptr<ui::ResourcePage> m_page;

    [[nodiscard]] widgets::StateView *state() const { return m_page->findChild<widgets::StateView *>(); }
    [[nodiscard]] QLineEdit *filterLine() const { return m_page->findChild<QLineEdit *>(QStringLiteral("filter")); }
    void fill(int count)
    {
        for (int i = 0; i < count; ++i)
            m_list->put(i, kube::Health::Healthy, QStringLiteral("Ready"));
        m_list->setStatus(statusOf(Freshness::Live, true));
    }

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }

    void init()
    {
        m_settings = std::make_unique<settings::Settings>(m_home.filePath(QString::fromLatin1(QTest::currentTestFunction())));
        m_list = std::make_shared<FakeList>(kindOf(QStringLiteral("nodes")));
        m_page = std::make_unique<ui::ResourcePage>(
            kindOf(QStringLiteral("nodes")), [this](const kube::ResourceKind &, const QStringList &) { return m_list; }, QStringList(), *m_settings, m_clock);
        m_page->resize(1200, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }

    void cleanup()
    {
        m_page.reset();
        m_list.reset();
    }

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

    void anotherVersionOfTheKindIsReadInstead()
    {
        kube::ResourceKind guessed = kindOf(QStringLiteral("pods"));
        guessed.type.version = QStringLiteral("v2");
        auto first = std::make_shared<FakeList>(guessed);
        auto second = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        bool told = false;
        ui::ResourcePage page(guessed, [&](const kube::ResourceKind &, const QStringList &) { return told ? second : first; }, {}, *m_settings, m_clock);
        QCOMPARE(page.kind().type.version, QStringLiteral("v2"));
        told = true;
        page.reopen();
        QCOMPARE(page.kind().type.version, QStringLiteral("v1"));
        ui::ViewQuery query;
        page.describe(query); // a command for a version that is not served would fail
        QCOMPARE(query.type.version, QStringLiteral("v1"));
        second->put(1, kube::Health::Healthy, QStringLiteral("Running"));
        QTRY_COMPARE(page.counts().total, 1);
    }

    void selectionByUidSurvivesAnotherList()
    {
        auto first = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        auto second = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        for (int i = 0; i < 20; ++i) {
            first->put(i, kube::Health::Healthy, QStringLiteral("Running"));
            second->put(i, kube::Health::Healthy, QStringLiteral("Running"));
        }
        first->setStatus(statusOf(Freshness::Live, true));
        second->setStatus(statusOf(Freshness::Live, true));
        ui::ResourcePage page(
            kindOf(QStringLiteral("pods")), [&](const kube::ResourceKind &, const QStringList &names) { return names == QStringList(QStringLiteral("shop")) ? first : second; },
            {QStringLiteral("shop")}, *m_settings, m_clock);
        page.show();
        page.view()->selectRow(7);
        // The fake rows are of no namespace, which the filter by namespaces lets pass.
        QTRY_VERIFY(page.selection());
        const kube::Uid chosen = page.selection()->uid;
        page.setNamespaces({});
        QTRY_VERIFY(page.selection());
        QVERIFY(page.selection()->uid == chosen);
    }

    void onlyAListOfTheChosenNamespacesCountsThem()
    {
        auto pods = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        pods->setStatus(statusOf(Freshness::Live, true));
        ui::ResourcePage page(kindOf(QStringLiteral("pods")), [&](const kube::ResourceKind &, const QStringList &) { return pods; }, {}, *m_settings, m_clock);
        QVERIFY(page.holdsTheChosen());
        page.setNamespaces({QStringLiteral("shop")}); // the list of all stays below, with rows that were not chosen
        QVERIFY(!page.holdsTheChosen());
        page.setNamespaces({});
        QVERIFY(page.holdsTheChosen());
        ui::ResourcePage two(
            kindOf(QStringLiteral("pods")), [&](const kube::ResourceKind &, const QStringList &) { return pods; }, {QStringLiteral("shop"), QStringLiteral("pay")}, *m_settings, m_clock);
        two.setNamespaces({QStringLiteral("pay"), QStringLiteral("shop")});
        QVERIFY(two.holdsTheChosen());
    }

    void whatIsGoneIsNoLongerWaitedFor()
    {
        m_list->put(1, kube::Health::Healthy, QStringLiteral("Ready"));
        m_list->put(2, kube::Health::Healthy, QStringLiteral("Ready"));
        m_list->setStatus(statusOf(Freshness::Loading));
        m_page->select({}, QStringLiteral("node-007"));
        m_list->put(7, kube::Health::Healthy, QStringLiteral("Ready")); // on its way until now
        QTRY_VERIFY(m_page->selection());
        QCOMPARE(m_page->selection()->name, QStringLiteral("node-007"));
        m_list->setStatus(statusOf(Freshness::Live, true));
        QTRY_VERIFY(m_page->settled());

        const auto comes = [this](int number) {
            m_list->put(number, kube::Health::Healthy, QStringLiteral("Ready"));
            QTRY_COMPARE(m_page->counts().shown, m_page->view()->model()->rowCount());
            QTRY_VERIFY(m_page->settled());
        };
        m_page->select({}, QStringLiteral("node-050")); // all are there, and it is not
        comes(3);
        comes(50);
        QCOMPARE(m_page->selection()->name, QStringLiteral("node-007"));

        m_list->setStatus(statusOf(Freshness::Loading));
        m_page->select({}, QStringLiteral("node-060"));
        m_page->restorePlace({}, {}, 0); // a place where nothing was selected
        m_list->setStatus(statusOf(Freshness::Live, true));
        comes(60);
        QVERIFY(!m_page->selection());

        m_list->setStatus(statusOf(Freshness::Loading));
        m_page->select({}, QStringLiteral("node-070"));
        auto *table = m_page->view();
        const QModelIndex second = table->model()->index(1, 0);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(second).center()); // the user has chosen another
        QCOMPARE(m_page->selection()->name, QStringLiteral("node-002"));
        m_list->setStatus(statusOf(Freshness::Live, true));
        comes(70);
        QCOMPARE(m_page->selection()->name, QStringLiteral("node-002"));
    }

    void aListOnItsWayMayHaveWhatIsLookedFor()
    {
        auto narrow = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        std::shared_ptr<FakeList> other;
        ui::ResourcePage page(
            kindOf(QStringLiteral("pods")),
            [&](const kube::ResourceKind &wanted, const QStringList &) -> std::shared_ptr<kube::ResourceList> {
                if (wanted.selectors == kube::ResourceKind().selectors)
                    return narrow;
                other = std::make_shared<FakeList>(wanted);
                return other;
            },
            {}, *m_settings, m_clock);
        page.show();
        narrow->put(1, kube::Health::Healthy, QStringLiteral("Running"));
        narrow->setStatus(statusOf(Freshness::Live, true));
        page.setFilter(QStringLiteral("label:app=web"));
        QVERIFY(other);
        page.select({}, QStringLiteral("node-009"));
        QEvent language(QEvent::LanguageChange);
        QApplication::sendEvent(&page, &language); // looks again; and the words of the other list are of two languages now
        QTRY_VERIFY(page.settled()); // what is there can be worked with, and more is to come
        other->labels = QStringLiteral("\napp=web\n");
        other->put(9, kube::Health::Healthy, QStringLiteral("Running"));
        QCOMPARE(other->readAgains, 0);
        other->setStatus(statusOf(Freshness::Live, true));
        QCOMPARE(other->readAgains, 1);
        other->setStatus(statusOf(Freshness::CatchingUp, true));
        QCOMPARE(other->readAgains, 1);
        QTRY_VERIFY(page.selection());
        QCOMPARE(page.selection()->name, QStringLiteral("node-009"));
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

    void aListThatIsNoLongerWaitedForIsSilent()
    {
        auto all = std::make_shared<FakeList>(kindOf(QStringLiteral("pods")));
        std::shared_ptr<FakeList> fewer;
        ui::ResourcePage page(
            kindOf(QStringLiteral("pods")),
            [&](const kube::ResourceKind &wanted, const QStringList &) -> std::shared_ptr<kube::ResourceList> {
                if (wanted.selectors == kube::ResourceKind().selectors)
                    return all;
                fewer = std::make_shared<FakeList>(wanted);
                return fewer;
            },
            {}, *m_settings, m_clock);
        all->put(1, kube::Health::Healthy, QStringLiteral("Running"));
        all->setStatus(statusOf(Freshness::Live, true));
        page.setFilter(QStringLiteral("label:app=web"));
        QVERIFY(fewer);
        page.setFilter({}); // before that list was there; the cluster keeps it for a while
        fewer->setStatus(statusOf(Freshness::Live, true));
        QTRY_COMPARE(page.counts().total, 1);
    }

    void otherColumnsThatCannotBeReadKeepTheRows()
    {
        std::shared_ptr<FakeList> other;
        ui::ResourcePage page(
            kindOf(QStringLiteral("nodes")),
            [&](const kube::ResourceKind &wanted, const QStringList &) -> std::shared_ptr<kube::ResourceList> {
                if (wanted.columnIndex(QStringLiteral("label:pool")) < 0)
                    return m_list;
                other = std::make_shared<FakeList>(wanted);
                return other;
            },
            {}, *m_settings, m_clock);
        page.resize(1000, 640);
        page.show();
        fill(30);
        QTRY_COMPARE(page.counts().shown, 30);
        page.select({}, QStringLiteral("node-007"));
        QTRY_VERIFY(page.selection());
        const auto bar = [&page] { return page.findChild<widgets::MessageBar *>(); };
        const auto has = [&page](const char *title) {
            for (const int column : page.view()->visibleColumns())
                if (page.view()->model()->headerData(column, Qt::Horizontal).toString() == QLatin1String(title))
                    return true;
            return false;
        };
        QCOMPARE(page.addColumn(QStringLiteral("label:pool")), QString());
        QVERIFY(other);
        auto failed = statusOf(Freshness::Failed);
        failed.error.code = ErrorCode::TimedOut;
        other->setStatus(failed);
        QTRY_VERIFY(bar()->isVisible());
        QCOMPARE(page.counts().shown, 30); // the rows of before, and live
        QVERIFY(page.view()->isVisible());
        QVERIFY(page.selection());
        QVERIFY(!has("pool"));
        picture(page, "columns-not-read");
        // Retry asks for what failed, and what comes at last takes the place.
        page.retry();
        QCOMPARE(other->retries, 1);
        QCOMPARE(m_list->retries + m_list->readAgains, 0);
        for (int i = 0; i < 30; ++i)
            other->put(i, kube::Health::Healthy, QStringLiteral("Ready"));
        other->setStatus(statusOf(Freshness::Live, true));
        QTRY_VERIFY(has("pool"));
        QTRY_VERIFY(!bar()->isVisible());
        QTRY_VERIFY(page.selection());
        QCOMPARE(page.selection()->name, QStringLiteral("node-007"));
    }

    void aLiveListIsReadAgainOnDemand()
    {
        fill(3);
        QTRY_COMPARE(m_page->counts().shown, 3);
        m_page->retry(); // F5
        QCOMPARE(m_list->readAgains, 1);
        QCOMPARE(m_list->retries, 0);
        QEvent language(QEvent::LanguageChange);
        QApplication::sendEvent(m_page.get(), &language);
        QCOMPARE(m_list->readAgains, 2);
        // In the middle of reading: when it is whole, since its first rows have words of the language before.
        m_list->setStatus(statusOf(Freshness::Loading));
        QApplication::sendEvent(m_page.get(), &language);
        QCOMPARE(m_list->readAgains, 2);
        m_list->setStatus(statusOf(Freshness::Live, true));
        QCOMPARE(m_list->readAgains, 3);
        m_list->setStatus(statusOf(Freshness::CatchingUp, true));
        QCOMPARE(m_list->readAgains, 3);
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
