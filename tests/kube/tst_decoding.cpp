#include <sk/kube/decoding.h>

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace sk;
using namespace sk::kube;
using Json = nlohmann::json;

namespace {

ResourceKind podKind()
{
    ResourceKind kind;
    kind.type = {QString(), QStringLiteral("v1"), QStringLiteral("pods"), QStringLiteral("Pod"), true, {}};
    kind.columns.resize(2);
    kind.columns[0].id = QStringLiteral("name");
    kind.columns[1].id = QStringLiteral("phase");
    kind.project = [](JsonView object, const ProjectionContext &context, Row &row) {
        row.cells[0].text = row.name;
        row.cells[1].text = context.texts.get(object["status"]["phase"].string());
    };
    return kind;
}

/// Compares a YAML tree with the JSON that it was made of. Strings must come back as strings: what YAML takes for a number or a
/// boolean must have been quoted (yaml-cpp tags quoted scalars with "!").
QString difference(const YAML::Node &yaml, const Json &json, const QString &path)
{
    if (json.is_object()) {
        if (json.empty())
            return yaml.IsMap() && yaml.size() == 0 ? QString() : path + QStringLiteral(": not an empty map");
        if (!yaml.IsMap() || yaml.size() != json.size())
            return path + QStringLiteral(": not the same map");
        for (const auto &[key, value] : json.items()) {
            const QString at = path + u'/' + QString::fromStdString(key);
            if (!yaml[key])
                return at + QStringLiteral(": missing");
            if (const QString inner = difference(yaml[key], value, at); !inner.isEmpty())
                return inner;
        }
        return {};
    }
    if (json.is_array()) {
        if (!yaml.IsSequence() || yaml.size() != json.size())
            return path + QStringLiteral(": not the same sequence");
        for (std::size_t i = 0; i < json.size(); ++i) {
            if (const QString inner = difference(yaml[i], json[i], path + u'/' + QString::number(i)); !inner.isEmpty())
                return inner;
        }
        return {};
    }
    if (json.is_null())
        return yaml.IsNull() ? QString() : path + QStringLiteral(": not null");
    if (!yaml.IsScalar())
        return path + QStringLiteral(": not a scalar");
    if (json.is_string()) {
        if (yaml.as<std::string>() != json.get<std::string>())
            return path + QStringLiteral(": \"%1\" became \"%2\"").arg(QString::fromStdString(json.get<std::string>()), QString::fromStdString(yaml.as<std::string>()));
        double number = 0;
        bool boolean = false;
        if (yaml.Tag() == "?" && (YAML::convert<double>::decode(yaml, number) || YAML::convert<bool>::decode(yaml, boolean)))
            return path + QStringLiteral(": plain \"%1\" reads as something else").arg(QString::fromStdString(yaml.as<std::string>()));
        return {};
    }
    if (json.is_boolean())
        return yaml.as<bool>() == json.get<bool>() ? QString() : path + QStringLiteral(": other boolean");
    return yaml.as<double>() == json.get<double>() ? QString() : path + QStringLiteral(": other number");
}

/// Every object with metadata in a recording's body.
void collect(const Json &json, std::vector<Json> &objects)
{
    if (!json.is_object())
        return;
    if (json.contains("items") && json["items"].is_array()) {
        for (const Json &item : json["items"])
            collect(item, objects);
    } else if (json.contains("metadata") && json["metadata"].is_object()) {
        objects.push_back(json);
    }
}

QString yamlOf(const std::string &text, const ResourceType &type, bool mask)
{
    JsonDocument document;
    const auto root = document.parse(text);
    return root ? toYaml(*root, type, mask) : QString();
}

} // namespace

class TestDecoding : public QObject {
    Q_OBJECT

private slots:
    void oddJson_data();
    void oddJson();
    void oddPages_data();
    void oddPages();
    void headBeforeRows();
    void memoryGoesBackNowAndThen();
    void missingUid();
    void watchLines();
    void watchStopsAtWhatItCannotRead();
    void watchCutAtEveryByte();
    void watchErrors();
    void yamlOfRecordings();
    void yamlOfOddTexts();
    void secretsAreMasked();
    void events();
    void metrics();
    void speed();
};

