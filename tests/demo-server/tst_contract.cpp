#include "plainclient.h"

#include <sk/server/cluster.h>

#include <QDir>
#include <QFile>
#include <QTest>

#include <map>
#include <set>

using nlohmann::json;
using sk::demo::Cluster;
using sk::demo::ClusterOptions;
using sk::demo::World;

namespace {

/// A difference that stays, with its reason. `where` is a recording's name, or a path as the comparison prints it; each
/// row must be met by a difference, or the test fails.
struct Difference {
    const char *where;
    const char *what;
    const char *reason;
};

const Difference differences[] = {
#include "differences.inc"
};

struct Recording {
    QString version;
    QString name;
    QByteArray method, path, body;
    PlainClient::Headers headers;
    int status = 0;
    QByteArray contentType;
    QByteArray answer;
};

QByteArray text(const json &value)
{
    return value.is_string() ? QByteArray::fromStdString(value.get<std::string>()) : QByteArray();
}

QList<Recording> readRecordings(const QString &version)
{
    QList<Recording> list;
    QDir directory(QStringLiteral(SK_TEST_DATA) + QStringLiteral("/recordings/") + version);
    const auto files = directory.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const auto &name : files) {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto all = json::parse(file.readAll().toStdString());
        Recording recording;
        recording.version = version;
        recording.name = name.chopped(5);
        const auto &request = all["request"];
        recording.method = text(request["method"]);
        recording.path = text(request["path"]);
        recording.body = request.contains("body") ? text(request["body"]) : QByteArray();
        for (const auto &[key, value] : request["headers"].items())
            recording.headers.append({QByteArray::fromStdString(key), text(value)});
        const auto &response = all["response"];
        recording.status = response["status"];
        for (const auto &header : response["headers"]) {
            if (header[0] == "Content-Type")
                recording.contentType = text(header[1]);
        }
        if (response.contains("body")) {
            recording.answer = text(response["body"]);
        } else {
            for (const auto &line : response["lines"])
                recording.answer += text(line[1]).trimmed() + '\n';
        }
        list.append(recording);
    }
    return list;
}

const char *typeName(const json &value)
{
    return value.is_number() ? "number" : value.type_name();
}

/// What is known of a kind from all recordings: how often each member stands where it could, and its types.
class Schema
{
public:
    void learn(const std::string &path, const json &value)
    {
        if (isMap(path)) {
            if (value.is_object()) {
                m_nodes[path].types.insert("object");
                for (const auto &[key, member] : value.items())
                    learn(path + "{}", member);
                return;
            }
        }
        auto &node = m_nodes[path];
        node.types.insert(typeName(value));
        if (value.is_object()) {
            ++node.objects;
            for (const auto &[key, member] : value.items()) {
                ++node.members[key];
                learn(path + '.' + key, member);
            }
        } else if (value.is_array()) {
            for (const auto &item : value)
                learn(path + "[]", item);
        }
    }

    void check(const std::string &path, const json &value, std::set<std::string> &found) const
    {
        const auto known = m_nodes.find(path);
        if (known == m_nodes.end())
            return;
        const auto &node = known->second;
        if (!node.types.count(typeName(value))) {
            found.insert(path + " is " + typeName(value));
            return;
        }
        if (isMap(path) && value.is_object()) {
            for (const auto &[key, member] : value.items())
                check(path + "{}", member, found);
        } else if (value.is_object()) {
            for (const auto &[key, member] : value.items()) {
                if (!node.members.count(key))
                    found.insert(path + " has " + key);
                else
                    check(path + '.' + key, member, found);
            }
            for (const auto &[key, count] : node.members) {
                if (count == node.objects && !value.contains(key))
                    found.insert(path + " lacks " + key);
            }
        } else if (value.is_array()) {
            for (const auto &item : value)
                check(path + "[]", item, found);
        }
    }

private:
    /// Objects whose keys are data.
    static bool isMap(const std::string &path)
    {
        static const std::set<std::string> maps{"labels", "annotations", "data", "stringData", "binaryData", "matchLabels", "nodeSelector", "capacity", "allocatable", "limits", "requests", "hard", "used", "left", "parameters", "fieldsV1"};
        if (path.find(".fieldsV1") != std::string::npos)
            return true;
        const auto dot = path.rfind('.');
        const auto last = path.substr(dot + 1);
        // A service's selector is a map, everyone else's is a LabelSelector; overview answers have a "data" of fixed keys.
        if (last == "selector")
            return path == "services.spec.selector" || path == "persistentvolumeclaims.spec.selector";
        return maps.count(last) != 0 && path.rfind("answer", 0) != 0;
    }

