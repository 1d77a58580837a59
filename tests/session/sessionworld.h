#pragma once

#include <sk/net/apiclient.h>
#include <sk/session/session.h>
#include "signinmemory.h"

#include "jwts.h"
#include "scriptedserver.h"
#include "storedtokens.h"

#include <QNetworkProxy>
#include <QSignalSpy>
#include <QtTest>

/// What the tests of a session stand on: a scripted server with tokens, a store whose answers they hold, a clock that they move.
namespace sk::test {

using namespace sk::session;
using namespace std::chrono_literals;
using State = Session::State;

/// A store whose answers the test holds in its hand.
class SlowStore final : public secrets::SecretStore {
public:
    void read(const QString &key, QObject *context, ReadAnswer answer) override
    {
        later(context, [this, key, answer] { answer(readError ? Result<std::optional<QByteArray>>(readError) : Result<std::optional<QByteArray>>(entry(key))); });
    }
    void write(const QString &key, const QByteArray &secret, QObject *context, WriteAnswer answer) override
    {
        ++writes;
        later(context, [this, key, secret, answer] {
            if (!writeError)
                entries.insert(key, secret);
            answer(writeError ? Result<bool>(writeError) : Result<bool>(true));
        });
    }
    void remove(const QString &key, QObject *context, WriteAnswer answer) override
    {
        entries.remove(key);
        later(context, [answer] { answer(true); });
    }
    [[nodiscard]] bool persistent() const override { return true; }
    [[nodiscard]] QString displayName() const override { return QStringLiteral("test"); }
    void go()
    {
        for (auto &[context, work] : std::exchange(held, {})) {
            if (context)
                work();
        }
    }

    QHash<QString, QByteArray> entries;
    Error readError;
    Error writeError;
    bool hold = false;
    int writes = 0;
    std::vector<std::pair<QPointer<QObject>, std::function<void()>>> held;

private:
    [[nodiscard]] std::optional<QByteArray> entry(const QString &key) const { return entries.contains(key) ? std::optional(entries.value(key)) : std::nullopt; }
    void later(QObject *context, std::function<void()> work)
    {
        if (hold)
            held.push_back({context, std::move(work)});
        else
            QMetaObject::invokeMethod(context, std::move(work), Qt::QueuedConnection);
    }
};

/// A server with tokens, a session on it, and a clock.
struct World {
    explicit World(qint64 lifeSeconds = 100)
        : life(lifeSeconds)
        , server([this](const std::shared_ptr<Exchange> &e) { serve(e); })
    {
        SignInMemory::instance().forgetAll();
        server.start();
        profile.id = QStringLiteral("p1");
        profile.server = server.url().toString();
        makeSession();
    }
    void makeSession()
    {
        ServerInfo info;
        info.address.base = server.url();
        info.apiDomain = domain;
        session = std::make_unique<Session>(profile, info, &store, clock);
    }
    QByteArray pair()
    {
        ++issued;
        const qint64 now = clock.now() / 1000 + serverAhead;
        const std::optional<qint64> exp = life > 0 ? std::optional(now + life) : std::nullopt;
        access = jwt("ann", now, exp, "a" + QByteArray::number(issued), extra);
        refresh = jwt("ann", now, exp ? std::optional(*exp + life) : std::nullopt, "r" + QByteArray::number(issued));
        return tokenAnswer(access, refresh, life);
    }
    void serve(const std::shared_ptr<Exchange> &e)
    {
        if (e->request.path() == "/oauth/token") {
            if (holdToken) {
                heldToken = e;
                return;
            }
            if (tokenStatus != 200) {
                e->json(tokenStatus, tokenBody);
                return;
            }
            if (e->request.body.contains("grant_type=refresh_token") && !e->request.body.contains("refresh_token=" + refresh)) {
                e->json(400, R"({"error":"invalid_grant","error_description":"token not found in cache"})");
                return;
            }
            e->json(200, pair());
        } else if (e->request.header("Authorization") == "Bearer " + access && !dead) {
            e->json(200, "{}");
        } else {
            e->json(401, R"({"kind":"Status","reason":"Unauthorized","code":401})");
        }
    }
    bool signIn()
    {
        session->signIn(QStringLiteral("ann"), QStringLiteral("pass word"));
        return QTest::qWaitFor([this] { return session->state() == State::Active && (store.writes > 0 || !profile.keepSignedIn); });
    }
    [[nodiscard]] int passwords() const
    {
        return static_cast<int>(std::count_if(server.received.begin(), server.received.end(), [](const auto &r) { return r.body.contains("grant_type=password"); }));
    }
    [[nodiscard]] int refreshes() const
    {
        return static_cast<int>(std::count_if(server.received.begin(), server.received.end(), [](const auto &r) { return r.body.contains("grant_type=refresh_token"); }));
    }
    Result<QByteArray> token()
    {
        std::optional<Result<QByteArray>> answer;
        QObject context;
        session->withToken(&context, [&answer](const auto &result) { answer = result; });
        const bool inside = answer.has_value();
        (void)QTest::qWaitFor([&answer] { return answer.has_value(); });
        Error none;
        none.code = ErrorCode::Internal;
        none.message = inside ? QStringLiteral("answered inside the call") : QStringLiteral("no answer");
        return answer && !inside ? *answer : Result<QByteArray>(none);
    }
    /// Lets the time pass, as a timer would notice.
    void pass(std::chrono::milliseconds time)
    {
        clock.advance(time);
        session->tick();
    }

    qint64 life;
    qint64 serverAhead = 0;
    QByteArray extra;
    QString domain = QStringLiteral("kubesphere.io");
    ManualClock clock;
    SlowStore store;
    ScriptedServer server;
    Profile profile;
    std::unique_ptr<Session> session;
    QByteArray access;
    QByteArray refresh;
    int issued = 0;
    bool holdToken = false;
    bool dead = false;
    std::shared_ptr<Exchange> heldToken;
    int tokenStatus = 200;
    QByteArray tokenBody;
};

inline const QByteArray notInCache = R"({"error":"invalid_grant","error_description":"token not found in cache"})";
inline const QByteArray wrongPassword = R"({"error":"invalid_grant","error_description":"incorrect password"})";

} // namespace sk::test