void TestDecoding::oddJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("readable");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("blank") << QByteArray("  \n") << false;
    QTest::newRow("cut") << QByteArray("{\"a\": [1, 2") << false;
    QTest::newRow("html") << QByteArray("<html></html>") << false;
    QTest::newRow("null") << QByteArray("null") << true;
    QTest::newRow("number") << QByteArray("12") << true;
    QTest::newRow("bad utf-8") << QByteArray("{\"a\":\"x\xff y\"}") << true;
    QTest::newRow("huge number") << QByteArray("{\"a\":18446744073709551615,\"b\":1e300}") << true;
    QTest::newRow("deep") << QByteArray(5000, '[') + QByteArray(5000, ']') << false;
}

void TestDecoding::oddJson()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, readable);
    JsonDocument document;
    const auto root = document.parse({text.constData(), static_cast<std::size_t>(text.size())});
    QCOMPARE(root.has_value(), readable);
    const JsonView view = root.value_or(JsonView());
    QCOMPARE(view["x"]["y"].at(3)["z"].string("none"), std::string_view("none"));
    QCOMPARE(view["b"].integer(-7), -7); // missing, or beyond 64 bits
    QVERIFY(!view["x"].isObject() && view["x"].isNull() && view["x"].size() == 0);
    view.eachElement([](JsonView element) { QVERIFY(!element["q"].isString()); });
    view.eachMember([](std::string_view, JsonView member) { (void)member.text(); });
    // The document is good for the next text whatever the last one was.
    const auto next = document.parse(R"({"metadata":{"labels":{"a.b/c":"d"}},"n":1.5,"t":true})");
    QVERIFY(next);
    QCOMPARE((*next)["metadata"]["labels"]["a.b/c"].text(), QStringLiteral("d"));
    QCOMPARE((*next)["n"].number().value(), 1.5);
    QVERIFY((*next)["t"].boolean());
    QCOMPARE((*next)["t"].integer(3), 3);
}

void TestDecoding::oddPages_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("readable");
    QTest::addColumn<int>("rows");
    QTest::newRow("items null") << QByteArray(R"({"kind":"PodList","metadata":{"resourceVersion":"1"},"items":null})") << true << 0;
    QTest::newRow("no items") << QByteArray(R"({"kind":"PodList","metadata":{"resourceVersion":"1"}})") << true << 0;
    QTest::newRow("status") << QByteArray(R"({"kind":"Status","metadata":{},"code":500})") << false << 0;
    QTest::newRow("text") << QByteArray("404 page not found") << false << 0;
    QTest::newRow("odd items") << QByteArray(R"({"metadata":{},"items":[null,3,"x",{},{"metadata":null},{"metadata":{"name":"a"}},{"metadata":{"name":7,"uid":[]}}]})") << true << 2;
    QTest::newRow("platform") << QByteArray(R"({"items":[{"metadata":{"name":"a","uid":"u"}}],"totalItems":1})") << true << 1;
}

void TestDecoding::oddPages()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, readable);
    QFETCH(int, rows);
    DecoderState state;
    const ListPage page = decodePage(state, podKind(), body, 0, {});
    QCOMPARE(page.head.readable, readable);
    QCOMPARE(static_cast<int>(page.rows.upserts.size()), rows);
}

void TestDecoding::headBeforeRows()
{
    DecoderState state;
    ResourceKind kind = podKind();
    int projected = 0;
    kind.project = [&](JsonView, const ProjectionContext &, Row &) { ++projected; };
    PageHead head;
    const ListPage page = decodePage(state, kind,
        R"({"metadata":{"resourceVersion":"12","continue":"tok","remainingItemCount":40},"items":[{"metadata":{"name":"a","namespace":"n","uid":"0f0e0d0c-0b0a-0908-0706-050403020100","creationTimestamp":"2026-01-01T00:00:00Z"}}]})", 0,
        [&](const PageHead &read) {
            head = read;
            QCOMPARE(projected, 0);
        });
    QCOMPARE(projected, 1);
    QCOMPARE(head.resourceVersion, QStringLiteral("12"));
    QCOMPARE(head.continueToken, QStringLiteral("tok"));
    QCOMPARE(head.remaining, 40);
    const Row &row = page.rows.upserts.at(0);
    QCOMPARE(row.uid.high, 0x0f0e0d0c0b0a0908ULL);
    QCOMPARE(row.uid.low, 0x0706050403020100ULL);
    QCOMPARE(row.created, 1767225600000LL);
    QCOMPARE(row.nameSpace, QStringLiteral("n"));
}

