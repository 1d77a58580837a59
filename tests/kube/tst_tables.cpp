#include "faketokens.h"
#include "scriptedserver.h"

#include <sk/kube/countobjects.h>
#include <sk/kube/decoding.h>
#include <sk/kube/kubelist.h>
#include <sk/kube/catalog.h>
#include <sk/kube/tablesource.h>

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace sk;
using namespace sk::kube;
using namespace sk::test;

namespace {

constexpr int longest = 20'000;
constexpr UnixMs now = 1'700'000'000'000; // 2023-11-14T22:13:20Z

const QByteArray definitions = QByteArray(R"([
    {"name":"Name","type":"string","format":"name","description":"","priority":0},
    {"name":"Ready","type":"string","format":"","description":"","priority":0},
    {"name":"Secret","type":"string","format":"","description":"","priority":0},
    {"name":"Issuer","type":"string","format":"","description":"","priority":1},
    {"name":"Revision","type":"integer","format":"","description":"","priority":0},
    {"name":"Expires","type":"date","format":"","description":"","priority":0},
    {"name":"External-IP","type":"string","format":"","description":"","priority":0},
    {"name":"Age","type":"date","format":"","description":"","priority":0}])").simplified(); // a line of a watch is one line

QByteArray row(const char *name, const char *ready, const char *age = "5d3h", const char *version = "7")
{
    return QByteArray(R"({"cells":[")") + name + R"(",")" + ready + R"(","web-tls","letsencrypt",3,"2m30s","10.0.0.9",")" + age
        + R"("],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":")" + name + R"(","namespace":"shop","uid":"uid-)" + name
        + R"(","resourceVersion":")" + version + R"(","creationTimestamp":"2023-11-09T19:00:00Z"}}})";
}

QByteArray table(const QByteArrayList &rows, const QByteArray &columns = definitions, const QByteArray &metadata = R"("resourceVersion":"100")")
{
    return R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{)" + metadata + R"(},"columnDefinitions":)" + columns + R"(,"rows":[)" + rows.join(',') + "]}";
}

ResourceKind certificates()
{
    ServedResource resource;
    resource.type = {QStringLiteral("cert-manager.io"), QStringLiteral("v1"), QStringLiteral("certificates"), QStringLiteral("Certificate"), true, {}};
    return tableKind(resource);
}

ResourceKind withColumns()
{
    ResourceKind kind = certificates();
    DecoderState state;
    kind.columns = decodePage(state, kind, table({}), now, {}).columns;
    return kind;
}

const Cell &cell(const std::vector<Column> &columns, const Row &from, const char *id)
{
    static const Cell none;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].id == QLatin1String(id))
            return from.cells.at(i);
    }
    qWarning("no column %s", id);
    return none;
}

} // namespace

class TestTables : public QObject {
    Q_OBJECT

private slots:
    void columnsAreTheServers()
    {
        const ResourceKind kind = withColumns();
        QStringList ids;
        QStringList hidden;
        for (const Column &column : kind.columns) {
            ids += column.id;
            if (column.wide)
                hidden += column.titleText;
        }
        QCOMPARE(ids, QStringList({QStringLiteral("name"), QStringLiteral("namespace"), QStringLiteral("ready"), QStringLiteral("secret"), QStringLiteral("issuer"),
                          QStringLiteral("revision"), QStringLiteral("expires"), QStringLiteral("external-ip"), QStringLiteral("age")}));
        QCOMPARE(hidden, QStringList{QStringLiteral("Issuer")});
        QCOMPARE(kind.columns[2].type, CellType::Status);
        QCOMPARE(kind.columns[5].type, CellType::Number);
        QCOMPARE(kind.columns[6].type, CellType::Age);
        QCOMPARE(kind.columns[7].type, CellType::IpAddress);
        QVERIFY(kind.columns[5].rightAligned);
    }

