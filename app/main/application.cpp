#include "application.h"

#include "inputs.h"
#include "logbuffer.h"
#include "supportreport.h"

#include <sk/core/logging.h>
#include <sk/core/version.h>
#include <sk/dialogs/aboutdialog.h>
#include <sk/dialogs/errortext.h>
#include <sk/dialogs/supportdialog.h>
#include <sk/settings/keys.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/messagebar.h>

#include <QApplication>
#include <QFileOpenEvent>
#include <QPixmap>
#include <QPushButton>
#include <QTimer>
#include <QToolBar>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace sk::app {

Application::Application(CommandLine commandLine)
    : m_commandLine(std::move(commandLine))
    , m_settings(m_commandLine.configDirectory.isEmpty() ? settings::Settings::defaultDirectory() : m_commandLine.configDirectory)
    , m_profiles(m_settings.directory())
    , m_keychain(secrets::makeKeychainStore(QStringLiteral("sk-console")))
    , m_memory(secrets::makeMemoryStore())
    , m_demo(m_commandLine.demo.value_or(DemoOptions{}))
    , m_desktop(Clock::system())
    , m_reactions(m_desktop, [this] { return connections(); })
    , m_links({[this] {
                   std::vector<ConnectionWindow *> windows;
                   for (const auto &window : m_windows)
                       windows.push_back(window.get());
                   return windows;
               },
          [this] { return openWindow(); }, &m_profiles})
{
    qApp->installEventFilter(this); // macOS hands links over as events
    if (!m_commandLine.timingsFile.isEmpty())
        m_timings.followStalls();
    for (const Error &error : {m_settings.load(), m_profiles.load()}) {
        if (!error)
            continue;
        qCWarning(lcSettings).noquote() << toLogText(error);
        m_loadErrors.append(error);
    }
    const auto sayError = [this](const Error &error) {
        const ui::ErrorText text = ui::errorText(error);
        say(text.title, text.advice);
    };
    connect(&m_settings, &settings::Settings::saveFailed, this, sayError);
    connect(&m_profiles, &session::ProfileStore::saveFailed, this, sayError);
    connect(&m_settings, &settings::Settings::changed, this, [this](const QString &key) {
        if (key == QLatin1String(settings::keys::language().key))
            applyLanguage();
        else if (key == QLatin1String(settings::keys::theme().key))
            applyTheme();
    });
}

Application::~Application()
{
    m_windows.clear(); // views before the stores they show
}

void Application::start()
{
    applyTheme();
    applyLanguage();
    openWindow();
    connect(qApp, &QCoreApplication::aboutToQuit, this, [this] { finish(ExitOk); });
    showLoadErrors();
    // After the first frame: nothing that takes time stands between the user and the window.
    QTimer::singleShot(0, this, [this] {
        m_timings.reached(Timings::Milestone::WindowShown);
        if (m_commandLine.unattended())
            signInUnattended();
        else
            restoreLastSessions();
        if (const auto link = std::exchange(m_commandLine.open, {})) {
            if (m_commandLine.unattended())
                m_links.setFirstPage(&first(), link->page);
            else
                m_links.open(*link);
        }
    });
}

void Application::handOver(const QString &link, const QByteArray &activationToken)
{
    if (!activationToken.isEmpty())
        qputenv("XDG_ACTIVATION_TOKEN", activationToken); // Qt spends it at the next activation
    if (link.isEmpty())
        return LinkOpener::bringToFront(*m_links.front());
    const auto parsed = DeepLink::parse(link);
    if (parsed)
        return m_links.open(*parsed);
    LinkOpener::bringToFront(*m_links.front());
    say(tr("A link could not be opened."), tr("It is not of the form that this version knows."));
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FileOpen && watched == qApp)
        handOver(static_cast<QFileOpenEvent *>(event)->url().toString(QUrl::FullyEncoded));
    return QObject::eventFilter(watched, event);
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

