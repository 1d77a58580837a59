#include <sk/dialogs/errortext.h>

#include <QtTest>

using namespace sk;

/// Every code has its own sentence: an error that falls through to a general one helps nobody.
class TestErrorText : public QObject {
    Q_OBJECT

private slots:
    void everyCodeHasItsOwnSentence()
    {
        QSet<QString> titles;
        for (int i = 1; i <= static_cast<int>(ErrorCode::Internal); ++i) {
            const auto code = static_cast<ErrorCode>(i);
            Error error;
            error.code = code;
            const auto text = ui::errorText(error);
            QVERIFY2(!text.title.isEmpty(), errorCodeName(code));
            QVERIFY2(!titles.contains(text.title), errorCodeName(code));
            titles.insert(text.title);
            QVERIFY2(!text.title.contains(QLatin1Char('!')) && !text.advice.contains(QLatin1Char('!')), errorCodeName(code));
            if (code != ErrorCode::Cancelled)
                QVERIFY2(!text.advice.isEmpty(), errorCodeName(code));
        }
    }

    /// A keychain that has not answered yet is not one that is not there.
    void aSlowKeychainIsNotNone()
    {
        const auto text = ui::errorText(Error{.code = ErrorCode::KeychainUnavailable, .reason = QStringLiteral("Slow")});
        QVERIFY(text.title != ui::errorText(Error{.code = ErrorCode::KeychainUnavailable}).title);
        QVERIFY2(text.title.contains(QStringLiteral("not answered yet")), qPrintable(text.title));
        QVERIFY2(text.advice.contains(QStringLiteral("unlock")), qPrintable(text.advice));
    }

    void fieldsAreThoseTheyConcern()
    {
        using Field = ui::ErrorText::Field;
        const auto field = [](ErrorCode code) {
            Error error;
            error.code = code;
            return ui::errorText(error).field;
        };
        QCOMPARE(field(ErrorCode::WrongCredentials), Field::Password);
        QCOMPARE(field(ErrorCode::AccountLocked), Field::User);
        QCOMPARE(field(ErrorCode::AccountDisabled), Field::User);
        QCOMPARE(field(ErrorCode::InvalidClient), Field::Advanced);
        QCOMPARE(field(ErrorCode::WebConsole), Field::Server);
        QCOMPARE(field(ErrorCode::Forbidden), Field::None);
    }

    void aMissingRightIsNamed_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QStringList>("named");
        QTest::newRow("cluster") << QStringLiteral("nodes is forbidden: User \"viewer\" cannot list resource \"nodes\" in API group \"\" at the cluster scope")
                                 << QStringList{QStringLiteral("list nodes"), QStringLiteral("whole cluster")};
        QTest::newRow("namespace") << QStringLiteral("deployments.apps is forbidden: User \"u\" cannot watch resource \"deployments\" in API group \"apps\" in the namespace \"shop\"")
                                   << QStringList{QStringLiteral("watch deployments"), QStringLiteral("namespace shop")};
        QTest::newRow("other words") << QStringLiteral("no") << QStringList{QStringLiteral("not allowed")};
    }
    void aMissingRightIsNamed()
    {
        QFETCH(QString, message);
        QFETCH(QStringList, named);
        const QString title = ui::errorText(Error{.code = ErrorCode::Forbidden, .httpStatus = 403, .message = message}).title;
        for (const QString &word : named)
            QVERIFY2(title.contains(word), qPrintable(title));
    }

    void detailsKeepTheServersWords()
    {
        Error error;
        error.code = ErrorCode::WrongCredentials;
        error.httpStatus = 400;
        error.reason = QStringLiteral("invalid_grant");
        error.message = QStringLiteral("incorrect password");
        error.url = QStringLiteral("http://h/oauth/token");
        const QString details = ui::errorText(error).details;
        for (const auto &part : {error.reason, error.message, error.url, QStringLiteral("400")})
            QVERIFY(details.contains(part));
    }
};

QTEST_MAIN(TestErrorText)
#include "tst_errortext.moc"
