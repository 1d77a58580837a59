#include "faketokens.h"
#include "scriptedserver.h"

#include <sk/kube/discovery.h>

#include <QSignalSpy>
#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace sk::test;

namespace {

constexpr int longest = 20'000;

const QByteArray coreList = R"({"kind":"APIResourceList","groupVersion":"v1","resources":[
    {"name":"nodes","singularName":"","namespaced":false,"kind":"Node","verbs":["get","list","watch"],"shortNames":["no"]},
    {"name":"pods","singularName":"","namespaced":true,"kind":"Pod","verbs":["get","list","watch"]},
    {"name":"pods/log","singularName":"","namespaced":true,"kind":"Pod","verbs":["get"]},
    {"name":"bindings","singularName":"","namespaced":true,"kind":"Binding","verbs":["create"]}]})";

const QByteArray certificates = R"({"kind":"APIResourceList","apiVersion":"v1","groupVersion":"cert-manager.io/v1","resources":[
    {"name":"certificates","singularName":"certificate","namespaced":true,"kind":"Certificate","verbs":["get","list","watch"],"shortNames":["cert"]},
    {"name":"certificates/status","singularName":"","namespaced":true,"kind":"Certificate","verbs":["get"]}]})";

const QByteArray groups = R"({"kind":"APIGroupList","apiVersion":"v1","groups":[
    {"name":"cert-manager.io","versions":[{"groupVersion":"cert-manager.io/v1beta1","version":"v1beta1"},{"groupVersion":"cert-manager.io/v1","version":"v1"}],
     "preferredVersion":{"groupVersion":"cert-manager.io/v1","version":"v1"}},
    {"name":"metrics.k8s.io","versions":[{"groupVersion":"metrics.k8s.io/v1beta1","version":"v1beta1"}],"preferredVersion":{"version":"v1beta1"}}]})";

QStringList ids(const Catalog &catalog)
{
    QStringList result;
    for (const ResourceKind &kind : catalog.kinds())
        result += kind.type.id() + u'@' + kind.type.version;
    return result;
}

} // namespace

/// Discovery against a server that says what the test wants.
class TestDiscovery : public QObject {
    Q_OBJECT

private:
    using Reply = std::function<void(const std::shared_ptr<Exchange> &)>;
    QHash<QByteArray, Reply> m_answers; ///< by path; others are 404
    QList<QByteArray> m_asked;
    std::unique_ptr<ScriptedServer> m_server;
    std::unique_ptr<FakeTokens> m_tokens;
    std::unique_ptr<net::ApiClient> m_requests;
    std::unique_ptr<net::StreamClient> m_streams;
    std::unique_ptr<Decoder> m_decoder;
    std::unique_ptr<ClusterServices> m_services;
    std::unique_ptr<Catalog> m_catalog;
    std::unique_ptr<Discovery> m_discovery;

