#include "application.h"

#include <sk/core/logging.h>
#include <sk/dialogs/errortext.h>
#include <sk/dialogs/signindialog.h>
#include <sk/kinds/kinds.h>
#include <sk/settings/keys.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/messagebar.h>

#include <QApplication>
#include <QFile>
#include <QPixmap>
#include <QPushButton>
#include <QTimer>
#include <QToolBar>

#include <cstdio>
#include <utility>

namespace sk::app {

namespace {

/// The password for `--password-file`: the file's text without its line end; other blanks belong to it.
Result<QString> readPassword(const QString &path)
{
    QFile file(path);
    const bool opened = path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return Error{.code = ErrorCode::FileUnreadable, .message = file.errorString(), .detail = path};
    QByteArray text = file.read(64 * 1024);
    if (text.endsWith('\n'))
        text.chop(1);
    if (text.endsWith('\r'))
        text.chop(1);
    return QString::fromUtf8(text);
}

Result<QList<QSslCertificate>> readCaFile(const QString &path)
{
    if (path.isEmpty())
        return QList<QSslCertificate>{};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{.code = ErrorCode::FileUnreadable, .message = file.errorString(), .detail = path};
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(file.readAll(), QSsl::Pem);
    if (certificates.isEmpty())
        return Error{.code = ErrorCode::FileUnreadable, .message = QStringLiteral("no PEM certificate in the file"), .detail = path};
    return certificates;
}

Result<net::ServerAddress> addressOf(const QString &server, const QString &caFile)
{
    const Result<QUrl> url = net::parseServerInput(server);
    if (!url)
        return url.error();
    const auto certificates = readCaFile(caFile);
    if (!certificates)
        return certificates.error();
    net::ServerAddress address;
    address.base = *url;
    address.extraCas = *certificates;
    return address;
}

} // namespace

Application::Application(CommandLine commandLine)
    : m_commandLine(std::move(commandLine))
    , m_settings(m_commandLine.configDirectory.isEmpty() ? settings::Settings::defaultDirectory() : m_commandLine.configDirectory)
    , m_profiles(m_settings.directory())
    , m_keychain(secrets::makeKeychainStore(QStringLiteral("sk-console")))
    , m_memory(secrets::makeMemoryStore())
    , m_demo(m_commandLine.demo.value_or(DemoOptions{}))
{
    for (const Error &error : {m_settings.load(), m_profiles.load()}) {
        if (!error)
            continue;
        qCWarning(lcSettings).noquote() << toLogText(error);
        m_loadErrors.append(error);
    }
    connect(&m_settings, &settings::Settings::changed, this, [this](const QString &key) {
        if (key == QLatin1String(settings::keys::language().key))
            applyLanguage();
        else if (key == QLatin1String(settings::keys::theme().key))
            applyTheme();
    });
}

Application::~Application()
{
    delete m_dialog;
    m_window.reset(); // views before the stores they show
}

void Application::start()
{
    applyTheme();
    applyLanguage();
    showWindow();
    // After the first frame: nothing that takes time stands between the user and the window.
    QTimer::singleShot(0, this, [this] {
        m_timings.reached(Timings::Milestone::WindowShown);
        if (m_commandLine.unattended())
            signInUnattended();
        else
            restoreLastSession();
    });
}

void Application::applyTheme()
{
    static const bool styled = (widgets::installStyle(*qApp), true); // before the first palette, once
    Q_UNUSED(styled)
    const QString wanted = m_commandLine.theme.isEmpty() ? m_settings.value(settings::keys::theme()).toString() : m_commandLine.theme;
    theme::Theme::instance().setMode(wanted == QLatin1String("dark") ? theme::Mode::Dark
                                         : wanted == QLatin1String("light") ? theme::Mode::Light : theme::Mode::System);
}

void Application::applyLanguage()
{
    m_translations.use(m_commandLine.language.isEmpty() ? m_settings.value(settings::keys::language()).toString() : m_commandLine.language);
}

void Application::showWindow()
{
    m_window = std::make_unique<ui::MainWindow>(m_settings, kinds::allKinds(), Clock::system());
    connect(m_window.get(), &ui::MainWindow::signInRequested, this, [this] { openSignIn(); });
    connect(m_window.get(), &ui::MainWindow::signOutRequested, this, &Application::signOut);
    connect(m_window.get(), &ui::MainWindow::firstRowsShown, this, [this] { m_timings.reached(Timings::Milestone::FirstRows); });
    connect(m_window.get(), &ui::MainWindow::allRowsShown, this, [this] { m_timings.reached(Timings::Milestone::AllRows); });
    connect(qApp, &QCoreApplication::aboutToQuit, this, [this] { finish(ExitOk); });
    showLoadErrors();
    if (!m_commandLine.grabFile.isEmpty())
        m_window->resize(1600, 1000); // a picture is the same whatever the screen and the layout of last time
    m_window->show();
}

void Application::showLoadErrors()
{
    for (const Error &error : std::as_const(m_loadErrors)) {
        const ui::ErrorText text = ui::errorText(error);
        auto *place = new QToolBar(m_window.get());
        place->setObjectName(QStringLiteral("loadError"));
        place->setMovable(false);
        auto *bar = new widgets::MessageBar(place);
        bar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        bar->setMessage(theme::Tone::Warning, text.title, tr("It was kept beside a new one. %1").arg(error.message));
        auto *close = new QPushButton(tr("Close"), bar);
        connect(close, &QPushButton::clicked, place, &QObject::deleteLater);
        bar->addControl(close);
        place->addWidget(bar);
        m_window->addToolBar(Qt::TopToolBarArea, place);
    }
}

void Application::signInUnattended()
{
    if (m_commandLine.demo) {
        const session::Profile profile = session::ProfileStore::demoProfile();
        m_demo.start(this, [this, profile](const Result<net::ServerAddress> &address) {
            if (!address)
                return finish(ExitOther, toLogText(address.error()));
            startUnattendedSession(*address, profile, demoUser(), demoPassword());
        });
        return;
    }
    const Result<QString> password = readPassword(m_commandLine.passwordFile);
    if (!password)
        return finish(ExitOther, QStringLiteral("the password file %1 cannot be read: %2").arg(password.error().detail, password.error().message));
    const Result<net::ServerAddress> address = addressOf(m_commandLine.server, {});
    if (!address)
        return finish(ExitArguments, QStringLiteral("--server: %1").arg(ui::errorText(address.error()).title));
    session::Profile profile;
    profile.id = QStringLiteral("command-line");
    profile.name = address->base.host();
    profile.server = address->base.toString();
    profile.user = m_commandLine.user;
    profile.keepSignedIn = false;
    startUnattendedSession(*address, profile, m_commandLine.user, *password);
}

void Application::startUnattendedSession(const net::ServerAddress &address, const session::Profile &profile, const QString &user, const QString &password)
{
    const auto fail = [this](const Error &error) { finish(exitStatusFor(error), toLogText(error)); };
    probe(address, profile, m_memory.get(), [this, user, password, fail](std::unique_ptr<session::Session> session) {
        m_pending = std::move(session);
        connect(m_pending.get(), &session::Session::failed, this, fail);
        connect(m_pending.get(), &session::Session::stateChanged, this, [this](session::Session::State state) {
            // Later, because a session must not be moved while it is telling about itself.
            if (state == session::Session::State::Active && m_pending)
                QMetaObject::invokeMethod(this, [this] { take(std::move(m_pending)); }, Qt::QueuedConnection);
        });
        m_pending->signIn(user, password);
    }, fail);
}

void Application::restoreLastSession()
{
    const session::Profile *last = m_profiles.find(m_settings.value(settings::keys::lastConnection()).toString());
    if (!last || !last->keepSignedIn || last->demo)
        return openSignIn(last ? last->id : QString());
    const session::Profile profile = *last;
    const Result<net::ServerAddress> address = addressOf(profile.server, profile.caFile);
    if (!address)
        return openSignIn(profile.id, address.error());
    const auto fail = [this, id = profile.id](const Error &error) { openSignIn(id, error); };
    probe(*address, profile, m_keychain.get(), [this, fail](std::unique_ptr<session::Session> session) {
        m_pending = std::move(session);
        connect(m_pending.get(), &session::Session::stateChanged, this, [this, fail](session::Session::State state) {
            using State = session::Session::State;
            if (!m_pending || (state != State::Active && state != State::SignedOut && state != State::Refused))
                return;
            QMetaObject::invokeMethod(this, [this, state, fail] {
                if (!m_pending)
                    return;
                if (state == State::Active)
                    return take(std::move(m_pending));
                const Error error = m_pending->lastError();
                m_pending.reset();
                fail(error);
            }, Qt::QueuedConnection);
        });
        m_pending->restore();
    }, fail);
}

void Application::probe(const net::ServerAddress &address, const session::Profile &profile, secrets::SecretStore *store,
                        std::function<void(std::unique_ptr<session::Session>)> next, std::function<void(const Error &)> fail)
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

void Application::openSignIn(const QString &profileId, const Error &error)
{
    if (!m_dialog) {
        ui::SignInDialog::Services services;
        services.profiles = &m_profiles;
        services.settings = &m_settings;
        services.keychain = m_keychain.get();
        services.memory = m_memory.get();
        services.clock = &Clock::system();
        services.startDemo = [this](QObject *context, auto answer) { m_demo.start(context, std::move(answer)); };
        m_dialog = new ui::SignInDialog(services, m_window.get());
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &ui::SignInDialog::signedIn, this, [this](session::Session *session) { take(std::unique_ptr<session::Session>(session)); });
    }
    if (!profileId.isEmpty())
        m_dialog->selectProfile(profileId);
    if (error)
        m_dialog->showError(error);
    m_dialog->open();
}