void TestDecoding::memoryGoesBackNowAndThen()
{
    using namespace std::chrono_literals;
    DecoderState state;
    const auto begin = std::chrono::steady_clock::now();
    const std::string much = R"({"metadata":{},"items":[],"filler":")" + std::string(5'000'000, 'x') + R"("})";
    QVERIFY(!state.restIfDue(begin + 1h)); // nothing was read
    QVERIFY(state.document.parse(much));
    QVERIFY(!state.restIfDue(begin + 50s)); // in the middle of a long list
    QVERIFY(state.restIfDue(begin + 2min));
    QVERIFY(!state.restIfDue(begin + 1h)); // nothing since
    QVERIFY(state.document.parse(much)); // and it reads on
    QVERIFY(!state.restIfDue(begin + 2min + 50s));
    QVERIFY(state.restIfDue(begin + 4min));
}

void TestDecoding::missingUid()
{
    DecoderState state;
    const ListPage page = decodePage(state, podKind(), R"({"metadata":{},"items":[{"metadata":{"name":"a","namespace":"x"}},{"metadata":{"name":"a","namespace":"y"}}]})", 0, {});
    QCOMPARE(page.rows.upserts.size(), std::size_t{2});
    QVERIFY(!(page.rows.upserts[0].uid == page.rows.upserts[1].uid));
}

void TestDecoding::watchLines()
{
    DecoderState state;
    const QByteArray lines = R"({"type":"ADDED","object":{"metadata":{"name":"a","uid":"a","resourceVersion":"1"},"status":{"phase":"Pending"}}}
{"type":"ADDED","object":{"metadata":{"name":"b","uid":"b","resourceVersion":"2"}}}

{"type":"MODIFIED","object":{"metadata":{"name":"a","uid":"a","resourceVersion":"3"},"status":{"phase":"Running"}}}
{"type":"DELETED","object":{"metadata":{"name":"b","uid":"b","resourceVersion":"4"}}}
{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}})";
    const WatchBatch batch = decodeWatch(state, podKind(), lines, 0);
    QCOMPARE(batch.events, 4);
    QVERIFY(batch.bookmark && !batch.unreadable && !batch.error);
    QCOMPARE(batch.resourceVersion, QStringLiteral("9"));
    QCOMPARE(batch.delta.upserts.size(), std::size_t{1});
    QCOMPARE(batch.delta.upserts[0].cells[1].text, QStringLiteral("Running"));
    QCOMPARE(batch.delta.removals, std::vector<Uid>{Uid::fromText("b")});
}

