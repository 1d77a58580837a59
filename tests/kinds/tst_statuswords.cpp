#include "kindtest.h"
#include "podstatus_p.h"

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace sk::test;

class TestStatusWords : public QObject {
    Q_OBJECT
private slots:
    void pods_data();
    void pods();
    void podCounts();
    void scheduling_data();
    void scheduling();
    void others_data();
    void others();
};

void TestStatusWords::pods_data()
{
    QTest::addColumn<QByteArray>("pod");
    QTest::addColumn<QString>("word"); // kubectl's
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("health");
    const auto row = [](const char *name, const QByteArray &pod, const char *word, const char *sentence, Health health) {
        QTest::newRow(name) << pod << QString::fromUtf8(word) << QString::fromUtf8(sentence) << static_cast<int>(health);
    };
    // One container "api", image "shop/api:1", memory limit 256Mi, and its status.
    const auto one = [](const QByteArray &status, const QByteArray &phase = "Running", const QByteArray &more = {}) {
        return R"({"metadata":{"name":"p"},"spec":{"containers":[{"name":"api","image":"shop/api:1","resources":{"limits":{"memory":"256Mi"}}}]},"status":{"phase":")" + phase
            + R"(","containerStatuses":[{"name":"api",)" + status + "}]" + more + "}}";
    };
    const auto bare = [](const QByteArray &status, const QByteArray &metadata = "{}", const QByteArray &spec = R"({"containers":[{"name":"api"}]})") {
        return R"({"metadata":)" + metadata + R"(,"spec":)" + spec + R"(,"status":)" + status + "}";
    };
    // Two init containers and one container; `status` of the init containers.
    const auto init = [](const QByteArray &status, const QByteArray &more = {}, const QByteArray &policy = {}) {
        return R"({"metadata":{},"spec":{"initContainers":[{"name":"i1","image":"i:1")" + policy + R"(},{"name":"i2","image":"i:2"}],"containers":[{"name":"api"}]},"status":{"phase":"Pending","initContainerStatuses":[)"
            + status + "]" + more + "}}";
    };
    const QByteArray running = R"("ready":true,"state":{"running":{}})";

    row("running", one(running), "Running", "Running", Health::Healthy);
    row("not ready", one(R"("ready":false,"state":{"running":{}})"), "Running", "Running, 0 of 1 ready", Health::Warning);
    row("restarted lately", one(R"("restartCount":3,"lastState":{"terminated":{"finishedAt":"2026-11-23T22:00:00Z"}},)" + running), "Running", "Running, container api restarted 3 time(s), last %t ago: exit 0", Health::Warning);
    row("restarted today", one(R"("restartCount":7,"lastState":{"terminated":{"finishedAt":"2026-11-23T12:00:00Z","exitCode":137,"reason":"OOMKilled"}},)" + running), "Running",
        "Running, container api restarted 7 time(s), last %t ago: OOMKilled (exit 137), limit 256Mi", Health::Healthy);
    row("restarted twice", one(R"("restartCount":2,"lastState":{"terminated":{"finishedAt":"2026-11-23T22:00:00Z","exitCode":1}},)" + running), "Running",
        "Running, container api restarted 2 time(s), last %t ago: exit 1", Health::Healthy);
    row("restarted long ago", one(R"("restartCount":3,"lastState":{"terminated":{"finishedAt":"2026-01-23T22:00:00Z"}},)" + running), "Running", "Running", Health::Healthy);
    row("crash loop", one(R"("state":{"waiting":{"reason":"CrashLoopBackOff","message":"back-off"}},"lastState":{"terminated":{"exitCode":1,"reason":"Error"}})"), "CrashLoopBackOff",
        "CrashLoopBackOff: container api, last exit 1", Health::Failing);
    row("crash loop of memory", one(R"("state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}})"), "CrashLoopBackOff",
        "CrashLoopBackOff: container api, last OOMKilled (exit 137), limit 256Mi", Health::Failing);
    row("out of memory", one(R"("state":{"terminated":{"exitCode":137,"reason":"OOMKilled"}})"), "OOMKilled", "OOMKilled (exit 137), limit 256Mi", Health::Failing);
    row("image pull", one(R"("state":{"waiting":{"reason":"ImagePullBackOff"}})", "Pending"), "ImagePullBackOff", "ImagePullBackOff: container api, image shop/api:1", Health::Failing);
    row("image pull error", one(R"("state":{"waiting":{"reason":"ErrImagePull"}})", "Pending"), "ErrImagePull", "ErrImagePull: container api, image shop/api:1", Health::Failing);
    row("config error", one(R"("state":{"waiting":{"reason":"CreateContainerConfigError","message":"secret \"x\" not found"}})", "Pending"), "CreateContainerConfigError",
        "CreateContainerConfigError: container api, secret \"x\" not found", Health::Failing);
    row("creating", one(R"("state":{"waiting":{"reason":"ContainerCreating"}})", "Pending", R"(,"conditions":[{"type":"PodScheduled","status":"True","lastTransitionTime":"2026-11-23T22:00:00Z"}])"),
        "ContainerCreating", "ContainerCreating for %t", Health::Progressing);
    row("completed", one(R"("state":{"terminated":{"exitCode":0,"reason":"Completed"}})", "Succeeded"), "Completed", "Completed", Health::Finished);
    row("error", one(R"("state":{"terminated":{"exitCode":2,"reason":"Error"}})", "Failed"), "Error", "Error (exit 2): container api", Health::Failing);
    row("exit code without reason", one(R"("state":{"terminated":{"exitCode":3}})", "Failed"), "ExitCode:3", "ExitCode:3: container api", Health::Failing);
    row("signal without reason", one(R"("state":{"terminated":{"exitCode":0,"signal":9}})", "Failed"), "Signal:9", "Signal:9: container api", Health::Failing);
    row("succeeded without statuses", bare(R"({"phase":"Succeeded"})"), "Succeeded", "Succeeded", Health::Finished);
    row("failed without statuses", bare(R"({"phase":"Failed"})"), "Failed", "Failed", Health::Failing);
    row("evicted", bare(R"({"phase":"Failed","reason":"Evicted","message":"The node was low on resource: memory."})"), "Evicted", "Evicted: The node was low on resource: memory.", Health::Failing);
    row("node affinity", bare(R"({"phase":"Failed","reason":"NodeAffinity"})"), "NodeAffinity", "NodeAffinity", Health::Failing);
    row("pending", bare(R"({"phase":"Pending"})"), "Pending", "Pending", Health::Progressing);
    row("unschedulable", bare(R"({"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable","message":"0/12 nodes are available: 12 Insufficient memory."}]})"), "Pending",
        "Pending: 0/12 nodes fit: insufficient memory", Health::Failing);
    row("gated", bare(R"({"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}]})", "{}", R"({"schedulingGates":[{"name":"quota"}],"containers":[{}]})"),
        "SchedulingGated", "SchedulingGated: quota", Health::Progressing);
    row("terminating", bare(R"({"phase":"Running"})", R"({"deletionTimestamp":"2026-11-23T22:08:50Z","deletionGracePeriodSeconds":30})"), "Terminating", "Terminating for %t", Health::Progressing);
    row("terminating too long", bare(R"({"phase":"Running"})", R"({"deletionTimestamp":"2026-11-23T21:08:50Z","deletionGracePeriodSeconds":30})"), "Terminating", "Terminating for %t", Health::Warning);
    row("deleted when done", bare(R"({"phase":"Succeeded"})", R"({"deletionTimestamp":"2026-11-23T22:08:50Z"})"), "Succeeded", "Succeeded", Health::Finished);
    row("node lost", bare(R"({"phase":"Running","reason":"NodeLost"})", R"({"deletionTimestamp":"2026-11-23T22:08:50Z"})"), "Unknown", "Unknown: the node is lost", Health::Unknown);
    row("init first", init(R"({"name":"i1","state":{"running":{}}},{"name":"i2","state":{"waiting":{"reason":"PodInitializing"}}})"), "Init:0/2", "Init:0/2: container i1", Health::Progressing);
    row("init second", init(R"({"name":"i1","state":{"terminated":{"exitCode":0}}},{"name":"i2","state":{"running":{}}})"), "Init:1/2", "Init:1/2: container i2", Health::Progressing);
    row("init error", init(R"({"name":"i1","state":{"terminated":{"exitCode":1,"reason":"Error"}}})"), "Init:Error", "Init:Error (exit 1): container i1", Health::Failing);
    row("init exit code", init(R"({"name":"i1","state":{"terminated":{"exitCode":4}}})"), "Init:ExitCode:4", "Init:ExitCode:4: container i1", Health::Failing);
    row("init signal", init(R"({"name":"i1","state":{"terminated":{"exitCode":137,"signal":9}}})"), "Init:Signal:9", "Init:Signal:9: container i1", Health::Failing);
    row("crash loop, seven times", one(R"("restartCount":7,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":137,"reason":"OOMKilled"}})"), "CrashLoopBackOff",
        "CrashLoopBackOff: container api restarted 7 time(s), last OOMKilled (exit 137), limit 256Mi", Health::Failing);
    row("the first of several containers has the word",
        R"({"metadata":{},"spec":{"containers":[{"name":"a"},{"name":"b"}]},"status":{"phase":"Running","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"CreateContainerConfigError","message":"secret \"db\" not found"}}},{"name":"b","state":{"terminated":{"exitCode":1,"reason":"Error"}}}]}})",
        "CreateContainerConfigError", "CreateContainerConfigError: container a, secret \"db\" not found", Health::Failing);
    row("evicted, with a container", R"({"metadata":{},"spec":{"containers":[{"name":"a"}]},"status":{"phase":"Failed","reason":"Evicted","message":"low on memory","containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":137,"reason":"Error"}}}]}})",
        "Error", "Error (exit 137): container a", Health::Failing);
    row("node affinity said no", bare(R"({"phase":"Failed","reason":"UnexpectedAdmissionError","message":"Allocate failed"})"), "UnexpectedAdmissionError", "UnexpectedAdmissionError: Allocate failed", Health::Failing);
    row("lost without deletion", bare(R"({"phase":"Running","reason":"NodeLost"})"), "NodeLost", "NodeLost", Health::Failing);
    row("failed and deleted", bare(R"({"phase":"Failed"})", R"({"deletionTimestamp":"2026-11-23T22:08:50Z"})"), "Failed", "Failed", Health::Failing);
    row("init crash loop", init(R"({"name":"i1","state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":1}}})"), "Init:CrashLoopBackOff",
        "Init:CrashLoopBackOff: container i1, last exit 1", Health::Failing);
    row("init image", init(R"({"name":"i1","state":{"waiting":{"reason":"ImagePullBackOff"}}})"), "Init:ImagePullBackOff", "Init:ImagePullBackOff: container i1, image i:1", Health::Failing);
    row("sidecar is up", init(R"({"name":"i1","started":true,"ready":true,"state":{"running":{}}},{"name":"i2","state":{"running":{}}})", {}, R"(,"restartPolicy":"Always")"), "Init:1/2",
        "Init:1/2: container i2", Health::Progressing);
    row("initializing is over", init(R"({"name":"i1","state":{"terminated":{"exitCode":0}}},{"name":"i2","state":{"terminated":{"exitCode":0}}})",
                                    R"(,"containerStatuses":[{"name":"api","state":{"waiting":{"reason":"PodInitializing"}}}])"),
        "PodInitializing", "PodInitializing", Health::Progressing);
    const QByteArray two = R"({"metadata":{},"spec":{"containers":[{"name":"a"},{"name":"b"}]},"status":{"phase":"Running","conditions":[{"type":"Ready","status":"%"}],"containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":0,"reason":"Completed"}}},{"name":"b","ready":true,"state":{"running":{}}}]}})";
    row("one done, one runs, ready", QByteArray(two).replace("%", "True"), "Running", "Running, 1 of 2 ready", Health::Warning);
    row("one done, one runs, not ready", QByteArray(two).replace("%", "False"), "NotReady", "NotReady, 1 of 2 ready", Health::Warning);
    // newer kubectl: what failed is told, not what is done.
    const QByteArray mixed = R"({"metadata":{},"spec":{"containers":[{"name":"a"},{"name":"b"}@C]},"status":{"phase":"@P","conditions":[{"type":"Ready","status":"@R"}],"containerStatuses":[{"name":"a","state":{"terminated":{"exitCode":0,"reason":"Completed"}}},{"name":"b","state":{"terminated":{"exitCode":@X,"reason":"Error"}}}@S]}})";
    const auto mix = [&mixed](const char *phase, const char *ready, const char *exit, bool third) {
        return QByteArray(mixed).replace("@P", phase).replace("@R", ready).replace("@X", exit).replace("@C", third ? R"(,{"name":"c"})" : "").replace("@S",
            third ? R"(,{"name":"c","ready":true,"state":{"running":{}}})" : "");
    };
    row("one done, one failed", mix("Failed", "False", "3", false), "Error", "Error (exit 3): container b", Health::Failing);
    row("one done, one failed, one runs", mix("Running", "False", "3", true), "Error", "Error (exit 3): container b", Health::Failing);
    row("one done, one failed, one runs, ready", mix("Running", "True", "3", true), "Running", "Running, 1 of 3 ready", Health::Warning);
    row("one done, one failed with nothing", mix("Failed", "False", "0", false), "Completed", "Completed", Health::Failing);
    row("initializing is over, says the condition", init(R"({"name":"i1","state":{"running":{}}})", R"(,"conditions":[{"type":"Initialized","status":"True"}],"containerStatuses":[{"name":"api","state":{"waiting":{"reason":"CrashLoopBackOff"}}}])"),
        "CrashLoopBackOff", "CrashLoopBackOff: container api", Health::Failing);
    row("init without a status yet", R"({"metadata":{},"spec":{"initContainers":[{"name":"i1"}],"containers":[{"name":"api"}]},"status":{"phase":"Pending"}})", "Pending", "Pending", Health::Progressing);
    row("sidecar not started", init(R"({"name":"i1","started":false,"state":{"running":{}}})", {}, R"(,"restartPolicy":"Always")"), "Init:0/2", "Init:0/2: container i1", Health::Progressing);
    row("sidecar in a crash loop", init(R"({"name":"i1","started":false,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":2}}})", {}, R"(,"restartPolicy":"Always")"),
        "Init:CrashLoopBackOff", "Init:CrashLoopBackOff: container i1, last exit 2", Health::Failing);
    row("sidecar failed", init(R"({"name":"i1","state":{"terminated":{"exitCode":1,"reason":"Error"}}})", {}, R"(,"restartPolicy":"Always")"), "Init:Error", "Init:Error (exit 1): container i1", Health::Failing);
    row("init waits without a reason", init(R"({"name":"i1","state":{"waiting":{}}})"), "Init:0/2", "Init:0/2: container i1", Health::Progressing);
    row("waits without a reason", one(R"("ready":false,"state":{"waiting":{}})", "Pending"), "Pending", "Pending", Health::Progressing);
    row("gated wins over the pod's reason", bare(R"({"phase":"Pending","reason":"Other","conditions":[{"type":"PodScheduled","status":"False","reason":"SchedulingGated"}]})", "{}", R"({"containers":[{}]})"),
        "SchedulingGated", "SchedulingGated", Health::Progressing);
    row("a crash loop that is deleted", R"({"metadata":{"deletionTimestamp":"2026-11-23T22:08:50Z","deletionGracePeriodSeconds":30},"spec":{"containers":[{"name":"a"}]},"status":{"phase":"Running","containerStatuses":[{"name":"a","state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}})",
        "Terminating", "Terminating for %t", Health::Progressing);
    row("node lost, done", bare(R"({"phase":"Succeeded","reason":"NodeLost"})", R"({"deletionTimestamp":"2026-11-23T22:08:50Z"})"), "Unknown", "Unknown: the node is lost", Health::Unknown);
    row("unknown phase", bare(R"({"phase":"Unknown"})"), "Unknown", "Unknown: the node is lost", Health::Unknown);
    row("nothing known", bare("{}"), "", "", Health::Unknown);
    row("readiness gate", bare(R"({"phase":"Running","containerStatuses":[{"name":"api","ready":true,"state":{"running":{}}}]})", "{}", R"({"readinessGates":[{"conditionType":"lb/ready"}],"containers":[{"name":"api"}]})"),
        "Running", "Running, readiness gate lb/ready not passed", Health::Warning);
    row("a server's own place holder", bare(R"({"phase":"Failed","reason":"Evicted","message":"50%t"})"), "Evicted", "Evicted: 50%\u2060t", Health::Failing);
}

