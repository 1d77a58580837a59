#pragma once

#include <commandline.h>
#include <connectionwindow.h>

#include <sk/server/cluster.h>
#include <sk/window/mainwindow.h>

#include <QtTest>

#include <algorithm>

using namespace sk;

/// A stand-in, and a window that is signed in to it.
struct Place {
    explicit Place(const demo::ClusterOptions &clusterOptions = options())
        : cluster(clusterOptions)
        , settings(directory.path())
        , profiles(directory.path())
        , memory(secrets::makeMemoryStore())
        , demo(app::DemoOptions{})
    {
    }
    static demo::ClusterOptions options()
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
    bool start()
    {
        if (cluster.start())
            return false;
        m_window = std::make_unique<app::ConnectionWindow>(services());
        QObject::connect(m_window.get(), &app::ConnectionWindow::signedIn, m_window.get(),
            [this](const std::shared_ptr<app::ConnectionScope> &connection) { m_window->show(connection); });
        m_window->window().show();
        net::ServerAddress address;
        address.base = QUrl(QString::fromStdString(cluster.url()));
        session::Profile profile;
        profile.id = QString::fromStdString(cluster.url()).section(u':', 2);
        profile.keepSignedIn = false;
        m_window->signIn(address, profile, QStringLiteral("admin"), QStringLiteral("P@88w0rd"), [](const Error &error) { qWarning("%s", qPrintable(toLogText(error))); });
        return true;
    }
    app::ConnectionWindow &window() { return *m_window; }
    int seen(const std::string &target) const
    {
        const auto requests = cluster.seenRequests();
        return static_cast<int>(std::count_if(requests.begin(), requests.end(), [&](const auto &request) { return request.target == target; }));
    }
    int passwords() const
    {
        const auto requests = cluster.seenRequests();
        return static_cast<int>(std::count_if(requests.begin(), requests.end(), [](const auto &request) { return request.body.find("grant_type=password") != std::string::npos; }));
    }

    QTemporaryDir directory;
    demo::Cluster cluster;
    settings::Settings settings;
    session::ProfileStore profiles;
    std::unique_ptr<secrets::SecretStore> memory;
    app::DemoCluster demo;
    QObject leaving;

private:
    std::unique_ptr<app::ConnectionWindow> m_window;
};
