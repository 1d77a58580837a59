#include <sk/kube/catalog.h>

#include <QSignalSpy>
#include <QTest>

using namespace sk;
using namespace sk::kube;

namespace {

ResourceKind known(const char *group, const char *version, const char *plural, const char *kind, Category category = Category::Workloads, int order = 10)
{
    ResourceKind result;
    result.type = {QString::fromLatin1(group), QString::fromLatin1(version), QString::fromLatin1(plural), QString::fromLatin1(kind), true, {}};
    result.title = kind;
    result.category = category;
    result.order = order;
    return result;
}

ServedResource served(const char *group, const char *version, const char *plural, const char *kind, const char *hash = "", QStringList verbs = {QStringLiteral("list"), QStringLiteral("watch")})
{
    ServedResource result;
    result.type = {QString::fromLatin1(group), QString::fromLatin1(version), QString::fromLatin1(plural), QString::fromLatin1(kind), true, {}};
    result.verbs = std::move(verbs);
    result.storageHash = QString::fromLatin1(hash);
    return result;
}

ServedVersion version(const char *name, QList<ServedResource> resources)
{
    return {QString::fromLatin1(name), true, {}, std::move(resources)};
}

ServedVersion failed(const char *name)
{
    ServedVersion result;
    result.version = QString::fromLatin1(name);
    result.error.code = ErrorCode::Unavailable;
    return result;
}

ServedGroup group(const char *name, QList<ServedVersion> versions)
{
    return {QString::fromLatin1(name), std::move(versions)};
}

QStringList ids(const std::vector<ResourceKind> &kinds)
{
    QStringList result;
    for (const ResourceKind &kind : kinds)
        result += kind.type.version.isEmpty() ? kind.type.id() : kind.type.id() + u'@' + kind.type.version;
    return result;
}

} // namespace

class TestCatalog : public QObject {
    Q_OBJECT

private slots:
    void knownKindsTakeTheServersVersion()
    {
        const std::vector<ResourceKind> all{known("batch", "v1", "cronjobs", "CronJob")};
        const ServedApis apis{{group("batch", {version("v1", {}), version("v1beta1", {served("batch", "v1beta1", "cronjobs", "CronJob")})})}};
        QCOMPARE(ids(mergeKinds(all, apis)), QStringList{QStringLiteral("batch/cronjobs@v1beta1")});
    }

    void aVersionThatTheFileUnderstandsWinsOverThePreferredOne()
    {
        ResourceKind scaler = known("autoscaling", "v2", "horizontalpodautoscalers", "HorizontalPodAutoscaler");
        scaler.versions = {QStringLiteral("v2"), QStringLiteral("v2beta2"), QStringLiteral("v1")};
        const auto each = [](const char *name) { return version(name, {served("autoscaling", name, "horizontalpodautoscalers", "HorizontalPodAutoscaler")}); };
        QCOMPARE(ids(mergeKinds({scaler}, {{group("autoscaling", {each("v1"), each("v2beta1"), each("v2beta2")})}})),
            QStringList{QStringLiteral("autoscaling/horizontalpodautoscalers@v2beta2")});
        QCOMPARE(ids(mergeKinds({scaler}, {{group("autoscaling", {each("v1")})}})), QStringList{QStringLiteral("autoscaling/horizontalpodautoscalers@v1")});
        // And without such a list the server's preference, which comes first.
        scaler.versions.clear();
        QCOMPARE(ids(mergeKinds({scaler}, {{group("autoscaling", {each("v1"), each("v2")})}})), QStringList{QStringLiteral("autoscaling/horizontalpodautoscalers@v1")});
    }

