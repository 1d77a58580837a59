#pragma once

#include "apiclient.h"
#include "networkpolicy_p.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QTimer>

#include <deque>

namespace sk::net {

/// One request on its way: turn in the queue, token, answer, and if need be once more with a fresh token.
class RunningCall final : public ApiCall {
    Q_OBJECT

public:
    /// What the calls of one client share.
    struct Shared {
        explicit Shared(ServerAddress serverAddress)
            : address(std::move(serverAddress))
            , policy(address)
        {
            manager.setProxy(policy.proxy());
        }
        ServerAddress address;
        NetworkPolicy policy;
        TokenSource *tokens = nullptr;
        QNetworkAccessManager manager;
        TrafficCounters counters;
        std::function<void(const Error &)> untrusted; ///< told of each call that the server's certificate ended
        std::deque<RunningCall *> waiting; ///< for one of the connections
        int running = 0;
        qint64 lastId = 0;
    };

    RunningCall(Shared &shared, ApiRequest request, QObject *context, ApiClient::Callback callback, QObject *parent);
    ~RunningCall() override;
    void cancel() override;
    [[nodiscard]] QByteArray head(qsizetype most) const override { return m_body.left(most); }
    /// Ends the call with an error: it is not to go on, whatever comes of it at the server.
    void abandon(Error why);

private:
    void start();
    void askForToken();
    static void startNext(Shared &shared);
    void sendNow();
    void readSome();
    void replyFinished();
    void leaveConnection();
    void dropReply();
    void finish(const Result<ApiReply> &result);
    void deliver(Result<ApiReply> &result);
    [[nodiscard]] Error withUrl(Error error) const;

    Shared &m_shared;
    ApiRequest m_request;
    QPointer<QObject> m_context;
    ApiClient::Callback m_callback;
    QNetworkReply *m_reply = nullptr;
    TlsFindings m_tls;
    QByteArray m_token;
    QByteArray m_body;
    QTimer m_silence;
    QElapsedTimer m_elapsed;
    QUrl m_url;
    qint64 m_id;
    bool m_holdsConnection = false;
    bool m_resent = false;
    bool m_done = false;
};

} // namespace sk::net
