#include <sk/models/filterparser.h>
#include <sk/models/rowfilter.h>

#include <sk/kube/cell.h>

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <ctime>
#include <functional>

using namespace sk;
using namespace sk::kube;
using namespace sk::models;
using Type = FilterNode::Type;

namespace {

constexpr UnixMs now = 1'700'000'000'000;
enum Columns : std::size_t { Name, NameSpace, Ready, Status, Restarts, Cpu, Memory, Node, Images, Version, Age };

ResourceKind podLike()
{
    ResourceKind kind;
    kind.type.namespaced = true;
    const auto add = [&kind](const char *id, const char *title, CellType type, bool joined = false) {
        Column column;
        column.id = QString::fromLatin1(id);
        column.title = title;
        column.type = type;
        column.joined = joined;
        kind.columns.push_back(column);
    };
    add("name", "Name", CellType::Name);
    add("namespace", "Namespace", CellType::Name);
    add("ready", "Ready", CellType::Ready);
    add("status", "Status", CellType::Status);
    add("restarts", "Restarts", CellType::Number);
    add("cpu", "CPU", CellType::Cores, true);
    add("memory", "Memory", CellType::Bytes, true);
    add("node", "Node", CellType::Name);
    add("images", "Images", CellType::Text);
    add("version", "Quality of service", CellType::Version);
    add("age", "Age", CellType::Age);
    kind.selectableFields = {{QStringLiteral("spec.nodeName"), QStringLiteral("node")}, {QStringLiteral("status.phase"), QString()}};
    return kind;
}

Row makeRow(const QString &name, const QString &nameSpace = QStringLiteral("shop"))
{
    Row row;
    row.name = name;
    row.nameSpace = nameSpace;
    row.cells.resize(podLike().columns.size());
    row.cells[Name].text = name;
    row.cells[NameSpace].text = nameSpace;
    return row;
}

/// The row that the table below asks about.
Row theRow()
{
    Row row = makeRow(QStringLiteral("Checkout-6d3a-x7"), QStringLiteral("team-1"));
    row.cells[Ready].a = 1;
    row.cells[Ready].b = 2;
    row.cells[Status].text = QStringLiteral("Running, 1 of 2 ready for %t");
    row.cells[Status].health = Health::Warning;
    row.health = Health::Warning;
    row.cells[Restarts].a = 12;
    row.cells[Cpu].a = 0.5;
    row.cells[Memory].a = 2.0 * 1024 * 1024 * 1024;
    row.cells[Node].text = QStringLiteral("worker-7");
    row.cells[Images].text = QStringLiteral("registry/shop/checkout:1.25, envoy");
    row.cells[Version].text = QStringLiteral("v1.27.4");
    row.cells[Age].a = static_cast<double>(now - 2LL * 3'600'000);
    row.labels = QStringLiteral("\napp=checkout\ntier=web\nempty=\n");
    row.fields = QStringLiteral("\nstatus.phase=Running\n");
    row.owner = QStringLiteral("ReplicaSet/checkout-6d3a");
    return row;
}

FilterNode leaf(QRandomGenerator &random)
{
    static const QStringList texts{QStringLiteral("a"), QStringLiteral("web 1"), QStringLiteral("or"), QStringLiteral("x:y"), QStringLiteral("-x"), QStringLiteral("é\"\\"),
        QStringLiteral("(p)"), QStringLiteral("{o}"), QStringLiteral("notin"), QStringLiteral("节点"), QStringLiteral("<5"), QStringLiteral("a,b"), QStringLiteral("/x/"), QStringLiteral("~"), QStringLiteral("team-*")};
    const auto text = [&random] { return texts[random.bounded(static_cast<int>(texts.size()))]; };
    FilterNode node;
    switch (random.bounded(6)) {
    case 0:
        node.type = Type::Regex;
        node.text = random.bounded(2) ? QStringLiteral("^a/b\\d+$") : QStringLiteral("x|y z");
        break;
    case 1:
        node.type = Type::Fuzzy;
        node.text = text();
        break;
    case 2:
    case 3:
        node.type = Type::Compare;
        node.text = random.bounded(2) ? QStringLiteral("restarts") : QStringLiteral("Quality of service");
        node.op = static_cast<FilterOp>(random.bounded(8));
        for (int i = random.bounded(3); i >= 0; --i)
            node.values += text();
        break;
    case 4:
        node.type = random.bounded(2) ? Type::Label : Type::Field;
        for (int i = random.bounded(3); i >= 0; --i) {
            SelectorTerm term{QStringLiteral("example.io/app"), static_cast<SelectorTerm::Test>(random.bounded(node.type == Type::Label ? 4 : 2)), {}};
            if (term.test == SelectorTerm::Test::In || term.test == SelectorTerm::Test::NotIn) {
                const int count = node.type == Type::Label ? random.bounded(1, 3) : 1;
                for (int k = 0; k < count; ++k)
                    term.values += random.bounded(5) ? text() : QString();
            }
            node.terms.push_back(term);
        }
        break;
    default:
        node.type = Type::Word;
        node.text = text();
    }
    return node;
}

/// Trees as the parser gives them: no list of one, no choice within a choice, no double negation.
FilterNode tree(QRandomGenerator &random, int depth, std::initializer_list<Type> notThese = {})
{
    const auto allowed = [&](Type type) { return std::find(notThese.begin(), notThese.end(), type) == notThese.end(); };
    const int choice = depth > 0 ? random.bounded(6) : 0;
    FilterNode node;
    if (choice == 3 && allowed(Type::Any)) {
        node.type = Type::Any;
        for (int i = random.bounded(2, 4); i > 0; --i)
            node.children.push_back(tree(random, depth - 1, {Type::Any}));
    } else if (choice == 4 && allowed(Type::All)) {
        node.type = Type::All;
        for (int i = random.bounded(2, 4); i > 0; --i)
            node.children.push_back(tree(random, depth - 1, {Type::All}));
    } else if (choice == 5 && allowed(Type::Not)) {
        node.type = Type::Not;
        node.children.push_back(tree(random, depth - 1, {Type::Not}));
    } else {
        return leaf(random);
    }
    return node;
}

FilterNode rootOf(FilterNode node)
{
    if (node.type == Type::All)
        return node;
    FilterNode root;
    root.children.push_back(std::move(node));
    return root;
}

bool passes(const QString &filter, const Row &row)
{
    ParsedFilter parsed = parseFilter(filter);
    const RowFilter compiled = RowFilter::compile(parsed.root, podLike(), &parsed.error);
    if (parsed.error)
        qWarning() << filter << parsed.error.message;
    return compiled.matches(row, {}, now);
}

} // namespace

