#include "columns.h"
#include "fakelist.h"

#include <sk/pages/filterlanguage.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/filterchip.h>
#include <sk/widgets/searchfield.h>

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace sk;
using widgets::FilterChip;
using widgets::SearchField;

namespace {

kube::ResourceKind things()
{
    kube::ResourceKind kind;
    kind.type.namespaced = true;
    kind.columns = {
        test::column("name", "Name", kube::CellType::Name),
        test::column("status", "Status", kube::CellType::Status),
        test::column("restarts", "Restarts", kube::CellType::Number),
    };
    return kind;
}

} // namespace

class TestSearchField : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_list = std::make_unique<FakeList>(things());
        for (const auto &[name, nameSpace, status, labels] : {std::tuple{"web-1", "shop", "Running, 1 of 2 ready", "\napp=web\ntier=front\n"}, std::tuple{"db-1", "store", "Pending", "\napp=db\n"}}) {
            kube::Row row;
            row.uid = kube::Uid::fromText(name);
            row.name = QString::fromLatin1(name);
            row.nameSpace = QString::fromLatin1(nameSpace);
            row.labels = QString::fromLatin1(labels);
            row.cells.resize(3);
            row.cells[0].text = row.name;
            row.cells[1].text = QString::fromLatin1(status);
            row.cells[2].a = 3;
            kube::Delta delta;
            delta.upserts.push_back(row);
            m_list->store().apply(std::move(delta));
        }
        m_window = std::make_unique<QWidget>();
        m_field = new SearchField;
        m_field->setLanguage(ui::filterLanguage([this]() -> const kube::ObjectStore * { return &m_list->store(); }));
        auto *layout = new QVBoxLayout(m_window.get());
        layout->addWidget(m_field);
        layout->addStretch(1);
        m_window->resize(700, 300);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get(), 60'000));
        m_field->setFocus();
        QTRY_VERIFY(m_field->line()->hasFocus());
    }
    void cleanup() { m_window.reset(); }

    void enterMakesChipsOfParts()
    {
        QSignalSpy changes(m_field, &SearchField::filterChanged);
        QSignalSpy leaves(m_field, &SearchField::leaveRequested);
        type("web -pending (a or b)");
        key(Qt::Key_Return);
        QCOMPARE(parts(), (QStringList{QStringLiteral("web"), QStringLiteral("-pending"), QStringLiteral("(a or b)")}));
        QVERIFY(m_field->line()->text().isEmpty());
        QCOMPARE(leaves.count(), 1);
        QCOMPARE(changes.last().first().toString(), QStringLiteral("web -pending (a or b)"));
        // What is typed after them is asked for as well; a choice among it stays one.
        type("x or y");
        QTRY_COMPARE(changes.last().first().toString(), QStringLiteral("web -pending (a or b) (x or y)"));
    }

    void chipsSwitchOffAndGo()
    {
        m_field->setFilterText(QStringLiteral("web {restarts>5} status:running"));
        QCOMPARE(chips().size(), 3);
        QVERIFY(!chips()[1]->isChecked());
        QCOMPARE(m_field->text(), QStringLiteral("web {restarts>5} status:running"));
        QSignalSpy changes(m_field, &SearchField::filterChanged);
        QTest::mouseClick(chips()[0], Qt::LeftButton, {}, QPoint(8, chips()[0]->height() / 2));
        QCOMPARE(changes.last().first().toString(), QStringLiteral("{web} {restarts>5} status:running"));
        chips()[1]->setFocus();
        QTest::keyClick(chips()[1], Qt::Key_Space);
        QCOMPARE(changes.last().first().toString(), QStringLiteral("{web} restarts>5 status:running"));
        QVERIFY(chips()[1]->accessibleName().contains(QStringLiteral("restarts>5")));
        QTest::keyClick(chips()[1], Qt::Key_Backspace);
        QCOMPARE(changes.last().first().toString(), QStringLiteral("{web} status:running"));
        QTest::mouseClick(chips()[0], Qt::LeftButton, {}, QPoint(chips()[0]->width() - chips()[0]->height() / 2, chips()[0]->height() / 2));
        QCOMPARE(changes.last().first().toString(), QStringLiteral("status:running"));
    }

    void keyboardGoesFromLineToChipsAndBack()
    {
        m_field->setFilterText(QStringLiteral("web restarts>5"));
        key(Qt::Key_Backspace); // at the beginning of an empty line
        QVERIFY(chips()[1]->hasFocus());
        QTest::keyClick(chips()[1], Qt::Key_Left);
        QVERIFY(chips()[0]->hasFocus());
        QTest::keyClick(chips()[0], Qt::Key_Return);
        QVERIFY(m_field->line()->hasFocus());
        QCOMPARE(m_field->line()->text(), QStringLiteral("web"));
        QCOMPARE(parts(), QStringList{QStringLiteral("restarts>5")});
        key(Qt::Key_Escape);
        QCOMPARE(m_field->text(), QString());
    }

    void aMistakeIsSaidAndChangesNothing()
    {
        QSignalSpy changes(m_field, &SearchField::filterChanged);
        type("web ");
        QTRY_COMPARE(changes.count(), 1);
        type("restart>5");
        QTest::qWait(0);
        auto *sentence = sentenceLabel();
        QVERIFY(sentence->isVisible());
        QCOMPARE(sentence->text(), QStringLiteral("There is no column \"restart\" here. Did you mean \"restarts\"?"));
        key(Qt::Key_Return);
        QVERIFY(chips().isEmpty());
        QCOMPARE(changes.count(), 1);
        QCOMPARE(m_field->line()->accessibleDescription(), sentence->text());
        m_field->line()->setText(QStringLiteral("web restarts>5"));
        QVERIFY(!sentence->isVisible());
        QTRY_COMPARE(changes.last().first().toString(), QStringLiteral("web restarts>5"));
    }

    void completesKeysAndValues_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("offered");
        QTest::newRow("key") << QStringLiteral("web res") << QStringList{QStringLiteral("restarts>")};
        QTest::newRow("negated, the beginning first") << QStringLiteral("-sta") << QStringList{QStringLiteral("status:"), QStringLiteral("restarts>")};
        QTest::newRow("namespace") << QStringLiteral("ns:") << QStringList{QStringLiteral("shop"), QStringLiteral("store")};
        QTest::newRow("second value") << QStringLiteral("ns:shop,st") << QStringList{QStringLiteral("store")};
        QTest::newRow("status word") << QStringLiteral("status:!r") << QStringList{QStringLiteral("Running")};
        QTest::newRow("label key") << QStringLiteral("label:") << QStringList{QStringLiteral("app"), QStringLiteral("tier")};
        QTest::newRow("label value") << QStringLiteral("label:app=w") << QStringList{QStringLiteral("web")};
        QTest::newRow("field") << QStringLiteral("field:metadata.namesp") << QStringList{QStringLiteral("metadata.namespace=")};
        QTest::newRow("nothing") << QStringLiteral("label:other=") << QStringList();
    }
    void completesKeysAndValues()
    {
        QFETCH(QString, typed);
        type(qPrintable(typed));
        auto *completer = m_field->findChild<QCompleter *>();
        QStringList offered;
        for (int row = 0; row < completer->completionModel()->rowCount(); ++row)
            offered += completer->completionModel()->index(row, 0).data(Qt::UserRole).toString();
        QTEST(offered, "offered");
        QCOMPARE(completer->popup()->isVisible(), !offered.isEmpty());
        if (offered.isEmpty())
            return;
        QTest::keyClick(completer->popup(), Qt::Key_Down);
        QTest::keyClick(completer->popup(), Qt::Key_Return);
        QVERIFY2(m_field->line()->text().endsWith(offered.first()), qPrintable(m_field->line()->text()));
        completer->popup()->hide();
    }

    void historyUpAndDown()
    {
        QSignalSpy history(m_field, &SearchField::historyChanged);
        for (const char *filter : {"one", "two"}) {
            type(filter);
            key(Qt::Key_Return);
            m_field->setFilterText({});
            m_field->setFocus();
        }
        QCOMPARE(history.last().first().toStringList(), (QStringList{QStringLiteral("two"), QStringLiteral("one")}));
        key(Qt::Key_Up);
        QCOMPARE(m_field->text(), QStringLiteral("two"));
        key(Qt::Key_Up);
        QCOMPARE(m_field->text(), QStringLiteral("one"));
        key(Qt::Key_Up);
        QCOMPARE(m_field->text(), QStringLiteral("one"));
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        QCOMPARE(m_field->text(), QString());
        QSignalSpy leaves(m_field, &SearchField::leaveRequested);
        key(Qt::Key_Down);
        QCOMPARE(leaves.count(), 1);
    }

