#include <sk/server/cluster.h>
#include <sk/session/apiexposure.h>

#include <QtTest>

using namespace sk;
using namespace sk::session;

/// "Expose the API" from the stand-in's own kubeconfig to a sign-in address that answers: nothing scripted in between.
class TestExposeDemo : public QObject {
    Q_OBJECT

    std::unique_ptr<demo::Cluster> m_cluster;

private slots:
    void init()
    {
        demo::ClusterOptions options;
        options.world.nodes = 3;
        options.world.pods = 10;
        options.world.eventsPerSecond = 0;
        options.kubeApiserver = true;
        m_cluster = std::make_unique<demo::Cluster>(options);
        const auto failure = m_cluster->start();
        QVERIFY2(!failure, failure ? failure->c_str() : "");
    }

    void fromKubeconfigToAnAnswer_data()
    {
        QTest::addColumn<QString>("context");
        QTest::newRow("client certificate") << "certificate";
        QTest::newRow("token") << "token";
    }
    void fromKubeconfigToAnAnswer()
    {
        QFETCH(QString, context);
        const auto config = Kubeconfig::parse(QByteArray::fromStdString(m_cluster->kubeconfig()), {});
        QVERIFY2(config.ok(), config ? "" : qPrintable(toLogText(config.error())));
        const auto access = (*config)->access(context);
        QVERIFY2(access.ok(), access ? "" : qPrintable(toLogText(access.error())));
        ApiExposure exposure(*access, QStringLiteral("kubesphere-system"));
        exposure.look();
        QTRY_VERIFY_WITH_TIMEOUT(exposure.state() == ApiExposure::State::Found || exposure.state() == ApiExposure::State::Failed, 20'000);
        QVERIFY2(exposure.state() == ApiExposure::State::Found, qPrintable(toLogText(exposure.error())));
        QVERIFY(!exposure.service().hasNodePort());
        exposure.expose();
        const auto answers = [&exposure] {
            const auto &all = exposure.candidates();
            return std::any_of(all.cbegin(), all.cend(), [](const ApiCandidate &one) { return one.state == ApiCandidate::State::Answers && one.version.startsWith(QLatin1String("v3.4")); });
        };
        QTRY_VERIFY_WITH_TIMEOUT(answers(), 45'000);
        QCOMPARE(exposure.service().type, QStringLiteral("NodePort"));
    }

    void aRefusedTokenIsSaid()
    {
        const auto config = Kubeconfig::parse(QByteArray::fromStdString(m_cluster->kubeconfig()), {});
        QVERIFY(config.ok());
        const auto access = (*config)->access(QStringLiteral("nobody"));
        QVERIFY(access.ok());
        ApiExposure exposure(*access, QStringLiteral("kubesphere-system"));
        exposure.look();
        QTRY_COMPARE_WITH_TIMEOUT(exposure.state(), ApiExposure::State::Failed, 20'000);
        QCOMPARE(exposure.error().code, ErrorCode::Unauthorized);
    }
};

QTEST_GUILESS_MAIN(TestExposeDemo)
#include "tst_expose_demo.moc"