class TestFilter : public QObject {
    Q_OBJECT

private slots:
    void asks_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("passes");
        const auto yes = [](const char *filter) { QTest::newRow(filter) << QString::fromUtf8(filter) << true; };
        const auto no = [](const char *filter) { QTest::newRow(filter) << QString::fromUtf8(filter) << false; };
        yes(""), yes("checkout"), yes("CHECKOUT running"), no("checkout pending"), yes("-pending"), no("-running"), yes("!pending"), yes("not pending"), yes("--running");
        yes("\"1 of 2\""), no("\"1 of 3\""), yes("1/2"), yes("12"), no("\"512 Mi\""), yes("-"), yes("check -"), yes("\"\"");
        yes("/^check.*x7$/"), no("/^heckout/"), yes("/^1\\/2$/"), yes("-/pending/"), yes("~chkx7"), no("~7xk"), yes("~wrkr7");
        yes("ns:team-1"), no("ns:team"), yes("ns:team-*"), yes("ns:a,team-1"), yes("namespace:!team-2"), no("ns!=team-1"), yes("ns=TEAM-1");
        yes("status:running"), no("status:!running"), yes("status:!pending"), yes("status:pending,running"), no("status=Running"), yes("status=Running*");
        yes("restarts>5"), no("restarts>12"), yes("restarts>=12"), yes("restarts:12"), no("restarts:!12"), yes("restarts<20 restarts!=3"), yes("restarts > 5"), yes("restarts:>5");
        yes("age>1h"), no("age<1h"), yes("age<1h or age>90m"), yes("age<1d2h"), yes("cpu>=500m"), no("cpu>500m"), yes("cpu<1"), yes("memory>1Gi"), no("memory>2Gi"), yes("memory=2Gi");
        yes("ready<2"), no("ready<1"), yes("ready=1/2"), yes("ready<100%"), no("ready>=100%"), yes("owner:checkout"), yes("owner:ReplicaSet/*"), no("owner=checkout");
        yes("image:envoy"), yes("image:checkout:1.25"), yes("node:worker-7"), no("node:worker"), yes("node:worker-*"), yes("node>worker-6"), no("node>worker-10");
        yes("version>=v1.27"), no("version<v1.9"), yes("\"Quality of service\":v1"), yes("health:warning"), no("health:failing"), yes("health:!failing,healthy");
        yes("label:app"), yes("label:!other"), no("label:!app"), yes("label:app=checkout"), yes("label:app==checkout,tier=web"), no("label:app=Checkout"), no("label:app=checkout,tier=db");
        yes("label:tier!=db"), yes("label:other!=x"), no("label:other=x"), yes("label:app in (a,checkout)"), yes("label:app in ( a , checkout ) running"), no("label:app notin (a,checkout)");
        yes("label:other notin (a)"), yes("label:empty="), yes("label:app=check*"), no("label:pp=checkout"), yes("label:app in running or 12");
        yes("field:spec.nodeName=worker-7"), no("field:spec.nodeName!=worker-7"), yes("field:status.phase=Running"), yes("field:metadata.name=Checkout-6d3a-x7,metadata.namespace!=x");
        yes("(pending or running) checkout"), no("pending or failed"), yes("pending or running and checkout"), no("(pending or running) failed"), no("-(running checkout)"), yes("-(running pending)"), no("-(pending or running)");
        yes("{pending}"), yes("{pending} running"), no("{running} pending"), yes("{a or b} checkout");
    }

    void asks()
    {
        QFETCH(QString, filter);
        const ParsedFilter parsed = parseFilter(filter);
        QVERIFY2(!parsed.error, qPrintable(parsed.error.message));
        QTEST(passes(filter, theRow()), "passes");
        // The writing that the printer chooses asks the same.
        QCOMPARE(parseFilter(printFilter(parsed.root)).root, parsed.root);
    }

    void unknownNumbersPassNoComparison()
    {
        const Row row = makeRow(QStringLiteral("x"));
        for (const char *filter : {"restarts>0", "restarts<1", "restarts=0", "cpu>0", "age>1s", "age<1y", "ready<100%", "node>a"})
            QVERIFY2(!passes(QString::fromLatin1(filter), row), filter);
        QVERIFY(passes(QStringLiteral("restarts!=3"), row));
        QVERIFY(passes(QStringLiteral("-restarts>0"), row));
    }

    void mistakes_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("position");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *filter, int position, int length, const char *sentence) { QTest::newRow(filter) << QString::fromUtf8(filter) << position << length << QString::fromUtf8(sentence); };
        row("a \"b", 2, 2, "The quote is not closed.");
        row("a (b or c", 2, 7, "This parenthesis is not closed.");
        row("a)", 1, 1, "There is no opening parenthesis for this one.");
        row("()", 0, 2, "There is nothing between the parentheses.");
        row("/a", 0, 2, "The regular expression has no closing slash. Quote a text that begins with one.");
        row("x /a(/", 2, 4, "This is no regular expression: missing closing parenthesis.");
        row("a or", 2, 2, "\"or\" needs something on both sides.");
        row("or a", 0, 2, "\"or\" needs something on both sides.");
        row("a and", 2, 3, "\"and\" needs something on both sides.");
        row("restarts>", 0, 9, "restarts needs a value.");
        row("x restarts>many", 2, 13, "restarts needs a number.");
        row("cpu>lots", 0, 8, "cpu needs a number of cores, such as 2 or 500m.");
        row("cpu>80%", 0, 7, "cpu needs a number of cores, such as 2 or 500m.");
        row("memory>1x", 0, 9, "memory needs a size, such as 512Mi or 1Gi.");
        row("age<1", 0, 5, "age needs a span of time, such as 90s, 1h or 2d12h.");
        row("age:1h", 0, 6, "age is compared with < or >, as in age<1h.");
        row("status>5", 0, 8, "status has no order: ask with : or =.");
        row("restart>5", 0, 7, "There is no column \"restart\" here. Did you mean \"restarts\"?");
        row("a stauts:x", 2, 6, "There is no column \"stauts\" here. Did you mean \"status\"?");
        row("zzzzz:1", 0, 5, "There is no column \"zzzzz\" here. Put the text in quotes to look for it.");
        row("label:", 0, 6, "label: needs the name of a label, as in label:app=web.");
        row("label:app in (a", 13, 2, "This parenthesis is not closed.");
        row("field:status.phase", 0, 18, "field:status.phase needs = or != and a value.");
        row("field:spec.other=1", 0, 18, "The server selects these objects only by the fields metadata.name, metadata.namespace, spec.nodeName, status.phase.");
        row("health:ill", 0, 10, "health is one of healthy, progressing, warning, failing, unknown, finished.");
        row("a or {b}", 0, 8, "Only a whole part of the filter can be switched off.");
        row("({a})", 1, 1, "Only a whole part of the filter can be switched off.");
        row("{a", 0, 2, "The switched-off part has no closing brace.");
        row("{restart>5}", 1, 7, "There is no column \"restart\" here. Did you mean \"restarts\"?");
    }

    void mistakes()
    {
        QFETCH(QString, filter);
        ParsedFilter parsed = parseFilter(filter);
        if (!parsed.error)
            QVERIFY(RowFilter::compile(parsed.root, podLike(), &parsed.error).isEmpty());
        QTEST(parsed.error.message, "sentence");
        QTEST(parsed.error.position, "position");
        QTEST(parsed.error.length, "length");
    }

    void partsKnowWhereTheyStand()
    {
        const QString text = QStringLiteral("  web -pending (a or b)  {restarts>5 } ");
        const ParsedFilter parsed = parseFilter(text);
        QStringList parts;
        for (const FilterNode &part : parsed.root.children)
            parts += text.mid(part.position, part.length);
        QCOMPARE(parts, (QStringList{QStringLiteral("web"), QStringLiteral("-pending"), QStringLiteral("(a or b)"), QStringLiteral("{restarts>5 }")}));
    }

    /// parse ∘ print is the identity.
    void printAndParse()
    {
        QRandomGenerator random(11);
        for (int i = 0; i < 5000; ++i) {
            FilterNode root = rootOf(tree(random, 3));
            if (random.bounded(4) == 0 && root.children.size() > 1) {
                FilterNode off;
                off.type = Type::Off;
                off.children.push_back(root.children.back());
                root.children.back() = off;
            }
            const QString text = printFilter(root);
            const ParsedFilter parsed = parseFilter(text);
            QVERIFY2(!parsed.error, qPrintable(text + u' ' + parsed.error.message));
            QVERIFY2(parsed.root == root, qPrintable(text));
            QCOMPARE(printFilter(parsed.root), text);
        }
    }

    void deMorganAndNarrowing();
    void figures();
};