    void whatTheServerHasNotIsLeftOut()
    {
        const std::vector<ResourceKind> all{known("", "v1", "pods", "Pod"), known("snapshot.storage.k8s.io", "v1", "volumesnapshots", "VolumeSnapshot"),
            known("batch", "v1", "jobs", "Job"), known("apps", "v1", "deployments", "Deployment")};
        const ServedApis apis{{group("", {version("v1", {served("", "v1", "pods", "Pod")})}), group("batch", {version("v1", {})}), group("apps", {failed("v1")})}};
        // No such group; a group without it; and one that did not answer, which may well have it.
        QCOMPARE(ids(mergeKinds(all, apis)), QStringList({QStringLiteral("pods@v1"), QStringLiteral("apps/deployments@v1")}));
    }

    void oneThingUnderTwoNamesStandsOnce()
    {
        const std::vector<ResourceKind> all{known("", "v1", "events", "Event"), known("networking.k8s.io", "v1", "ingresses", "Ingress")};
        const ServedApis apis{{
            group("", {version("v1", {served("", "v1", "events", "Event", "r2yiGXH7wu8="), served("", "v1", "resourcequotas", "ResourceQuota", "8uhSgffRX6w=")})}),
            group("events.k8s.io", {version("v1", {served("events.k8s.io", "v1", "events", "Event", "r2yiGXH7wu8=")})}),
            group("extensions", {version("v1beta1", {served("extensions", "v1beta1", "ingresses", "Ingress")})}),
            group("networking.k8s.io", {version("v1", {served("networking.k8s.io", "v1", "ingresses", "Ingress", "39NQlfNR+bo=")})}),
            group("quota.kubesphere.io", {version("v1alpha2", {served("quota.kubesphere.io", "v1alpha2", "resourcequotas", "ResourceQuota", "other")})}),
        }};
        const auto kinds = mergeKinds(all, apis);
        QCOMPARE(ids(kinds), QStringList({QStringLiteral("resourcequotas@v1"), QStringLiteral("events@v1"), QStringLiteral("networking.k8s.io/ingresses@v1"),
                                 QStringLiteral("quota.kubesphere.io/resourcequotas@v1alpha2")}));
        // The platform's quotas are other objects of the same name: they stay, and say whose they are.
        QCOMPARE(kinds.back().titleText, QStringLiteral("ResourceQuotas (quota.kubesphere.io)"));
        QCOMPARE(findKind(kinds, QStringLiteral("resourcequotas"))->type.group, QString());
    }

    void everyVersionOfAResourceIsOneKind()
    {
        const ServedApis apis{{group("example.com", {version("v1", {served("example.com", "v1", "things", "Thing")}), version("v1beta1", {served("example.com", "v1beta1", "things", "Thing"), served("example.com", "v1beta1", "olds", "Old")})})}};
        QCOMPARE(ids(mergeKinds({}, apis)), QStringList({QStringLiteral("example.com/olds@v1beta1"), QStringLiteral("example.com/things@v1")}));
    }

    void whatCannotBeListedIsNoKind()
    {
        const ServedApis apis{{group("", {version("v1", {served("", "v1", "bindings", "Binding", "", {QStringLiteral("create")}), served("", "v1", "podtemplates", "PodTemplate")})})}};
        const auto kinds = mergeKinds({}, apis);
        QCOMPARE(ids(kinds), QStringList{QStringLiteral("podtemplates@v1")});
        QCOMPARE(kinds.front().category, Category::Workloads);
        QVERIFY(kinds.front().table);
    }

