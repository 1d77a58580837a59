#pragma once

#include <connectionwindow.h>

#include <sk/server/cluster.h>
#include <sk/session/signinmemory.h>
#include <sk/session/storedtokens.h>
#include <sk/window/mainwindow.h>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

namespace test {

using namespace sk;

/// The first widget of this type, and of this name if one is given, that can be seen.
template<typename T>
T *shown(const QWidget &window, const char *name = nullptr)
{
    for (T *each : window.findChildren<T *>(QString::fromLatin1(name)))
        if (each->isVisible())
            return each;
    return nullptr;
}

/// A stand-in, and a window that is signed in to it.
struct Place {
    explicit Place(const demo::ClusterOptions &options = smallCluster(), bool keep = false)
        : cluster(options)
        , settings(directory.path())
        , profiles(directory.path())
        , memory(secrets::makeMemoryStore())
        , demo(app::DemoOptions{})
        , keepSignedIn(keep)
    {
    }
    static demo::ClusterOptions smallCluster()
    {
        demo::ClusterOptions options;
        options.world.nodes = 3;
        options.world.pods = 20;
        options.world.eventsPerSecond = 0;
        return options;
    }
    app::Services services()
    {
        app::Services services;
        services.settings = &settings;
        services.profiles = &profiles;
        services.keychain = services.memory = memory.get();
        services.demo = &demo;
        services.leaving = &leaving;
        return services;
    }
    /// `edit` changes the connection before it is used.
    bool start(const QString &user = QStringLiteral("admin"), const std::function<void(session::Profile &)> &edit = {})
    {
        if (const auto error = cluster.start()) {
            qWarning("%s", error->c_str());
            return false;
        }
        return startAt(QUrl(QString::fromStdString(cluster.url())), [&edit](session::Profile &profile, net::ServerAddress &) {
            if (edit)
                edit(profile);
        }, user);
    }
    /// The same at another address, behind which the stand-in, running already, is.
    bool startAt(const QUrl &url, const std::function<void(session::Profile &, net::ServerAddress &)> &edit, const QString &user = QStringLiteral("admin"))
    {
        session::SignInMemory::instance().forgetAll();
        m_window = std::make_unique<app::ConnectionWindow>(services());
        QObject::connect(m_window.get(), &app::ConnectionWindow::signedIn, m_window.get(),
            [this](const std::shared_ptr<app::ConnectionScope> &connection) { m_window->show(connection); });
        m_window->window().show();
        net::ServerAddress address;
        address.base = url;
        session::Profile profile;
        profile.id = QString::number(url.port());
        profile.name = QStringLiteral("test");
        profile.keepSignedIn = keepSignedIn;
        edit(profile, address);
        m_window->signIn(address, profile, user, QStringLiteral("P@88w0rd"), [](const Error &error) { qWarning("%s", qPrintable(toLogText(error))); });
        return true;
    }
    app::ConnectionWindow &window() { return *m_window; }
    void closeWindow() { m_window.reset(); } ///< as the program does with a window that its user closed
    int seen(const std::string &target) const
    {
        const auto requests = cluster.seenRequests();
        return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&](const auto &request) { return request.target == target; }));
    }
    int passwords() const { return grants("password"); }
    int refreshes() const { return grants("refresh_token"); }
    int grants(const std::string &type) const
    {
        const auto requests = cluster.seenRequests();
        return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&type](const auto &request) { return request.body.find("grant_type=" + type) != std::string::npos; }));
    }
    /// @name What others do
    /// @{
    /// Another program signs in as the same user.
    bool signInElsewhere()
    {
        session::Profile profile = session().profile();
        profile.id += QStringLiteral("-other");
        m_otherStore = secrets::makeMemoryStore();
        m_other = std::make_unique<session::Session>(profile, session().server(), m_otherStore.get(), Clock::system());
        // Two tokens of one user and one second are the same string (api-contract 1.7.4).
        const qint64 second = QDateTime::currentSecsSinceEpoch();
        (void)QTest::qWaitFor([second] { return QDateTime::currentSecsSinceEpoch() > second; });
        m_other->signIn(session().identity().user, QStringLiteral("P@88w0rd"));
        if (!QTest::qWaitFor([this] { return m_other->state() == session::SessionState::Active; }, 20'000))
            return false;
        m_otherToken = tokenOf(*m_other);
        return !m_otherToken.isEmpty();
    }
    bool otherIsLive() { return accepts(m_otherToken); }
    /// The access token dies, the refresh token does not: v4 alone can do so.
    void revokeAccess() { (void)statusWith(tokenOf(session()), QStringLiteral("/oauth/logout")); }
    bool accepts(const QByteArray &token) { return statusWith(token, QStringLiteral("/api/v1/nodes")) == 200; }
    QByteArray refreshToken()
    {
        QByteArray found;
        QObject context;
        bool answered = false;
        memory->read(session().profile().id, &context, [&](const auto &entry) {
            answered = true;
            if (entry.ok() && *entry)
                found = session::unpackTokens(**entry).value_or(session::StoredTokens{}).refresh;
        });
        (void)QTest::qWaitFor([&] { return answered; });
        return found;
    }
    /// Waits until all kinds and their counts are known: nothing is under way then that the next step did not cause.
    bool quiet() const
    {
        qint64 before = -1;
        int still = 0; // looks since the last request; one count of objects follows the other much faster
        return QTest::qWaitFor([&] {
            const qint64 now = m_window->connection()->requests().counters().requests;
            still = std::exchange(before, now) == now && !m_window->connection()->cluster().catalog().unsettled() ? still + 1 : 0;
            return still > 50;
        }, 60'000);
    }
    /// A request with the session's token, to its end.
    void askSomething()
    {
        QObject context;
        bool answered = false;
        net::ApiRequest request;
        request.path = QByteArrayLiteral("/api/v1/namespaces");
        m_window->connection()->requests().send(request, &context, [&](const Result<net::ApiReply> &) { answered = true; });
        (void)QTest::qWaitFor([&] { return answered; }, 30'000);
    }
    /// @}
    session::Session &session() const { return m_window->connection()->session(); }

    QTemporaryDir directory;
    demo::Cluster cluster;
    settings::Settings settings;
    session::ProfileStore profiles;
    std::unique_ptr<secrets::SecretStore> memory;
    app::DemoCluster demo;
    QObject leaving;
    bool keepSignedIn;

private:
    static QByteArray tokenOf(session::Session &session)
    {
        QByteArray token;
        QObject context;
        bool answered = false;
        session.withToken(&context, [&](const Result<QByteArray> &result) {
            answered = true;
            token = result.ok() ? *result : QByteArray();
        });
        (void)QTest::qWaitFor([&] { return answered; }, 20'000);
        return token;
    }
    int statusWith(const QByteArray &token, const QString &path)
    {
        QNetworkRequest request(QUrl(QString::fromStdString(cluster.url()) + path));
        request.setRawHeader("Authorization", "Bearer " + token);
        std::unique_ptr<QNetworkReply> reply(m_plain.get(request));
        (void)QTest::qWaitFor([&] { return reply->isFinished(); }, 20'000);
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }
    QNetworkAccessManager m_plain;
    std::unique_ptr<secrets::SecretStore> m_otherStore;
    std::unique_ptr<session::Session> m_other;
    QByteArray m_otherToken;
    std::unique_ptr<app::ConnectionWindow> m_window;
};

} // namespace test
