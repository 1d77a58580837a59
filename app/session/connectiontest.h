#pragma once

#include "serverprobe.h"

#include <sk/net/connectioncheck.h>

#include <QObject>

#include <array>
#include <memory>

namespace sk::session {

/// *Test connection*: goes the whole way without any credential and tells of each step as it goes. Deleting it ends it. Main thread.
class ConnectionTest : public QObject {
    Q_OBJECT

public:
    enum class Step { Resolve, Connect, Tls, Server, SignInWays, Clock };
    static constexpr int stepCount = 6;
    enum class State { Waiting, Running, Passed, NotNeeded, Failed };
    struct Result {
        State state = State::Waiting;
        QStringList facts; ///< addresses, versions, names of identity providers: the same in every language
        qint64 elapsedMs = 0;
    };

    ConnectionTest(net::ServerAddress address, QString apiDomainHint, QObject *parent = nullptr);
    ~ConnectionTest() override;
    void start();

    [[nodiscard]] const Result &result(Step step) const;
    [[nodiscard]] const Error &error() const; ///< of the step that failed
    [[nodiscard]] const net::TlsReport &tls() const;
    [[nodiscard]] const ServerInfo &server() const; ///< when Server has passed
    [[nodiscard]] bool passwordOffered() const; ///< the server says so, or says nothing about it
    [[nodiscard]] bool done() const;

signals:
    void progressed();
    void finished();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::session