namespace {

/// Rows whose cells agree often enough with what the random filters ask.
Row randomRow(QRandomGenerator &random)
{
    static const QStringList words{QStringLiteral("web"), QStringLiteral("db"), QStringLiteral("Cart"), QStringLiteral("a1"), QString()};
    const auto word = [&random] { return words[random.bounded(static_cast<int>(words.size()))]; };
    Row row = makeRow(word() + QStringLiteral("-x"), word());
    row.cells[Status].text = word();
    row.cells[Images].text = word();
    row.cells[Node].text = word();
    if (random.bounded(3))
        row.cells[Restarts].a = random.bounded(5);
    row.cells[Age].a = static_cast<double>(now - random.bounded(7'200) * 1000LL);
    row.labels = random.bounded(2) ? QStringLiteral("\napp=") + word() + u'\n' : QString();
    row.owner = word();
    return row;
}

/// A random filter's text together with what it means, written as plainly as can be.
struct Meant {
    QString text;
    std::function<bool(const Row &)> test;
};

Meant meant(QRandomGenerator &random, int depth)
{
    if (depth > 0 && random.bounded(2)) {
        const Meant a = meant(random, depth - 1);
        const Meant b = meant(random, depth - 1);
        switch (random.bounded(3)) {
        case 0: return {QStringLiteral("(%1 %2)").arg(a.text, b.text), [=](const Row &row) { return a.test(row) && b.test(row); }};
        case 1: return {QStringLiteral("(%1 or %2)").arg(a.text, b.text), [=](const Row &row) { return a.test(row) || b.test(row); }};
        default: return {QStringLiteral("-(%1)").arg(a.text), [=](const Row &row) { return !a.test(row); }};
        }
    }
    static const QStringList words{QStringLiteral("web"), QStringLiteral("d"), QStringLiteral("cart"), QStringLiteral("1")};
    const QString word = words[random.bounded(4)];
    const int n = random.bounded(5);
    switch (random.bounded(6)) {
    case 0:
        return {QStringLiteral("restarts>%1").arg(n), [n](const Row &row) { return row.cells[Restarts].a > n; }};
    case 1:
        return {QStringLiteral("restarts!=%1").arg(n), [n](const Row &row) { return !(row.cells[Restarts].a == n); }};
    case 2:
        return {QStringLiteral("status:!") + word, [word](const Row &row) { return !row.cells[Status].text.contains(word, Qt::CaseInsensitive); }};
    case 3:
        return {QStringLiteral("label:app!=") + word, [word](const Row &row) { return row.labels != QStringLiteral("\napp=%1\n").arg(word); }};
    case 4:
        return {QStringLiteral("age<%1m").arg(n * 20), [n](const Row &row) { return static_cast<double>(now) - row.cells[Age].a < n * 20 * 60'000; }};
    default:
        return {word, [word](const Row &row) {
                    QStringList texts{row.name, row.nameSpace, row.cells[Status].text, row.cells[Images].text, row.cells[Node].text};
                    if (!std::isnan(row.cells[Restarts].a))
                        texts += QString::number(row.cells[Restarts].a);
                    return std::any_of(texts.begin(), texts.end(), [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); });
                }};
    }
}

} // namespace

void TestFilter::deMorganAndNarrowing()
{
    QRandomGenerator random(5);
    std::vector<Row> rows;
    for (int i = 0; i < 150; ++i)
        rows.push_back(randomRow(random));
    const auto compiled = [](const QString &text) {
        ParsedFilter parsed = parseFilter(text);
        const RowFilter filter = RowFilter::compile(parsed.root, podLike(), &parsed.error);
        if (parsed.error)
            qFatal("%s: %s", qPrintable(text), qPrintable(parsed.error.message));
        return filter;
    };
    int passed = 0;
    int narrowed = 0;
    for (int i = 0; i < 600; ++i) {
        const Meant a = meant(random, 3);
        const Meant b = meant(random, 2);
        const RowFilter filter = compiled(a.text);
        const RowFilter notBoth = compiled(QStringLiteral("-(%1 %2)").arg(a.text, b.text));
        const RowFilter eitherNot = compiled(QStringLiteral("-%1 or -%2").arg(QStringLiteral("(%1)").arg(a.text), QStringLiteral("(%1)").arg(b.text)));
        const RowFilter both = compiled(a.text + u' ' + b.text);
        narrowed += both.narrows(filter) ? 1 : 0;
        for (const Row &row : rows) {
            const bool expected = a.test(row);
            passed += expected ? 1 : 0;
            QVERIFY2(filter.matches(row, {}, now) == expected, qPrintable(a.text));
            QVERIFY2(notBoth.matches(row, {}, now) == eitherNot.matches(row, {}, now), qPrintable(a.text + u' ' + b.text));
            if (both.narrows(filter) && both.matches(row, {}, now))
                QVERIFY(expected);
            if (filter.narrows(both) && expected)
                QVERIFY(both.matches(row, {}, now));
        }
    }
    QVERIFY(passed > 10'000);
    QVERIFY(narrowed > 100);
    QVERIFY(compiled(QStringLiteral("webx")).narrows(compiled(QStringLiteral("web"))));
    QVERIFY(!compiled(QStringLiteral("-webx")).narrows(compiled(QStringLiteral("-web"))));
    QVERIFY(!compiled(QStringLiteral("web")).narrows(compiled(QStringLiteral("web x"))));
}

/// Prints figures; fails only when something is out of all proportion, so that a busy machine does not turn it red.
void TestFilter::figures()
{
    std::vector<Row> rows;
    QRandomGenerator random(3);
    for (int i = 0; i < 50'000; ++i) {
        Row row = theRow();
        row.name = row.cells[Name].text = QStringLiteral("checkout-%1-%2").arg(random.bounded(100'000), 5, 16).arg(i, 5, 36);
        rows.push_back(std::move(row));
    }
    for (const char *text : {"z", "checkout", "12", "nothere", "-nothere", "~chk", "/out-.*f$/", "restarts>5", "age<1h", "label:app in (a,checkout)", "node:worker-7", "status:!running", "(web or cart) restarts>2"}) {
        ParsedFilter parsed = parseFilter(QString::fromLatin1(text));
        const RowFilter filter = RowFilter::compile(parsed.root, podLike(), nullptr);
        const std::clock_t begin = std::clock(); // of this process: the machine may be busy
        int count = 0;
        for (const Row &row : rows)
            count += filter.matches(row, {}, now) ? 1 : 0;
        const double ms = static_cast<double>(std::clock() - begin) * 1000 / CLOCKS_PER_SEC;
        qInfo("{\"figure\": \"50,000 rows asked: %s\", \"cpu_ms\": %.1f, \"pass\": %d}", text, ms, count);
        QVERIFY2(ms < 1500, text);
    }
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
