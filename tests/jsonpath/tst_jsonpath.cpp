#include <sk/kube/customcolumn.h>
#include <sk/kube/jsonpath.h>

#include <QRandomGenerator>
#include <QTest>

using namespace sk;
using namespace sk::kube;

namespace {

const char *const pod = R"json({"metadata":{"name":"web-1","uid":"u1","namespace":"shop","labels":{"app":"web","app.kubernetes.io/name":"shop","team-x":"blue"},
  "annotations":{"example.io/owner":"a,b","note":"=1+1"}},
 "spec":{"nodeName":"worker-2","priority":0,"hostNetwork":false,"containers":[{"name":"api","image":"r/api:1","ports":[{"containerPort":80},{"containerPort":443}]},
   {"name":"log","image":"r/log:2","resources":{"limits":{"memory":"256Mi"}}}]},
 "status":{"phase":"Running","startTime":"2026-01-02T03:04:05Z","conditions":[{"type":"Ready","status":"True","n":3},{"type":"Scheduled","status":"False","n":7}]},
 "data":{"password":"aHVzaA=="}})json";

} // namespace

class TestJsonPath : public QObject {
    Q_OBJECT

private slots:
    void finds_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *path, const char *expected) { QTest::newRow(path) << QString::fromUtf8(path) << QString::fromUtf8(expected); };
        row("{.spec.nodeName}", "worker-2");
        row(".spec.nodeName", "worker-2");
        row("spec.nodeName", "worker-2");
        row("{$.spec.nodeName}", "worker-2");
        row(" { .spec.nodeName } ", "worker-2");
        row("{.metadata.labels.app\\.kubernetes\\.io/name}", "shop");
        row("{.metadata.labels['app\\.kubernetes\\.io/name']}", "shop");
        row("{.metadata.labels[\"app.kubernetes.io/name\"]}", "shop");
        row("{['metadata']['name']}", "web-1");
        row("{.metadata.labels.team-x}", "blue");
        row("{.spec.containers[0].image}", "r/api:1");
        row("{.spec.containers[-1].name}", "log");
        row("{.spec.containers[5].name}", "");
        row("{.spec.containers[*].image}", "r/api:1,r/log:2");
        row("{.spec.containers.*.name}", "api,log");
        row("{.spec.containers[0,1].name}", "api,log");
        row("{.spec.containers[0:1].name}", "api");
        row("{.spec.containers[1:].name}", "log");
        row("{.spec.containers[:-1].name}", "api");
        row("{.spec.containers[0:2:2].name}", "api");
        row("{.spec.containers[*].ports[*].containerPort}", "80,443");
        row("{..containerPort}", "80,443");
        row("{.status.conditions[?(@.type==\"Ready\")].status}", "True");
        row("{.status.conditions[?(@.type=='Ready')].status}", "True");
        row("{.status.conditions[?(@.type != \"Ready\")].type}", "Scheduled");
        row("{.status.conditions[?(@.n>3)].type}", "Scheduled");
        row("{.status.conditions[?(@.n>=3)].type}", "Ready,Scheduled");
        row("{.status.conditions[?(@.n<5)].type}", "Ready");
        row("{.spec.containers[?(@.resources)].name}", "log");
        row("{.spec.containers[?(@.resources.limits.memory==\"256Mi\")].name}", "log");
        row("{.spec.containers[?(@.name==$.spec.containers[1].name)].image}", "r/log:2");
        row("{.spec.containers[?(@.missing!=\"x\")].name}", "");
        row("{.spec.priority}", "0");
        row("{.spec.hostNetwork}", "false");
        row("{.spec.missing.deeper[0]}", "");
        row("{.spec.nodeName.deeper}", "");
        row("{.status.conditions[0]}", "{\"type\":\"Ready\",\"status\":\"True\",\"n\":3}");
        row("{.metadata.labels}", "{\"app\":\"web\",\"app.kubernetes.io/name\":\"shop\",\"team-x\":\"blue\"}");
    }

    void finds()
    {
        QFETCH(QString, path);
        QFETCH(QString, expected);
        JsonDocument document;
        const auto object = document.parse(pod);
        QVERIFY(object);
        JsonPath::Problem problem;
        const JsonPath parsed = JsonPath::parse(path, &problem);
        QVERIFY2(!problem, qPrintable(problem.message));
        QCOMPARE(parsed.text(*object), expected);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("position");
        const auto row = [](const char *path, int position) { QTest::newRow(path) << QString::fromUtf8(path) << position; };
        row("", 0);
        row("{}", 1);
        row("{.spec.nodeName", 15);
        row("{.spec.}", 7);
        row("{.spec.containers[}", 18);
        row("{.spec.containers[x].name}", 18);
        row("{.spec.containers[0.name}", 19);
        row("{.spec.containers['a.name}", 18);
        row("{.a[?(@.b==c)]}", 11);
        row("{.a[?@.b]}", 5);
        row("{.a[?(@.b==\"c\"]}", 14);
        row("{.a[?(@.b==1 && @.c==2)]}", 13);
        row("{.a[1:2:0]}", 9);
        row("{range .items[*]}{.a}{end}", 7);
        row("{.a} text", 9);
    }

    void refuses()
    {
        QFETCH(QString, path);
        QFETCH(int, position);
        JsonPath::Problem problem;
        QVERIFY(JsonPath::parse(path, &problem).isNull());
        QVERIFY(!problem.message.isEmpty());
        QCOMPARE(problem.position, position);
    }

    /// Whatever is typed: never a crash, and either a path or a problem.
    void anythingIsPathOrProblem()
    {
        static const QStringList pieces{QStringLiteral("{"), QStringLiteral("}"), QStringLiteral("."), QStringLiteral(".."), QStringLiteral("["), QStringLiteral("]"),
            QStringLiteral("?("), QStringLiteral(")"), QStringLiteral("@"), QStringLiteral("=="), QStringLiteral("'"), QStringLiteral("\""), QStringLiteral("\\"),
            QStringLiteral("*"), QStringLiteral("spec"), QStringLiteral("containers"), QStringLiteral("0"), QStringLiteral("-1"), QStringLiteral(":"), QStringLiteral(",")};
        JsonDocument document;
        const auto object = document.parse(pod);
        QRandomGenerator random(7);
        for (int i = 0; i < 40'000; ++i) {
            QString text;
            for (int n = random.bounded(9); n >= 0; --n)
                text += pieces[static_cast<qsizetype>(random.bounded(static_cast<quint32>(pieces.size())))];
            JsonPath::Problem problem;
            const JsonPath path = JsonPath::parse(text, &problem);
            QVERIFY2(path.isNull() == static_cast<bool>(problem), qPrintable(text));
            QVERIFY(path.text(*object, 50).size() <= 50);
        }
    }

    void pathsOfKeysComeBack()
    {
        const QString path = pathOf({QStringLiteral("metadata"), QStringLiteral("labels"), QStringLiteral("app.kubernetes.io/name")});
        QCOMPARE(path, QStringLiteral("{.metadata.labels.app\\.kubernetes\\.io/name}"));
        JsonDocument document;
        const auto object = document.parse(pod);
        QCOMPARE(JsonPath::parse(path).text(*object), QStringLiteral("shop"));
        for (const QString &odd : {QStringLiteral("a b"), QStringLiteral("a]b"), QStringLiteral("*"), QStringLiteral("a'b"), QStringLiteral("{x}"), QStringLiteral("back\\slash")}) {
            const QByteArray json = "{\"" + QString(odd).replace(u'\\', QStringLiteral("\\\\")).toUtf8() + "\":\"here\"}";
            const auto other = document.parse({json.constData(), static_cast<std::size_t>(json.size())});
            JsonPath::Problem problem;
            QCOMPARE(JsonPath::parse(pathOf({odd}), &problem).text(*other), QStringLiteral("here"));
        }
    }

    void columns_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("text");
        QTest::newRow("label") << "label:app" << "label:app" << "app" << "web";
        QTest::newRow("label with dots") << "label:app.kubernetes.io/name" << "label:app.kubernetes.io/name" << "app.kubernetes.io/name" << "shop";
        QTest::newRow("annotation") << "annotation:example.io/owner" << "annotation:example.io/owner" << "example.io/owner" << "a,b";
        QTest::newRow("path") << "{.spec.nodeName}" << "path:{.spec.nodeName}" << ".spec.nodeName" << "worker-2";
        QTest::newRow("path without braces") << "spec.nodeName" << "path:{.spec.nodeName}" << ".spec.nodeName" << "worker-2";
        QTest::newRow("id of a path") << "path:{.spec.nodeName}" << "path:{.spec.nodeName}" << ".spec.nodeName" << "worker-2";
        QTest::newRow("nothing there") << "label:none" << "label:none" << "none" << "";
    }

    void columns()
    {
        QFETCH(QString, typed);
        QFETCH(QString, id);
        QFETCH(QString, title);
        QFETCH(QString, text);
        const auto column = CustomColumn::parse(typed);
        QVERIFY(column);
        QCOMPARE(column->id(), id);
        QCOMPARE(column->title(), title);
        QVERIFY(CustomColumn::isId(column->id()));
        QCOMPARE(*CustomColumn::parse(column->id()), *column);
        const ResourceKind kind = withColumns({}, {*column});
        JsonDocument document;
        TextPool texts;
        Row row;
        row.cells.resize(kind.columns.size());
        kind.projectCustom(*document.parse(pod), {texts, 0}, row);
        QCOMPARE(row.cells[0].text, text);
    }

    void amountsAreRead()
    {
        ResourceKind kind;
        kind.columns.resize(2);
        kind = withColumns(std::move(kind), {*CustomColumn::parse(QStringLiteral("{.spec.containers[1].resources.limits.memory}")),
                                                *CustomColumn::parse(QStringLiteral("{.status.startTime}")), *CustomColumn::parse(QStringLiteral("{.status.phase}"))});
        QCOMPARE(kind.columns.size(), std::size_t(5));
        JsonDocument document;
        TextPool texts;
        Row row;
        row.cells.resize(5);
        kind.projectCustom(*document.parse(pod), {texts, 0}, row);
        QVERIFY(row.cells[1].text.isEmpty()); // the kind's own are not its affair
        QCOMPARE(row.cells[2].a, 256.0 * 1024 * 1024);
        QCOMPARE(row.cells[3].a, 1767323045000.0);
        QVERIFY(std::isnan(row.cells[4].a));
    }

    void noColumnShowsASecret()
    {
        ResourceKind kind;
        kind.type.plural = QStringLiteral("secrets");
        QList<CustomColumn> columns;
        for (const char *path : {"{.data.password}", "{.data}", "{..password}", "{.*}", "{['data']['password']}", "{.metadata.annotations.note}", "{[\"da\\ta\"].password}"})
            columns += *CustomColumn::parse(QString::fromLatin1(path));
        columns += *CustomColumn::parse(QStringLiteral("{.metadata.name}"));
        kind = withColumns(std::move(kind), columns);
        JsonDocument document;
        TextPool texts;
        Row row;
        row.cells.resize(kind.columns.size());
        kind.projectCustom(*document.parse(pod), {texts, 0}, row);
        for (std::size_t i = 0; i + 1 < row.cells.size(); ++i)
            QVERIFY2(row.cells[i].text.isEmpty(), qPrintable(kind.columns[i].id));
        QCOMPARE(row.cells.back().text, QStringLiteral("web-1"));
    }
};

QTEST_GUILESS_MAIN(TestJsonPath)
#include "tst_jsonpath.moc"
