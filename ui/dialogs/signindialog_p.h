#pragma once

#include "connectioneditor.h"
#include "connectionspane_p.h"
#include "signinattempt_p.h"
#include "signindialog.h"
#include "signinform_p.h"

#include <sk/net/connectioncheck.h>

#include <QFrame>
#include <QTimer>

#include <optional>

namespace sk::ui {

/// The dialog's parts and what happens between them: signindialog.cpp builds it and signs in, signinstate.cpp says what can be
/// done now, signinquestions.cpp asks about the connection itself (its settings, its certificate).
struct SignInDialog::Private {
    SignInDialog *q;
    Services services;
    SignInAttempt attempt;
    ConnectionsPane *pane = nullptr;
    SignInForm *form = nullptr;
    QFrame *line = nullptr;
    QPushButton *newButton = nullptr; ///< the pane's
    QPushButton *signInButton = nullptr, *cancelButton = nullptr, *testButton = nullptr;
    QTimer debounce, second;
    session::Profile current;
    session::ConnectionSecrets typedSecrets; ///< from the editor, until they are kept with the connection
    bool currentIsNew = false;
    bool busy = false; ///< between *Sign in* and its end
    Error keychain; ///< why it cannot be used
    bool keychainKnown = false;
    /// The password the server refused, with user and server: never sent again as it is.
    struct Refused {
        QString server, user, password;
        friend bool operator==(const Refused &, const Refused &) = default;
    };
    std::optional<Refused> refused;
    std::unique_ptr<net::ConnectionCheck> look; ///< at a certificate

    Private(SignInDialog *dialog, const Services &given)
        : q(dialog)
        , services(given)
        , attempt(given)
    {
    }
    [[nodiscard]] Refused credentials() const { return {form->serverText(), form->userText(), form->password()}; }
    [[nodiscard]] bool keychainUsable() const { return keychainKnown && !keychain && services.keychain; }
    [[nodiscard]] session::Profile typed() const; ///< what the fields say, on top of the connection
    void build();
    void connectAll();
    void retranslate();
    void updateButtons();
    /// How long the account in the fields is still locked out, by what this process heard of it from the server that was found; 0: it is not.
    [[nodiscard]] int lockedForSeconds() const;
    void countDown();
    void updateKeychainText();
    void choose(const QString &id);
    void beginProbe();
    void found(const session::ServerInfo &server);
    void failed(const Error &error);
    void signIn();
    void goOn();
    void succeeded(session::Session *session);
    void stop();
    void edit(ConnectionEditor::Section section);
    void edited(const session::Profile &profile, const session::ConnectionSecrets &secrets);
    /// Saves a connection. One that leads to another server from now on loses what the one before gave it.
    [[nodiscard]] Error keep(const session::Profile &profile);
    [[nodiscard]] bool leadsElsewhere(const session::Profile &profile) const; ///< than the saved one of its id
    void test();
    void fromKubeconfig();
    void lookAtCertificate();
    void askTrust(const net::TlsReport &report);
    void act(const Error &error);
};

} // namespace sk::ui