void TestDecoding::watchStopsAtWhatItCannotRead()
{
    DecoderState state;
    const WatchBatch batch = decodeWatch(state, podKind(), R"({"type":"ADDED","object":{"metadata":{"name":"a","uid":"a","resourceVersion":"1"}}}
{"type":"ADDED","object":{"metad
{"type":"ADDED","object":{"metadata":{"name":"c","uid":"c","resourceVersion":"3"}}})", 0);
    QVERIFY(batch.unreadable);
    QCOMPARE(batch.resourceVersion, QStringLiteral("1")); // not past what was missed
    QCOMPARE(batch.delta.upserts.size(), std::size_t{1});
}

void TestDecoding::watchCutAtEveryByte()
{
    DecoderState state;
    const QByteArray line = R"({"type":"MODIFIED","object":{"metadata":{"name":"ä\u20ac","uid":"a","resourceVersion":"1"},"status":{"phase":"Running"}}})";
    for (qsizetype length = 1; length < line.size(); ++length) {
        const WatchBatch batch = decodeWatch(state, podKind(), line.left(length), 0);
        QVERIFY2(batch.unreadable && batch.delta.upserts.empty() && batch.resourceVersion.isEmpty(), qPrintable(QString::number(length)));
    }
    QCOMPARE(decodeWatch(state, podKind(), line, 0).delta.upserts.size(), std::size_t{1});
}

void TestDecoding::watchErrors()
{
    DecoderState state;
    const auto codeOf = [&](const char *object) { return decodeWatch(state, podKind(), QByteArray("{\"type\":\"ERROR\",\"object\":") + object + "}\n", 0).error.code; };
    QCOMPARE(codeOf(R"({"kind":"Status","code":410,"reason":"Expired"})"), ErrorCode::Gone);
    QCOMPARE(codeOf(R"({"kind":"Status","reason":"Gone"})"), ErrorCode::Gone);
    QCOMPARE(codeOf(R"({"kind":"Status","code":429})"), ErrorCode::TooManyRequests);
    QCOMPARE(codeOf("null"), ErrorCode::ServerError);
}

void TestDecoding::yamlOfRecordings()
{
    int objects = 0;
    for (const QString &version : {QStringLiteral("v3.3.2"), QStringLiteral("v3.4.1")}) {
        const QDir directory(QStringLiteral(SK_TEST_DATA "/recordings/") + version);
        for (const QString &name : directory.entryList({QStringLiteral("*.json")})) {
            QFile file(directory.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const Json recording = Json::parse(file.readAll().toStdString());
            const Json body = recording.value("response", Json::object()).value("body", Json());
            if (!body.is_string())
                continue;
            const Json answer = Json::parse(body.get<std::string>(), nullptr, false);
            std::vector<Json> found;
            collect(answer, found);
            for (Json &object : found) {
                const ResourceType type{QStringLiteral("g.io"), QStringLiteral("v1"), QStringLiteral("things"), QStringLiteral("Thing"), true, {}};
                const QString yaml = yamlOf(object.dump(), type, false);
                object["metadata"].erase("managedFields");
                if (!object.contains("kind"))
                    object["kind"] = "Thing";
                if (!object.contains("apiVersion"))
                    object["apiVersion"] = "g.io/v1";
                YAML::Node node;
                try {
                    node = YAML::Load(yaml.toStdString());
                } catch (const YAML::Exception &e) {
                    QFAIL(qPrintable(name + QStringLiteral(": ") + QString::fromUtf8(e.what()) + u'\n' + yaml));
                }
                const QString different = difference(node, object, name);
                QVERIFY2(different.isEmpty(), qPrintable(different + u'\n' + yaml));
                ++objects;
            }
        }
    }
    QVERIFY2(objects > 100, qPrintable(QString::number(objects)));
}

void TestDecoding::yamlOfOddTexts()
{
    const char *texts[] = {"", " ", "a", "a b", "a: b", "a #b", "a#b", "# a", "- a", "-", "--", "---", "...", ":", "a:", "?", "? a", "*a", "&a", "!a", "%a", "@a", "`a", "{a}", "[a]",
        "a, b", "'a'", "\"a\"", "yes", "No", "on", "null", "~", "True", "1", "1.5", "-1", "+1", ".5", "1e3", "0x1F", "0o17", "017", "1_000", "12:30:45", "2026-11-23", "2026-11-23T22:05:50Z",
        "120m", "16393244Ki", "10.0.0.1", "1.27.4", ".inf", ".nan", "-.inf", "a\nb", "a\nb\n", "a\n\nb\n\n", "\na", " a\nb", "a\n  b\n c\n", "a\n \nb", "a\nb ", "a\tb", "\ta", "a\r\nb", "\x01",
        "x\x7f", "\xc2\x85", "\xe2\x80\xa8", "\xef\xbb\xbf""a", "\xe6\xbc\xa2\xe5\xad\x97", "\xf0\x9f\x98\x80 smile", "\xc2\xa0""a", "a\xc2\xa0""b", "a\\b", "C:\\x", "https://x/y?z=1#f", "a ", " a", "a\n", "\n",
        "<<", "=", "|", ">", "a|b", "0", "00", "1.", "e3", "0b11", "1:2", "y", "n", "Infinity", "nan", "a - b", "a:b", "(x)", "_", "/", "+", "a\n# b\n", "#!/bin/sh\nset -e\n", "- a\n- b\n", "a: b\nc: d"};
    const ResourceType type{QString(), QStringLiteral("v1"), QStringLiteral("things"), QStringLiteral("Thing"), true, {}};
    for (const char *text : texts) {
        Json object{{"apiVersion", "v1"}, {"kind", "Thing"}, {"s", text}, {"list", {text, {text, "z"}, {{"k", text}, {"l", 1}}}}, {"in", {{"deep", {{"x", text}}}}}};
        if (*text)
            object["keys"][text] = 1;
        const QString yaml = yamlOf(object.dump(), type, false);
        YAML::Node node;
        try {
            node = YAML::Load(yaml.toStdString());
        } catch (const YAML::Exception &e) {
            QFAIL(qPrintable(QString::fromUtf8(e.what()) + u'\n' + yaml));
        }
        const QString different = difference(node, object, QString::fromUtf8(text));
        QVERIFY2(different.isEmpty(), qPrintable(different + u'\n' + yaml));
    }
    // None of this needs quotes, and nobody likes them.
    for (const char *plain : {"a b", "120m", "10.0.0.1", "1.27.4", "https://x/y?z=1", "a#b", "nginx:1.25"})
        QVERIFY2(yamlOf(Json{{"s", plain}}.dump(), type, false).contains(QStringLiteral("s: ") + QString::fromUtf8(plain) + u'\n'), plain);
    QVERIFY(yamlOf(Json{{"s", "a\nb\n"}}.dump(), type, false).contains(QStringLiteral("s: |\n  a\n  b\n")));
}

void TestDecoding::secretsAreMasked()
{
    ResourceKind kind = podKind();
    kind.type = {QString(), QStringLiteral("v1"), QStringLiteral("secrets"), QStringLiteral("Secret"), true, {}};
    const QByteArray body = R"({"metadata":{"name":"s","uid":"u","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"p\":\"c2VjcmV0\"}}","a":"b"},"managedFields":[{"manager":"kubectl"}]},"data":{"p":"c2VjcmV0"},"stringData":{"q":"c2VjcmV0"}})";
    DecoderState state;
    const auto result = decodeDetail(state, kind, body, 0);
    QVERIFY(result.ok());
    const ObjectDetail &detail = **result;
    QVERIFY2(!detail.yaml.contains(QLatin1String("c2VjcmV0")), qPrintable(detail.yaml));
    QVERIFY(detail.yaml.contains(QLatin1String("p:")));
    QVERIFY(detail.yamlUnmasked.contains(QLatin1String("c2VjcmV0")));
    QVERIFY(!detail.yaml.contains(QLatin1String("managedFields")));
    QVERIFY(detail.yaml.startsWith(QLatin1String("apiVersion: v1\nkind: Secret\n")));
    QCOMPARE(detail.annotations.size(), 1);
    const auto pod = decodeDetail(state, podKind(), R"({"metadata":{"name":"p"},"status":{"conditions":[{"type":"Ready","status":"False","reason":"R","message":"m","lastTransitionTime":"2026-01-01T00:00:00Z"},{"type":"DiskPressure","status":"False"}]}})", 0);
    QVERIFY(pod.ok());
    QVERIFY((*pod)->yamlUnmasked.isEmpty());
    const auto &entries = (*pod)->sections.constLast().entries;
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[0].health, Health::Warning);
    QCOMPARE(entries[0].note, QStringLiteral("R: m"));
    QCOMPARE(entries[1].health, Health::Healthy);
    QCOMPARE(decodeDetail(state, podKind(), "[]", 0).error().code, ErrorCode::BadAnswer);
}