    struct Node {
        std::set<std::string> types;
        std::map<std::string, int> members;
        int objects = 0;
    };
    std::map<std::string, Node> m_nodes;
};

/// The plural that a path asks for.
std::string pluralOf(const QByteArray &path)
{
    auto parts = path.left(path.indexOf('?') < 0 ? path.size() : path.indexOf('?')).split('/');
    parts.removeAll(QByteArray());
    int start = parts.value(0) == "api" ? 2 : 3;
    if (parts.value(start) == "namespaces" && parts.size() > start + 2)
        start += 2;
    else if (parts.value(start) == "workspaces" && parts.size() > start + 2)
        start += 2;
    auto plural = parts.value(start).toStdString();
    if (parts.value(start + 2) == "scale" || parts.value(start + 2) == "globalroles")
        plural = parts.value(start + 2).toStdString();
    if (path.contains("/tenant.") && path.contains("v1alpha2/workspaces"))
        plural = parts.size() > 5 ? "namespaces" : "workspacetemplates";
    return plural;
}

/// Walks an answer: objects of a kind go to that kind's schema, the envelope to one of its own.
template<typename Visit>
void walk(const QByteArray &path, const QString &recording, const json &answer, const Visit &visit)
{
    const auto plural = pluralOf(path);
    // An informer of v3 drops an object's type, the proxy keeps it: two different families for single objects.
    const std::string side = path.startsWith("/kapis") ? "" : "";
    if (!answer.is_object() || answer.value("kind", "") == "Status" || answer.contains("error") || plural.empty()) {
        visit("answer(" + recording.toStdString() + ")", answer);
        return;
    }
    if (answer.contains("items")) {
        auto envelope = answer;
        envelope["items"] = json::array();
        visit("list(" + std::string(path.startsWith("/kapis") ? "kapis" : answer.contains("kind") ? "kube" : "?") + ")", envelope);
        for (const auto &item : answer["items"])
            visit(answer.value("kind", "") == "PartialObjectMetadataList" ? plural + "-metadata" : plural, [&] { auto copy = item; copy.erase("kind"); copy.erase("apiVersion"); return copy; }());
        return;
    }
    if (answer.value("kind", "") == "Table") {
        auto envelope = answer;
        envelope["rows"] = json::array();
        visit("table", envelope);
        for (const auto &row : answer["rows"]) {
            auto bare = row;
            bare.erase("object");
            visit("row", bare);
            if (row.contains("object"))
                visit(row["object"].value("kind", "") == "PartialObjectMetadata" ? "partial" : plural + "-typed", row["object"]);
        }
        return;
    }
    if (answer.contains("metadata")) {
        auto copy = answer;
        // Who says its type where is checked by the recording itself, below; the rest is one schema a kind.
        copy.erase("kind");
        copy.erase("apiVersion");
        visit(plural, copy);
        return;
    }
    visit("answer(" + recording.toStdString() + ")", answer);
}

/// The first level: what an answer is, and whether its items say their type.
std::string outline(const json &answer)
{
    if (!answer.is_object())
        return typeName(answer);
    std::string line = answer.value("kind", "") == "Status" ? "Status " + answer.value("reason", "") : std::string("object");
    if (answer.contains("kind"))
        line += " kind=" + answer.value("kind", "");
    if (answer.contains("items")) {
        const auto &items = answer["items"];
        line += items.empty() ? " no items" : items[0].contains("kind") ? " typed items" : " untyped items";
    }
    if (answer.contains("rows"))
        line += answer["rows"].empty() ? " no rows" : " rows";
    return line;
}

json parseAnswer(const QByteArray &body)
{
    return json::parse(body.toStdString(), nullptr, false);
}

} // namespace

/// Holds the stand-in against what real servers answered.
class TestContract : public QObject
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
    QByteArray mapped(const Server &server, QByteArray text) const;
    json signIn(Server &server, const char *user);
    bool allowed(const std::string &where, const std::string &what);

    QHash<QString, QList<Recording>> m_recordings;
    std::map<QString, Server> m_servers;
    Schema m_schema;
    std::set<const Difference *> m_met;
};

void TestContract::initTestCase()
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

