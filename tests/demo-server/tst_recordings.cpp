#include "fixture.h"
#include "recordings.h"
#include "shape.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <set>

using namespace demotest;

namespace {

/// A difference that stays, with its reason. `where` is a recording's name, or a path as the comparison prints it; `*` stands for
/// anything in `where` and `what`. Each row must be met by a difference, or the test fails.
struct Difference {
    const char *where;
    const char *what;
    const char *reason;
};

const Difference differences[] = {
#include "differences.inc"
};

bool fits(std::string_view text, std::string_view pattern)
{
    if (pattern.empty())
        return text.empty();
    if (pattern.front() != '*')
        return !text.empty() && text.front() == pattern.front() && fits(text.substr(1), pattern.substr(1));
    return fits(text, pattern.substr(1)) || (!text.empty() && fits(text.substr(1), pattern));
}

} // namespace

/// Holds the stand-in against what real servers answered.
class TestRecordings : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void answers_data();
    void answers();
    void everyDifferenceIsStillThere();

private:
    struct Server {
        std::unique_ptr<Cluster> cluster;
        QHash<QByteArray, QByteArray> names; ///< recorded name → the name of its counterpart
    };
    void prepare(const QString &version);
    QByteArray mapped(const Server &server, const QString &recording, QByteArray text) const;
    json signIn(Server &server, const char *user);
    PlainClient::Reply send(Server &server, const Recording &recording);
    bool allowed(const std::string &where, const std::string &what);

    QHash<QString, QList<Recording>> m_recordings;
    std::map<QString, Server> m_servers;
    Schema m_schema;
    std::set<const Difference *> m_met;
};

void TestRecordings::initTestCase()
{
    for (const auto &version : {QStringLiteral("v3.4.1"), QStringLiteral("v3.3.2")}) {
        m_recordings[version] = readRecordings(version);
        QVERIFY2(m_recordings[version].size() > 100, "the recordings are missing");
        for (const auto &recording : std::as_const(m_recordings[version])) {
            const auto lines = recording.name.startsWith(QLatin1String("watch-")) ? recording.answer.split('\n') : QList<QByteArray>{recording.answer};
            for (const auto &line : lines) {
                const auto answer = parseAnswer(line);
                if (!answer.is_discarded())
                    walk(recording.path, recording.name, answer, [this](const std::string &path, const json &value) { m_schema.learn(path, value); });
            }
        }
        prepare(version);
    }
}

void TestRecordings::prepare(const QString &version)
{
    auto &server = m_servers[version];
    ClusterOptions options;
    options.version = version == QLatin1String("v3.3.2") ? "3.3" : "3.4";
    options.world.eventsPerSecond = 0;
    server.cluster = std::make_unique<Cluster>(options);
    const auto error = server.cluster->start();
    QVERIFY2(!error, error ? error->c_str() : "");
    // The recorded budget allows no eviction.
    const auto access = QByteArray::fromStdString(signIn(server, "admin").value("access_token", ""));
    QCOMPARE(ask(*server.cluster, "PATCH", "/apis/policy/v1beta1/namespaces/shop/poddisruptionbudgets/web", access, R"({"spec":{"minAvailable":1000}})", "application/merge-patch+json").status, 200);
    server.cluster->withWorld([&server](World &world) {
        const auto &pods = *world.findKind("", "v1", "pods");
        world.each(pods, "shop", {}, {}, [&](const sk::demo::Entry &entry) {
            const auto pod = *world.object(pods, entry.nameSpace, entry.name);
            if (pod["metadata"]["labels"].value("app", "") != "web" || pod["status"]["phase"] != "Running")
                return true;
            server.names.insert("POD", QByteArray::fromStdString(std::string(entry.name)));
            server.names.insert("CONTAINER", QByteArray::fromStdString(pod["spec"]["containers"][0]["name"].get<std::string>()));
            server.names.insert("node1", QByteArray::fromStdString(pod["spec"]["nodeName"].get<std::string>()));
            return false;
        });
        const auto &nodes = *world.findKind("", "v1", "nodes");
        world.each(nodes, {}, {}, {}, [&](const sk::demo::Entry &entry) {
            const auto name = QByteArray::fromStdString(std::string(entry.name));
            const auto node = *world.object(nodes, {}, entry.name);
            if (name != server.names.value("node1") && !node["spec"].contains("taints"))
                server.names.insert(server.names.contains("node2") ? "node3" : "node2", name);
            return !server.names.contains("node3");
        });
        world.each(*world.findKind("", "v1", "configmaps"), "shop", {}, {}, [&](const sk::demo::Entry &entry) {
            server.names.insert("CONFIGMAP", QByteArray::fromStdString(std::string(entry.name)));
            return false;
        });
    });
    QCOMPARE(server.names.size(), 6);
}

