#include "windowtest.h"

#include <sk/actions/actionset.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/tableview.h>

#include <QAction>
#include <QClipboard>
#include <QItemSelectionModel>
#include <QNetworkProxy>

using namespace sk;

/// What is copied by the actions of the window, against the stand-in.
class TestCopies : public test::WindowTest {
    Q_OBJECT

    void trigger(const char *action) const { window().findChild<ui::ActionSet *>()->action(action)->trigger(); }
    [[nodiscard]] static QString copied() { return QApplication::clipboard()->text(); }

private slots:
    void initTestCase()
    {
        QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
        widgets::installStyle(*qApp);
        m_place = std::make_unique<test::Place>();
        QVERIFY(m_place->start());
        QTRY_VERIFY_WITH_TIMEOUT(window().settled() && page()->counts().shown > 1, 60'000);
    }
    void init() { QApplication::clipboard()->setText(QStringLiteral("before")); }
    void cleanupTestCase() { m_place.reset(); }

    void theCellOfTheKeyboard()
    {
        widgets::TableView *table = page()->view();
        const auto copyOf = [&](const char *id) {
            for (int column = 0; column < table->columns().size(); ++column)
                if (table->columns()[column].id == QLatin1String(id))
                    table->setCurrentIndex(table->model()->index(1, column));
            trigger("object.copyCell");
            return copied();
        };
        QCOMPARE(copyOf("name"), table->model()->index(1, 0).data().toString());
        QVERIFY2(copyOf("version").startsWith(u'v'), qPrintable(copied()));
        QVERIFY2(QDateTime::fromString(copyOf("age"), Qt::ISODate).isValid(), qPrintable(copied())); // the time, not the age
    }

    void theYamlOfOneAndOfSeveral()
    {
        widgets::TableView *table = page()->view();
        const QString first = table->model()->index(0, 0).data().toString();
        const QString second = table->model()->index(1, 0).data().toString();
        table->selectionModel()->setCurrentIndex(table->model()->index(0, 0), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        trigger("object.copyYaml");
        QTRY_VERIFY_WITH_TIMEOUT(copied().contains(QStringLiteral("name: ") + first), 60'000);
        QVERIFY(!copied().contains(QStringLiteral("name: ") + second + u'\n'));
        table->selectionModel()->select(table->model()->index(1, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(page()->selectedObjects().size(), 2);
        QApplication::clipboard()->setText(QStringLiteral("before"));
        trigger("object.copyYaml");
        QTRY_VERIFY_WITH_TIMEOUT(copied().contains(QStringLiteral("name: ") + second), 60'000);
        QVERIFY(copied().contains(QStringLiteral("name: ") + first));
        QCOMPARE(copied().count(QStringLiteral("kind: Node\n")), 2);
        QVERIFY(copied().contains(QStringLiteral("\n---\n"))); // one file for kubectl
    }

    void theListAsCurl()
    {
        page()->setFilter(QStringLiteral("label:app=web"));
        trigger("list.copyCurl");
        QVERIFY2(copied().startsWith(QStringLiteral("curl ")), qPrintable(copied()));
        QVERIFY2(copied().contains(QStringLiteral("/api/v1/nodes?limit=500&labelSelector=app%3Dweb")), qPrintable(copied()));
        QVERIFY(copied().contains(QStringLiteral("Bearer $TOKEN")));
        page()->setFilter({});
    }
};

QTEST_MAIN(TestCopies)
#include "tst_copies.moc"
