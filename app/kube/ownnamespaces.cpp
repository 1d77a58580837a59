#include "ownnamespaces.h"

#include "decoding.h"

namespace sk::kube {

OwnNamespaces::OwnNamespaces(const ClusterServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    m_again.setSingleShot(true);
    m_again.setInterval(services.policy.namespaces);
    connect(&m_again, &QTimer::timeout, this, &OwnNamespaces::ask);
}

OwnNamespaces::~OwnNamespaces()
{
    stop();
}

void OwnNamespaces::ask()
{
    if (asking())
        return;
    m_again.stop();
    const quint64 round = ++m_round;
    net::ApiRequest request;
    request.path = tenantNamespacesPath(m_services.platform);
    const auto tell = [this, round](bool known, const QStringList &names) {
        if (round != m_round)
            return;
        m_decoding = false;
        m_again.start();
        emit told(known, names);
    };
    m_call = m_services.requests.send(request, this, [this, round, tell](const Result<net::ApiReply> &reply) {
        if (round != m_round)
            return;
        m_call = nullptr;
        if (!reply.ok()) {
            tell(false, {});
            return;
        }
        m_decoding = true;
        m_services.decoder.run(
            this, [body = reply.value().body](DecoderState &state) { return decodeNames(state, body); },
            [tell](Names &&names) { tell(names.readable, names.names); });
    });
}

void OwnNamespaces::stop()
{
    ++m_round;
    m_decoding = false;
    m_again.stop();
    if (m_call)
        m_call->cancel();
    m_call = nullptr;
}

} // namespace sk::kube
