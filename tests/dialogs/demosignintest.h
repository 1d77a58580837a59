#pragma once

#include "signintest.h"

#include <sk/server/cluster.h>

#include <QPushButton>

#include <algorithm>

namespace sk::test {

/// The dialog with real keys and clicks against the stand-in.
class DemoSignInTest : public SignInTest {
protected:
    void make()
    {
        SignInTest::make();
        demo::ClusterOptions options;
        options.world.nodes = 3;
        options.world.pods = 10;
        options.world.eventsPerSecond = 0;
        options.lockoutFailures = 2;
        m_cluster = std::make_unique<demo::Cluster>(options);
        const auto failure = m_cluster->start();
        QVERIFY2(!failure, failure ? failure->c_str() : "");
    }
    void drop()
    {
        SignInTest::drop();
        m_cluster.reset();
    }
    void equip(ui::SignInDialog::Services &services) override
    {
        services.clock = &m_clock;
        services.startDemo = [this](QObject *context, std::function<void(const Result<net::ServerAddress> &)> answer) {
            net::ServerAddress address;
            address.base = QUrl(url());
            QMetaObject::invokeMethod(context, [answer = std::move(answer), address] { answer(address); }, Qt::QueuedConnection);
        };
    }

    [[nodiscard]] QString url() const { return QString::fromStdString(m_cluster->url()); }
    /// A new connection, ready to be signed in to.
    void fill(const QString &user, const QString &password)
    {
        show();
        QTest::mouseClick(child<QPushButton>("new"), Qt::LeftButton);
        type("server", url());
        type("user", user);
        type("password", password);
    }
    [[nodiscard]] qsizetype tokenRequests() const
    {
        const auto seen = m_cluster->seenRequests();
        return std::count_if(seen.begin(), seen.end(), [](const auto &request) { return request.target == "/oauth/token"; });
    }

    std::unique_ptr<demo::Cluster> m_cluster;
    ManualClock m_clock{Clock::system().now()};
};

} // namespace sk::test
