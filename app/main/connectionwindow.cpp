#include "connectionwindow.h"

#include "trustquestion.h"

#include <sk/core/secret.h>
#include <sk/dialogs/passwordchangedialog.h>
#include <sk/dialogs/signindialog.h>

#include <QEvent>

#include <utility>

namespace sk::app {

using State = session::Session::State;

ConnectionWindow::ConnectionWindow(Services services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_window(std::make_unique<ui::MainWindow>(*services.settings, Clock::system()))
{
    connect(m_window.get(), &ui::MainWindow::signInRequested, this, [this] { openSignIn(profileId()); });
    connect(m_window.get(), &ui::MainWindow::connectionRequested, this, [this] { openDialog(m_connection != nullptr); });
    connect(m_window.get(), &ui::MainWindow::newWindowRequested, this, &ConnectionWindow::newWindowRequested);
    connect(m_window.get(), &ui::MainWindow::passwordChangeRequested, this, [this] {
        if (!m_connection)
            return;
        auto *dialog = new ui::PasswordChangeDialog(m_connection->session(), m_connection->requests(), m_window.get());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
    connect(m_window.get(), &ui::MainWindow::certificateRequested, this, [this] {
        if (m_connection)
            askForTrust(m_connection, *m_services.profiles, m_window.get());
    });
    connect(m_window.get(), &ui::MainWindow::signOutRequested, this, [this](bool everywhere) {
        if (!m_connection)
            return;
        const auto keep = m_connection; // until all windows have let go
        const QString id = keep->session().profile().id;
        m_wanted.clear();
        keep->signOut(everywhere);
        emit signedOut(id);
        openSignIn(id);
    });
    connect(m_window.get(), &ui::MainWindow::lockPolicyChosen, this, [this](int afterMinutes, bool withScreen) {
        if (!m_connection)
            return;
        m_connection->setLockPolicy({afterMinutes, withScreen});
        // What is not saved (the built-in cluster, one of the command line) keeps it as long as it is open.
        const session::Profile *saved = m_services.profiles->find(m_connection->session().profile().id);
        if (!saved || saved->demo)
            return;
        session::Profile changed = *saved;
        changed.lockAfterMinutes = afterMinutes;
        changed.lockWithScreen = withScreen;
        m_services.profiles->save(changed); // a failure is the application's to say
    });
    m_window->installEventFilter(this);
}

ConnectionWindow::~ConnectionWindow()
{
    delete m_dialog;
    m_window->removeEventFilter(this);
    m_window.reset(); // views before the stores they show
}

bool ConnectionWindow::eventFilter(QObject *watched, QEvent *event)
{
    // The close event itself is the window's; hidden by its user it is done.
    if (watched == m_window.get() && event->type() == QEvent::Hide && !event->spontaneous() && !m_window->isVisible())
        emit closed();
    // The user may have signed in with another window or program in the meantime: then this one goes on by itself.
    if (watched == m_window.get() && event->type() == QEvent::WindowActivate && m_connection && m_connection->session().state() == State::Refused)
        m_connection->session().retryNow();
    return QObject::eventFilter(watched, event);
}

void ConnectionWindow::show(std::shared_ptr<ConnectionScope> connection, const std::optional<ui::PageAddress> &first)
{
    letGo();
    m_window->setRestoring(false);
    m_connection = std::move(connection);
    connect(m_connection.get(), &ConnectionScope::ended, this, &ConnectionWindow::letGo);
    m_window->setConnection({&m_connection->session(), &m_connection->cluster()}, first);
    const auto showPolicy = [this] {
        const auto policy = m_connection->lockPolicy();
        m_window->setLockPolicy(policy.afterMinutes, policy.withScreen);
    };
    connect(m_connection.get(), &ConnectionScope::lockPolicyChanged, this, showPolicy);
    showPolicy();
}

void ConnectionWindow::letGo()
{
    m_window->setConnection({}); // views before what they show
    if (m_connection)
        disconnect(m_connection.get(), nullptr, this, nullptr);
    m_connection.reset();
}

void ConnectionWindow::ready(std::unique_ptr<session::Session> session, bool elsewhere)
{
    session->disconnect(this);
    emit signedIn(std::make_shared<ConnectionScope>(std::move(session), Clock::system(), *m_services.leaving), elsewhere);
}

void ConnectionWindow::signIn(const net::ServerAddress &address, const session::Profile &profile, const QString &user, const QString &password, Failure fail)
{
    const auto secret = std::make_shared<const Secret>(password);
    probe(address, profile, m_services.memory, [this, user, secret, fail](std::unique_ptr<session::Session> session) {
        m_pending = std::move(session);
        connect(m_pending.get(), &session::Session::failed, this, fail);
        connect(m_pending.get(), &session::Session::stateChanged, this, [this](State state) {
            // Later, because a session must not be moved while it is telling about itself.
            if (state == State::Active && m_pending)
                QMetaObject::invokeMethod(this, [this] { ready(std::move(m_pending), false); }, Qt::QueuedConnection);
        });
        m_pending->signIn(user, secret->text());
    }, fail);
}

void ConnectionWindow::restore(const session::Profile &profile)
{
    m_window->setRestoring(true);
    m_wanted = profile.id;
    session::readSecrets(m_services.keychain, profile, {}, this, [this, profile](const Result<session::ConnectionSecrets> &secrets) {
        if (secrets.ok())
            restoreWith(profile, *secrets);
        else
            openSignIn(profile.id, secrets.error());
    });
}

void ConnectionWindow::restoreWith(const session::Profile &profile, const session::ConnectionSecrets &secrets)
{
    const Result<net::ServerAddress> address = session::addressOf(profile, secrets);
    if (!address)
        return openSignIn(profile.id, address.error());
    // Stored tokens go in clear only where the user saw that: without a scheme, https is meant, and nobody is asked here about anything less.
    net::ServerAddress meant = *address;
    if (meant.base.scheme().isEmpty() && !net::isLoopbackHost(meant.base.host()))
        meant.base.setScheme(QStringLiteral("https"));
    const Failure fail = [this, id = profile.id](const Error &error) { openSignIn(id, error); };
    probe(meant, profile, m_services.keychain, [this, fail](std::unique_ptr<session::Session> session) {
        m_pending = std::move(session);
        connect(m_pending.get(), &session::Session::stateChanged, this, [this, fail](State state) {
            if (!m_pending || (state != State::Active && state != State::SignedOut && state != State::Refused))
                return;
            QMetaObject::invokeMethod(this, [this, state, fail] {
                if (!m_pending)
                    return;
                if (state == State::Active)
                    return ready(std::move(m_pending), false);
                const Error error = m_pending->lastError();
                m_pending.reset();
                fail(error);
            }, Qt::QueuedConnection);
        });
        m_pending->restore();
    }, fail);
}

void ConnectionWindow::probe(const net::ServerAddress &address, const session::Profile &profile, secrets::SecretStore *store,
                             std::function<void(std::unique_ptr<session::Session>)> next, Failure fail)
{
    delete m_probe;
    m_probe = new session::ServerProbe(address, profile.apiDomain,
        [this, profile, store, next = std::move(next), fail = std::move(fail)](const Result<session::ServerInfo> &info) {
            if (m_probe)
                m_probe->deleteLater();
            if (!info)
                return fail(info.error());
            next(std::make_unique<session::Session>(profile, *info, store, Clock::system()));
        }, this);
}

void ConnectionWindow::openSignIn(const QString &profileId, const Error &error)
{
    openDialog(false);
    if (!profileId.isEmpty())
        m_dialog->selectProfile(profileId);
    if (error)
        m_dialog->showError(error);
}

void ConnectionWindow::openSignInAt(const QUrl &server)
{
    openDialog(false);
    m_dialog->startNew(server.toString());
}

void ConnectionWindow::openDialog(bool elsewhere)
{
    m_window->setRestoring(false);
    m_pending.reset(); // the user does not want to wait for it; the entry stays where it is
    if (m_probe)
        m_probe->deleteLater(); // it may be answering just now
    m_probe.clear();
    m_dialogElsewhere = elsewhere;
    if (!m_dialog) {
        ui::SignInDialog::Services services;
        services.profiles = m_services.profiles;
        services.settings = m_services.settings;
        services.keychain = m_services.keychain;
        services.memory = m_services.memory;
        services.clock = &Clock::system();
        services.startDemo = [demo = m_services.demo](QObject *context, auto answer) { demo->start(context, std::move(answer)); };
        m_dialog = new ui::SignInDialog(services, m_window.get());
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ui::SignInDialog::signedIn, this,
            [this](session::Session *session) { ready(std::unique_ptr<session::Session>(session), m_dialogElsewhere); });
    }
    m_dialog->open();
}

} // namespace sk::app
