#pragma once

#include "jwts.h"
#include "scriptedserver.h"

#include <sk/secrets/secretstore.h>
#include <sk/session/session.h>
#include <sk/session/signinmemory.h>
#include <sk/window/sessionbar.h>

#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

/// A signed-in session against a scripted server, and its bar in a window wide enough for one line. The server answers as it is told.
class SessionScene {
public:
    explicit SessionScene(sk::ManualClock &clock)
        : m_clock(clock)
        , m_server([this](const std::shared_ptr<sk::test::Exchange> &exchange) { serve(*exchange); })
        , m_store(sk::secrets::makeMemoryStore())
        , m_bar(new sk::ui::SessionBar(clock))
    {
        sk::session::SignInMemory::instance().forgetAll();
        m_server.start();
        sk::session::Profile profile;
        profile.id = QStringLiteral("p");
        sk::session::ServerInfo info;
        info.address.base = m_server.url();
        info.apiDomain = QStringLiteral("kubesphere.io");
        session = std::make_unique<sk::session::Session>(profile, info, m_store.get(), clock);
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_bar);
        layout->addStretch(1);
        window.resize(1400, 70);
        window.show();
        m_bar->setSession(session.get());
    }
    ~SessionScene() { m_bar->setSession(nullptr); }

    bool signIn()
    {
        session->signIn(QStringLiteral("operator"), QStringLiteral("first"));
        return reaches(sk::session::SessionState::Active);
    }
    /// The server refuses the token that it gave, and every other one.
    bool refuse()
    {
        answer(400, R"({"error":"invalid_grant","error_description":"token not found in cache"})");
        session->tokenRefused(m_access);
        session->tick(); // a token that is past its end is not asked with
        return reaches(sk::session::SessionState::Refused);
    }
    /// A password that is answered as answer() says; true when the bar says so.
    bool answerPassword(int status, const QByteArray &body)
    {
        answer(status, body);
        auto *field = m_bar->findChild<QLineEdit *>(QStringLiteral("sessionPassword"));
        field->setText(QStringLiteral("second"));
        QTest::keyClick(field, Qt::Key_Return);
        return QTest::qWaitFor([this] { return m_bar->notice().kind == sk::ui::SessionNotice::Kind::Password && m_bar->notice().tone == sk::theme::Tone::Failing; });
    }
    void answer(int status, const QByteArray &body)
    {
        m_status = status;
        m_body = body;
    }
    bool reaches(sk::session::SessionState state)
    {
        constexpr int patience = 20'000; // the keychain is read three times before a session is refused
        return QTest::qWaitFor([this, state] { return session->state() == state; }, patience);
    }
    [[nodiscard]] const QByteArray &access() const { return m_access; }

    QByteArray extra; ///< of the tokens
    QByteArray user = "operator"; ///< whom they name
    std::unique_ptr<sk::session::Session> session;
    QWidget window;

private:
    void serve(sk::test::Exchange &exchange)
    {
        if (m_status != 200) {
            exchange.json(m_status, m_body);
            return;
        }
        const qint64 now = m_clock.now() / 1000;
        m_access = sk::test::jwt(user, now, now + 100, "a" + QByteArray::number(++m_issued), extra);
        exchange.json(200, sk::test::tokenAnswer(m_access, sk::test::jwt(user, now, now + 200, "r" + QByteArray::number(m_issued)), 100));
    }

    sk::ManualClock &m_clock;
    sk::test::ScriptedServer m_server;
    std::unique_ptr<sk::secrets::SecretStore> m_store;
    sk::ui::SessionBar *m_bar;
    QByteArray m_access;
    QByteArray m_body;
    int m_status = 200;
    int m_issued = 0;
};