/// The one place that maps recorded names to existing objects: the shop has its deployment "web" in both worlds.
QByteArray TestRecordings::mapped(const Server &server, const QString &recording, QByteArray text) const
{
    const auto &names = server.names;
    // Daemons run in another namespace here.
    if (recording == QLatin1String("nslist-daemonsets") || recording == QLatin1String("nslist-pods-owner"))
        text.replace("/shop/", "/kube-system/").replace("name=agent", "name=kube-proxy");
    for (const char *pod : {"web-fb8bfdcd6-8x66b", "web-fb8bfdcd6-s4d56", "web-fb8bfdcd6-cg7r2"})
        text.replace(pod, names.value("POD"));
    text.replace("container=nginx", "container=" + names.value("CONTAINER"));
    text.replace("/configmaps/conf", "/configmaps/" + names.value("CONFIGMAP"));
    text.replace("{name: conf}", "{name: " + names.value("CONFIGMAP") + '}');
    text.replace("\"name\": \"conf\"}}", "\"name\": \"" + names.value("CONFIGMAP") + "\"}}");
    for (const char *node : {"node1", "node2", "node3"})
        text.replace(node, names.value(node));
    text.replace("P%23%24%24w0rd", "P%4088w0rd");
    return text;
}

json TestRecordings::signIn(Server &server, const char *user)
{
    return parsed(token(*server.cluster, passwordForm(user, "P@88w0rd")).body);
}

bool TestRecordings::allowed(const std::string &where, const std::string &what)
{
    for (const auto &row : differences) {
        if (fits(where, row.where) && fits(what, row.what)) {
            m_met.insert(&row);
            return true;
        }
    }
    return false;
}

void TestRecordings::answers_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("index");
    for (auto it = m_recordings.cbegin(); it != m_recordings.cend(); ++it) {
        for (int i = 0; i < it.value().size(); ++i)
            QTest::addRow("%s/%s", qPrintable(it.key()), qPrintable(it.value()[i].name)) << it.key() << i;
    }
}