void Application::take(std::unique_ptr<session::Session> session)
{
    drop();
    m_timings.reached(Timings::Milestone::SignedIn);
    session->disconnect(this);
    m_active.session = std::move(session);
    const session::ServerInfo &server = m_active.session->server();
    m_active.requests = std::make_unique<net::ApiClient>(server.address, m_active.session.get());
    m_active.streams = std::make_unique<net::StreamClient>(server.address, m_active.session.get());
    kube::PlatformInfo platform;
    platform.major = server.major;
    platform.apiDomain = server.apiDomain;
    m_active.cluster = std::make_unique<kube::Cluster>(*m_active.requests, *m_active.streams, platform, Clock::system());
    connect(m_active.session.get(), &net::TokenSource::available, m_active.cluster.get(), &kube::Cluster::tokenAvailable);
    if (!m_commandLine.unattended())
        m_settings.setValue(settings::keys::lastConnection(), m_active.session->profile().id);

    m_window->setConnection({m_active.session.get(), m_active.cluster.get()}, m_commandLine.open);
    if (!m_commandLine.grabFile.isEmpty())
        grabWhenSettled();
}

std::unique_ptr<session::Session> Application::detach()
{
    m_window->setConnection({}); // views before what they show
    m_active.cluster.reset();
    m_active.streams.reset();
    m_active.requests.reset();
    return std::move(m_active.session);
}