void TestStatusWords::pods()
{
    QFETCH(QByteArray, pod);
    JsonDocument document;
    TextPool texts;
    const auto root = document.parse(std::string_view(pod.constData(), static_cast<std::size_t>(pod.size())));
    QVERIFY2(root, pod.constData());
    const auto status = kinds::podStatus(*root, ProjectionContext{texts, testNow});
    QTEST(status.word, "word");
    QTEST(status.verdict.text, "sentence");
    QTEST(static_cast<int>(status.verdict.health), "health");
    QCOMPARE(status.verdict.since != 0, status.verdict.text.contains(QStringLiteral("%t")));
}

void TestStatusWords::podCounts()
{
    const QByteArray pod = R"({"spec":{"initContainers":[{"name":"side","restartPolicy":"Always"},{"name":"once"}],"containers":[{"name":"a"},{"name":"b"}]},
        "status":{"phase":"Running","initContainerStatuses":[
            {"name":"side","started":true,"ready":true,"restartCount":2,"state":{"running":{}},"lastState":{"terminated":{"finishedAt":"2026-11-23T20:00:00Z"}}},
            {"name":"once","restartCount":5,"state":{"terminated":{"exitCode":0}},"lastState":{"terminated":{"finishedAt":"2026-11-23T21:00:00Z"}}}],
          "containerStatuses":[{"name":"a","ready":true,"restartCount":1,"state":{"running":{}},"lastState":{"terminated":{"finishedAt":"2026-11-23T19:00:00Z"}}},
            {"name":"b","ready":false,"restartCount":0,"state":{"running":{}}}]}})";
    JsonDocument document;
    TextPool texts;
    const auto root = document.parse(std::string_view(pod.constData(), static_cast<std::size_t>(pod.size())));
    const auto status = kinds::podStatus(*root, ProjectionContext{texts, testNow});
    QCOMPARE(status.total, 3); // the sidecar counts
    QCOMPARE(status.ready, 2);
    QCOMPARE(status.restarts, 3); // of a finished init container, none
    QCOMPARE(status.lastRestart, *parseTime("2026-11-23T20:00:00Z"));
}

