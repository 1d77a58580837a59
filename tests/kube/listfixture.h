#pragma once

#ifndef Q_MOC_RUN // moc loses its way in raw string literals
#include "fakekube.h"
#endif
#include "faketokens.h"
#include "listtest.h"

#include <sk/kube/kubelist.h>

#include <QTest>

namespace sk::test {

/// A server that says what the test wants, and a list of it; anew for each test function (init() and cleanup() of a test
/// are its own slots, and call these).
class ListFixture : public QObject {
protected:
    void setUp()
    {
        m_kube = std::make_unique<FakeKube>();
        QVERIFY(m_kube->server.start());
        m_tokens = std::make_unique<FakeTokens>();
        net::ServerAddress address;
        address.base = m_kube->server.url();
        m_requests = std::make_unique<net::ApiClient>(address, m_tokens.get());
        m_streams = std::make_unique<net::StreamClient>(address, m_tokens.get());
        m_decoder = std::make_unique<kube::Decoder>();
        kube::Reflector::Policy policy;
        policy.silentAtFirst = std::chrono::seconds(1);
        policy.silent = std::chrono::seconds(2);
        policy.poll = std::chrono::seconds(1);
        m_services = std::make_unique<kube::ClusterServices>(kube::ClusterServices{*m_requests, *m_streams, *m_decoder, Clock::system(), kube::PlatformInfo{}, policy});
    }
    void tearDown()
    {
        m_list.reset();
        m_services.reset();
        m_decoder.reset();
        m_streams.reset();
        m_requests.reset();
        m_tokens.reset();
        m_kube.reset();
    }
    void fill(int count)
    {
        for (int i = 0; i < count; ++i)
            m_kube->put(QStringLiteral("t%1").arg(i, 4, 10, QLatin1Char('0')), QStringLiteral("0"));
    }
    kube::KubeList &open(const kube::ResourceKind &kind = things(), const QStringList &namespaces = {})
    {
        m_list = std::make_unique<kube::KubeList>(*m_services, kind, namespaces);
        connect(&m_list->store(), &kube::ObjectStore::changed, this, [this] { m_smallest = std::min(m_smallest, m_list->store().size()); });
        m_list->start();
        return *m_list;
    }

    std::unique_ptr<FakeKube> m_kube;
    std::unique_ptr<FakeTokens> m_tokens;
    std::unique_ptr<net::ApiClient> m_requests;
    std::unique_ptr<net::StreamClient> m_streams;
    std::unique_ptr<kube::Decoder> m_decoder;
    std::unique_ptr<kube::ClusterServices> m_services;
    std::unique_ptr<kube::KubeList> m_list;
    int m_smallest = 0; ///< number of rows ever seen after a change, from when the test sets it
};

} // namespace sk::test
