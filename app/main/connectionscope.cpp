#include "connectionscope.h"

#include <sk/core/logging.h>
#include <sk/kinds/kinds.h>

namespace sk::app {

ConnectionScope::ConnectionScope(std::unique_ptr<session::Session> session, const Clock &clock, QObject &leaving)
    : m_leaving(leaving)
    , m_session(std::move(session))
    , m_lockPolicy{m_session->profile().lockAfterMinutes, m_session->profile().lockWithScreen}
{
    const session::ServerInfo &server = m_session->server();
    m_requests = std::make_unique<net::ApiClient>(server.address, m_session.get());
    m_streams = std::make_unique<net::StreamClient>(server.address, m_session.get());
    kube::PlatformInfo platform;
    platform.major = server.major;
    platform.apiDomain = server.apiDomain;
    m_cluster = std::make_unique<kube::Cluster>(*m_requests, *m_streams, platform, clock, kinds::allKinds(platform.apiDomain));
    connect(m_requests.get(), &net::ApiClient::untrusted, m_session.get(), &session::Session::peerUntrusted);
    connect(m_streams.get(), &net::StreamClient::untrusted, m_session.get(), &session::Session::peerUntrusted);
    connect(m_session.get(), &session::Session::stateChanged, this, [this](session::SessionState state) {
        if (state == session::SessionState::Locked)
            endWork();
    });
    connect(m_session.get(), &net::TokenSource::available, m_cluster.get(), &kube::Cluster::tokenAvailable);
}

ConnectionScope::~ConnectionScope()
{
    m_cluster.reset();
    m_streams.reset();
    m_requests.reset();
    session::Session *session = m_session.release();
    if (!m_revoking) {
        session->deleteLater(); // it may be telling about itself just now
        return;
    }
    // A session that died now would take its request to revoke with it.
    session->setParent(&m_leaving);
    connect(session, &session::Session::revoked, session, &QObject::deleteLater);
}

void ConnectionScope::setLockPolicy(LockPolicy policy)
{
    m_lockPolicy = policy;
    emit lockPolicyChanged();
}

void ConnectionScope::wake()
{
    m_requests->dropConnections();
    m_streams->dropConnections();
    m_session->wake();
}

/// What is under way holds the token, and what it asked for would go on arriving. Lists wait for the next token, and go on from where they are.
void ConnectionScope::endWork()
{
    const Error why = m_session->lastError();
    m_streams->endStreams(why);
    m_requests->endCalls(why);
}

void ConnectionScope::setTrust(const session::Profile &profile, const net::ServerAddress &address)
{
    m_requests->setTrust(address);
    m_streams->setTrust(address);
    m_session->setTrust(profile, address);
}

void ConnectionScope::signOut(bool everywhere)
{
    connect(m_session.get(), &session::Session::revoked, m_session.get(), [](const Error &error) {
        if (error)
            qCWarning(lcSession).noquote() << "the server did not end the session:" << toLogText(error);
    });
    m_revoking = m_session->signOut(everywhere);
    emit ended();
}

} // namespace sk::app