    static Reply json(const QByteArray &body, int status = 200)
    {
        return [body, status](const std::shared_ptr<Exchange> &exchange) { exchange->json(status, body); };
    }
    /// An earlier one's objects go in the order in which they hang on each other.
    void make(const QString &prefix = {}, const Discovery::Times &times = {})
    {
        cleanup();
        m_decoder = std::make_unique<Decoder>();
        net::ServerAddress address;
        address.base = m_server->url();
        address.base.setPath(prefix);
        m_requests = std::make_unique<net::ApiClient>(address, m_tokens.get());
        m_streams = std::make_unique<net::StreamClient>(address, m_tokens.get());
        m_services = std::make_unique<ClusterServices>(ClusterServices{*m_requests, *m_streams, *m_decoder, Clock::system(), {}, {}});
        m_catalog = std::make_unique<Catalog>(std::vector<ResourceKind>());
        m_discovery = std::make_unique<Discovery>(*m_services, *m_catalog, times);
    }
    void old()
    {
        m_answers = {{"/api", json(R"({"kind":"APIVersions","versions":["v1"]})")}, {"/api/v1", json(coreList)}, {"/apis", json(groups)},
            {"/apis/cert-manager.io/v1", json(certificates)},
            {"/apis/cert-manager.io/v1beta1", json(R"({"kind":"APIResourceList","groupVersion":"cert-manager.io/v1beta1","resources":null})")},
            {"/apis/metrics.k8s.io/v1beta1", [](const std::shared_ptr<Exchange> &exchange) { exchange->reply(503, "service unavailable\n"); }}};
    }

private slots:
    void init()
    {
        m_asked.clear();
        m_answers.clear();
        m_server = std::make_unique<ScriptedServer>([this](const std::shared_ptr<Exchange> &exchange) {
            const QByteArray path = exchange->request.path();
            m_asked += path;
            if (const Reply reply = m_answers.value(path))
                reply(exchange);
            else
                exchange->reply(404, "404 page not found\n");
        });
        QVERIFY(m_server->start());
        m_tokens = std::make_unique<FakeTokens>();
        make();
    }
    void cleanup()
    {
        m_discovery.reset();
        m_catalog.reset();
        m_services.reset();
        m_decoder.reset();
        m_streams.reset();
        m_requests.reset();
    }

    void groupByGroup()
    {
        old();
        m_catalog->read();
        QTRY_VERIFY_WITH_TIMEOUT(!m_catalog->unsettled(), longest);
        QCOMPARE(ids(*m_catalog), QStringList({QStringLiteral("nodes@v1"), QStringLiteral("pods@v1"), QStringLiteral("cert-manager.io/certificates@v1")}));
        const ResourceKind *pods = m_catalog->find(QStringLiteral("pod"));
        QVERIFY(pods);
        QCOMPARE(pods->subresources, QStringList{QStringLiteral("log")});
        QVERIFY(m_catalog->find(QStringLiteral("cert")));
        // The group that does not answer is not left out in silence.
        QCOMPARE(m_catalog->state(), Catalog::State::Partial);
        QCOMPARE(m_catalog->failures().front().group, QStringLiteral("metrics.k8s.io"));
        QCOMPARE(m_catalog->failures().front().error.code, ErrorCode::Unavailable);
    }