/// Sends the recorded request with names, tokens and versions of this world.
PlainClient::Reply TestRecordings::send(Server &server, const Recording &recording)
{
    const auto &name = recording.name;
    const auto url = urlOf(*server.cluster);
    const auto tokens = signIn(server, name.startsWith(QLatin1String("forbidden-")) ? "viewer" : "admin");
    auto access = text(tokens["access_token"]);
    auto path = mapped(server, name, recording.path);
    auto body = mapped(server, name, recording.body);
    if (name == QLatin1String("auth-after-logout") || name == QLatin1String("oauth-refresh-after-logout"))
        PlainClient(url).request("GET", "/oauth/logout", {{"Authorization", "Bearer " + access}});
    if (name == QLatin1String("auth-bad-signature"))
        access.chop(6), access += "AAAAAA";
    if (const auto at = body.indexOf("refresh_token=eyJ"); at >= 0) {
        auto end = body.indexOf('&', at);
        const auto sent = name.contains(QLatin1String("with-access-token")) ? access : text(tokens["refresh_token"]);
        body.replace(at + 14, (end < 0 ? body.size() : end) - at - 14, sent);
    }
    PlainClient::Headers headers;
    for (const auto &[key, value] : recording.headers) {
        auto changed = value;
        changed.replace("<token>", access);
        if (value == "Basic YWRtaW46UCMkJHcwcmQ=")
            changed = "Basic " + QByteArray("admin:P@88w0rd").toBase64();
        headers.append({key, changed});
    }
    server.cluster->withWorld([&](World &world) {
        if (path.contains("continue=eyJ")) {
            const auto at = path.indexOf("continue=eyJ") + 9;
            const auto *pods = world.findKind("", "v1", "pods");
            std::string place;
            int seen = 0;
            world.each(*pods, {}, {}, {}, [&](const sk::demo::Entry &entry) {
                place = std::string(entry.nameSpace) + '/' + std::string(entry.name);
                return ++seen < 4;
            });
            const json next{{"v", "meta.k8s.io/v1"}, {"rv", world.resourceVersion()}, {"start", place + std::string(1, '\0')}};
            path.replace(at, path.size() - at, QByteArray::fromStdString(next.dump()).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        }
        if (path.contains("watch=true") && path.contains("resourceVersion=") && !path.contains("resourceVersion=1&")) {
            const auto at = path.indexOf("resourceVersion=") + 16;
            path.replace(at, path.indexOf('&', at) - at, QByteArray::number(static_cast<qulonglong>(world.resourceVersion())));
            const auto seconds = path.indexOf("timeoutSeconds=") + 15;
            path.replace(seconds, path.size() - seconds, "1");
        }
        // A PUT carries the counterpart, changed as the recorded one was.
        if (recording.method == "PUT") {
            const auto *kind = world.findKind("apps", "v1", "deployments");
            auto object = *world.object(*kind, "shop", "web");
            if (name.contains(QLatin1String("conflict")))
                object["metadata"]["resourceVersion"] = "1";
            else if (name.contains(QLatin1String("invalid")))
                object["spec"]["selector"]["matchLabels"] = sk::demo::Json{{"app", "other"}};
            else
                object["spec"]["replicas"] = 2;
            body = QByteArray::fromStdString(object.dump());
        }
    });
    return PlainClient(url).request(recording.method, path, headers, body);
}

void TestRecordings::answers()
{
    QFETCH(QString, version);
    QFETCH(int, index);
    const auto recording = m_recordings[version][index];
    auto &server = m_servers[version];
    const auto name = recording.name;
    Faults faults;
    faults.prometheusDown = recording.answer.contains("connection refused");
    server.cluster->setFaults(faults);
    const auto reply = send(server, recording);

    QStringList problems;
    const auto differs = [&](const std::string &what) {
        if (!allowed(name.toStdString(), what))
            problems.append(name + QStringLiteral(": ") + QString::fromStdString(what));
    };
    if (reply.status != recording.status)
        differs("status " + std::to_string(reply.status) + " instead of " + std::to_string(recording.status));
    if (reply.headers.value("content-type") != recording.contentType)
        differs("content type " + reply.headers.value("content-type").toStdString() + " instead of " + recording.contentType.toStdString());
    const bool watch = name.startsWith(QLatin1String("watch-"));
    const auto expected = parseAnswer(recording.answer);
    const auto actual = parseAnswer(reply.body);
    if (watch) {
        const auto lines = reply.body.split('\n');
        for (const auto &line : lines) {
            if (line.isEmpty())
                continue;
            const auto event = parseAnswer(line);
            if (!event.is_object() || event.size() != 2 || !event.contains("type") || !event.contains("object"))
                problems.append(QStringLiteral("not an event: ") + QString::fromUtf8(line.left(100)));
        }
        if (lines.size() < 2)
            problems.append(QStringLiteral("no bookmark at the end"));
    } else if (expected.is_discarded() != actual.is_discarded()) {
        differs(actual.is_discarded() ? "text instead of JSON" : "JSON instead of text");
    } else if (!expected.is_discarded()) {
        if (outline(expected) != outline(actual))
            differs(outline(actual) + " instead of " + outline(expected));
        std::set<std::string> found;
        walk(recording.path, name, actual, [&](const std::string &where, const json &value) { m_schema.check(where, value, found); });
        for (const auto &line : found) {
            const auto blank = line.find(' ');
            if (!allowed(line.substr(0, blank), line.substr(blank + 1)))
                problems.append(QString::fromStdString(line));
        }
    } else if (recording.status >= 400 && !name.startsWith(QLatin1String("metrics-")) && reply.body != mapped(server, name, recording.answer)) {
        differs("text \"" + reply.body.trimmed().left(80).toStdString() + '"');
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QStringLiteral("\n   "))));
}

void TestRecordings::everyDifferenceIsStillThere()
{
    QStringList unused;
    for (const auto &row : differences) {
        if (row.where[0] != '\0' && !m_met.count(&row))
            unused.append(QString::fromLatin1(row.where) + QLatin1Char(' ') + QString::fromLatin1(row.what));
    }
    QVERIFY2(unused.isEmpty(), qPrintable(QStringLiteral("no longer needed:\n   ") + unused.join(QStringLiteral("\n   "))));
}

QTEST_GUILESS_MAIN(TestRecordings)
#include "tst_recordings.moc"
