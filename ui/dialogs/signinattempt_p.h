#pragma once

#include "signindialog.h"

#include <sk/session/connectionaddress.h>

#include <QObject>

#include <memory>
#include <optional>

namespace sk::ui {

/// What the sign-in dialog does on the network: looks at a server, and makes a session there. One at a time; starting anew or stop() ends what is
/// under way. Knows no widget.
class SignInAttempt final : public QObject {
    Q_OBJECT

public:
    explicit SignInAttempt(const SignInDialog::Services &services, QObject *parent = nullptr);
    ~SignInAttempt() override;

    /// Looks at what is at the profile's server; ends in found() or failed(). Secrets that were typed win over those of the keychain.
    void probe(const session::Profile &profile, const session::ConnectionSecrets &typed);
    [[nodiscard]] bool probing() const;
    [[nodiscard]] const std::optional<Result<session::ServerInfo>> &answer() const { return m_answer; } ///< of the last probe, until forgotten
    void forgetAnswer(); ///< the address is another now
    [[nodiscard]] const net::ServerAddress &address() const { return m_address; } ///< of the last probe, with its secrets
    [[nodiscard]] const session::ConnectionSecrets &secrets() const { return m_secrets; }

    /// Sends the password, once, to what found() told of. The profile is what the session is for.
    void signIn(const session::Profile &profile, const QString &password, bool keep);
    /// Starts the built-in cluster and signs in there.
    void signInToDemo(const session::Profile &profile);
    void stop();

signals:
    void found(const sk::session::ServerInfo &server);
    void failed(const sk::Error &error);
    void signedIn(sk::session::Session *session); ///< the receiver takes ownership

private:
    void begin(const net::ServerAddress &address, const QString &domain, std::function<void(const Result<session::ServerInfo> &)> answer);
    void start(const session::Profile &profile, const session::ServerInfo &server, const QString &password, secrets::SecretStore *store);

    SignInDialog::Services m_services;
    std::unique_ptr<session::ServerProbe> m_probe;
    std::optional<Result<session::ServerInfo>> m_answer;
    net::ServerAddress m_address;
    session::ConnectionSecrets m_secrets;
    session::Session *m_session = nullptr;
    bool m_reading = false; ///< the keychain, for the probe
    int m_generation = 0; ///< late answers of what was stopped are dropped
};

} // namespace sk::ui