void TestContract::prepare(const QString &version)
{
    auto &server = m_servers[version];
    ClusterOptions options;
    options.version = version == QLatin1String("v3.3.2") ? "3.3" : "3.4";
    options.world.nodes = 6;
    options.world.pods = 120;
    options.world.eventsPerSecond = 0;
    server.cluster = std::make_unique<Cluster>(options);
    const auto error = server.cluster->start();
    QVERIFY2(!error, error ? error->c_str() : "");
    server.cluster->withWorld([&server](World &world) {
        const auto first = [&world](const char *group, const char *plural, const std::string &nameSpace, const std::function<bool(const sk::demo::Json &)> &fits) {
            std::pair<std::string, std::string> found;
            const auto *kind = world.findKind(group, "v1", plural);
            world.each(*kind, nameSpace, {}, {}, [&](const sk::demo::Entry &entry) {
                if (fits && !fits(*world.object(*kind, entry.nameSpace, entry.name)))
                    return true;
                found = {std::string(entry.nameSpace), std::string(entry.name)};
                return false;
            });
            return found;
        };
        std::vector<std::string> nodes;
        world.each(*world.findKind("", "v1", "nodes"), {}, {}, {}, [&nodes](const sk::demo::Entry &entry) {
            nodes.emplace_back(entry.name);
            return true;
        });
        for (std::size_t i = 0; i < 3; ++i)
            server.names.insert("node" + QByteArray::number(static_cast<int>(i) + 1), QByteArray::fromStdString(nodes[i]));
        // The recorded deployment has two containers and a budget, so that "choose a container" and "cannot evict" can be seen.
        sk::demo::Json web;
        const auto deployment = first("apps", "deployments", {}, [](const sk::demo::Json &object) { return object["spec"]["template"]["spec"]["containers"].size() > 1; });
        const auto pod = first("", "pods", {}, [](const sk::demo::Json &object) { return object["spec"]["containers"].size() > 1 && object["status"]["phase"] == "Running"; });
        const auto configMap = first("", "configmaps", pod.first, {});
        server.names.insert("DEPLOYMENT", QByteArray::fromStdString(deployment.second));
        server.names.insert("DEPLOYMENT-NAMESPACE", QByteArray::fromStdString(deployment.first));
        server.names.insert("POD", QByteArray::fromStdString(pod.second));
        server.names.insert("POD-NAMESPACE", QByteArray::fromStdString(pod.first));
        server.names.insert("CONFIGMAP", QByteArray::fromStdString(configMap.second));
    });
    QVERIFY2(!server.names.value("DEPLOYMENT").isEmpty() && !server.names.value("POD").isEmpty() && !server.names.value("CONFIGMAP").isEmpty(), "the world lacks counterparts");
}

/// The one table that maps recorded names to existing objects.
QByteArray TestContract::mapped(const Server &server, QByteArray text) const
{
    const auto &names = server.names;
    text.replace("/namespaces/shop/deployments/web", "/namespaces/" + names.value("DEPLOYMENT-NAMESPACE") + "/deployments/" + names.value("DEPLOYMENT"));
    for (const char *pod : {"web-fb8bfdcd6-8x66b", "web-fb8bfdcd6-s4d56", "web-fb8bfdcd6-cg7r2"})
        text.replace(pod, names.value("POD"));
    text.replace("container=nginx", "container=CONTAINER");
    text.replace("/shop/", '/' + names.value("POD-NAMESPACE") + '/');
    text.replace("\"namespace\": \"shop\"", "\"namespace\": \"" + names.value("POD-NAMESPACE") + '"');
    text.replace("/configmaps/conf", "/configmaps/" + names.value("CONFIGMAP"));
    text.replace("{name: conf}", "{name: " + names.value("CONFIGMAP") + '}');
    text.replace("\"name\": \"conf\"}}", "\"name\": \"" + names.value("CONFIGMAP") + "\"}}");
    for (const char *node : {"node1", "node2", "node3"})
        text.replace(node, names.value(node));
    text.replace("P%23%24%24w0rd", "P%4088w0rd");
    return text;
}

json TestContract::signIn(Server &server, const char *user)
{
    PlainClient client(QUrl(QString::fromStdString(server.cluster->url())));
    const auto reply = client.request("POST", "/oauth/token", {{"Content-Type", "application/x-www-form-urlencoded"}}, QByteArray("grant_type=password&username=") + user + "&password=P%4088w0rd&client_id=kubesphere&client_secret=kubesphere");
    return parseAnswer(reply.body);
}

bool TestContract::allowed(const std::string &where, const std::string &what)
{
    for (const auto &row : differences) {
        if (where == row.where && what == row.what) {
            m_met.insert(&row);
            return true;
        }
    }
    return false;
}