private:
    void type(const char *text)
    {
        QTest::keyClicks(m_field->line(), QString::fromUtf8(text));
    }
    void key(Qt::Key key)
    {
        m_field->findChild<QCompleter *>()->popup()->hide();
        QTest::keyClick(m_field->line(), key);
    }
    [[nodiscard]] QList<FilterChip *> chips() const
    {
        QList<FilterChip *> found;
        for (FilterChip *chip : m_field->findChildren<FilterChip *>()) {
            if (chip->isVisible())
                found += chip;
        }
        std::sort(found.begin(), found.end(), [](const FilterChip *a, const FilterChip *b) { return a->x() < b->x(); });
        return found;
    }
    [[nodiscard]] QStringList parts() const
    {
        QCoreApplication::processEvents(); // the layout puts chips in their places
        QStringList texts;
        for (const FilterChip *chip : chips())
            texts += chip->part();
        return texts;
    }
    [[nodiscard]] QLabel *sentenceLabel() const
    {
        return m_field->findChild<QLabel *>(QStringLiteral("filterMistake"));
    }

    std::unique_ptr<FakeList> m_list;
    std::unique_ptr<QWidget> m_window;
    SearchField *m_field = nullptr;
};

QTEST_MAIN(TestSearchField)
#include "tst_searchfield.moc"
