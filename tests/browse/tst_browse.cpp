// What goes around the table: commands, exports, palette, history, columns.

#include "../ui/fakelist.h"

#include <sk/kinds/kinds.h>
#include <sk/models/resourcetablemodel.h>
#include <sk/pages/pagecolumns.h>
#include <sk/pages/resourcepage.h>
#include <sk/pages/tableexport.h>
#include <sk/pages/viewcommands.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/columnchooser.h>
#include <sk/widgets/tableview.h>
#include <sk/window/pagehistory.h>

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListWidget>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace sk;

namespace {

kube::ResourceKind kindOf(const QString &id)
{
    for (const kube::ResourceKind &kind : kinds::allKinds())
        if (kind.type.id() == id)
            return kind;
    return {};
}

/// What a shell makes of commands: their words, one after the other.
QStringList wordsOf(const QStringList &commands)
{
    QProcess shell;
    // Whatever the command is, it only prints its words.
    shell.setProcessEnvironment([] {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("TOKEN"), QStringLiteral("s3 cr'et"));
        return environment;
    }());
    const QString script = QStringLiteral("show() { for word in \"$@\"; do printf '%s\\0' \"$word\"; done; }\nshow ") + commands.join(QStringLiteral("\nshow "));
    shell.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), script});
    if (!shell.waitForFinished() || shell.exitCode() != 0)
        return {QStringLiteral("the shell says: ") + QString::fromUtf8(shell.readAllStandardError())};
    QStringList words = QString::fromUtf8(shell.readAllStandardOutput()).split(QChar(0));
    words.removeLast();
    return words;
}

/// The fields of a CSV text, by the letter of RFC 4180.
QList<QStringList> readCsv(const QByteArray &csv)
{
    QList<QStringList> lines;
    QStringList line;
    QByteArray field;
    bool quoted = false;
    for (qsizetype i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (quoted) {
            if (c != '"')
                field += c;
            else if (i + 1 < csv.size() && csv[i + 1] == '"')
                field += csv[++i];
            else
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == ',') {
            line += QString::fromUtf8(field);
            field.clear();
        } else if (c == '\r' && i + 1 < csv.size() && csv[i + 1] == '\n') {
            ++i;
            line += QString::fromUtf8(field);
            field.clear();
            lines += line;
            line.clear();
        } else {
            field += c;
        }
    }
    return lines;
}

kube::ResourceKind plainKind()
{
    kube::ResourceKind kind;
    kind.title = "Things";
    const auto add = [&kind](const char *id, const char *title, kube::CellType type) {
        kube::Column column;
        column.id = QString::fromLatin1(id);
        column.title = title;
        column.type = type;
        kind.columns.push_back(column);
    };
    add("name", "Name", kube::CellType::Name);
    add("note", "A \"note\", or none", kube::CellType::Text);
    add("memory", "Memory", kube::CellType::Bytes);
    add("ready", "Ready", kube::CellType::Ready);
    add("age", "Age", kube::CellType::Age);
    return kind;
}

} // namespace