void TestDecoding::events()
{
    DecoderState state;
    const auto result = decodeEvents(state, R"({"items":[
        {"metadata":{"uid":"1"},"type":"Normal","reason":"Old","lastTimestamp":"2026-01-01T00:00:00Z","count":3},
        {"metadata":{"uid":"2","creationTimestamp":"2026-01-03T00:00:00Z"},"type":"Warning","reason":"New","eventTime":null,"lastTimestamp":null},
        {"metadata":{"uid":"3"},"reason":"Mid","eventTime":"2026-01-02T00:00:00.000001Z","series":{"count":9,"lastObservedTime":"2026-01-02T01:00:00Z"},"reportingComponent":"k"}]})");
    QVERIFY(result.ok());
    QCOMPARE(result->size(), 3);
    QCOMPARE(result->at(0).reason, QStringLiteral("New"));
    QVERIFY(result->at(0).warning);
    QCOMPARE(result->at(1).count, 9);
    QCOMPARE(result->at(1).source, QStringLiteral("k"));
    QCOMPARE(result->at(2).count, 3);
    QVERIFY(decodeEvents(state, R"({"items":null})").ok());
    QVERIFY(!decodeEvents(state, "nonsense").ok());
}

void TestDecoding::metrics()
{
    DecoderState state;
    const Metrics metrics = decodeMetrics(state, R"({"results":[
        {"metric_name":"node_cpu_usage","data":{"resultType":"vector","result":[{"metric":{"node":"n1"},"value":[1700000000.1,"0.42"]},{"metric":{"node":"n2"},"value":[1700000000,"NaN"]}]}},
        {"metric_name":"pod_cpu_usage","data":{"resultType":"matrix","result":[{"metric":{"pod":"p","namespace":"x"},"values":[[1,"1"],[2,"+Inf"],[3,"3"]]}]}},
        {"metric_name":"idle","data":{"resultType":"vector"}},
        {"metric_name":"broken","error":"dial tcp","data":{}}]})");
    const auto use = metrics.value(QStringLiteral("node_cpu_usage"));
    QCOMPARE(use.size(), 1); // NaN is no figure
    QCOMPARE(use.value(QStringLiteral("n1")), 0.42);
    QCOMPARE(metrics.value(QStringLiteral("pod_cpu_usage")).value(QStringLiteral("x/p")), 3.0);
    QVERIFY(!metrics.contains(QStringLiteral("broken"))); // unlike one that has a value for nobody
    QVERIFY(metrics.contains(QStringLiteral("idle")));
    QVERIFY(decodeMetrics(state, R"({"results":null})").isEmpty());
}

