#include "connectionwindow.h"

#include "trustquestion.h"

#include <sk/core/secret.h>
#include <sk/dialogs/passwordchangedialog.h>
#include <sk/dialogs/signindialog.h>

#include <QEvent>

#include <utility>

namespace sk::app {

using State = session::Session::State;

namespace {

/// The server is away, or busy: that passes without the user.
bool passes(const Error &error)
{
    switch (error.code) {
    case ErrorCode::HostNotFound:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::ConnectionLost:
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::TimedOut:
    case ErrorCode::TooManyRequests:
    case ErrorCode::ServerError:
    case ErrorCode::Unavailable: return true;
    case ErrorCode::ProxyRefused: return error.detail == QLatin1String("Unreachable"); // else it has said something
    default: return false;
    }
}

QString nameOf(const session::Profile &profile)
{
    return profile.name.isEmpty() ? profile.server : profile.name;
}

} // namespace

ConnectionWindow::ConnectionWindow(Services services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_window(std::make_unique<ui::MainWindow>(*services.settings, Clock::system()))
    , m_restorePause(Clock::system())
{
    m_restoreTimer.setSingleShot(true);
    connect(&m_restoreTimer, &QTimer::timeout, this, &ConnectionWindow::tryRestore);
    connect(m_window.get(), &ui::MainWindow::restoreRetryRequested, this, &ConnectionWindow::retryRestore);
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
    m_restoring.reset();
    m_restoreTimer.stop();
    m_window->setRestoring({});
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
    m_wanted = profile.id;
    m_restoring = profile;
    m_restoreTrouble = {};
    tryRestore();
}

void ConnectionWindow::tryRestore()
{
    if (!m_restoring)
        return;
    m_window->setRestoring(nameOf(*m_restoring), m_restoreTrouble);
    session::readSecrets(m_services.keychain, *m_restoring, {}, this, [this, profile = *m_restoring](const Result<session::ConnectionSecrets> &secrets) {
        if (!m_restoring || m_restoring->id != profile.id)
            return; // the user did not want to wait for it
        if (secrets.ok())
            restoreWith(profile, *secrets);
        else
            restoreFailed(secrets.error());
    });
}

void ConnectionWindow::retryRestore()
{
    if (!m_restoreTimer.isActive())
        return;
    m_restoreTimer.stop();
    m_restorePause.reset();
    tryRestore();
}

void ConnectionWindow::restoreFailed(const Error &error)
{
    if (!m_restoring)
        return;
    if (!passes(error))
        return openSignIn(m_restoring->id, error);
    m_restoreTrouble = error;
    const auto pause = m_restorePause.next(error.retryAfter);
    m_restoreTimer.start(pause);
    m_window->setRestoring(nameOf(*m_restoring), error, Clock::system().now() + pause.count());
}

void ConnectionWindow::restoreWith(const session::Profile &profile, const session::ConnectionSecrets &secrets)
{
    const Result<net::ServerAddress> address = session::addressOf(profile, secrets);
    if (!address)
        return restoreFailed(address.error());
    // Stored tokens go in clear only where the user saw that: without a scheme, https is meant, and nobody is asked here about anything less.
    net::ServerAddress meant = *address;
    if (meant.base.scheme().isEmpty() && !net::isLoopbackHost(meant.base.host()))
        meant.base.setScheme(QStringLiteral("https"));
    probe(meant, profile, m_services.keychain, [this, id = profile.id](std::unique_ptr<session::Session> session) {
        m_pending = std::move(session);
        connect(m_pending.get(), &session::Session::stateChanged, this, [this, id](State state) {
            const bool settled = state == State::Active || state == State::WaitingForNetwork;
            if (!m_pending || (!settled && state != State::SignedOut && state != State::Refused))
                return;
            QMetaObject::invokeMethod(this, [this, settled, id] {
                if (!m_pending)
                    return;
                if (settled) // without a network too: it goes on by itself, and its bar says so
                    return ready(std::move(m_pending), false);
                const Error error = m_pending->lastError();
                m_pending.reset();
                openSignIn(id, error);
            }, Qt::QueuedConnection);
        });
        m_pending->restore();
    }, [this](const Error &error) { restoreFailed(error); });
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
    m_restoring.reset();
    m_restoreTimer.stop();
    m_window->setRestoring({});
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
