#include "activewindow.h"
#include "kindof.h"

#include <sk/kube/jsonpath.h>
#include <sk/pages/detailpane.h>
#include <sk/pages/resourcepage.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/yamlview.h>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>

using namespace sk;

/// "Show as column" on what the detail pane shows: the menu of a line of the YAML, and that of a label or an annotation.
class TestShowAsColumn : public QObject {
    Q_OBJECT

    ManualClock m_clock;
    std::unique_ptr<ui::DetailPane> m_pane;

    [[nodiscard]] QLabel *label(const QString &text) const
    {
        for (auto *each : m_pane->findChildren<QLabel *>())
            if (each->isVisible() && QString(each->text()).remove(QChar(0x200b)) == text)
                return each;
        return nullptr;
    }
    static QAction *entry(const QList<QAction *> &actions, const char *text)
    {
        for (QAction *action : actions)
            if (action->text().remove(u'&') == QLatin1String(text))
                return action;
        return nullptr;
    }

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }

    void init()
    {
        auto detail = std::make_shared<kube::ObjectDetail>();
        detail->yaml = QStringLiteral("metadata:\n  labels:\n    app: shop\n  annotations:\n    example.io/owner: team-a\nspec:\n  containers:\n  - image: r/api:1\n  podCIDR: 10.0.0.0/24\n"
                                      "  weird key.x: 1\n");
        detail->labels = {{QStringLiteral("app"), QStringLiteral("shop")}};
        detail->annotations = {{QStringLiteral("example.io/owner"), QStringLiteral("team-a")}};
        kube::DetailSection conditions;
        conditions.title = QStringLiteral("Conditions");
        conditions.shape = kube::DetailSection::Shape::Conditions;
        kube::DetailSection::Entry ready;
        ready.label = QStringLiteral("Ready");
        ready.value = QStringLiteral("True");
        ready.note = QStringLiteral("KubeletReady");
        ready.path = QStringLiteral("{.status.conditions[?(@.type==\"Ready\")].status}");
        conditions.entries = {ready};
        kube::DetailSection load;
        load.title = QStringLiteral("Load");
        load.shape = kube::DetailSection::Shape::Meters;
        kube::DetailSection::Entry pods;
        pods.label = QStringLiteral("Pods");
        pods.total = 110;
        pods.unit = kube::MeterUnit::Pieces;
        pods.path = QStringLiteral("{.status.allocatable.pods}");
        load.entries = {pods};
        kube::DetailSection system;
        system.title = QStringLiteral("System");
        system.entries = {{.label = QStringLiteral("Kernel"), .value = QStringLiteral("5.10"), .note = {}, .path = QStringLiteral("{.status.nodeInfo.kernelVersion}")},
            {.label = QStringLiteral("Roles"), .value = QStringLiteral("worker"), .note = {}, .path = {}}};
        kube::DetailSection taints;
        taints.title = QStringLiteral("Taints");
        taints.shape = kube::DetailSection::Shape::Chips;
        taints.entries = {{.label = {}, .value = QStringLiteral("gpu:NoSchedule"), .note = {}, .path = QStringLiteral("{.spec.taints[*].key}")}};
        detail->sections = {load, system, taints, conditions};
        m_pane = std::make_unique<ui::DetailPane>(m_clock);
        m_pane->setSource({[detail](const auto &, const auto &, const auto &, QObject *, auto answer) { answer(std::shared_ptr<const kube::ObjectDetail>(detail)); },
            [](const auto &, const auto &, const auto &, QObject *, auto answer) { answer(QList<kube::ObjectEvent>()); }});
        m_pane->resize(420, 700);
        QVERIFY(test::showActive(*m_pane));
        m_pane->showObject(test::kindOf(QStringLiteral("nodes")), {{1, 1}, {}, QStringLiteral("node-001"), QStringLiteral("1"), kube::Health::Healthy, QStringLiteral("Ready"), {}});
        QTRY_VERIFY(!m_pane->yaml().isEmpty());
    }
    void cleanup() { m_pane.reset(); }

    void aLineOfTheYaml_data()
    {
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("spec");
        QTest::newRow("label") << 2 << QStringLiteral("label:app");
        QTest::newRow("annotation") << 4 << QStringLiteral("annotation:example.io/owner");
        QTest::newRow("field") << 8 << QStringLiteral("{.spec.podCIDR}");
        QTest::newRow("of each element") << 7 << QStringLiteral("{.spec.containers[*].image}");
        QTest::newRow("odd name") << 9 << QString(); // whatever the writing, it has to be a path
    }
    void aLineOfTheYaml()
    {
        QFETCH(int, line);
        QFETCH(QString, spec);
        m_pane->showTab(ui::DetailPane::Tab::Yaml);
        auto *yaml = m_pane->findChild<widgets::YamlView *>();
        QTRY_VERIFY(yaml->isVisible());
        QSignalSpy wanted(m_pane.get(), &ui::DetailPane::columnRequested);
        yaml->setTextCursor(QTextCursor(yaml->document()->findBlockByNumber(line)));
        // By the menu key: the line of the cursor. By the mouse: the line below it, wherever the cursor is.
        for (const bool mouse : {false, true}) {
            const QPoint where = yaml->cursorRect().center();
            if (mouse)
                yaml->setTextCursor(QTextCursor(yaml->document()->findBlockByNumber(0)));
            QContextMenuEvent event(mouse ? QContextMenuEvent::Mouse : QContextMenuEvent::Keyboard, where, yaml->viewport()->mapToGlobal(where));
            QApplication::sendEvent(yaml->viewport(), &event);
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            QAction *action = entry(menu->actions(), "Show as column");
            QVERIFY(action && action->isEnabled());
            menu->setActiveAction(action);
            QTest::keyClick(menu, Qt::Key_Return);
            QTRY_COMPARE(wanted.count(), mouse ? 2 : 1);
            const QString got = wanted.last().first().toString();
            if (!spec.isEmpty())
                QCOMPARE(got, spec);
            kube::JsonPath::Problem problem;
            if (got.startsWith(u'{'))
                (void)kube::JsonPath::parse(got, &problem);
            QVERIFY2(problem.message.isEmpty(), qPrintable(got + problem.message));
        }
    }

    void aLabelOrAnAnnotation()
    {
        m_pane->showTab(ui::DetailPane::Tab::Metadata);
        QTRY_VERIFY(label(QStringLiteral("app")));
        QSignalSpy wanted(m_pane.get(), &ui::DetailPane::columnRequested);
        // On the name as on the value.
        const QList<std::pair<QString, QString>> places{{QStringLiteral("app"), QStringLiteral("label:app")}, {QStringLiteral("shop"), QStringLiteral("label:app")},
            {QStringLiteral("example.io/owner"), QStringLiteral("annotation:example.io/owner")}, {QStringLiteral("team-a"), QStringLiteral("annotation:example.io/owner")}};
        for (const auto &[text, spec] : places) {
            QLabel *found = label(text);
            QVERIFY2(found, qPrintable(text));
            QAction *action = entry(found->actions(), "Show as column");
            QVERIFY2(action, qPrintable(text));
            QCOMPARE(found->contextMenuPolicy(), Qt::ActionsContextMenu);
            action->trigger();
            QCOMPARE(wanted.last().first().toString(), spec);
        }
        entry(label(QStringLiteral("shop"))->actions(), "Copy")->trigger();
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("shop"));
    }

    void whatTheOverviewSays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spec"); // empty: of no one field
        const QString ready = QStringLiteral("{.status.conditions[?(@.type==\"Ready\")].status}");
        QTest::newRow("condition") << QStringLiteral("Ready") << ready;
        QTest::newRow("reason") << QStringLiteral("KubeletReady") << ready;
        QTest::newRow("fact") << QStringLiteral("Kernel") << QStringLiteral("{.status.nodeInfo.kernelVersion}");
        QTest::newRow("its value") << QStringLiteral("5.10") << QStringLiteral("{.status.nodeInfo.kernelVersion}");
        QTest::newRow("made up") << QStringLiteral("worker") << QString();
        QTest::newRow("meter") << QStringLiteral("Pods") << QStringLiteral("{.status.allocatable.pods}");
        QTest::newRow("chips") << QStringLiteral("gpu:NoSchedule") << QStringLiteral("{.spec.taints[*].key}");
    }
    void whatTheOverviewSays()
    {
        QFETCH(QString, text);
        QFETCH(QString, spec);
        m_pane->showTab(ui::DetailPane::Tab::Overview);
        QSignalSpy wanted(m_pane.get(), &ui::DetailPane::columnRequested);
        QList<QLabel *> said;
        for (auto *each : m_pane->findChildren<QLabel *>()) {
            QTextDocument plain; // chips are rich text
            plain.setHtml(QString(each->text()).remove(QChar(0x200b)));
            if (each->isVisible() && plain.toPlainText().trimmed() == text)
                said += each;
        }
        QVERIFY(!said.isEmpty());
        for (const QLabel *each : std::as_const(said))
            if (QAction *action = entry(each->actions(), "Show as column"))
                action->trigger();
        QCOMPARE(wanted.count(), spec.isEmpty() ? 0 : 1);
        if (!spec.isEmpty())
            QCOMPARE(wanted.last().first().toString(), spec);
    }
};

QTEST_MAIN(TestShowAsColumn)
#include "tst_showascolumn.moc"
