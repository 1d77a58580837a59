#include "demosignintest.h"

#include <sk/theme/theme.h>

using namespace sk;
using sk::test::DemoSignInTest;

/// What the fields say and show while they are filled in.
class TestSignInFields : public DemoSignInTest {
    Q_OBJECT

private slots:
    void initTestCase() { theme::Theme::instance().setMode(theme::Mode::Light); }
    void init() { make(); }
    void cleanup() { drop(); }

    void plainHttpToAnotherComputerWarns()
    {
        show();
        QTest::mouseClick(child<QPushButton>("new"), Qt::LeftButton);
        type("server", QStringLiteral("http://192.0.2.1"));
        QVERIFY(child<QLabel>("insecure")->isVisible());
        type("server", QStringLiteral("http://127.0.0.1:1"));
        QVERIFY(!child<QLabel>("insecure")->isVisible());
    }

    void thePasswordIsShownAndHidden()
    {
        fill(QStringLiteral("admin"), QStringLiteral("P@88w0rd"));
        auto *password = child<QLineEdit>("password");
        QCOMPARE(password->echoMode(), QLineEdit::Password);
        QVERIFY(!password->displayText().contains(QStringLiteral("P@88w0rd")));
        // By keyboard, and nothing of what was typed is lost.
        QTest::keyClick(password, Qt::Key_H, Qt::ControlModifier);
        QCOMPARE(password->displayText(), QStringLiteral("P@88w0rd"));
        QTest::keyClick(password, Qt::Key_X);
        QTest::keyClick(password, Qt::Key_Backspace);
        QTest::keyClick(password, Qt::Key_H, Qt::ControlModifier);
        QVERIFY(!password->displayText().contains(QStringLiteral("P@88w0rd")));
        // By the eye at its end.
        const QPoint eye(password->width() - password->height() / 2, password->height() / 2);
        QTest::mouseClick(password->childAt(eye), Qt::LeftButton);
        QCOMPARE(password->displayText(), QStringLiteral("P@88w0rd"));
        QTest::mouseClick(password->childAt(eye), Qt::LeftButton);
        QVERIFY(!password->displayText().contains(QStringLiteral("P@88w0rd")));
        // Another connection's is hidden from the start.
        QTest::keyClick(password, Qt::Key_H, Qt::ControlModifier);
        fill(QStringLiteral("admin"), QStringLiteral("other"));
        QVERIFY(!child<QLineEdit>("password")->displayText().contains(QStringLiteral("other")));
    }

    void capsLockIsNoticed()
    {
        show();
        QTest::mouseClick(child<QPushButton>("new"), Qt::LeftButton);
        auto *password = child<QLineEdit>("password");
        password->setFocus();
        QKeyEvent upperWithoutShift(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("A"));
        QCoreApplication::sendEvent(password, &upperWithoutShift);
        QVERIFY(child<QLabel>("capsLock")->isVisible());
        QTest::keyClick(password, Qt::Key_B);
        QVERIFY(!child<QLabel>("capsLock")->isVisible());
    }
};

QTEST_MAIN(TestSignInFields)
#include "tst_signinfields.moc"
