#include "revocation.h"

#include <sk/core/secret.h>
#include <sk/net/apiclient.h>
#include <sk/net/tokensource.h>

#include <memory>

namespace sk::session {

namespace {

/// For a request with a token that the session has forgotten already. It is not fetched anew.
class FixedToken final : public net::TokenSource {
public:
    FixedToken(QByteArray token, QObject *parent)
        : TokenSource(parent)
        , m_token(std::move(token))
    {
    }
    ~FixedToken() override { wipe(m_token); }
    void withToken(QObject *context, Answer answer) override
    {
        const Error spent{.code = ErrorCode::Unauthorized, .reason = {}, .message = {}, .url = {}, .detail = {}, .retryAfter = {}};
        const Result<QByteArray> result = m_token.isEmpty() ? Result<QByteArray>(spent) : Result<QByteArray>(m_token);
        QMetaObject::invokeMethod(context, [answer = std::move(answer), result] { answer(result); }, Qt::QueuedConnection);
    }
    void tokenRefused(const QByteArray &) override { wipe(m_token); }

private:
    QByteArray m_token;
};

} // namespace

void revoke(const net::ServerAddress &address, int major, const QByteArray &access, const QByteArray &refresh, QObject *owner, std::function<void(const Error &)> answer)
{
    QList<QByteArray> tokens;
    for (const QByteArray &token : {access, major >= 4 || access.isEmpty() ? refresh : QByteArray()}) {
        if (!token.isEmpty())
            tokens += token;
    }
    struct State {
        qsizetype open = 0;
        Error error;
    };
    auto state = std::make_shared<State>();
    state->open = tokens.size();
    if (tokens.isEmpty())
        QMetaObject::invokeMethod(owner, [answer] { answer({}); }, Qt::QueuedConnection);
    for (const QByteArray &token : std::as_const(tokens)) {
        auto *source = new FixedToken(token, owner);
        auto *client = new net::ApiClient(address, source, owner);
        net::ApiRequest request;
        request.path = QByteArrayLiteral("/oauth/logout");
        client->send(request, owner, [client, source, state, answer](const Result<net::ApiReply> &reply) {
            client->deleteLater();
            source->deleteLater();
            // A token that is dead already is logged out (api-contract 1.9).
            if (!reply.ok() && reply.error().code != ErrorCode::Unauthorized)
                state->error = reply.error();
            if (--state->open == 0)
                answer(state->error);
        });
    }
}

} // namespace sk::session