ConnectionWindow *Application::openWindow()
{
    Services services;
    services.settings = &m_settings;
    services.profiles = &m_profiles;
    services.keychain = m_keychain.get();
    services.memory = m_memory.get();
    services.demo = &m_demo;
    services.leaving = &m_leaving;
    m_windows.push_back(std::make_unique<ConnectionWindow>(services));
    ConnectionWindow *window = m_windows.back().get();
    ui::MainWindow &widget = window->window();
    connect(window, &ConnectionWindow::signedIn, this, [this, window](const std::shared_ptr<ConnectionScope> &connection, bool elsewhere) {
        if (elsewhere)
            openWindowOn(connection, {});
        else
            take(window, connection);
    });
    connect(window, &ConnectionWindow::signedOut, this, &Application::rememberConnections);
    connect(window, &ConnectionWindow::newWindowRequested, this, [this, window] { openWindowOn(window->connection(), window->window().currentAddress()); });
    connect(window, &ConnectionWindow::closed, this, [this, window] { closed(window); });
    connect(&m_desktop, &DesktopWatch::woke, window, &ConnectionWindow::retryRestore);
    connect(&m_desktop, &DesktopWatch::networkChanged, window, &ConnectionWindow::retryRestore);
    connect(&widget, &ui::MainWindow::kindUnknown, this, [this](const QString &kind) {
        if (m_commandLine.unattended())
            finish(ExitArguments, QStringLiteral("--open: the server has no kind \"%1\"; try \"nodes\" or \"pods\"").arg(kind));
    });
    connect(&widget, &ui::MainWindow::quitRequested, this, [this] {
        m_quitting = true;
        QApplication::closeAllWindows();
    });
    connect(&widget, &ui::MainWindow::aboutRequested, this, [this, &widget] { showAbout(widget); });
    connect(&widget, &ui::MainWindow::supportRequested, this, [this, &widget] { showSupport(widget); });
    if (m_windows.size() == 1) {
        connect(&widget, &ui::MainWindow::firstRowsShown, this, [this] { m_timings.reached(Timings::Milestone::FirstRows); });
        connect(&widget, &ui::MainWindow::allRowsShown, this, [this] { m_timings.reached(Timings::Milestone::AllRows); });
    } else {
        // Beside the others, so that each can be seen.
        const int step = widget.fontMetrics().height() * 2 * (static_cast<int>(m_windows.size()) - 1);
        widget.move(widget.pos() + QPoint(step, step));
    }
    if (!m_commandLine.grabFile.isEmpty())
        widget.resize(1600, 1000); // a picture is the same whatever the screen and the layout of last time
    widget.show();
    return window;
}

void Application::openWindowOn(const std::shared_ptr<ConnectionScope> &connection, const std::optional<ui::PageAddress> &first)
{
    ConnectionWindow *window = openWindow();
    if (!connection)
        return window->openSignIn();
    window->show(connection, first);
    rememberConnections();
}

void Application::closed(ConnectionWindow *window)
{
    if (m_quitting || m_finished || m_windows.size() <= 1)
        return; // the last one is the program's end: what it shows comes back at the next start
    const auto it = std::find_if(m_windows.begin(), m_windows.end(), [window](const auto &each) { return each.get() == window; });
    if (it == m_windows.end())
        return;
    it->release()->deleteLater(); // it is telling about itself just now
    m_windows.erase(it);
    rememberConnections();
}

void Application::showLoadErrors()
{
    for (const Error &error : std::as_const(m_loadErrors)) {
        const ui::ErrorText text = ui::errorText(error);
        say(text.title, text.advice);
    }
}

void Application::showAbout(ui::MainWindow &window) const
{
    (new ui::AboutDialog(QString::fromLatin1(sk::version()), m_keychain->displayName(), secrets::keychainBackend(), &window))->open();
}

void Application::showSupport(ui::MainWindow &window) const
{
    SupportFacts facts{&m_settings, &m_profiles, m_keychain.get(), {}, m_timings.document(counts()), LogBuffer::lines()};
    for (const auto &each : m_windows) {
        if (each->connection() && !facts.connections.contains(each->connection().get()))
            facts.connections += each->connection().get();
    }
    (new ui::SupportDialog(supportReport(facts), &window))->open();
}

void Application::say(const QString &strong, const QString &text)
{
    if (m_windows.empty())
        return; // at the very end
    ui::MainWindow *window = &first().window();
    for (const auto *bar : window->findChildren<widgets::MessageBar *>()) {
        if (bar->message().contains(strong) && bar->message().contains(text))
            return; // it stands there already
    }
    auto *place = new QToolBar(window);
    place->setObjectName(QStringLiteral("notice"));
    place->setMovable(false);
    auto *bar = new widgets::MessageBar(place);
    bar->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->setMessage(theme::Tone::Warning, strong, text);
    auto *close = new QPushButton(tr("Close"), bar);
    connect(close, &QPushButton::clicked, place, &QObject::deleteLater);
    bar->addControl(close);
    place->addWidget(bar);
    window->addToolBar(Qt::TopToolBarArea, place);
    window->addToolBarBreak(Qt::TopToolBarArea);
}

