#include <sk/pages/viewcommands.h>

#include "kindof.h"

#include <QProcess>
#include <QTest>

using namespace sk;
using sk::test::kindOf;

namespace {

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

} // namespace

/// *Copy as kubectl* and *Copy as curl*, as a shell reads them.
class TestViewCommands : public QObject {
    Q_OBJECT

private slots:
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
};

QTEST_MAIN(TestViewCommands)
#include "tst_viewcommands.moc"
