#include "trustquestion.h"

#include <sk/dialogs/trustdialog.h>
#include <sk/net/connectioncheck.h>

namespace sk::app {

namespace {

void decided(ConnectionScope &connection, session::ProfileStore &profiles, const net::TlsReport &report, ui::TrustDialog::Answer answer)
{
    session::Session &session = connection.session();
    const session::Profile *saved = profiles.find(session.profile().id);
    const session::Profile profile = ui::TrustDialog::applied(saved ? *saved : session.profile(), report, answer);
    net::ServerAddress address = session.server().address;
    address.pin = profile.pin;
    if (const QSslCertificate authority = ui::TrustDialog::importable(report); answer == ui::TrustDialog::Answer::ImportCa && !authority.isNull())
        address.extraCas += authority;
    if (saved)
        profiles.save(profile); // a failure is the application's to say
    connection.setTrust(profile, address);
}

} // namespace

void askForTrust(const std::shared_ptr<ConnectionScope> &connection, session::ProfileStore &profiles, QWidget *window)
{
    if (window->findChild<ui::TrustDialog *>() || window->findChild<net::ConnectionCheck *>())
        return;
    auto *look = new net::ConnectionCheck(connection->session().server().address, window);
    std::weak_ptr<ConnectionScope> weak = connection; // it may be signed out meanwhile
    QObject::connect(look, &net::ConnectionCheck::finished, window, [weak, look, window, &profiles](const Error &, net::ConnectionCheck::Step, const net::TlsReport &report) {
        look->deleteLater(); // it is on the call stack
        const auto open = weak.lock();
        if (!open)
            return;
        if (report.chain.isEmpty() || report.trusted()) {
            open->session().retryNow(); // it is away, or the right one again: the session says what comes of it
            return;
        }
        auto *dialog = new ui::TrustDialog(open->session().server().address.base.host(), report, open->session().profile(), window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setObjectName(QStringLiteral("trust"));
        QObject::connect(open.get(), &ConnectionScope::ended, dialog, &QDialog::reject);
        QObject::connect(dialog, &ui::TrustDialog::answered, window, [weak, report, &profiles](ui::TrustDialog::Answer answer) {
            if (const auto scope = weak.lock(); scope && answer != ui::TrustDialog::Answer::No)
                decided(*scope, profiles, report, answer);
        });
        dialog->open();
    });
    look->start();
}

} // namespace sk::app