void Application::signInUnattended()
{
    const auto fail = [this](const Error &error) { finish(exitStatusFor(error), toLogText(error)); };
    if (m_commandLine.demo) {
        m_demo.start(this, [this, fail](const Result<net::ServerAddress> &address) {
            if (!address)
                return finish(ExitOther, toLogText(address.error()));
            first().signIn(*address, session::ProfileStore::demoProfile(), demoUser(), demoPassword(), fail);
        });
        return;
    }
    const Result<QString> password = readPassword(m_commandLine.passwordFile);
    if (!password)
        return finish(ExitOther, QStringLiteral("the password file %1 cannot be read: %2").arg(password.error().detail, password.error().message));
    const Result<net::ServerAddress> address = addressOf(m_commandLine.server);
    if (!address)
        return finish(ExitArguments, QStringLiteral("--server: %1").arg(ui::errorText(address.error()).title));
    session::Profile profile;
    profile.id = QStringLiteral("command-line");
    profile.name = address->base.host();
    profile.server = address->base.toString();
    profile.user = m_commandLine.user;
    profile.keepSignedIn = false;
    first().signIn(*address, profile, m_commandLine.user, *password, fail);
}

void Application::restoreLastSessions()
{
    const QString last = m_settings.value(settings::keys::lastConnection()).toString();
    QStringList ids = m_settings.value(settings::keys::openConnections()).toStringList();
    if (!last.isEmpty() && !ids.contains(last))
        ids.prepend(last);
    std::vector<session::Profile> profiles; // values: a window that opens may change the store
    for (const QString &id : std::as_const(ids)) {
        if (const session::Profile *profile = m_profiles.find(id); profile && profile->keepSignedIn && !profile->demo)
            profiles.push_back(*profile);
    }
    if (profiles.empty())
        return first().openSignIn(m_profiles.find(last) ? last : QString());
    for (std::size_t i = 0; i < profiles.size(); ++i)
        (i == 0 ? &first() : openWindow())->restore(profiles[i]);
}

void Application::take(ConnectionWindow *window, const std::shared_ptr<ConnectionScope> &connection)
{
    m_timings.reached(Timings::Milestone::SignedIn);
    window->show(connection, m_links.takeFirstPage(window));
    if (!m_commandLine.unattended())
        m_settings.setValue(settings::keys::lastConnection(), connection->session().profile().id);
    rememberConnections();
    if (!m_commandLine.grabFile.isEmpty() && window == &first())
        grabWhenSettled();
}

std::vector<ConnectionScope *> Application::connections() const
{
    std::vector<ConnectionScope *> result;
    for (const auto &window : m_windows) {
        ConnectionScope *connection = window->connection().get();
        if (connection && std::find(result.begin(), result.end(), connection) == result.end())
            result.push_back(connection);
    }
    return result;
}

void Application::rememberConnections()
{
    if (m_commandLine.unattended() || m_quitting)
        return;
    QStringList ids;
    for (const auto &window : m_windows) {
        if (const QString id = window->profileId(); !id.isEmpty() && !ids.contains(id))
            ids += id;
    }
    m_settings.setValue(settings::keys::openConnections(), ids);
    if (!ids.contains(m_settings.value(settings::keys::lastConnection()).toString()))
        m_settings.setValue(settings::keys::lastConnection(), ids.value(0));
}

void Application::grabWhenSettled()
{
    auto *poll = new QTimer(this);
    poll->setInterval(20);
    connect(poll, &QTimer::timeout, this, [this, poll] {
        const ui::MainWindow &window = first().window();
        if (!window.settled())
            return;
        poll->stop();
        if (window.rowsShown() > 0)
            m_timings.reached(Timings::Milestone::FirstRows);
        m_timings.reached(Timings::Milestone::AllRows);
        // The rows are there; figures that come from elsewhere (monitoring, computed requests) follow a moment later.
        constexpr int figuresMs = 1000;
        QTimer::singleShot(figuresMs, this, [this] {
            const bool written = first().window().grab().save(m_commandLine.grabFile, "PNG");
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
    if (m_windows.empty())
        return result;
    result.rows = first().window().rowsShown();
    if (const auto &connection = first().connection()) {
        const net::TrafficCounters traffic = connection->requests().counters();
        result.requests = traffic.requests;
        result.bytesReceived = traffic.bytesReceived;
        const auto watch = connection->cluster().counters();
        result.watchEvents = watch.watchEvents;
        result.watchEventsApplied = watch.watchEventsApplied;
    }
    return result;
}

} // namespace sk::app