class TestBrowse : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }

    void shellWords_data()
    {
        QTest::addColumn<QString>("text");
        int i = 0;
        for (const QString &text : {QString(), QStringLiteral("plain"), QStringLiteral("two words"), QStringLiteral("it's"), QStringLiteral("'"), QStringLiteral("\"$HOME\" `id` $(id)"),
                 QStringLiteral("a\\b"), QStringLiteral("*?[x]~#!&;|<>(){}"), QString::fromUtf8("é 中"), QStringLiteral("line\nline"), QStringLiteral("-n"), QStringLiteral("a=b")})
            QTest::addRow("%d", i++) << text;
    }

    void shellWords()
    {
        QFETCH(QString, text);
        QCOMPARE(wordsOf(QStringList{ui::shellWord(text)}), QStringList{text});
    }

    void commandsAskForTheSame()
    {
        ui::ViewQuery query;
        query.server = QUrl(QStringLiteral("https://user:pw@ks.example.com:30880/base/?x=1"));
        query.type = kindOf(QStringLiteral("apps/deployments")).type;
        query.namespaces = {QStringLiteral("shop"), QStringLiteral("pay")};
        query.labelSelector = QStringLiteral("app in (a,b),tier!=web");
        query.fieldSelector = QStringLiteral("metadata.name=it's");
        query.labelColumns = {QStringLiteral("app"), QStringLiteral("a.b/c")};
        const QString kubectl = ui::kubectlCommand(query);
        QVERIFY(!kubectl.contains(QStringLiteral("pw")));
        const auto one = [](const QString &nameSpace) {
            return QStringList{QStringLiteral("kubectl"), QStringLiteral("--server=https://ks.example.com:30880/base"), QStringLiteral("--token=s3 cr'et"), QStringLiteral("get"),
                QStringLiteral("deployments.v1.apps"), QStringLiteral("--namespace"), nameSpace, QStringLiteral("--selector"), QStringLiteral("app in (a,b),tier!=web"),
                QStringLiteral("--field-selector"), QStringLiteral("metadata.name=it's"), QStringLiteral("--label-columns"), QStringLiteral("app,a.b/c")};
        };
        QCOMPARE(wordsOf(kubectl.split(u'\n')), one(QStringLiteral("shop")) + one(QStringLiteral("pay")));

        const QStringList curl = wordsOf({ui::curlCommand(query)});
        QVERIFY(curl.contains(QStringLiteral("Authorization: Bearer s3 cr'et")));
        const QUrl first(curl.at(curl.size() - 2));
        QCOMPARE(first.host(), QStringLiteral("ks.example.com"));
        QVERIFY(first.userName().isEmpty());
        QCOMPARE(first.path(), QStringLiteral("/base/apis/apps/v1/namespaces/shop/deployments"));
        QCOMPARE(QUrl::fromPercentEncoding(first.query(QUrl::FullyEncoded).toLatin1()),
            QStringLiteral("limit=500&labelSelector=app in (a,b),tier!=web&fieldSelector=metadata.name=it's"));
        QVERIFY(curl.last().contains(QStringLiteral("/namespaces/pay/")));

        query.namespaces.clear();
        query.labelSelector.clear();
        query.fieldSelector.clear();
        query.labelColumns.clear();
        query.type = kindOf(QStringLiteral("pods")).type;
        QVERIFY(ui::kubectlCommand(query).endsWith(QStringLiteral(" get pods --all-namespaces")));
        query.type = kindOf(QStringLiteral("nodes")).type;
        QVERIFY(ui::kubectlCommand(query).endsWith(QStringLiteral(" get nodes")));
        QVERIFY(ui::curlCommand(query).endsWith(QStringLiteral("/base/api/v1/nodes?limit=500'")));
    }

    void exports()
    {
        kube::ObjectStore store(plainKind());
        ManualClock clock(1'700'000'000'000);
        models::ResourceTableModel model(store, clock);
        const QStringList notes{QStringLiteral("=1+1"), QStringLiteral("+1"), QStringLiteral("-5.5"), QStringLiteral("@x"), QStringLiteral("a,b"), QStringLiteral("say \"hi\""),
            QStringLiteral("two\nlines"), QString(), QString::fromUtf8("é 中"), QStringLiteral("-rf")};
        kube::Delta delta;
        for (qsizetype i = 0; i < notes.size(); ++i) {
            kube::Row row;
            row.uid = {1, static_cast<quint64>(i + 1)};
            row.name = QStringLiteral("thing-%1").arg(i);
            row.cells.resize(5);
            row.cells[0].text = row.name;
            row.cells[1].text = notes[i];
            if (i > 0) {
                row.cells[2].a = 1536.0 * static_cast<double>(i);
                row.cells[3].a = 1;
                row.cells[3].b = 2;
                row.cells[4].a = 1'699'999'000'000.0;
            }
            delta.upserts.push_back(row);
        }
        store.apply(std::move(delta));
        const QList<int> columns{0, 2, 1, 3, 4}; // as the user put them
        const auto write = [&](ui::TableExport::Format format) {
            QBuffer buffer;
            buffer.open(QIODevice::WriteOnly);
            ui::TableExport writer(model, columns, format, buffer, clock.now());
            for (int rounds = 0; rounds < 100; ++rounds)
                if (writer.step(3))
                    break;
            return buffer.data();
        };
        const QByteArray csv = write(ui::TableExport::Format::Csv);
        const QList<QStringList> lines = readCsv(csv);
        QCOMPARE(lines.size(), notes.size() + 1);
        QCOMPARE(lines[0], (QStringList{QStringLiteral("Name"), QStringLiteral("Memory"), QStringLiteral("A \"note\", or none"), QStringLiteral("Ready"), QStringLiteral("Age")}));
        QCOMPARE(lines[1], (QStringList{QStringLiteral("thing-0"), QString(), QStringLiteral("'=1+1"), QString(), QString()}));
        QCOMPARE(lines[2], (QStringList{QStringLiteral("thing-1"), QStringLiteral("1536"), QStringLiteral("+1"), QStringLiteral("1/2"), QStringLiteral("2023-11-14T21:56:40Z")}));
        QCOMPARE(lines[3][2], QStringLiteral("-5.5"));
        QCOMPARE(lines[4][2], QStringLiteral("'@x"));
        for (const qsizetype i : {4, 5, 6, 7, 8})
            QCOMPARE(lines[i + 1][2], notes[i]);
        QCOMPARE(lines[10][2], QStringLiteral("'-rf"));

        const QJsonArray json = QJsonDocument::fromJson(write(ui::TableExport::Format::Json)).array();
        QCOMPARE(json.size(), notes.size());
        QCOMPARE(json[0][u"note"].toString(), QStringLiteral("=1+1")); // nobody runs it there
        QVERIFY(json[0][u"memory"].isNull());
        QCOMPARE(json[1][u"memory"].toDouble(), 1536.0);
        QCOMPARE(json[1][u"age"].toString(), QStringLiteral("2023-11-14T21:56:40Z"));
        QCOMPARE(json[6][u"note"].toString(), notes[6]);
    }

    void exportSurvivesRowsThatGo()
    {
        kube::ObjectStore store(plainKind());
        ManualClock clock(0);
        models::ResourceTableModel model(store, clock);
        kube::Delta delta;
        for (quint64 i = 1; i <= 20; ++i) {
            kube::Row row;
            row.uid = {1, i};
            row.name = QStringLiteral("thing-%1").arg(i);
            row.cells.resize(5);
            delta.upserts.push_back(row);
        }
        store.apply(std::move(delta));
        QBuffer buffer;
        buffer.open(QIODevice::WriteOnly);
        ui::TableExport writer(model, {0}, ui::TableExport::Format::Json, buffer, 0);
        QVERIFY(!writer.step(5));
        kube::Delta gone;
        for (quint64 i = 4; i <= 12; ++i)
            gone.removals.push_back({1, i});
        store.apply(std::move(gone));
        while (!writer.step(5)) { }
        QCOMPARE(QJsonDocument::fromJson(buffer.data()).array().size(), 5 + 8);
    }

    void historyKeepsHowPlacesWereLeft()
    {
        ui::PageHistory history;
        QVERIFY(!history.canGoBack() && !history.canGoForward());
        const auto place = [](const char *kind, const char *filter = "") { return ui::PagePlace{QString::fromLatin1(kind), {}, QString::fromLatin1(filter), {}, {}, 0}; };
        history.visit(place("pods"));
        history.visit(place("pods")); // the same
        QVERIFY(!history.canGoBack());
        ui::PagePlace left = place("pods", "web");
        left.scroll = 700;
        left.selectedName = QStringLiteral("web-1");
        history.update(left);
        history.visit(place("nodes"));
        history.visit(place("services"));
        QCOMPARE(history.back()->kind, QStringLiteral("nodes"));
        const auto back = history.back();
        QCOMPARE(back->filter, QStringLiteral("web"));
        QCOMPARE(back->scroll, 700);
        QVERIFY(!history.canGoBack());
        QCOMPARE(history.forward()->kind, QStringLiteral("nodes"));
        history.visit(place("jobs")); // services lay ahead
        QVERIFY(!history.canGoForward());
        for (int i = 0; i < 300; ++i)
            history.visit(place(qPrintable(QStringLiteral("kind-%1").arg(i))));
        int steps = 0;
        while (history.back())
            ++steps;
        QCOMPARE(steps, 99);
    }

    void columnsByKeyboard()
    {
        QTemporaryDir home;
        settings::Settings settings(home.path());
        ManualClock clock(1'700'000'000'000);
        QList<kube::ResourceKind> opened;
        QList<std::shared_ptr<FakeList>> lists;
        const auto open = [&](const kube::ResourceKind &kind, const QStringList &) {
            opened += kind;
            lists += std::make_shared<FakeList>(kind);
            for (int i = 0; i < 30; ++i)
                lists.last()->put(i, kube::Health::Healthy, QStringLiteral("Ready"));
            return lists.last();
        };
        kube::ListStatus live;
        live.freshness = kube::ListStatus::Freshness::Live;
        live.complete = true;
        auto page = std::make_unique<ui::ResourcePage>(kindOf(QStringLiteral("nodes")), open, QStringList(), settings, clock);
        page->columns()->setFieldSource([](QObject *, auto answer) {
            answer({{QStringLiteral("pool"), QStringLiteral("zone")}, {QStringLiteral("example.io/owner")}, {QStringLiteral("{.spec.podCIDR}")}});
        });
        page->resize(1000, 640);
        page->show();
        lists.last()->setStatus(live);
        QTRY_VERIFY(page->settled());
        page->select({}, QStringLiteral("node-007"));
        QTRY_VERIFY(page->selection());
        const auto titles = [&] {
            QStringList result;
            for (const int column : page->view()->visibleColumns())
                result += page->view()->model()->headerData(column, Qt::Horizontal).toString();
            return result;
        };
        const QStringList before = titles();

        page->chooseColumns();
        auto *chooser = page->findChild<widgets::ColumnChooser *>();
        QVERIFY(chooser && chooser->isVisible());
        auto *line = chooser->findChild<QLineEdit *>();
        auto *list = chooser->findChild<QListWidget *>();
        // Hide: found by typing, Enter.
        QTest::keyClicks(line, QStringLiteral("roles"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY(!titles().contains(QStringLiteral("Roles")));
        QTest::keyClick(line, Qt::Key_Escape);
        QVERIFY(line->text().isEmpty() && chooser->isVisible());
        // Move: into the list, Ctrl+Down.
        QTest::keyClick(line, Qt::Key_Down);
        list->setCurrentRow(1);
        QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier); // behind the hidden one
        QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(titles().at(2), before.at(1));
        // The name stays where and what it is.
        list->setCurrentRow(0);
        QTest::keyClick(list, Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(titles().first(), before.first());
        // A label, by a suggestion.
        line->setFocus();
        QTest::keyClicks(line, QStringLiteral("pool"));
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_COMPARE(opened.size(), 2);
        QVERIFY(opened.last().columnIndex(QStringLiteral("label:pool")) > 0);
        // Until it is read, the rows of before are there.
        QVERIFY(page->view()->isVisible());
        QCOMPARE(page->counts().shown, 30);
        QVERIFY(!titles().contains(QStringLiteral("pool")));
        lists.last()->setStatus(live);
        QTRY_VERIFY(titles().contains(QStringLiteral("pool")));
        QVERIFY(!titles().contains(QStringLiteral("Roles"))); // what was chosen before stays
        QCOMPARE(titles().last(), QStringLiteral("Age"));
        QTRY_VERIFY(page->selection());
        QCOMPARE(page->selection()->name, QStringLiteral("node-007"));
        // A path that is none says why; one that is, is taken.
        QVERIFY(!page->addColumn(QStringLiteral("{.spec.")).isEmpty());
        QCOMPARE(opened.size(), 2);
        QCOMPARE(page->addColumn(QStringLiteral("{.spec.podCIDR}")), QString());
        lists.last()->setStatus(live);
        QTRY_VERIFY(titles().contains(QStringLiteral(".spec.podCIDR")));
        QCOMPARE(page->addColumn(QStringLiteral(".spec.podCIDR")), QString()); // there already
        QCOMPARE(opened.size(), 3);
        page->view()->setSort({});
        page->view()->sortBy(1, false);
        page->view()->sortBy(3, true);
        const QStringList arranged = titles();
        const auto sorted = page->view()->sortKeys();

        // Kept for the next time.
        page.reset();
        page = std::make_unique<ui::ResourcePage>(kindOf(QStringLiteral("nodes")), open, QStringList(), settings, clock);
        page->show();
        lists.last()->setStatus(live);
        QTRY_VERIFY(page->settled());
        QCOMPARE(titles(), arranged);
        QCOMPARE(page->view()->sortKeys(), sorted);
        QCOMPARE(opened.size(), 4); // with its columns from the start: read once
        // Reset takes all of it back.
        page->chooseColumns();
        chooser = page->findChild<widgets::ColumnChooser *>();
        emit chooser->resetRequested();
        lists.last()->setStatus(live);
        QTRY_COMPARE(titles(), before);
    }
};

QTEST_MAIN(TestBrowse)
#include "tst_browse.moc"
