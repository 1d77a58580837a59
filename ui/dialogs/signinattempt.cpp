#include "signinattempt_p.h"

#include <utility>

namespace sk::ui {
namespace {

/// The stand-in's only administrator; it lives in this process and is nobody's secret.
constexpr QLatin1String demoUser("admin");
constexpr QLatin1String demoPassword("P@88w0rd");

} // namespace

SignInAttempt::SignInAttempt(const SignInDialog::Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

SignInAttempt::~SignInAttempt()
{
    stop();
}

bool SignInAttempt::probing() const
{
    return m_probe || m_reading;
}

void SignInAttempt::forgetAnswer()
{
    ++m_generation;
    m_reading = false;
    m_probe.reset();
    m_answer.reset();
}

void SignInAttempt::probe(const session::Profile &profile, const session::ConnectionSecrets &typed)
{
    forgetAnswer();
    const auto goOn = [this, profile](const session::ConnectionSecrets &secrets) {
        m_reading = false;
        m_secrets = secrets;
        const auto address = session::addressOf(profile, secrets);
        if (!address) {
            m_answer.emplace(address.error());
            emit failed(address.error());
            return;
        }
        m_address = *address;
        begin(m_address, profile.apiDomain, [this](const Result<session::ServerInfo> &result) {
            m_answer.emplace(result);
            if (result)
                emit found(*result);
            else
                emit failed(result.error());
        });
    };
    if (!session::needsSecrets(profile)) {
        goOn({});
        return;
    }
    m_reading = true;
    session::readSecrets(m_services.keychain, profile, typed, this, [this, goOn, mine = m_generation](const Result<session::ConnectionSecrets> &secrets) {
        if (mine != m_generation)
            return;
        if (secrets) {
            goOn(*secrets);
            return;
        }
        m_reading = false;
        m_answer.emplace(secrets.error());
        emit failed(secrets.error());
    });
}

void SignInAttempt::begin(const net::ServerAddress &address, const QString &domain, std::function<void(const Result<session::ServerInfo> &)> answer)
{
    m_probe = std::make_unique<session::ServerProbe>(address, domain, [this, answer = std::move(answer)](const Result<session::ServerInfo> &result) {
        // The probe is on the call stack: let it go later.
        if (m_probe)
            m_probe.release()->deleteLater();
        answer(result);
    });
}

void SignInAttempt::signIn(const session::Profile &profile, const QString &password, bool keep)
{
    if (m_answer && *m_answer)
        start(profile, m_answer->value(), password, keep ? m_services.keychain : m_services.memory);
}

void SignInAttempt::signInToDemo(const session::Profile &profile)
{
    m_services.startDemo(this, [this, profile, mine = ++m_generation](const Result<net::ServerAddress> &address) {
        if (mine != m_generation)
            return;
        if (!address) {
            emit failed(address.error());
            return;
        }
        begin(*address, {}, [this, profile](const Result<session::ServerInfo> &result) {
            if (!result) {
                emit failed(result.error());
                return;
            }
            session::Profile admin = profile;
            admin.user = demoUser;
            start(admin, *result, demoPassword, m_services.memory);
        });
    });
}

void SignInAttempt::start(const session::Profile &profile, const session::ServerInfo &server, const QString &password, secrets::SecretStore *store)
{
    m_session = new session::Session(profile, server, store, *m_services.clock, this);
    connect(m_session, &session::Session::failed, this, &SignInAttempt::failed);
    connect(m_session, &session::Session::stateChanged, this, [this](session::Session::State state) {
        if (state != session::Session::State::Active)
            return;
        auto *done = std::exchange(m_session, nullptr);
        disconnect(done, nullptr, this, nullptr);
        done->setParent(nullptr);
        emit signedIn(done);
    });
    m_session->signIn(profile.user, password);
}

void SignInAttempt::stop()
{
    ++m_generation;
    m_reading = false;
    m_probe.reset();
    if (auto *old = std::exchange(m_session, nullptr)) {
        disconnect(old, nullptr, this, nullptr);
        old->cancel();
        old->deleteLater();
    }
}

} // namespace sk::ui
