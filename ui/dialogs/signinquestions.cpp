#include "signindialog_p.h"

#include "connectiontestdialog.h"
#include "exposedialog.h"
#include "trustdialog.h"

namespace sk::ui {

session::Profile SignInDialog::Private::typed() const
{
    session::Profile profile = form->profile(current);
    const auto before = net::parseServerInput(current.server);
    const auto now = net::parseServerInput(profile.server);
    // A key was trusted for a server, not for whatever is typed over it.
    if (!before || !now || before->host() != now->host()) {
        profile.pin = {};
        profile.pinnedCertificate.clear();
    }
    return profile;
}

void SignInDialog::Private::edit(ConnectionEditor::Section section)
{
    if (busy || current.demo)
        return;
    auto *editor = new ConnectionEditor(typed(), q);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    editor->setObjectName(QStringLiteral("editor"));
    editor->showSection(section);
    QObject::connect(editor, &QDialog::accepted, q, [this, editor] { edited(editor->profile(), editor->secrets()); });
    editor->open();
}

bool SignInDialog::Private::leadsElsewhere(const session::Profile &profile) const
{
    const session::Profile *saved = services.profiles->find(profile.id);
    return saved && !saved->server.isEmpty() && !session::sameServer(saved->server, profile.server);
}

Error SignInDialog::Private::keep(const session::Profile &profile)
{
    if (leadsElsewhere(profile)) {
        session::forgetTokens(services.keychain, profile.id);
        session::forgetTokens(services.memory, profile.id);
    }
    return services.profiles->save(profile);
}

void SignInDialog::Private::edited(const session::Profile &profile, const session::ConnectionSecrets &secrets)
{
    // The password in the form was typed for the server that the form names, saved or not; the other secrets for the proxy and the key of then.
    const session::Profile before = typed();
    const bool elsewhere = !before.server.isEmpty() && !session::sameServer(before.server, profile.server);
    typedSecrets = session::stillMeant(typedSecrets, before, profile);
    if (const session::Profile *saved = services.profiles->find(profile.id))
        session::forgetUnmeant(services.keychain, *saved, profile);
    current = profile;
    if (!secrets.proxyPassword.isEmpty())
        typedSecrets.proxyPassword = secrets.proxyPassword;
    if (!secrets.keyPassphrase.isEmpty())
        typedSecrets.keyPassphrase = secrets.keyPassphrase;
    const QString password = elsewhere ? QString() : form->password();
    form->setProfile(current);
    form->setPassword(password); // editing the connection is no reason to type it again; that it leads to another server is
    if (!current.server.isEmpty()) {
        if (const Error error = keep(current))
            form->showError(error);
        else
            currentIsNew = false;
        if (keychainUsable())
            session::writeSecrets(services.keychain, current, typedSecrets);
    }
    {
        const QSignalBlocker quiet(pane); // it is the one in the form already; choosing it would empty the password's field
        pane->reload(currentIsNew);
        pane->select(currentIsNew ? QString() : current.id);
    }
    beginProbe();
    updateButtons();
}

void SignInDialog::Private::test()
{
    const auto address = session::addressOf(typed(), attempt.secrets());
    if (!address) {
        form->showError(address.error());
        return;
    }
    auto *dialog = new ConnectionTestDialog(*address, typed(), q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("connectionTest"));
    QObject::connect(dialog, &ConnectionTestDialog::certificateWanted, q, [this](const net::TlsReport &report) { askTrust(report); });
    dialog->open();
}

void SignInDialog::Private::fromKubeconfig()
{
    // Where the platform's own Services are: the product's name and "-system" (api-contract 12).
    auto *dialog = new ExposeDialog(QStringLiteral("kubesphere-system"), q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("exposeApi"));
    QObject::connect(dialog, &ExposeDialog::connectionChosen, q, [this](const session::Profile &profile) {
        if (const Error error = services.profiles->save(profile))
            form->showError(error);
        currentIsNew = false;
        pane->reload(false);
        pane->select(profile.id);
    });
    dialog->open();
}

void SignInDialog::Private::lookAtCertificate()
{
    net::ServerAddress address = attempt.address();
    if (address.base.scheme().isEmpty())
        address.base.setScheme(QStringLiteral("https"));
    look = std::make_unique<net::ConnectionCheck>(address);
    QObject::connect(look.get(), &net::ConnectionCheck::finished, q, [this](const Error &error, net::ConnectionCheck::Step, const net::TlsReport &report) {
        look.release()->deleteLater(); // it is on the call stack
        if (report.chain.isEmpty())
            form->showError(error);
        else if (!report.trusted())
            askTrust(report);
        else
            beginProbe(); // it is trusted by now: a certificate was replaced in between
    });
    look->start();
}

void SignInDialog::Private::askTrust(const net::TlsReport &report)
{
    if (q->findChild<TrustDialog *>())
        return;
    const auto url = net::parseServerInput(form->serverText());
    auto *dialog = new TrustDialog(url ? url->host() : form->serverText(), report, typed(), q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("trust"));
    QObject::connect(dialog, &TrustDialog::answered, q, [this, report](TrustDialog::Answer answer) {
        if (answer == TrustDialog::Answer::No)
            return;
        // A new address makes a new client: no connection of the old trust is used again.
        current = TrustDialog::applied(typed(), report, answer);
        if (services.profiles->find(current.id)) {
            if (const Error error = keep(current))
                form->showError(error);
        }
        beginProbe();
    });
    dialog->open();
}

/// The button beside an error.
void SignInDialog::Private::act(const Error &error)
{
    if (error.code == ErrorCode::TlsUntrusted)
        lookAtCertificate();
    else
        edit(error.code == ErrorCode::ProxyRefused ? ConnectionEditor::Section::Proxy : ConnectionEditor::Section::Certificates);
}

} // namespace sk::ui
