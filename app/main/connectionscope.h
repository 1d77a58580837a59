#pragma once

#include <sk/core/clock.h>
#include <sk/kube/cluster.h>
#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>
#include <sk/session/session.h>

#include <QObject>

#include <memory>

namespace sk::app {

/// One signed-in connection with all that hangs on it: its session, its network managers, its cluster. Nothing of it is shared with
/// another connection, so that neither a sign-out nor a refusal of one touches the other. The windows that show it hold it together;
/// the last one that lets go ends it. Main thread.
class ConnectionScope : public QObject {
    Q_OBJECT

public:
    /// `leaving` owns a session that still has to tell the server that it ended; it outlives this.
    ConnectionScope(std::unique_ptr<session::Session> session, const Clock &clock, QObject &leaving);
    ~ConnectionScope() override;

    [[nodiscard]] session::Session &session() const { return *m_session; }
    [[nodiscard]] kube::Cluster &cluster() const { return *m_cluster; }
    [[nodiscard]] net::ApiClient &requests() const { return *m_requests; }
    [[nodiscard]] net::StreamClient &streams() const { return *m_streams; }

    /// When it locks by itself; both are checked by whoever knows of the user and the screen.
    struct LockPolicy {
        int afterMinutes = 0; ///< 0: never
        bool withScreen = false;
    };
    /// Begins as the profile has it.
    [[nodiscard]] LockPolicy lockPolicy() const { return m_lockPolicy; }
    void setLockPolicy(LockPolicy policy);

    /// After sleep or in another network: idle connections are dropped everywhere, then the session looks first.
    void wake();
    /// Whom to trust at the same server from now on; what is open is closed, and everything goes on where it was.
    void setTrust(const session::Profile &profile, const net::ServerAddress &address);
    /// Ends the session; whoever shows it lets go in ended().
    void signOut(bool everywhere);

signals:
    void ended();
    void lockPolicyChanged();

private:
    void endWork();

    QObject &m_leaving;
    // Destroyed from the last to the first.
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<net::ApiClient> m_requests;
    std::unique_ptr<net::StreamClient> m_streams;
    std::unique_ptr<kube::Cluster> m_cluster;
    LockPolicy m_lockPolicy;
    bool m_revoking = false;
};

} // namespace sk::app
