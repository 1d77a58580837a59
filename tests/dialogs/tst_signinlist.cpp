#include "demosignintest.h"

#include <sk/theme/theme.h>

#include <QListWidget>

using namespace sk;
using sk::test::DemoSignInTest;

/// The list of connections in the sign-in dialog.
class TestSignInList : public DemoSignInTest {
    Q_OBJECT

private slots:
    void initTestCase() { theme::Theme::instance().setMode(theme::Mode::Light); }
    void init() { make(); }
    void cleanup() { drop(); }

    void doubleClickOnTheDemoSignsIn()
    {
        show();
        auto *list = child<QListWidget>("connections");
        QVERIFY(!child<QLineEdit>("server")->isVisible());
        const QPoint middle = list->visualItemRect(list->item(0)).center();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, middle);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, middle);
        QTRY_VERIFY(m_session);
        QCOMPARE(m_profiles->profiles().size(), 1);
    }

    void deleteCanBeUndone()
    {
        session::Profile profile;
        profile.id = QStringLiteral("one");
        profile.name = QStringLiteral("lab");
        profile.server = url();
        QVERIFY(!m_profiles->save(profile));
        m_memory->write(QStringLiteral("one"), "tokens", this, [](const Result<bool> &) {});
        const auto stored = [this] {
            std::optional<bool> there;
            m_memory->read(QStringLiteral("one"), this, [&there](const Result<std::optional<QByteArray>> &secret) { there = secret.ok() && *secret; });
            return QTest::qWaitFor([&there] { return there.has_value(); }) && *there;
        };
        show();
        m_dialog->selectProfile(QStringLiteral("one"));
        child<QListWidget>("connections")->setFocus();
        QTest::keyClick(child<QListWidget>("connections"), Qt::Key_Delete);
        QVERIFY(!m_profiles->find(QStringLiteral("one")));
        QVERIFY(child<QLabel>("connectionsNote")->text().contains(QStringLiteral("lab")));
        QVERIFY(stored()); // as long as it can be undone
        QTest::mouseClick(child<QPushButton>("undoDelete"), Qt::LeftButton);
        QVERIFY(m_profiles->find(QStringLiteral("one")));
        QVERIFY(stored());
        child<QListWidget>("connections")->setFocus();
        QTest::keyClick(child<QListWidget>("connections"), Qt::Key_Delete);
        m_dialog->reject();
        QVERIFY(!m_profiles->find(QStringLiteral("one")));
        QVERIFY(!stored());
    }

    void ordersAndDuplicates()
    {
        for (const char *id : {"one", "two"}) {
            session::Profile profile;
            profile.id = QString::fromLatin1(id);
            profile.name = profile.id;
            profile.server = url();
            QVERIFY(!m_profiles->save(profile));
        }
        show();
        m_dialog->selectProfile(QStringLiteral("two"));
        auto *list = child<QListWidget>("connections");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(m_profiles->profiles().at(1).id, QStringLiteral("two"));
        QTest::keyClick(list, Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(m_profiles->profiles().size(), 4);
        QCOMPARE(m_profiles->profiles().at(2).name, QStringLiteral("two (copy)"));
        QVERIFY(m_profiles->profiles().at(2).id != QLatin1String("two"));
    }
};

QTEST_MAIN(TestSignInList)
#include "tst_signinlist.moc"
