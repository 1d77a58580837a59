#include "fakelist.h"
#include "kindof.h"
#include "look.h"

#include <sk/pages/resourcepage.h>

#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace sk;
using Freshness = kube::ListStatus::Freshness;

namespace {

constexpr UnixMs now = 1'700'000'000'000;

kube::ListStatus statusOf(Freshness freshness, bool complete)
{
    kube::ListStatus status;
    status.freshness = freshness;
    status.complete = complete;
    status.asOf = now;
    status.since = now;
    status.bytes = 1'800'000;
    return status;
}

kube::ListStatus failed(ErrorCode code, int httpStatus, const char *serverMessage)
{
    auto status = statusOf(Freshness::Failed, false);
    status.error = Error{.code = code, .httpStatus = httpStatus, .message = QString::fromLatin1(serverMessage)};
    return status;
}

/// One state of a list: what the page was given.
struct PageState {
    const char *name;
    std::function<void(FakeList &, ui::ResourcePage &)> arrange;
    const char *kind = "nodes";
    QStringList namespaces = {}; ///< chosen
};

void fill(FakeList &list)
{
    using kube::Health;
    list.put(9, Health::Failing, QStringLiteral("NotReady for 24m: kubelet silent"));
    list.put(7, Health::Warning, QStringLiteral("Ready, disk pressure"));
    for (int number = 10; number < 20; ++number)
        list.put(number, Health::Healthy, QStringLiteral("Ready"));
}

const PageState pageStates[] = {
    {"loading", [](FakeList &list, ui::ResourcePage &) { list.setStatus(statusOf(Freshness::Loading, false)); }},
    {"loading-rows",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         auto status = statusOf(Freshness::Loading, false);
         status.rowsRead = 12'500;
         status.rowsExpected = 43'000;
         list.setStatus(status);
     }},
    {"empty", [](FakeList &list, ui::ResourcePage &) { list.setStatus(statusOf(Freshness::Live, true)); }},
    {"nothing-matches",
     [](FakeList &list, ui::ResourcePage &page) {
         fill(list);
         list.setStatus(statusOf(Freshness::Live, true));
         page.setFilter(QStringLiteral("no-such-node"));
     }},
    {"forbidden",
     [](FakeList &list, ui::ResourcePage &) {
         list.setStatus(failed(ErrorCode::Forbidden, 403, "nodes is forbidden: User \"viewer\" cannot list resource \"nodes\" in API group \"\" at the cluster scope"));
     }},
    {"failed", [](FakeList &list, ui::ResourcePage &) { list.setStatus(failed(ErrorCode::ServerError, 500, "Internal Server Error")); }},
    {"failed-rows-stay",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         auto status = failed(ErrorCode::ServerError, 503, "etcdserver: request timed out");
         status.complete = true;
         list.setStatus(status);
     }},
    {"reconnecting",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         list.setStatus(statusOf(Freshness::Reconnecting, true));
     }},
    {"polling",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         auto status = statusOf(Freshness::Polling, true);
         status.pollSeconds = 10;
         list.setStatus(status);
     }},
    {"refused",
     [](FakeList &list, ui::ResourcePage &page) {
         fill(list);
         list.setStatus(statusOf(Freshness::Waiting, true));
         page.setStale(true);
     }},
    {"partial",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         auto status = statusOf(Freshness::Partial, false);
         status.rowsRead = 12'500;
         status.rowsExpected = 43'000;
         list.setStatus(status);
     }},
    {"partial-empty", [](FakeList &list, ui::ResourcePage &) { list.setStatus(statusOf(Freshness::Partial, false)); }},
    {"catching-up",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         list.setStatus(statusOf(Freshness::CatchingUp, true));
     }},
    {"forbidden-in-some",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         auto status = statusOf(Freshness::Live, true);
         status.namespaces = 12;
         status.forbiddenNamespaces = {QStringLiteral("blog"), QStringLiteral("secret"), QStringLiteral("shop")};
         list.setStatus(status);
     }},
    {"offline",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         auto status = statusOf(Freshness::Reconnecting, true);
         status.error.code = ErrorCode::NetworkUnreachable;
         list.setStatus(status);
     }},
    {"nothing-in-namespaces",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         kube::Delta elsewhere;
         for (int i = 0; i < list.store().size(); ++i) {
             elsewhere.upserts.push_back(list.store().row(i));
             elsewhere.upserts.back().nameSpace = QStringLiteral("blog");
             elsewhere.upserts.back().resourceVersion = QStringLiteral("2");
         }
         list.store().apply(std::move(elsewhere));
         list.setStatus(statusOf(Freshness::Live, true));
     },
     "pods", {QStringLiteral("shop")}},
    {"filter-mistake",
     [](FakeList &list, ui::ResourcePage &page) {
         fill(list);
         list.setStatus(statusOf(Freshness::Live, true));
         page.setFilter(QStringLiteral("ready {version:v1.27} -drained"));
         page.findChild<QLineEdit *>(QStringLiteral("filter"))->setText(QStringLiteral("web verson:1"));
     }},
    {"live",
     [](FakeList &list, ui::ResourcePage &) {
         fill(list);
         list.setStatus(statusOf(Freshness::Live, true));
     }},
};

} // namespace

/// Each state of a list, light and dark, in English and Chinese, against pictures that were looked at.
class TestPictures : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    ManualClock m_clock;
    Look m_look;

private slots:
    void initTestCase()
    {
        m_look.install();
        m_clock.setNow(now);
    }

    void page_data()
    {
        Look::addRows({"loading", "loading-rows", "empty", "nothing-matches", "forbidden", "failed", "failed-rows-stay", "reconnecting", "polling", "refused", "live",
            "partial", "partial-empty", "catching-up", "forbidden-in-some", "offline", "nothing-in-namespaces", "filter-mistake"});
    }
    void page()
    {
        m_look.dress();
        const auto state = std::find_if(std::begin(pageStates), std::end(pageStates), [](const PageState &each) { return Look::picture() == QLatin1String(each.name); });
        QVERIFY(state != std::end(pageStates));
        settings::Settings settings(m_home.filePath(QString::fromLatin1(QTest::currentDataTag())));
        auto list = std::make_shared<FakeList>(test::kindOf(QString::fromLatin1(state->kind)));
        ui::ResourcePage page(list->store().kind(), [list](const kube::ResourceKind &, const QStringList &) { return list; }, state->namespaces, settings, m_clock);
        page.resize(1000, 460);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QSignalSpy shown(&page, &ui::ResourcePage::stateChanged);
        state->arrange(*list, page);
        QTRY_VERIFY(!shown.isEmpty()); // at most once a frame
        for (int pass = 0; pass < 3; ++pass) // what came or went moves the rest, and a wrapped line asks for its height anew
            QCoreApplication::processEvents();
        COMPARE_PICTURE(page);
    }
};

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