void TestContract::answers_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<int>("index");
    for (auto it = m_recordings.cbegin(); it != m_recordings.cend(); ++it) {
        for (int i = 0; i < it.value().size(); ++i)
            QTest::addRow("%s/%s", qPrintable(it.key()), qPrintable(it.value()[i].name)) << it.key() << i;
    }
}

void TestContract::answers()
{
    QFETCH(QString, version);
    QFETCH(int, index);
    const auto recording = m_recordings[version][index];
    auto &server = m_servers[version];
    const auto name = recording.name;
    const auto url = QUrl(QString::fromStdString(server.cluster->url()));

    sk::demo::Faults faults;
    faults.prometheusDown = recording.answer.contains("connection refused");
    server.cluster->setFaults(faults);
    const auto tokens = signIn(server, name.startsWith(QLatin1String("forbidden-")) ? "viewer" : "admin");
    QVERIFY(tokens.contains("access_token"));
    auto access = text(tokens["access_token"]);
    auto path = mapped(server, recording.path);
    auto body = mapped(server, recording.body);
    if (name == QLatin1String("auth-after-logout") || name == QLatin1String("oauth-refresh-after-logout"))
        PlainClient(url).request("GET", "/oauth/logout", {{"Authorization", "Bearer " + access}});
    if (name == QLatin1String("auth-bad-signature"))
        access.chop(6), access += "AAAAAA";
    if (const auto at = body.indexOf("refresh_token=eyJ"); at >= 0) {
        auto end = body.indexOf('&', at);
        const auto token = name.contains(QLatin1String("with-access-token")) ? access : text(tokens["refresh_token"]);
        body.replace(at + 14, (end < 0 ? body.size() : end) - at - 14, token);
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
            const json token{{"v", "meta.k8s.io/v1"}, {"rv", world.resourceVersion()}, {"start", place + std::string(1, '\0')}};
            path.replace(at, path.size() - at, QByteArray::fromStdString(token.dump()).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        }
        if (path.contains("watch=true") && !path.contains("resourceVersion=1&")) {
            const auto at = path.indexOf("resourceVersion=") + 16;
            path.replace(at, path.indexOf('&', at) - at, QByteArray::number(static_cast<qulonglong>(world.resourceVersion())));
            const auto seconds = path.indexOf("timeoutSeconds=") + 15;
            path.replace(seconds, path.size() - seconds, "1");
        }
        if (path.contains("CONTAINER")) {
            const auto pod = world.object(*world.findKind("", "v1", "pods"), server.names.value("POD-NAMESPACE").toStdString(), server.names.value("POD").toStdString());
            path.replace("CONTAINER", QByteArray::fromStdString((*pod)["spec"]["containers"][0]["name"].get<std::string>()));
        }
        // A PUT carries the counterpart, changed as the recorded one was.
        if (recording.method == "PUT") {
            const auto *kind = world.findKind("apps", "v1", "deployments");
            auto object = *world.object(*kind, server.names.value("DEPLOYMENT-NAMESPACE").toStdString(), server.names.value("DEPLOYMENT").toStdString());
            const auto recorded = parseAnswer(recording.body);
            if (name.contains(QLatin1String("conflict")))
                object["metadata"]["resourceVersion"] = "1";
            else if (name.contains(QLatin1String("invalid")))
                object["spec"]["selector"]["matchLabels"] = sk::demo::Json{{"app", "other"}};
            else
                object["spec"]["replicas"] = 2;
            body = QByteArray::fromStdString(object.dump());
        }
    });
    const auto reply = PlainClient(url).request(recording.method, path, headers, body);

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
    } else if (recording.status >= 400 && !name.startsWith(QLatin1String("metrics-")) && reply.body != mapped(server, recording.answer)) {
        differs("text \"" + reply.body.trimmed().left(80).toStdString() + '"');
    }
    QVERIFY2(problems.isEmpty(), qPrintable(problems.join(QStringLiteral("\n   "))));
}

void TestContract::everyDifferenceIsStillThere()
{
    QStringList unused;
    for (const auto &row : differences) {
        if (row.where[0] != '\0' && !m_met.count(&row))
            unused.append(QString::fromLatin1(row.where) + QLatin1Char(' ') + QString::fromLatin1(row.what));
    }
    QVERIFY2(unused.isEmpty(), qPrintable(QStringLiteral("no longer needed:\n   ") + unused.join(QStringLiteral("\n   "))));
}

QTEST_GUILESS_MAIN(TestContract)
#include "tst_contract.moc"
