#include "kindtest.h"

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace sk::test;

/// What a kind shows, against what `kubectl get -o wide` prints of it (pkg/printers/internalversion/printers.go of Kubernetes 1.32, and
/// the printer columns of the snapshot definitions).
class TestColumns : public QObject {
    Q_OBJECT
private slots:
    void allOfKubectlsAreThere_data();
    void allOfKubectlsAreThere();
    void cells_data();
    void cells();
    void restartsSayWhenTheLastWas();
};

namespace {

struct Wanted {
    const char *id;
    CellType type;
};

struct Printed {
    const char *kind;
    QList<Wanted> columns; ///< in kubectl's order, without name, namespace and age
};

using T = CellType;

/// Where kubectl prints one number of two ("Desired", "Ready" of a ReplicaSet), ours has both in one cell.
const QList<Printed> printed{
    {"pod", {{"ready", T::Ready}, {"status", T::Status}, {"restarts", T::Number}, {"ip", T::IpAddress}, {"node", T::Name}, {"nominatednode", T::Name}, {"readinessgates", T::Text}}},
    {"poddisruptionbudget", {{"minavailable", T::Text}, {"maxunavailable", T::Text}, {"alloweddisruptions", T::Number}}},
    {"replicationcontroller", {{"ready", T::Ready}, {"current", T::Number}, {"containers", T::Text}, {"images", T::Text}, {"selector", T::Text}}},
    {"replicaset", {{"ready", T::Ready}, {"current", T::Number}, {"containers", T::Text}, {"images", T::Text}, {"selector", T::Text}}},
    {"daemonset", {{"desired", T::Number}, {"current", T::Number}, {"ready", T::Number}, {"uptodate", T::Number}, {"available", T::Number}, {"nodeselector", T::Text},
        {"containers", T::Text}, {"images", T::Text}, {"selector", T::Text}}},
    {"job", {{"status", T::Status}, {"completions", T::Ready}, {"duration", T::Duration}, {"containers", T::Text}, {"images", T::Text}, {"selector", T::Text}}},
    {"cronjob", {{"schedule", T::Text}, {"timezone", T::Text}, {"suspend", T::Text}, {"active", T::Number}, {"lastschedule", T::Age}, {"containers", T::Text}, {"images", T::Text}, {"selector", T::Text}}},
    {"service", {{"type", T::Text}, {"clusterip", T::IpAddress}, {"externalip", T::IpAddress}, {"ports", T::Text}, {"selector", T::Text}}},
    {"ingress", {{"class", T::Text}, {"hosts", T::Text}, {"address", T::IpAddress}, {"ports", T::Text}}},
    {"ingressclass", {{"controller", T::Text}, {"parameters", T::Text}}},
    {"statefulset", {{"ready", T::Ready}, {"containers", T::Text}, {"images", T::Text}}},
    {"endpoints", {{"endpoints", T::Text}}},
    {"endpointslice", {{"addresstype", T::Text}, {"ports", T::Text}, {"endpoints", T::Text}}},
    {"node", {{"status", T::Status}, {"roles", T::Name}, {"version", T::Version}, {"internalip", T::IpAddress}, {"externalip", T::IpAddress}, {"osimage", T::Text}, {"kernel", T::Version}, {"runtime", T::Text}}},
    {"event", {{"lastseen", T::Age}, {"status", T::Status}, {"reason", T::Text}, {"object", T::Text}, {"subobject", T::Text}, {"source", T::Text}, {"message", T::Text}, {"firstseen", T::Age}, {"count", T::Number}}},
    {"namespace", {{"status", T::Status}}},
    {"secret", {{"type", T::Text}, {"data", T::Number}}},
    {"serviceaccount", {{"secrets", T::Number}}},
    {"persistentvolume", {{"capacity", T::Bytes}, {"accessmodes", T::Text}, {"reclaimpolicy", T::Text}, {"status", T::Status}, {"claim", T::Name}, {"storageclass", T::Text}, {"volumeattributesclass", T::Text},
        {"reason", T::Text}, {"volumemode", T::Text}}},
    {"persistentvolumeclaim", {{"status", T::Status}, {"volume", T::Name}, {"capacity", T::Bytes}, {"accessmodes", T::Text}, {"storageclass", T::Text}, {"volumeattributesclass", T::Text}, {"volumemode", T::Text}}},
    {"deployment", {{"ready", T::Ready}, {"uptodate", T::Number}, {"available", T::Number}, {"containers", T::Text}, {"images", T::Text}, {"selector", T::Text}}},
    {"horizontalpodautoscaler", {{"reference", T::Text}, {"targets", T::Text}, {"min", T::Number}, {"max", T::Number}, {"replicas", T::Number}}},
    {"configmap", {{"data", T::Number}}},
    {"networkpolicy", {{"podselector", T::Text}}},
    {"rolebinding", {{"role", T::Text}, {"users", T::Text}, {"groups", T::Text}, {"serviceaccounts", T::Text}}},
    {"clusterrolebinding", {{"role", T::Text}, {"users", T::Text}, {"groups", T::Text}, {"serviceaccounts", T::Text}}},
    {"lease", {{"holder", T::Text}}},
    {"storageclass", {{"default", T::Text}, {"provisioner", T::Text}, {"reclaimpolicy", T::Text}, {"bindingmode", T::Text}, {"expansion", T::Text}}},
    {"resourcequota", {{"request", T::Text}, {"limit", T::Text}}},
    {"priorityclass", {{"value", T::Number}, {"default", T::Text}, {"preemption", T::Text}}},
    {"volumesnapshot", {{"status", T::Status}, {"source", T::Name}, {"sourcecontent", T::Name}, {"size", T::Bytes}, {"class", T::Text}, {"content", T::Text}, {"taken", T::Age}}},
    {"limitrange", {}},
    {"role", {}},
    {"clusterrole", {}},
    {"customresourcedefinition", {}},
    {"apiservice", {{"service", T::Text}, {"status", T::Status}}},
};

Row projected(const ResourceKind &kind, const QByteArray &object, TextPool &texts)
{
    JsonDocument document;
    const auto root = document.parse(std::string_view(object.constData(), static_cast<std::size_t>(object.size())));
    if (!root)
        qFatal("not JSON: %s", object.constData());
    return project(kind, *root, texts);
}

} // namespace