void TestStatusWords::scheduling_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("evidence");
    const auto row = [](const char *message, const char *evidence) { QTest::newRow(message) << QString::fromUtf8(message) << QString::fromUtf8(evidence); };
    row("0/12 nodes are available: 12 Insufficient memory.", "0/12 nodes fit: insufficient memory");
    row("0/3 nodes are available: 1 node(s) had untolerated taint {a: b}, 2 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.",
        "0/3 nodes fit: 1 had untolerated taint {a: b}, 2 insufficient cpu");
    row("0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.", "0/3 nodes fit: didn't match Pod's node affinity/selector");
    row("persistentvolumeclaim \"data\" not found", "persistentvolumeclaim \"data\" not found");
    row("", "");
}

void TestStatusWords::scheduling()
{
    QFETCH(QString, message);
    QTEST(kinds::schedulingEvidence(message), "evidence");
}

void TestStatusWords::others_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("object");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<int>("health");
    const auto row = [](const char *name, const char *kind, const QByteArray &object, const char *sentence, Health health) {
        QTest::newRow(name) << QString::fromLatin1(kind) << object << QString::fromUtf8(sentence) << static_cast<int>(health);
    };
    const auto node = [](const QByteArray &conditions, const QByteArray &spec = "{}") { return R"({"spec":)" + spec + R"(,"status":{"conditions":[)" + conditions + "]}}"; };
    const QByteArray ready = R"({"type":"Ready","status":"True"})";
    row("node ready", "node", node(ready), "Ready", Health::Healthy);
    row("node cordoned", "node", node(ready, R"({"unschedulable":true})"), "Ready, cordoned", Health::Warning);
    row("node disk", "node", node(ready + R"(,{"type":"DiskPressure","status":"True"})"), "Ready, disk pressure", Health::Warning);
    row("node memory, disk, cordoned", "node", node(ready + R"(,{"type":"DiskPressure","status":"True"},{"type":"MemoryPressure","status":"True"})", R"({"unschedulable":true})"),
        "Ready, memory pressure, disk pressure, cordoned", Health::Warning);
    row("node not ready", "node", node(R"({"type":"Ready","status":"False","reason":"KubeletNotReady","lastTransitionTime":"2026-11-23T22:00:00Z"})"), "NotReady for %t: KubeletNotReady", Health::Failing);
    row("node silent", "node", node(R"({"type":"Ready","status":"Unknown","reason":"NodeStatusUnknown","lastTransitionTime":"2026-11-23T22:00:00Z"},{"type":"DiskPressure","status":"Unknown"})"),
        "NotReady for %t: kubelet silent", Health::Failing);
    row("node not ready, cordoned", "node", node(R"({"type":"Ready","status":"False","reason":"KubeletNotReady"})", R"({"unschedulable":true})"), "NotReady: KubeletNotReady, cordoned", Health::Failing);
    row("node without conditions", "node", "{}", "Unknown: the node reports no state", Health::Unknown);

    row("node unknown, cordoned", "node", node(R"({"type":"DiskPressure","status":"False"})", R"({"unschedulable":true})"), "Unknown: the node reports no state, cordoned", Health::Unknown);
    row("volume available", "persistentvolume", R"({"status":{"phase":"Available"}})", "Available", Health::Healthy);
    row("volume bound", "persistentvolume", R"({"status":{"phase":"Bound"}})", "Bound", Health::Healthy);
    row("volume pending", "persistentvolume", R"({"status":{"phase":"Pending"}})", "Pending", Health::Progressing);
    row("volume released", "persistentvolume", R"({"spec":{"claimRef":{"namespace":"shop","name":"data"}},"status":{"phase":"Released"}})", "Released, claim shop/data is gone", Health::Warning);
    row("volume failed", "persistentvolume", R"({"status":{"phase":"Failed","message":"no plugin recycles it"}})", "Failed: no plugin recycles it", Health::Failing);
    row("volume deleted", "persistentvolume", R"({"metadata":{"deletionTimestamp":"2026-11-23T22:00:00Z","finalizers":["kubernetes.io/pv-protection"]},"status":{"phase":"Bound"}})",
        "Terminating for %t, waits for kubernetes.io/pv-protection", Health::Warning);
    row("namespace active", "namespace", R"({"status":{"phase":"Active"}})", "Active", Health::Healthy);
    row("claim bound", "persistentvolumeclaim", R"({"status":{"phase":"Bound"}})", "Bound", Health::Healthy);
    row("claim pending", "persistentvolumeclaim", R"({"metadata":{"creationTimestamp":"2026-11-23T22:00:00Z"},"status":{"phase":"Pending"}})", "Pending for %t, no volume yet", Health::Warning);
    row("claim waits for its provisioner", "persistentvolumeclaim",
        R"({"metadata":{"creationTimestamp":"2026-11-23T22:00:00Z","annotations":{"volume.beta.kubernetes.io/storage-provisioner":"disk.csi.example.com"}},"spec":{"storageClassName":"ssd"},"status":{"phase":"Pending"}})",
        "Pending for %t, waits for provisioner disk.csi.example.com", Health::Warning);
    row("claim waits for its volume", "persistentvolumeclaim", R"({"metadata":{"creationTimestamp":"2026-11-23T22:00:00Z"},"spec":{"volumeName":"pv-1"},"status":{"phase":"Pending"}})",
        "Pending for %t, waits for volume pv-1", Health::Warning);
    row("claim without a class", "persistentvolumeclaim", R"({"metadata":{"creationTimestamp":"2026-11-23T22:00:00Z"},"spec":{"storageClassName":""},"status":{"phase":"Pending"}})",
        "Pending for %t, no volume fits and no storage class makes one", Health::Warning);
    row("claim lost", "persistentvolumeclaim", R"({"spec":{"volumeName":"pv-1"},"status":{"phase":"Lost"}})", "Lost: volume pv-1 is gone", Health::Failing);
    row("claim resizing", "persistentvolumeclaim", R"({"spec":{"resources":{"requests":{"storage":"20Gi"}}},"status":{"phase":"Bound","conditions":[{"type":"Resizing","status":"True"}]}})",
        "Bound, resizing to 20Gi", Health::Progressing);
    row("claim in use, deleted", "persistentvolumeclaim",
        R"({"metadata":{"deletionTimestamp":"2026-11-23T22:00:00Z","finalizers":["kubernetes.io/pvc-protection"]},"status":{"phase":"Bound"}})",
        "Terminating for %t, waits for kubernetes.io/pvc-protection", Health::Warning);

    row("job complete", "job", R"({"status":{"conditions":[{"type":"Complete","status":"True"}]}})", "Complete", Health::Finished);
    row("job failed", "job", R"({"status":{"failed":7,"conditions":[{"type":"Failed","status":"True","reason":"BackoffLimitExceeded"}]}})", "Failed: BackoffLimitExceeded, pods failed: 7", Health::Failing);
    row("job about to fail", "job", R"({"status":{"failed":1,"conditions":[{"type":"FailureTarget","status":"True","reason":"DeadlineExceeded"}]}})", "FailureTarget: DeadlineExceeded, its pods are ending", Health::Failing);
    row("job about to succeed", "job", R"({"status":{"conditions":[{"type":"SuccessCriteriaMet","status":"True","reason":"SuccessPolicy"}]}})", "SuccessCriteriaMet, its pods are ending", Health::Progressing);
    row("job suspended", "job", R"({"spec":{"suspend":true}})", "Suspended", Health::Finished);
    row("job suspended, says the controller", "job", R"({"spec":{"suspend":true},"status":{"conditions":[{"type":"Suspended","status":"True"},{"type":"FailureTarget","status":"True","reason":"X"}]}})", "Suspended", Health::Finished);
    row("job resumed", "job", R"({"status":{"active":1,"conditions":[{"type":"Suspended","status":"False"}]}})", "Not started", Health::Progressing);
    row("job complete and deleted", "job", R"({"metadata":{"deletionTimestamp":"2026-11-23T22:08:50Z"},"status":{"conditions":[{"type":"Complete","status":"True"}]}})", "Complete", Health::Finished);
    row("job failed and deleted", "job", R"({"metadata":{"deletionTimestamp":"2026-11-23T22:08:50Z"},"status":{"conditions":[{"type":"Failed","status":"True"}]}})", "Failed", Health::Failing);
    row("job deleted", "job", R"({"metadata":{"deletionTimestamp":"2026-11-23T22:08:50Z"},"status":{"active":1}})", "Terminating for %t", Health::Progressing);
    row("job condition that is not so", "job", R"({"status":{"active":1,"startTime":"2026-11-23T22:00:00Z","conditions":[{"type":"Complete","status":"False"},{"type":"Failed","status":"False"}]}})", "Running for %t", Health::Progressing);
    row("job running", "job", R"({"status":{"active":1,"startTime":"2026-11-23T22:00:00Z"}})", "Running for %t", Health::Progressing);
    row("job retrying", "job", R"({"status":{"active":1,"failed":2,"startTime":"2026-11-23T22:00:00Z"}})", "Running, pods failed: 2", Health::Warning);

    row("deployment available", "deployment", R"({"spec":{"replicas":3},"status":{"replicas":3,"updatedReplicas":3,"availableReplicas":3}})", "Available", Health::Healthy);
    row("deployment short", "deployment", R"({"spec":{"replicas":3},"status":{"replicas":3,"updatedReplicas":3,"availableReplicas":1}})", "1 of 3 available", Health::Warning);
    row("deployment down", "deployment", R"({"spec":{"replicas":3},"status":{"replicas":3,"updatedReplicas":3}})", "0 of 3 available", Health::Failing);
    row("deployment rolling", "deployment", R"({"spec":{"replicas":3},"status":{"replicas":4,"updatedReplicas":1,"availableReplicas":3}})", "Rolling out, 1 of 3 updated", Health::Progressing);
    row("deployment not seen yet", "deployment", R"({"metadata":{"generation":2},"spec":{"replicas":3},"status":{"observedGeneration":1,"replicas":3,"updatedReplicas":3,"availableReplicas":3}})",
        "Rolling out, 3 of 3 updated", Health::Progressing);
    row("deployment stuck", "deployment",
        R"({"spec":{"replicas":3},"status":{"replicas":4,"updatedReplicas":1,"availableReplicas":3,"conditions":[{"type":"Progressing","status":"False","reason":"ProgressDeadlineExceeded"}]}})",
        "Stuck: roll-out timed out, 1 of 3 updated, 3 available", Health::Failing);
    row("deployment at zero", "deployment", R"({"spec":{"replicas":0},"status":{}})", "Scaled to zero", Health::Finished);
    row("deployment refused", "deployment", R"({"spec":{"replicas":1},"status":{"conditions":[{"type":"ReplicaFailure","status":"True","message":"exceeded quota"}]}})",
        "Cannot create pods: exceeded quota", Health::Failing);
    row("stateful set with partition", "statefulset",
        R"({"spec":{"replicas":3,"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":2}}},"status":{"readyReplicas":3,"updatedReplicas":1,"currentRevision":"a","updateRevision":"b"}})",
        "Ready", Health::Healthy);
    row("stateful set ready", "statefulset", R"({"spec":{"replicas":3},"status":{"readyReplicas":3,"updatedReplicas":3,"currentRevision":"a","updateRevision":"a"}})", "Ready", Health::Healthy);
    row("stateful set short", "statefulset", R"({"spec":{"replicas":3},"status":{"readyReplicas":2,"updatedReplicas":3,"currentRevision":"a","updateRevision":"a"}})", "2 of 3 ready", Health::Warning);
    row("stateful set down", "statefulset", R"({"spec":{"replicas":3},"status":{"updatedReplicas":3}})", "0 of 3 ready", Health::Failing);
    row("stateful set rolling", "statefulset", R"({"spec":{"replicas":3},"status":{"readyReplicas":2,"updatedReplicas":1,"currentRevision":"a","updateRevision":"b"}})", "Rolling out, 1 of 3 updated", Health::Progressing);
    row("stateful set not seen yet", "statefulset", R"({"metadata":{"generation":2},"spec":{"replicas":3},"status":{"observedGeneration":1,"readyReplicas":3,"updatedReplicas":3}})",
        "Rolling out, 3 of 3 updated", Health::Progressing);
    row("stateful set that waits for deletions", "statefulset",
        R"({"spec":{"replicas":3,"updateStrategy":{"type":"OnDelete"}},"status":{"readyReplicas":3,"updatedReplicas":1,"currentRevision":"a","updateRevision":"b"}})", "Ready", Health::Healthy);
    row("stateful set at zero", "statefulset", R"({"spec":{"replicas":0},"status":{}})", "Scaled to zero", Health::Finished);
    row("stateful set deleted", "statefulset", R"({"metadata":{"deletionTimestamp":"2026-11-23T22:08:50Z"},"spec":{"replicas":3},"status":{"readyReplicas":3}})", "Terminating for %t", Health::Progressing);

    row("service inside", "service", R"({"spec":{"type":"ClusterIP","clusterIP":"10.0.0.1"}})", "Inside the cluster", Health::None);
    row("service headless", "service", R"({"spec":{"type":"ClusterIP","clusterIP":"None"}})", "Headless", Health::None);
    row("service on nodes", "service", R"({"spec":{"type":"NodePort","clusterIP":"10.0.0.1"}})", "On every node", Health::None);
    row("service elsewhere", "service", R"({"spec":{"type":"ExternalName","externalName":"db.example.com"}})", "Another name", Health::None);
    row("service without its load balancer", "service", R"({"metadata":{"creationTimestamp":"2026-11-23T22:00:00Z"},"spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1"},"status":{"loadBalancer":{}}})",
        "Waits for a load balancer for %t", Health::Progressing);
    row("service with its load balancer", "service", R"({"spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1"},"status":{"loadBalancer":{"ingress":[{"hostname":"lb.example.com"}]}}})", "Balanced", Health::Healthy);
    row("service with an address of its own", "service", R"({"spec":{"type":"LoadBalancer","clusterIP":"10.0.0.1","externalIPs":["192.0.2.7"]},"status":{"loadBalancer":{}}})", "Balanced", Health::Healthy);
    row("service deleted", "service", R"({"metadata":{"deletionTimestamp":"2026-11-23T22:08:50Z"},"spec":{"type":"ClusterIP","clusterIP":"10.0.0.1"}})", "Terminating for %t", Health::Progressing);

    row("event of the usual", "event", R"({"type":"Normal","reason":"Pulled"})", "Normal", Health::None);
    row("event of trouble", "event", R"({"type":"Warning","reason":"BackOff"})", "Warning", Health::Warning);
    row("event without a type", "event", R"({"reason":"BackOff"})", "", Health::None);
    row("deployment paused", "deployment", R"({"spec":{"replicas":3,"paused":true},"status":{"replicas":3,"updatedReplicas":1,"availableReplicas":2}})", "Paused, 2 of 3 available", Health::Warning);
    row("deployment with old ones", "deployment", R"({"spec":{"replicas":3},"status":{"replicas":4,"updatedReplicas":3,"availableReplicas":3}})", "Rolling out, 1 old to end", Health::Progressing);
    row("daemon set everywhere", "daemonset", R"({"status":{"desiredNumberScheduled":3,"updatedNumberScheduled":3,"numberAvailable":3}})", "Available", Health::Healthy);
    row("daemon set rolling", "daemonset", R"({"status":{"desiredNumberScheduled":3,"updatedNumberScheduled":1,"numberAvailable":3}})", "Rolling out, 1 of 3 updated", Health::Progressing);
    row("daemon set not seen yet", "daemonset", R"({"metadata":{"generation":2},"status":{"observedGeneration":1,"desiredNumberScheduled":3,"updatedNumberScheduled":3,"numberAvailable":3}})",
        "Rolling out, 3 of 3 updated", Health::Progressing);
    row("daemon set that waits for deletions", "daemonset", R"({"spec":{"updateStrategy":{"type":"OnDelete"}},"status":{"desiredNumberScheduled":3,"updatedNumberScheduled":1,"numberAvailable":3}})",
        "Available", Health::Healthy);
    row("daemon set where it should not be", "daemonset", R"({"status":{"desiredNumberScheduled":3,"updatedNumberScheduled":3,"numberAvailable":3,"numberMisscheduled":2}})",
        "2 on nodes where it should not run", Health::Warning);
    row("daemon set for no node", "daemonset", R"({"status":{"desiredNumberScheduled":0}})", "No node wants it", Health::Finished);
    row("daemon set down", "daemonset", R"({"status":{"desiredNumberScheduled":3,"updatedNumberScheduled":3,"numberAvailable":0}})", "0 of 3 available", Health::Failing);
    row("ingress with an address", "ingress", R"({"status":{"loadBalancer":{"ingress":[{"hostname":"lb.example.com"}]}}})", "Has an address", Health::Healthy);
    row("ingress without one", "ingress", R"({"metadata":{"creationTimestamp":"2026-11-23T22:00:00Z"}})", "No address for %t: no controller took it", Health::Warning);
    row("user active", "user", R"({"status":{"state":"Active"}})", "Active", Health::Healthy);
    row("user locked", "user", R"({"status":{"state":"AuthLimitExceeded"}})", "AuthLimitExceeded: too many wrong passwords", Health::Warning);
    row("user disabled", "user", R"({"status":{"state":"Disabled"}})", "Disabled", Health::Warning);
    row("user of tomorrow", "user", R"({"status":{}})", "Never signed in", Health::Unknown);
    row("daemon set short", "daemonset", R"({"status":{"desiredNumberScheduled":3,"updatedNumberScheduled":3,"numberAvailable":2}})", "2 of 3 available", Health::Warning);
    row("namespace ending", "namespace", R"({"metadata":{"deletionTimestamp":"2026-11-23T22:00:00Z"},"status":{"phase":"Terminating","conditions":[{"type":"NamespaceContentRemaining","status":"True","message":"pods. has 2 resource instances"}]}})",
        "Terminating for %t: pods. has 2 resource instances", Health::Warning);
}

void TestStatusWords::others()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, object);
    const ResourceKind *found = kindOf(kind);
    QVERIFY(found);
    JsonDocument document;
    TextPool texts;
    const auto root = document.parse(std::string_view(object.constData(), static_cast<std::size_t>(object.size())));
    QVERIFY2(root, object.constData());
    const Row row = project(*found, *root, texts);
    const Cell &cell = row.cells[static_cast<std::size_t>(found->columnIndex(QStringLiteral("status")))];
    QTEST(cell.text, "sentence");
    QTEST(static_cast<int>(cell.health), "health");
    QCOMPARE(row.health, cell.health);
}

QTEST_APPLESS_MAIN(TestStatusWords)
#include "tst_statuswords.moc"