    void titles_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("plural");
        QTest::addColumn<QString>("title");
        QTest::newRow("s") << "Certificate" << "certificates" << "Certificates";
        QTest::newRow("ies") << "CSIStorageCapacity" << "csistoragecapacities" << "CSIStorageCapacities";
        QTest::newRow("es") << "RuntimeClass" << "runtimeclasses" << "RuntimeClasses";
        QTest::newRow("same") << "Endpoints" << "endpoints" << "Endpoints";
        QTest::newRow("another word") << "NodeMetrics" << "nodes" << "NodeMetrics";
    }
    void titles()
    {
        QFETCH(QString, kind);
        QFETCH(QString, plural);
        QFETCH(QString, title);
        ServedResource resource;
        resource.type = {QStringLiteral("example.com"), QStringLiteral("v1"), plural, kind, true, {}};
        QCOMPARE(tableKind(resource).titleText, title);
    }

    void aKindIsFoundByAnyOfItsNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        for (const char *name : {"apps/deployments", "deployments.apps", "deployments.v1.apps", "deployments", "Deployments", "deployment", "Deployment", "deploy"})
            QTest::newRow(name) << QString::fromLatin1(name) << QStringLiteral("apps/deployments");
        QTest::newRow("pods of the core") << QStringLiteral("pods") << QStringLiteral("pods");
        QTest::newRow("pods of the metrics") << QStringLiteral("pods.metrics.k8s.io") << QStringLiteral("metrics.k8s.io/pods");
        QTest::newRow("a plural before a short name") << QStringLiteral("po") << QStringLiteral("example.com/po");
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("unknown") << QStringLiteral("podz") << QString();
    }
    void aKindIsFoundByAnyOfItsNames()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        ResourceKind pods = known("", "v1", "pods", "Pod");
        pods.type.shortNames = {QStringLiteral("po")};
        ResourceKind deployments = known("apps", "v1", "deployments", "Deployment");
        deployments.type.shortNames = {QStringLiteral("deploy")};
        const std::vector<ResourceKind> kinds{pods, deployments, known("metrics.k8s.io", "v1", "pods", "PodMetrics"), known("example.com", "v1", "po", "Po")};
        const ResourceKind *found = findKind(kinds, name);
        QCOMPARE(found ? found->type.id() : QString(), id);
    }

    void beforeTheServerSpokeTheKnownKindsAreThere()
    {
        PlatformInfo platform;
        platform.apiDomain = QStringLiteral("example.org");
        Catalog catalog({known("tenant.kubesphere.io", "v1alpha1", "workspaces", "Workspace"), known("", "v1", "nodes", "Node", Category::Cluster)}, platform);
        QCOMPARE(ids(catalog.kinds()), QStringList({QStringLiteral("nodes@v1"), QStringLiteral("tenant.example.org/workspaces@v1alpha1")}));
        QVERIFY(catalog.unsettled());
        QSignalSpy asked(&catalog, &Catalog::readRequested);
        catalog.read();
        catalog.setReading();
        catalog.read(); // once is enough
        QCOMPARE(asked.size(), 1);
        Error refused;
        refused.code = ErrorCode::Forbidden;
        catalog.setFailed(refused);
        QCOMPARE(catalog.kinds().size(), std::size_t(2));
        QVERIFY(!catalog.unsettled());
    }

    void aGroupThatDidNotAnswerIsNamed()
    {
        Catalog catalog({});
        QSignalSpy asked(&catalog, &Catalog::groupRequested);
        ServedApis apis{{group("", {version("v1", {served("", "v1", "pods", "Pod")})}), group("metrics.k8s.io", {failed("v1beta1")})}};
        catalog.setServed(apis, true);
        QCOMPARE(catalog.state(), Catalog::State::Partial);
        QCOMPARE(catalog.failures().size(), 1);
        QCOMPARE(catalog.failures().front().group, QStringLiteral("metrics.k8s.io"));
        catalog.refresh(QStringLiteral("metrics.k8s.io"));
        QCOMPARE(asked.size(), 1);
        apis.groups.back().versions.front() = version("v1beta1", {served("metrics.k8s.io", "v1beta1", "pods", "PodMetrics")});
        catalog.setServed(apis, true);
        QCOMPARE(catalog.state(), Catalog::State::Complete);
        QCOMPARE(ids(catalog.kinds()), QStringList({QStringLiteral("pods@v1"), QStringLiteral("metrics.k8s.io/pods@v1beta1")}));
    }
};

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