void TestColumns::allOfKubectlsAreThere_data()
{
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < printed.size(); ++i)
        QTest::newRow(printed[i].kind) << static_cast<int>(i);
}

void TestColumns::allOfKubectlsAreThere()
{
    QFETCH(int, index);
    const Printed &wanted = printed[index];
    const ResourceKind *kind = kindOf(QString::fromLatin1(wanted.kind));
    QVERIFY(kind);
    for (const Wanted &each : wanted.columns) {
        const int column = kind->columnIndex(QString::fromLatin1(each.id));
        QVERIFY2(column >= 0, each.id);
        QVERIFY2(kind->columns[static_cast<std::size_t>(column)].type == each.type, each.id);
    }
}

void TestColumns::cells_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("column");
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<Cell>("wanted");
    const double none = unknownNumber;
    const auto row = [](const char *name, const char *kind, const char *column, const QByteArray &object, const Cell &wanted) {
        QTest::newRow(name) << QString::fromLatin1(kind) << QString::fromLatin1(column) << object << wanted;
    };
    const auto text = [none](const char *value) { return Cell{QString::fromUtf8(value), none, none, none, {}}; };
    const auto numbers = [](double a, double b, double c) { return Cell{{}, a, b, c, {}}; };
    row("job done", "job", "duration", R"({"status":{"startTime":"2026-11-23T22:00:00Z","completionTime":"2026-11-23T22:01:30Z"}})", numbers(90'000, none, none));
    row("job failed", "job", "duration", R"({"status":{"startTime":"2026-11-23T22:00:00Z","conditions":[{"type":"Failed","status":"True","lastTransitionTime":"2026-11-23T22:00:10Z"}]}})",
        numbers(10'000, none, none));
    row("job running", "job", "duration", R"({"status":{"active":1,"startTime":"2026-11-23T22:00:00Z"}})", numbers(none, static_cast<double>(*parseTime("2026-11-23T22:00:00Z")), none));
    row("job not started", "job", "duration", "{}", numbers(none, none, none));
    row("completions", "job", "completions", R"({"spec":{"completions":5,"parallelism":2},"status":{"succeeded":3}})", numbers(3, 5, none));
    row("one completion", "job", "completions", R"({"spec":{"parallelism":1}})", numbers(0, 1, none));
    row("a queue", "job", "completions", R"({"spec":{"parallelism":3}})", numbers(0, 1, 3));
    row("cron job's containers", "cronjob", "containers", R"({"spec":{"jobTemplate":{"spec":{"template":{"spec":{"containers":[{"name":"a"},{"name":"b"}]}}}}}})", text("a,b"));
    row("cron job's selector", "cronjob", "selector", R"({"spec":{"jobTemplate":{"spec":{"selector":{"matchLabels":{"app":"x"}}}}}})", text("app=x"));
    row("cron job suspended", "cronjob", "suspend", R"({"spec":{"suspend":true}})", text("Yes"));
    row("quota", "resourcequota", "request", R"({"status":{"hard":{"requests.cpu":"4","limits.cpu":"8","pods":"10"},"used":{"requests.cpu":"2","pods":"3","limits.cpu":"1"}}})", text("requests.cpu: 2/4, pods: 3/10"));
    row("quota's limits", "resourcequota", "limit", R"({"status":{"hard":{"requests.cpu":"4","limits.cpu":"8","limits.memory":"1Gi"},"used":{"limits.cpu":"1"}}})", text("limits.cpu: 1/8, limits.memory: 0/1Gi"));
    row("claim's attributes class", "persistentvolumeclaim", "volumeattributesclass", R"({"spec":{"volumeAttributesClassName":"fast"}})", text("fast"));
    row("volume's attributes class", "persistentvolume", "volumeattributesclass", R"({"spec":{"volumeAttributesClassName":"fast"}})", text("fast"));
    row("snapshot of a content", "volumesnapshot", "sourcecontent", R"({"spec":{"source":{"volumeSnapshotContentName":"c"}}})", text("c"));
    row("snapshot taken", "volumesnapshot", "taken", R"({"status":{"creationTime":"2026-11-23T22:00:00Z"}})", numbers(static_cast<double>(*parseTime("2026-11-23T22:00:00Z")), none, none));

    const auto scaler = [](const char *metric, const char *status) { return QByteArray(R"({"spec":{"metrics":[)") + metric + R"(]},"status":{"currentMetrics":[)" + status + "]}}"; };
    row("resource", "horizontalpodautoscaler", "targets",
        scaler(R"({"type":"Resource","resource":{"name":"cpu","target":{"type":"Utilization","averageUtilization":80}}})",
            R"({"type":"Resource","resource":{"name":"memory","current":{"averageUtilization":9}}},{"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":45,"averageValue":"9m"}}})"),
        text("cpu: 45%/80%"));
    row("resource by value", "horizontalpodautoscaler", "targets",
        scaler(R"({"type":"Resource","resource":{"name":"cpu","target":{"averageValue":"500m"}}})", R"({"type":"Resource","resource":{"name":"cpu","current":{"averageUtilization":45,"averageValue":"90m"}}})"),
        text("cpu: 90m/500m"));
    row("container", "horizontalpodautoscaler", "targets",
        scaler(R"({"type":"ContainerResource","containerResource":{"name":"cpu","container":"api","target":{"averageUtilization":80}}})",
            R"({"type":"ContainerResource","containerResource":{"name":"cpu","container":"side","current":{"averageUtilization":1}}},{"type":"ContainerResource","containerResource":{"name":"cpu","container":"api","current":{"averageUtilization":45}}})"),
        text("cpu: 45%/80%"));
    row("pods", "horizontalpodautoscaler", "targets",
        scaler(R"({"type":"Pods","pods":{"metric":{"name":"rps"},"target":{"averageValue":"20"}}})", R"({"type":"Pods","pods":{"metric":{"name":"rps"},"current":{"averageValue":"12"}}})"), text("rps: 12/20"));
    row("object", "horizontalpodautoscaler", "targets",
        scaler(R"({"type":"Object","object":{"metric":{"name":"hits"},"describedObject":{"kind":"Ingress","name":"web"},"target":{"value":"2k"}}})",
            R"({"type":"Object","object":{"metric":{"name":"hits"},"describedObject":{"kind":"Ingress","name":"web"},"current":{"value":"1500"}}})"),
        text("hits: 1500/2k"));
    row("object, on average", "horizontalpodautoscaler", "targets",
        scaler(R"({"type":"Object","object":{"metric":{"name":"hits"},"target":{"averageValue":"2k"}}})", R"({"type":"Object","object":{"metric":{"name":"hits"},"current":{"averageValue":"1"}}})"),
        text("hits: 1/2k (avg)"));
    row("external, not measured", "horizontalpodautoscaler", "targets", scaler(R"({"type":"External","external":{"metric":{"name":"queue"},"target":{"value":"30"}}})", ""), text("queue: ?/30"));
    row("external, on average", "horizontalpodautoscaler", "targets",
        scaler(R"({"type":"External","external":{"metric":{"name":"queue"},"target":{"averageValue":"30"}}})", R"({"type":"External","external":{"metric":{"name":"queue"},"current":{"averageValue":"7"}}})"),
        text("queue: 7/30 (avg)"));
    row("a type of tomorrow", "horizontalpodautoscaler", "targets", scaler(R"({"type":"Moon"})", ""), text("Moon"));
}

void TestColumns::cells()
{
    QFETCH(QString, kind);
    QFETCH(QString, column);
    QFETCH(QByteArray, object);
    QFETCH(Cell, wanted);
    const ResourceKind *found = kindOf(kind);
    QVERIFY(found);
    TextPool texts;
    const Row row = projected(*found, object, texts);
    const int index = found->columnIndex(column);
    QVERIFY(index >= 0);
    const Cell &cell = row.cells[static_cast<std::size_t>(index)];
    QVERIFY2(cell == wanted, qPrintable(QStringLiteral("\"%1\" %2 %3 %4").arg(cell.text).arg(cell.a).arg(cell.b).arg(cell.c)));
}

void TestColumns::restartsSayWhenTheLastWas()
{
    const ResourceKind &kind = *kindOf(QStringLiteral("pod"));
    const int index = kind.columnIndex(QStringLiteral("restarts"));
    QVERIFY(kind.columns[static_cast<std::size_t>(index)].timed);
    TextPool texts;
    const Row row = projected(kind,
        R"({"spec":{"containers":[{"name":"a"}]},"status":{"phase":"Running","containerStatuses":[{"name":"a","restartCount":7,"ready":true,"state":{"running":{}},"lastState":{"terminated":{"finishedAt":"2026-11-23T22:00:00Z"}}}]}})",
        texts);
    const Cell &cell = row.cells[static_cast<std::size_t>(index)];
    QCOMPARE(cell.a, 7.0);
    QCOMPARE(cell.b, static_cast<double>(*parseTime("2026-11-23T22:00:00Z")));
    const Row quiet = projected(kind, R"({"status":{"containerStatuses":[{"name":"a","restartCount":0,"state":{"running":{}},"lastState":{"terminated":{"finishedAt":"2026-11-23T22:00:00Z"}}}]}})", texts);
    QVERIFY(std::isnan(quiet.cells[static_cast<std::size_t>(index)].b));
}

QTEST_APPLESS_MAIN(TestColumns)
#include "tst_kindcolumns.moc"