void Application::drop()
{
    // Later, because it may be telling about itself just now.
    if (std::unique_ptr<session::Session> session = detach())
        session.release()->deleteLater();
}

void Application::signOut(bool everywhere)
{
    if (!m_active.session)
        return;
    const QString id = m_active.session->profile().id;
    m_active.session->signOut(everywhere);
    // It lives on until the next sign-out or the end: a session that died now would take its request to revoke with it.
    if (m_leaving)
        m_leaving.release()->deleteLater();
    m_leaving = detach();
    connect(m_leaving.get(), &session::Session::revoked, this, [](const Error &error) {
        if (error)
            qCWarning(lcSession).noquote() << "the server did not end the session:" << toLogText(error);
    });
    m_settings.setValue(settings::keys::lastConnection(), QString());
    openSignIn(id);
}

void Application::grabWhenSettled()
{
    auto *poll = new QTimer(this);
    poll->setInterval(20);
    connect(poll, &QTimer::timeout, this, [this, poll] {
        if (!m_window->settled())
            return;
        poll->stop();
        if (m_window->rowsShown() > 0)
            m_timings.reached(Timings::Milestone::FirstRows);
        m_timings.reached(Timings::Milestone::AllRows);
        // The rows are there; figures that come from elsewhere (monitoring, computed requests) follow a moment later.
        constexpr int figuresMs = 1000;
        QTimer::singleShot(figuresMs, this, [this] {
            const bool written = m_window->grab().save(m_commandLine.grabFile, "PNG");
            finish(written ? ExitOk : ExitOther, written ? QString() : QStringLiteral("the picture cannot be written to %1").arg(m_commandLine.grabFile));
        });
    });
    poll->start();
}

void Application::finish(int status, const QString &line)
{
    if (m_finished)
        return;
    m_finished = true;
    if (!line.isEmpty())
        std::fprintf(stderr, "sk-console: %s\n", qUtf8Printable(line));
    if (!m_commandLine.timingsFile.isEmpty() && !m_timings.write(m_commandLine.timingsFile, counts())) {
        std::fprintf(stderr, "sk-console: the timings cannot be written to %s\n", qUtf8Printable(m_commandLine.timingsFile));
        status = status == ExitOk ? ExitOther : status;
    }
    if (const Error error = m_settings.sync())
        qCWarning(lcSettings).noquote() << toLogText(error);
    QCoreApplication::exit(status);
}

int Application::exitStatusFor(const Error &error)
{
    switch (error.code) {
    case ErrorCode::WrongCredentials:
    case ErrorCode::AccountDisabled:
    case ErrorCode::AccountLocked:
    case ErrorCode::InvalidClient:
    case ErrorCode::UnsupportedGrant:
    case ErrorCode::SessionExpired:
    case ErrorCode::Unauthorized:
        return ExitRefused;
    case ErrorCode::HostNotFound:
    case ErrorCode::ConnectionRefused:
    case ErrorCode::ConnectionLost:
    case ErrorCode::NetworkUnreachable:
    case ErrorCode::TimedOut:
    case ErrorCode::TlsUntrusted:
    case ErrorCode::TlsFailed:
    case ErrorCode::ProxyRefused:
        return ExitUnreachable;
    default:
        return ExitOther;
    }
}

Timings::Counts Application::counts() const
{
    Timings::Counts result;
    if (m_window)
        result.rows = m_window->rowsShown();
    if (m_active.requests) {
        const net::TrafficCounters traffic = m_active.requests->counters();
        result.requests = traffic.requests;
        result.bytesReceived = traffic.bytesReceived;
    }
    if (m_active.cluster) {
        const auto watch = m_active.cluster->counters();
        result.watchEvents = watch.watchEvents;
        result.watchEventsApplied = watch.watchEventsApplied;
    }
    return result;
}

} // namespace sk::app
