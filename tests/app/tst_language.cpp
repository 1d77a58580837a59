#include "place.h"

#include <translations.h>

#include <sk/pages/detailpane.h>
#include <sk/pages/resourcepage.h>
#include <sk/widgets/tableview.h>

#include <QLabel>

using namespace sk;

/// Another language while the program runs: the sentences of rows that are on the screen follow, though the decoder made them before.
class TestLanguage : public QObject {
    Q_OBJECT

private slots:
    void rowsFollow()
    {
        app::Translations translations;
        translations.use(QStringLiteral("en"));
        test::Place place;
        QVERIFY(place.start());
        ui::MainWindow &window = place.window().window();
        window.resize(1200, 760);
        QTRY_VERIFY_WITH_TIMEOUT(window.settled(), 30'000);
        auto *page = window.findChild<ui::ResourcePage *>();
        QCOMPARE(page->kind().type.id(), QStringLiteral("nodes"));
        std::string cordoned;
        place.cluster.withWorld([&cordoned](demo::World &world) {
            const demo::KindInfo *nodes = world.findKind("", "v1", "nodes");
            world.each(*nodes, {}, {}, {}, [&cordoned](const demo::Entry &entry) {
                cordoned = entry.name;
                return false;
            });
            demo::Json node = *world.object(*nodes, {}, cordoned);
            node["spec"]["unschedulable"] = true;
            (void)world.update(*nodes, {}, cordoned, node, false);
        });
        const auto shown = [page](const QString &word) {
            const QAbstractItemModel *model = page->view()->model();
            for (int row = 0; row < model->rowCount(); ++row)
                for (int column = 0; column < model->columnCount(); ++column)
                    if (model->index(row, column).data().toString().contains(word))
                        return true;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(shown(QStringLiteral("cordoned")), 30'000);
        page->select({}, QString::fromStdString(cordoned));
        QTRY_VERIFY(page->selection());
        const auto *pane = window.findChild<ui::DetailPane *>();
        const auto says = [pane](const QString &word) {
            const auto labels = pane->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&word](const QLabel *label) { return label->text().contains(word, Qt::CaseInsensitive); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("Conditions")), 30'000);

        translations.use(QStringLiteral("zh_CN"));
        QTRY_VERIFY_WITH_TIMEOUT(shown(QString::fromUtf8("已停止调度")), 30'000);
        QVERIFY(!shown(QStringLiteral("cordoned")));
        QTRY_VERIFY_WITH_TIMEOUT(says(QString::fromUtf8("状况")), 30'000); // in the details too
        QVERIFY(page->selection()); // where the user was
        QCOMPARE(page->selection()->name, QString::fromStdString(cordoned));
        QCOMPARE(page->counts().shown, 3);
        translations.use(QStringLiteral("en"));
        QTRY_VERIFY_WITH_TIMEOUT(shown(QStringLiteral("cordoned")), 30'000);
    }
};

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
