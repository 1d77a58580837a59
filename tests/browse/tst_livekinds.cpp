// Every kind of the table, live: what happens on the server happens in the list, and nothing else moves.

#include <sk/kinds/kinds.h>
#include <sk/kube/kubelist.h>
#include <sk/models/resourcetablemodel.h>
#include <sk/pages/resourcepage.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/tableview.h>

#include "standinclient.h"

#include <QTemporaryDir>

#include <set>

using namespace sk;

class TestLiveKinds : public QObject {
    Q_OBJECT

    std::unique_ptr<demo::Cluster> m_server;
    std::unique_ptr<test::StandInClient> m_client;
    QTemporaryDir m_home;

    [[nodiscard]] const demo::KindInfo *served(const kube::ResourceKind &kind) const
    {
        const demo::KindInfo *found = nullptr;
        m_server->withWorld([&](demo::World &world) { found = world.findKind(kind.type.group.toStdString(), kind.type.version.toStdString(), kind.type.plural.toStdString()); });
        return found;
    }
    static demo::Json copyOf(demo::Json object, const std::string &name)
    {
        object["metadata"]["name"] = name;
        for (const char *field : {"uid", "resourceVersion", "creationTimestamp", "selfLink", "generateName", "ownerReferences", "managedFields", "deletionTimestamp"})
            object["metadata"].erase(field);
        return object;
    }

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
        demo::ClusterOptions options;
        options.world.nodes = 6;
        options.world.pods = 60;
        options.world.eventsPerSecond = 0;
        m_server = std::make_unique<demo::Cluster>(options);
        QVERIFY(!m_server->start());
        m_client = std::make_unique<test::StandInClient>(*m_server, 3);
        QVERIFY(m_client->signIn());
    }
    void cleanupTestCase()
    {
        m_client.reset();
        m_server.reset();
    }

    void kinds_data()
    {
        QTest::addColumn<QString>("id");
        int served = 0;
        std::set<QString> seen;
        for (const kube::ResourceKind &kind : kinds::allKinds()) {
            if (this->served(kind) && seen.insert(kind.type.id()).second) {
                QTest::addRow("%s", qPrintable(kind.type.id())) << kind.type.id();
                ++served;
            }
        }
        QVERIFY2(served >= 30, qPrintable(QString::number(served))); // the stand-in has most of the table
    }
    void kinds()
    {
        QFETCH(QString, id);
        kube::ResourceKind kind;
        for (const kube::ResourceKind &each : kinds::allKinds())
            if (each.type.id() == id && kind.columns.empty())
                kind = each;
        const demo::KindInfo *info = served(kind);
        QVERIFY(info);

        // One to begin with, to copy, and enough beside it for the list to be scrolled.
        demo::Json model;
        std::string nameSpace;
        std::string trouble;
        m_server->withWorld([&](demo::World &world) {
            world.each(*info, {}, {}, {}, [&](const demo::Entry &entry) {
                model = *world.object(*info, entry.nameSpace, entry.name);
                nameSpace = std::string(entry.nameSpace);
                return false;
            });
            if (model.is_null()) {
                model = {{"apiVersion", info->apiVersion()}, {"kind", info->kind}, {"metadata", {{"name", "first"}}}, {"spec", {{"template", {{"spec", {{"restartPolicy", "Never"}, {"containers", {{{"name", "a"}, {"image", "a:1"}}}}}}}}}}};
                nameSpace = info->namespaced ? "default" : "";
            }
            for (int i = 0; i < 40; ++i) {
                const auto made = world.create(*info, nameSpace, copyOf(model, "live-" + std::to_string(100 + i)), false);
                if (const auto *error = std::get_if<demo::WorldError>(&made))
                    trouble = error->message;
            }
        });
        QVERIFY2(trouble.empty(), trouble.c_str());

        settings::Settings settings(m_home.filePath(QString::number(qHash(id))));
        auto list = std::make_shared<kube::KubeList>(m_client->services(), kind, QStringList());
        list->setInUse(true);
        list->start();
        ui::ResourcePage page(kind, [&list](const kube::ResourceKind &, const QStringList &) { return list; }, QStringList(), settings, Clock::system());
        page.resize(1200, 400);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        const auto row = [&list](const QString &name) -> const kube::Row * {
            for (int i = 0; i < list->store().size(); ++i)
                if (list->store().row(i).name == name)
                    return &list->store().row(i);
            return nullptr;
        };
        QTRY_VERIFY_WITH_TIMEOUT(page.settled() && row(QStringLiteral("live-139")), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(list->status().freshness, kube::ListStatus::Freshness::Live, 60'000);
        page.select(QString::fromStdString(nameSpace), QStringLiteral("live-120"));
        QTRY_VERIFY_WITH_TIMEOUT(page.selection(), 30'000);
        widgets::TableView *view = page.view();
        view->scrollTo(view->currentIndex(), QAbstractItemView::PositionAtCenter);
        const kube::Uid chosen = page.selection()->uid;
        const int place = view->rowViewportPosition(view->currentIndex().row());
        QVERIFY(place >= 0);
        const int shown = page.counts().shown;
        const auto unmoved = [&] { return page.selection() && page.selection()->uid == chosen && view->rowViewportPosition(view->currentIndex().row()) == place; };

        // Come: one before all others by its name, one after them.
        m_server->withWorld([&](demo::World &world) {
            for (const char *name : {"aaa-new", "zzz-new"}) {
                const auto made = world.create(*info, nameSpace, copyOf(model, name), false);
                if (const auto *error = std::get_if<demo::WorldError>(&made))
                    trouble = error->message;
            }
        });
        QVERIFY2(trouble.empty(), trouble.c_str());
        QTRY_VERIFY_WITH_TIMEOUT(row(QStringLiteral("aaa-new")) && row(QStringLiteral("zzz-new")), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(page.counts().shown, shown + 2, 30'000);
        QVERIFY(unmoved());

        // Change, the chosen one too.
        std::map<QString, QString> versions;
        m_server->withWorld([&](demo::World &world) {
            for (const char *name : {"aaa-new", "live-120"}) {
                demo::Json object = *world.object(*info, nameSpace, name);
                object["metadata"]["labels"]["changed"] = "yes";
                const auto made = world.update(*info, nameSpace, name, object, false);
                if (const auto *error = std::get_if<demo::WorldError>(&made))
                    trouble = error->message;
                else
                    versions[QString::fromLatin1(name)] = QString::fromStdString(std::get<demo::Json>(made)["metadata"]["resourceVersion"].get<std::string>());
            }
        });
        QVERIFY2(trouble.empty(), trouble.c_str());
        for (const auto &[name, version] : versions)
            QTRY_VERIFY2_WITH_TIMEOUT(row(name) && row(name)->resourceVersion == version, qPrintable(name), 60'000);
        QVERIFY(unmoved());

        // Go: one above the chosen one, one below it.
        m_server->withWorld([&](demo::World &world) {
            for (const char *name : {"aaa-new", "zzz-new"}) {
                const auto gone = world.remove(*info, nameSpace, name, false);
                if (const auto *error = std::get_if<demo::WorldError>(&gone))
                    trouble = error->message;
            }
        });
        QVERIFY2(trouble.empty(), trouble.c_str());
        if (id != QLatin1String("pods") && id != QLatin1String("namespaces")) // these take their time to go
            QTRY_VERIFY_WITH_TIMEOUT(!row(QStringLiteral("aaa-new")) && !row(QStringLiteral("zzz-new")), 60'000);
        QVERIFY(unmoved());
        list->stop();
    }
};

QTEST_MAIN(TestLiveKinds)
#include "tst_livekinds.moc"