    void aFailedGroupAskedAgain()
    {
        old();
        m_catalog->read();
        QTRY_VERIFY_WITH_TIMEOUT(!m_catalog->unsettled(), longest);
        m_answers["/apis/metrics.k8s.io/v1beta1"] = json(R"({"kind":"APIResourceList","resources":[{"name":"nodes","namespaced":false,"kind":"NodeMetrics","verbs":["get","list"]}]})");
        m_asked.clear();
        m_catalog->refresh(QStringLiteral("metrics.k8s.io"));
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Complete, longest);
        QVERIFY(m_catalog->find(QStringLiteral("nodes.metrics.k8s.io")));
        QVERIFY(m_catalog->find(QStringLiteral("certificates")));
        QCOMPARE(m_asked, QList<QByteArray>({"/apis", "/apis/metrics.k8s.io/v1beta1"}));
    }

    void aGroupThatWentAway()
    {
        old();
        m_catalog->read();
        QTRY_VERIFY_WITH_TIMEOUT(!m_catalog->unsettled(), longest);
        m_answers["/apis"] = json(R"({"kind":"APIGroupList","groups":[]})");
        m_catalog->refresh(QStringLiteral("cert-manager.io"));
        QTRY_VERIFY_WITH_TIMEOUT(!m_catalog->find(QStringLiteral("certificates")), longest);
        QVERIFY(m_catalog->find(QStringLiteral("pods")));
    }

    void allInTwoAnswers()
    {
        m_answers = {{"/api", json(R"({"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","items":[{"metadata":{"creationTimestamp":null},"versions":[
                         {"version":"v1","freshness":"Current","resources":[{"resource":"pods","responseKind":{"group":"","version":"","kind":"Pod"},"scope":"Namespaced",
                          "singularResource":"pod","verbs":["get","list","watch"],"shortNames":["po"],"subresources":[{"subresource":"log","verbs":["get"]}]}]}]}]})")},
            {"/apis", json(R"({"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"cert-manager.io"},"versions":[{"version":"v1","freshness":"Current","resources":[
                {"resource":"issuers","responseKind":{"kind":"Issuer"},"scope":"Cluster","singularResource":"issuer","verbs":["list"]}]}]},
                {"metadata":{"name":"metrics.k8s.io"},"versions":[{"version":"v1beta1","freshness":"Stale"}]}]})")}};
        m_catalog->read();
        QTRY_VERIFY_WITH_TIMEOUT(!m_catalog->unsettled(), longest);
        QCOMPARE(ids(*m_catalog), QStringList({QStringLiteral("pods@v1"), QStringLiteral("cert-manager.io/issuers@v1")}));
        QCOMPARE(m_catalog->find(QStringLiteral("po"))->subresources, QStringList{QStringLiteral("log")});
        QVERIFY(!m_catalog->find(QStringLiteral("issuers"))->type.namespaced);
        QCOMPARE(m_catalog->failures().size(), 1);
        QCOMPARE(m_asked.size(), 2);
    }

    void behindAClustersPrefixTheCoreGroupIsNotAskedAbout()
    {
        make(QStringLiteral("/clusters/member"));
        m_answers = {{"/clusters/member/apis", json(R"({"kind":"APIGroupList","groups":[]})")}};
        m_catalog->read();
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Complete, longest);
        QCOMPARE(m_asked, QList<QByteArray>{"/clusters/member/apis"});
        for (const char *name : {"pods", "nodes", "svc", "configmap"})
            QVERIFY2(m_catalog->find(QString::fromLatin1(name)), name);
    }

    void noRightToAskIsSaid()
    {
        const QByteArray refusal = R"({"kind":"Status","status":"Failure","reason":"Forbidden","code":403,"message":"forbidden: this user cannot GET this path"})";
        m_answers = {{"/api", json(refusal, 403)}, {"/apis", json(refusal, 403)}};
        m_catalog->read();
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Failed, longest);
        QCOMPARE(m_catalog->error().code, ErrorCode::Forbidden);
        // And with the right given meanwhile, asked again.
        old();
        m_catalog->refresh();
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Partial, longest);
    }

    void aGroupThatHangsHoldsNobodyUp()
    {
        old();
        std::shared_ptr<Exchange> held;
        m_answers["/apis/metrics.k8s.io/v1beta1"] = [&held](const std::shared_ptr<Exchange> &exchange) { held = exchange; };
        m_catalog->read();
        QTRY_VERIFY_WITH_TIMEOUT(m_catalog->find(QStringLiteral("certificates")), longest);
        QVERIFY(m_catalog->unsettled());
        held->reply(503, "service unavailable\n");
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Partial, longest);
    }

    void askedAgainNothingGoesAwayMeanwhile()
    {
        make({}, {.early = std::chrono::milliseconds(0)});
        old();
        m_catalog->read();
        QTRY_VERIFY_WITH_TIMEOUT(!m_catalog->unsettled(), longest);
        int without = 0;
        connect(m_catalog.get(), &Catalog::changed, this, [&] { without += m_catalog->find(QStringLiteral("certificates")) ? 0 : 1; });
        std::shared_ptr<Exchange> held;
        m_answers["/apis/cert-manager.io/v1"] = [&held](const std::shared_ptr<Exchange> &exchange) { held = exchange; };
        m_answers["/apis/metrics.k8s.io/v1beta1"] = json(R"({"kind":"APIResourceList","resources":[]})");
        m_catalog->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(held && m_asked.count("/apis/metrics.k8s.io/v1beta1") == 2, longest);
        QVERIFY(m_catalog->find(QStringLiteral("certificates")));
        held->json(200, certificates);
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Complete, longest);
        QCOMPARE(without, 0);
        m_catalog->disconnect(this);
    }

    void aGroupThatFailsLaterKeepsItsKinds()
    {
        old();
        m_catalog->read();
        QTRY_VERIFY_WITH_TIMEOUT(!m_catalog->unsettled(), longest);
        m_answers["/apis/cert-manager.io/v1"] = [](const std::shared_ptr<Exchange> &exchange) { exchange->reply(503, "service unavailable\n"); };
        for (const QString &group : {QString(), QStringLiteral("cert-manager.io")}) {
            const auto asked = m_asked.count("/apis/cert-manager.io/v1");
            QSignalSpy changed(m_catalog.get(), &Catalog::changed);
            m_catalog->refresh(group);
            QTRY_VERIFY_WITH_TIMEOUT(changed.count() == 1 && m_asked.count("/apis/cert-manager.io/v1") > asked, longest);
            QCOMPARE(m_catalog->failures().size(), 2);
            QCOMPARE(m_catalog->failures().front().group, group.isEmpty() ? QStringLiteral("cert-manager.io") : QStringLiteral("metrics.k8s.io"));
            QVERIFY(m_catalog->find(QStringLiteral("certificates")));
        }
    }

    void aRoundThatFailedLeavesNothingHalf()
    {
        old();
        m_catalog->read();
        QTRY_VERIFY_WITH_TIMEOUT(!m_catalog->unsettled(), longest);
        m_answers["/apis"] = [](const std::shared_ptr<Exchange> &exchange) { exchange->reply(503, "service unavailable\n"); };
        m_catalog->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_asked.count("/apis") == 2 && !m_discovery->underWay(), longest);
        old();
        m_answers["/apis/metrics.k8s.io/v1beta1"] = json(R"({"kind":"APIResourceList","resources":[]})");
        m_catalog->refresh(QStringLiteral("metrics.k8s.io"));
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Complete, longest);
        QVERIFY(m_catalog->find(QStringLiteral("certificates")));
        QVERIFY(m_catalog->find(QStringLiteral("pods")));
    }

    void whereDefinitionsMayNotBeListed()
    {
        make({}, {.again = std::chrono::milliseconds(50)});
        const QByteArray definitions = R"({"kind":"APIResourceList","resources":[{"name":"customresourcedefinitions","namespaced":false,"kind":"CustomResourceDefinition","verbs":["list","watch"]}]})";
        const QByteArray without = R"({"kind":"APIGroupList","groups":[{"name":"apiextensions.k8s.io","versions":[{"version":"v1"}]}]})";
        const QByteArray with = R"({"kind":"APIGroupList","groups":[{"name":"apiextensions.k8s.io","versions":[{"version":"v1"}]},{"name":"cert-manager.io","versions":[{"version":"v1"}]}]})";
        bool allowed = false;
        std::shared_ptr<Exchange> stream;
        m_answers = {{"/api", json(R"({"kind":"APIVersions","versions":["v1"]})")}, {"/api/v1", json(coreList)}, {"/apis", json(without)},
            {"/apis/apiextensions.k8s.io/v1", json(definitions)}, {"/apis/cert-manager.io/v1", json(certificates)},
            {"/apis/apiextensions.k8s.io/v1/customresourcedefinitions", [&](const std::shared_ptr<Exchange> &exchange) {
                 if (!allowed) {
                     exchange->json(403, R"({"kind":"Status","status":"Failure","reason":"Forbidden","code":403,"message":"no"})");
                 } else if (exchange->request.target.contains("watch=true")) {
                     stream = exchange;
                     exchange->beginChunks();
                 } else {
                     exchange->json(200, R"({"kind":"Table","metadata":{"resourceVersion":"5"},"columnDefinitions":[{"name":"Name","type":"string","format":"name"}],"rows":[]})");
                 }
             }}};
        m_catalog->read();
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Complete, longest);
        QVERIFY(!m_catalog->find(QStringLiteral("certificates")));
        // Nobody tells that there is one more: it is found all the same.
        m_answers["/apis"] = json(with);
        QTRY_VERIFY_WITH_TIMEOUT(m_catalog->find(QStringLiteral("certificates")), longest);
        // And a right that was given is made use of.
        allowed = true;
        QTRY_VERIFY_WITH_TIMEOUT(stream, longest);
    }

    void aDefinitionThatComesOrGoesIsNoticed()
    {
        const QByteArray definitions = R"({"kind":"APIResourceList","resources":[{"name":"customresourcedefinitions","namespaced":false,"kind":"CustomResourceDefinition","verbs":["list","watch"]}]})";
        const QByteArray without = R"({"kind":"APIGroupList","groups":[{"name":"apiextensions.k8s.io","versions":[{"version":"v1"}]}]})";
        const QByteArray with = R"({"kind":"APIGroupList","groups":[{"name":"apiextensions.k8s.io","versions":[{"version":"v1"}]},{"name":"cert-manager.io","versions":[{"version":"v1"}]}]})";
        const auto table = [](const QByteArray &version, const QByteArray &rows) {
            return QByteArray(R"({"kind":"Table","metadata":{"resourceVersion":"VERSION"},"columnDefinitions":[{"name":"Name","type":"string","format":"name"}],"rows":[ROWS]})")
                .replace("VERSION", version)
                .replace("ROWS", rows);
        };
        const QByteArray row = R"({"cells":["certificates.cert-manager.io"],"object":{"metadata":{"name":"certificates.cert-manager.io","uid":"u","resourceVersion":"7"}}})";
        std::shared_ptr<Exchange> stream;
        m_answers = {{"/api", json(R"({"kind":"APIVersions","versions":["v1"]})")}, {"/api/v1", json(coreList)}, {"/apis", json(without)},
            {"/apis/apiextensions.k8s.io/v1", json(definitions)}, {"/apis/cert-manager.io/v1", json(certificates)},
            {"/apis/apiextensions.k8s.io/v1/customresourcedefinitions", [&](const std::shared_ptr<Exchange> &exchange) {
                 if (!exchange->request.target.contains("watch=true")) {
                     exchange->json(200, table("5", {}));
                     return;
                 }
                 stream = exchange;
                 exchange->beginChunks();
             }}};
        m_catalog->read();
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Complete, longest);
        QVERIFY(!m_catalog->find(QStringLiteral("certificates")));
        QTRY_VERIFY_WITH_TIMEOUT(stream, longest);

        m_answers["/apis"] = json(with);
        stream->chunk(R"({"type":"ADDED","object":)" + table("7", row) + "}\n");
        QTRY_VERIFY_WITH_TIMEOUT(m_catalog->find(QStringLiteral("certificates")), longest);

        m_answers["/apis"] = json(without);
        stream->chunk(R"({"type":"DELETED","object":)" + table("8", row) + "}\n");
        QTRY_VERIFY_WITH_TIMEOUT(!m_catalog->find(QStringLiteral("certificates")), longest);
        QCOMPARE(m_asked.count("/api/v1"), 1); // only the group that changed was asked about
    }

    void noiseIsNoCatalog_data()
    {
        QTest::addColumn<QByteArray>("noise");
        for (const char *noise : {"", "{}", "[]", "null", "<html>", "{\"kind\":\"APIGroupList\"", "{\"kind\":7,\"groups\":[1]}"})
            QTest::newRow(noise) << QByteArray(noise);
    }
    void noiseIsNoCatalog()
    {
        QFETCH(QByteArray, noise);
        m_answers = {{"/api", json(noise)}, {"/apis", json(noise)}};
        m_catalog->read();
        QTRY_COMPARE_WITH_TIMEOUT(m_catalog->state(), Catalog::State::Failed, longest);
    }
};

QTEST_GUILESS_MAIN(TestDiscovery)
#include "tst_discovery.moc"