/// A figure, not a test of time: a page of 500 recorded pods with the names and the phase projected.
void TestDecoding::speed()
{
    QFile file(QStringLiteral(SK_TEST_DATA "/recordings/v3.3.2/k8s-pods-limit4.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    Json page = Json::parse(Json::parse(file.readAll().toStdString())["response"]["body"].get<std::string>());
    QVERIFY(!page["items"].empty());
    const Json pod = page["items"][0];
    page["items"] = Json::array();
    for (int i = 0; i < 500; ++i) {
        Json copy = pod;
        copy["metadata"]["name"] = "pod-" + std::to_string(i);
        copy["metadata"]["uid"] = "uid-" + std::to_string(i);
        page["items"].push_back(std::move(copy));
    }
    const QByteArray body = QByteArray::fromStdString(page.dump());
    DecoderState state;
    const ResourceKind kind = podKind();
    QElapsedTimer timer;
    timer.start();
    constexpr int times = 20;
    for (int i = 0; i < times; ++i)
        QCOMPARE(decodePage(state, kind, body, 0, {}).rows.upserts.size(), std::size_t{500});
    qInfo("{\"figure\":\"decode_500_pods_ms\",\"value\":%.2f,\"bytes\":%lld}", static_cast<double>(timer.nsecsElapsed()) / 1e6 / times, static_cast<long long>(body.size()));
}

QTEST_APPLESS_MAIN(TestDecoding)
#include "tst_decoding.moc"