    void cellsAreTyped()
    {
        DecoderState state;
        const ListPage page = decodePage(state, certificates(), table({row("web", "True"), row("mail", "False")}, definitions, R"("resourceVersion":"100","continue":"c","remainingItemCount":4)"), now, {});
        QVERIFY(page.head.readable);
        QCOMPARE(page.head.resourceVersion, QStringLiteral("100"));
        QCOMPARE(page.head.continueToken, QStringLiteral("c"));
        QCOMPARE(page.head.remaining, 4);
        QCOMPARE(page.head.items, 2);
        QCOMPARE(page.rows.upserts.size(), std::size_t(2));
        const Row &web = page.rows.upserts.front();
        QCOMPARE(web.name, QStringLiteral("web"));
        QCOMPARE(web.uid, Uid::fromText("uid-web"));
        QCOMPARE(cell(page.columns, web, "namespace").text, QStringLiteral("shop"));
        QCOMPARE(cell(page.columns, web, "ready").health, Health::Healthy);
        QCOMPARE(web.health, Health::Healthy);
        QCOMPARE(page.rows.upserts.back().health, Health::Warning);
        QCOMPARE(cell(page.columns, web, "revision").a, 3.0);
        QCOMPARE(cell(page.columns, web, "expires").a, double(now - 150'000));
        // The age is exact, not kubectl's rounding of it.
        QCOMPARE(cell(page.columns, web, "age").a, double(web.created));
        QCOMPARE(web.created, UnixMs(1'699'556'400'000));
    }

    void aDateCalledAgeThatIsAnotherOneStaysThat()
    {
        DecoderState state;
        const ListPage page = decodePage(state, certificates(), table({row("web", "True", "40d")}), now, {});
        QCOMPARE(cell(page.columns, page.rows.upserts.front(), "age").a, double(now - 40LL * 86'400'000));
    }

    void durations_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("seconds");
        QTest::newRow("s") << QByteArray("45s") << qint64(45);
        QTest::newRow("m s") << QByteArray("2m30s") << qint64(150);
        QTest::newRow("h m") << QByteArray("3h5m") << qint64(11'100);
        QTest::newRow("d h") << QByteArray("5d3h") << qint64(442'800);
        QTest::newRow("y d") << QByteArray("2y45d") << qint64(66'960'000);
        for (const char *odd : {"", "<unknown>", "<invalid>", "5", "d", "5w", "-3s", "5d3"})
            QTest::newRow(odd) << QByteArray(odd) << qint64(-1);
    }
    void durations()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, seconds);
        const auto parsed = parseHumanDuration({text.constData(), static_cast<std::size_t>(text.size())});
        QCOMPARE(parsed ? *parsed / 1000 : -1, seconds);
    }

    void oddTables_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("rows");
        QTest::newRow("no rows") << table({}) << 0;
        QTest::newRow("rows null") << QByteArray(R"({"kind":"Table","metadata":{"resourceVersion":"1"},"columnDefinitions":[],"rows":null})") << 0;
        QTest::newRow("too few cells") << table({R"({"cells":["a"],"object":{"metadata":{"name":"a","uid":"u"}}})"}) << 1;
        QTest::newRow("cells of other types") << table({R"({"cells":[1,{},[],null,"x",7,true,"y"],"object":{"metadata":{"name":"a","uid":"u"}}})"}) << 1;
        QTest::newRow("no object") << table({R"({"cells":["a"],"object":null})"}) << 0;
        QTest::newRow("a list instead") << QByteArray(R"({"kind":"CertificateList","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"name":"a","uid":"u","namespace":"n"}}]})") << 1;
    }
    void oddTables()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, rows);
        DecoderState state;
        const ResourceKind kind = certificates();
        const ListPage page = decodePage(state, kind, body, now, {});
        QVERIFY(page.head.readable);
        QCOMPARE(int(page.rows.upserts.size()), rows);
        for (const Row &each : page.rows.upserts) {
            QCOMPARE(each.cells.size(), (page.columns.empty() ? kind : withColumns()).columns.size());
            QCOMPARE(each.cells.front().text, QStringLiteral("a"));
        }
    }

    void recordedTables()
    {
        for (const char *name : {"k8s-pods-table", "k8s-crds-table", "k8s-nodes-table-object"}) {
            QFile file(QStringLiteral(SK_TEST_DATA "/recordings/v3.4.1/%1.json").arg(QLatin1String(name)));
            QVERIFY2(file.open(QIODevice::ReadOnly), name);
            const QByteArray whole = file.readAll();
            JsonDocument document;
            const auto recording = document.parse({whole.constData(), static_cast<std::size_t>(whole.size())});
            QVERIFY2(recording, name);
            JsonView body = (*recording)["response"]["body"];
            JsonDocument inner; // a recording keeps some bodies as the text that they were
            const std::string bodyText(body.string());
            if (body.isString())
                body = inner.parse(bodyText).value_or(JsonView());
            const JsonView rows = body["rows"];
            QVERIFY2(rows.size() > 0, name);
            TextPool texts;
            ResourceType type;
            type.namespaced = false;
            const auto columns = tableColumns(type, body["columnDefinitions"]);
            QCOMPARE(columns.size(), body["columnDefinitions"].size());
            const Row first = tableRow(columns, rows.at(0), ProjectionContext{texts, now});
            QVERIFY(!first.uid.isNull());
            QCOMPARE(first.cells.front().text, rows.at(0)["cells"].at(0).text());
        }
    }

    /// Custom resources hang in their deletion more than any others, and their printers do not tell.
    void aDeletionThatHangsShows()
    {
        const auto deleted = [](const QByteArray &since) {
            return row("web", "True").replace(R"("name":"web","namespace")", R"("name":"web","finalizers":["example.com/hold"],"deletionTimestamp":")" + since + R"(","namespace")");
        };
        DecoderState state;
        const ListPage page = decodePage(state, certificates(), table({deleted("2023-11-14T21:00:00Z"), deleted("2023-11-14T22:13:20Z"), row("mail", "True")}), now, {});
        QCOMPARE(page.rows.upserts.size(), std::size_t(3));
        QCOMPARE(page.rows.upserts[0].health, Health::Warning);
        QCOMPARE(page.rows.upserts[1].health, Health::Progressing);
        QCOMPARE(page.rows.upserts[2].health, Health::Healthy);

        const QByteArray object = R"({"metadata":{"name":"web","uid":"u","finalizers":["example.com/hold"],"deletionTimestamp":"2023-11-14T21:13:20Z"}})";
        const auto detail = decodeDetail(state, certificates(), object, now);
        QVERIFY(detail.ok());
        QCOMPARE((*detail)->status, QStringLiteral("Terminating for 60m, waits for example.com/hold"));
        QCOMPARE((*detail)->health, Health::Warning);
    }

    void eventsOfAWatch()
    {
        DecoderState state;
        const ResourceKind kind = withColumns();
        const QByteArray lines = R"({"type":"ADDED","object":)" + table({row("web", "True", "1s", "101")}, definitions, R"("resourceVersion":"101")") + "}\n"
            + R"({"type":"MODIFIED","object":)" + table({row("web", "False", "1s", "102")}, "null", R"("resourceVersion":"")") + "}\n"
            + R"({"type":"DELETED","object":)" + table({row("mail", "True", "1s", "103")}, "null", R"("resourceVersion":"103")") + "}\n"
            + R"({"type":"BOOKMARK","object":)" + table({R"({"cells":["","","","",0,"","",""],"object":{"metadata":{"resourceVersion":"110"}}})"}, "null", R"("resourceVersion":"110")") + "}\n";
        const WatchBatch batch = decodeWatch(state, kind, lines, now);
        QVERIFY(!batch.unreadable);
        QCOMPARE(batch.events, 3);
        QVERIFY(batch.bookmark);
        QCOMPARE(batch.resourceVersion, QStringLiteral("110"));
        QCOMPARE(batch.delta.upserts.size(), std::size_t(1));
        QCOMPARE(cell(kind.columns, batch.delta.upserts.front(), "ready").text, QStringLiteral("False"));
        QCOMPARE(batch.delta.removals.size(), std::size_t(1));
    }

    void otherColumnsInAWatchAreReadAgain()
    {
        DecoderState state;
        const QByteArray other = R"([{"name":"Name","type":"string","format":"name","priority":0},{"name":"State","type":"string","format":"","priority":0}])";
        const WatchBatch batch = decodeWatch(state, withColumns(), R"({"type":"ADDED","object":)" + table({R"({"cells":["a","Valid"],"object":{"metadata":{"uid":"u"}}})"}, other) + "}\n", now);
        QVERIFY(batch.unreadable);
        QVERIFY(batch.delta.upserts.empty());
    }

    void countsWithoutReading_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<qint64>("count"); // -2: an error
        QTest::newRow("many") << 200 << QByteArray(R"({"metadata":{"continue":"c","remainingItemCount":50013},"items":[{}]})") << qint64(50'014);
        QTest::newRow("one") << 200 << QByteArray(R"({"metadata":{},"items":[{}]})") << qint64(1);
        QTest::newRow("none") << 200 << QByteArray(R"({"metadata":{},"items":null})") << qint64(0);
        QTest::newRow("not said") << 200 << QByteArray(R"({"metadata":{"continue":"c"},"items":[{}]})") << qint64(-1);
        QTest::newRow("no list") << 200 << QByteArray(R"({"kind":"Status"})") << qint64(-2);
        QTest::newRow("no right") << 403 << QByteArray(R"({"kind":"Status","code":403,"reason":"Forbidden"})") << qint64(-2);
    }
    void countsWithoutReading()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(qint64, count);
        QByteArray target;
        ScriptedServer server([&](const std::shared_ptr<Exchange> &exchange) {
            target = exchange->request.target;
            exchange->json(status, body);
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        net::ServerAddress address;
        address.base = server.url();
        net::ApiClient requests(address, &tokens);
        net::StreamClient streams(address, &tokens);
        Decoder decoder;
        const ClusterServices services{requests, streams, decoder, Clock::system(), {}, {}};
        std::optional<Result<qint64>> answer;
        countObjects(services, certificates().type, QStringLiteral("shop"), this, [&](const Result<qint64> &came) { answer = came; });
        QTRY_VERIFY_WITH_TIMEOUT(answer, longest);
        QCOMPARE(answer->ok() ? answer->value() : -2, count);
        QCOMPARE(target, QByteArray("/apis/cert-manager.io/v1/namespaces/shop/certificates?limit=1"));
    }

    void aListOfTables()
    {
        QByteArrayList seen;
        std::shared_ptr<Exchange> stream;
        ScriptedServer server([&](const std::shared_ptr<Exchange> &exchange) {
            if (exchange->request.target.contains("fieldSelector"))
                return exchange->reply(403, {}); // the connection's probe for streams
            seen += exchange->request.header("Accept");
            if (!exchange->request.target.contains("watch=true")) {
                exchange->json(200, exchange->request.target.contains("continue=") ? table({row("mail", "False")}) : table({row("web", "True")}, definitions, R"("resourceVersion":"100","continue":"c")"));
                return;
            }
            stream = exchange;
            exchange->beginChunks();
        });
        QVERIFY(server.start());
        FakeTokens tokens;
        net::ServerAddress address;
        address.base = server.url();
        net::ApiClient requests(address, &tokens);
        net::StreamClient streams(address, &tokens);
        Decoder decoder;
        const ClusterServices services{requests, streams, decoder, Clock::system(), {}, {}};
        KubeList list(services, certificates(), {});
        QCOMPARE(list.store().kind().columns.size(), std::size_t(3)); // name, namespace, age: until the server spoke
        QSignalSpy replaced(&list, &ResourceList::storeReplaced);
        list.start();
        QTRY_COMPARE_WITH_TIMEOUT(list.store().size(), 2, longest);
        QCOMPARE(replaced.size(), 1);
        QCOMPARE(list.store().kind().columns.size(), std::size_t(9));
        QTRY_VERIFY_WITH_TIMEOUT(stream, longest);
        stream->chunk(R"({"type":"DELETED","object":)" + table({row("mail", "False", "5d3h", "120")}, "null", R"("resourceVersion":"120")") + "}\n");
        QTRY_COMPARE_WITH_TIMEOUT(list.store().size(), 1, longest);
        for (const QByteArray &accept : std::as_const(seen))
            QVERIFY2(accept.startsWith("application/json;as=Table;v=v1;g=meta.k8s.io"), accept.constData());
        list.shutDown();
    }
};

QTEST_GUILESS_MAIN(TestTables)
#include "tst_tables.moc"
