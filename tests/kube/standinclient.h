#pragma once

#include <sk/kube/cluster.h>
#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>
#include <sk/net/tokensource.h>
#include <sk/server/cluster.h>

#include <nlohmann/json.hpp>

#include <QTest>

namespace sk::test {

/// What reading from the stand-in takes, signed in as one of its users.
class StandInClient {
public:
    StandInClient(const demo::Cluster &server, int major)
        : m_major(major)
    {
        m_address.base = QUrl(QString::fromStdString(server.url()));
        m_requests = std::make_unique<net::ApiClient>(m_address, &m_tokens);
        m_streams = std::make_unique<net::StreamClient>(m_address, &m_tokens);
    }

    [[nodiscard]] bool signIn(const QByteArray &user = "admin")
    {
        net::ApiRequest request;
        request.method = "POST";
        request.path = "/oauth/token";
        request.authorization = net::ApiRequest::Authorization::None;
        request.contentType = "application/x-www-form-urlencoded";
        request.body = "grant_type=password&username=" + user + "&password=P%4088w0rd&client_id=kubesphere&client_secret=kubesphere";
        m_requests->send(request, m_requests.get(), [this](const Result<net::ApiReply> &reply) {
            if (reply.ok())
                m_tokens.token = QByteArray::fromStdString(nlohmann::json::parse(reply.value().body.toStdString()).value("access_token", ""));
        });
        return QTest::qWaitFor([this] { return !m_tokens.token.isEmpty(); }, 30'000);
    }

    [[nodiscard]] kube::ClusterServices services()
    {
        kube::PlatformInfo platform;
        platform.major = m_major;
        return {.requests = *m_requests, .streams = *m_streams, .decoder = m_decoder, .clock = Clock::system(), .platform = platform};
    }

private:
    class FixedToken final : public net::TokenSource {
    public:
        void withToken(QObject *context, Answer answer) override
        {
            QMetaObject::invokeMethod(context, [answer = std::move(answer), result = Result<QByteArray>(token)] { answer(result); }, Qt::QueuedConnection);
        }
        void tokenRefused(const QByteArray &) override { }
        QByteArray token;
    };

    int m_major;
    net::ServerAddress m_address;
    FixedToken m_tokens;
    std::unique_ptr<net::ApiClient> m_requests;
    std::unique_ptr<net::StreamClient> m_streams;
    kube::Decoder m_decoder;
};

} // namespace sk::test
