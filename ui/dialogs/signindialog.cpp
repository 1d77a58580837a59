#include "signindialog.h"

#include "connectionlist_p.h"
#include "signinform_p.h"

#include <sk/core/logging.h>
#include <sk/settings/keys.h>
#include <sk/theme/theme.h>

#include <QEvent>
#include <QFile>
#include <QFrame>
#include <QHBoxLayout>
#include <QHostAddress>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSslCertificate>
#include <QTimer>
#include <QUrl>
#include <QUuid>
#include <QVBoxLayout>

#include <optional>
#include <utility>

namespace sk::ui {
namespace {

using namespace std::chrono_literals;

/// The stand-in's only administrator; it lives in this process and is nobody's secret.
constexpr QLatin1String demoUser("admin");
constexpr QLatin1String demoPassword("P@88w0rd");

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")) || QHostAddress(host).isLoopback();
}

bool isInsecure(const QUrl &url)
{
    return url.scheme() == QLatin1String("http") && !isLoopback(url.host());
}

/// The address of a typed server with the CAs of `caFile`.
Result<net::ServerAddress> addressOf(const QString &server, const QString &caFile)
{
    auto url = net::parseServerInput(server);
    if (!url)
        return url.error();
    net::ServerAddress address;
    address.base = *url;
    if (!caFile.isEmpty()) {
        QFile file(caFile);
        if (!file.open(QIODevice::ReadOnly))
            return Error{.code = ErrorCode::FileUnreadable, .message = file.errorString(), .detail = caFile};
        address.extraCas = QSslCertificate::fromDevice(&file, QSsl::Pem);
        if (address.extraCas.isEmpty())
            return Error{.code = ErrorCode::FileUnreadable, .message = QStringLiteral("no PEM certificate in the file"), .detail = caFile};
    }
    return address;
}

} // namespace

struct SignInDialog::Private {
    SignInDialog *q;
    Services services;
    ConnectionList *list = nullptr;
    SignInForm *form = nullptr;
    QLabel *heading = nullptr;
    QLabel *askDelete = nullptr;
    QPushButton *newButton = nullptr, *deleteButton = nullptr, *signInButton = nullptr, *cancelButton = nullptr;
    QTimer debounce;
    session::Profile current;
    bool currentIsNew = false;
    std::unique_ptr<session::ServerProbe> probe;
    std::optional<Result<session::ServerInfo>> answer; ///< of the probe for what the fields say now
    session::Session *session = nullptr;
    bool busy = false; ///< between *Sign in* and its end
    bool deleteAsked = false;
    Error keychain; ///< why it cannot be used
    bool keychainKnown = false;
    /// The password the server refused, with user and server: never sent again as it is.
    struct Refused {
        QString server, user, password;
        friend bool operator==(const Refused &, const Refused &) = default;
    };
    std::optional<Refused> refused;
    int generation = 0; ///< of the attempt: late answers of older ones are dropped

    [[nodiscard]] Refused credentials() const { return {form->serverText(), form->userText(), form->password()}; }
    void build();
    void retranslate();
    void updateButtons();
    void updateKeychainText();
    void choose(const QString &id);
    void reloadList();
    void beginProbe();
    void probed(const Result<session::ServerInfo> &result);
    void signIn();
    void goOn();
    void start(const session::ServerInfo &server, const QString &user, const QString &password);
    void failed(const Error &error);
    void succeeded();
    void stop();
    void remove();
};

SignInDialog::SignInDialog(Services services, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>())
{
    d->q = this;
    d->services = std::move(services);
    d->debounce.setSingleShot(true);
    d->debounce.setInterval(500ms);
    d->build();
    d->retranslate();
    connect(&d->debounce, &QTimer::timeout, this, [this] { d->beginProbe(); });
    d->reloadList();
    const auto &profiles = d->services.profiles->profiles();
    const auto last = d->services.settings ? d->services.settings->value(settings::keys::lastConnection()).toString() : QString();
    d->list->select(d->services.profiles->find(last) ? last : profiles.isEmpty() ? QString() : profiles.front().id);
    d->choose(d->list->selectedId());
    secrets::probeKeychain(this, [this](const Error &error) {
        d->keychain = error;
        d->keychainKnown = true;
        d->updateKeychainText();
    });
}

SignInDialog::~SignInDialog()
{
    d->stop();
}

void SignInDialog::selectProfile(const QString &id)
{
    d->list->select(id);
}

void SignInDialog::startNew(const QString &server)
{
    d->stop(); // an attempt under way
    d->newButton->click();
    d->current.server = server;
    d->form->setProfile(d->current);
    d->beginProbe();
    d->updateButtons();
    d->form->focusFirst();
}

void SignInDialog::showError(const Error &error)
{
    d->form->showError(error);
}

void SignInDialog::done(int result)
{
    d->stop();
    QDialog::done(result);
}

void SignInDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        d->retranslate();
}

void SignInDialog::Private::build()
{
    auto *outer = new QHBoxLayout(q);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto *left = new QWidget(q);
    left->setFixedWidth(270);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 12, 0, 12);
    heading = new QLabel(left);
    QFont small = heading->font();
    small.setBold(true);
    small.setPointSizeF(small.pointSizeF() * 0.9);
    heading->setFont(small);
    heading->setContentsMargins(16, 0, 0, 0);
    heading->setForegroundRole(QPalette::PlaceholderText);
    leftLayout->addWidget(heading);
    list = new ConnectionList(left);
    list->setObjectName(QStringLiteral("connections"));
    QPalette flat = list->palette();
    flat.setColor(QPalette::Base, Qt::transparent);
    list->setPalette(flat);
    leftLayout->addWidget(list, 1);
    askDelete = new QLabel(left);
    askDelete->setWordWrap(true);
    askDelete->setContentsMargins(16, 0, 16, 0);
    askDelete->hide();
    leftLayout->addWidget(askDelete);
    auto *leftButtons = new QHBoxLayout;
    leftButtons->setContentsMargins(16, 0, 16, 0);
    newButton = new QPushButton(left);
    deleteButton = new QPushButton(left);
    newButton->setObjectName(QStringLiteral("new"));
    deleteButton->setObjectName(QStringLiteral("delete"));
    leftButtons->addWidget(newButton);
    leftButtons->addWidget(deleteButton);
    leftButtons->addStretch(1);
    leftLayout->addLayout(leftButtons);
    outer->addWidget(left);
    auto *line = new QFrame(q);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    line->setObjectName(QStringLiteral("separatorLine"));
    outer->addWidget(line);

    auto *right = new QWidget(q);
    right->setBackgroundRole(QPalette::Base);
    right->setAutoFillBackground(true);
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(32, 24, 32, 20);
    auto *scroll = new QScrollArea(right);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    form = new SignInForm(scroll);
    form->setBackgroundRole(QPalette::Base);
    scroll->setWidget(form);
    rightLayout->addWidget(scroll, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    cancelButton = new QPushButton(right);
    signInButton = new QPushButton(right);
    cancelButton->setObjectName(QStringLiteral("cancel"));
    signInButton->setObjectName(QStringLiteral("signIn"));
    buttons->addWidget(cancelButton);
    buttons->addWidget(signInButton);
    rightLayout->addLayout(buttons);
    outer->addWidget(right, 1);
    for (auto *button : {newButton, deleteButton, cancelButton})
        button->setAutoDefault(false);
    signInButton->setDefault(true);
    q->resize(900, 600);

    QObject::connect(list, &ConnectionList::chosen, q, [this](const QString &id) { choose(id); });
    QObject::connect(list, &ConnectionList::openRequested, q, [this](const QString &id) {
        if (const auto *profile = services.profiles->find(id); profile && profile->demo)
            signIn();
    });
    QObject::connect(newButton, &QPushButton::clicked, q, [this] {
        currentIsNew = true;
        reloadList();
        list->select(QString());
        choose(QString());
    });
    QObject::connect(deleteButton, &QPushButton::clicked, q, [this] { remove(); });
    QObject::connect(cancelButton, &QPushButton::clicked, q, [this] {
        if (busy)
            stop(); // the attempt, not the dialog
        else
            q->reject();
    });
    QObject::connect(signInButton, &QPushButton::clicked, q, [this] { signIn(); });
    QObject::connect(form, &SignInForm::serverEdited, q, [this] {
        probe.reset();
        answer.reset();
        form->setProbe(SignInForm::Probe::None);
        const auto url = net::parseServerInput(form->serverText());
        form->setInsecure(url && isInsecure(*url), url ? url->host() : QString());
        debounce.start();
        updateButtons();
    });
    QObject::connect(form, &SignInForm::serverFinished, q, [this] {
        if (debounce.isActive())
            beginProbe();
    });
    QObject::connect(form, &SignInForm::credentialsEdited, q, [this] { updateButtons(); });
    QObject::connect(&theme::Theme::instance(), &theme::Theme::changed, q, [this] { retranslate(); });
}

void SignInDialog::Private::retranslate()
{
    QPalette accent = signInButton->palette();
    accent.setColor(QPalette::Active, QPalette::Button, theme::Theme::instance().color(theme::Role::SelectionEdge));
    accent.setColor(QPalette::Inactive, QPalette::Button, theme::Theme::instance().color(theme::Role::SelectionEdge));
    const QColor onAccent = theme::Theme::instance().dark() ? QColor(Qt::black) : QColor(Qt::white);
    accent.setColor(QPalette::Active, QPalette::ButtonText, onAccent);
    accent.setColor(QPalette::Inactive, QPalette::ButtonText, onAccent);
    signInButton->setPalette(accent);
    if (auto *line = q->findChild<QFrame *>(QStringLiteral("separatorLine"))) {
        QPalette colours = line->palette();
        colours.setColor(QPalette::Mid, theme::Theme::instance().color(theme::Role::Line));
        line->setPalette(colours);
    }
    q->setWindowTitle(tr("Sign in"));
    heading->setText(tr("Connections"));
    newButton->setText(tr("New"));
    cancelButton->setText(tr("Cancel"));
    form->retranslate();
    updateKeychainText();
    updateButtons();
}

void SignInDialog::Private::updateButtons()
{
    const bool known = refused && *refused == credentials();
    signInButton->setText(busy ? tr("Signing in…") : current.demo ? tr("Open demo cluster") : tr("Sign in"));
    signInButton->setEnabled(!busy && (current.demo || (!form->serverText().isEmpty() && !form->userText().isEmpty() && !form->password().isEmpty() && !known)));
    signInButton->setToolTip(known ? tr("This password was refused. Change it to try again.") : QString());
    list->setEnabled(!busy);
    newButton->setEnabled(!busy);
    deleteButton->setEnabled(!busy && !current.demo);
    deleteButton->setText(deleteAsked ? tr("Delete it") : tr("Delete"));
    form->setBusy(busy);
}

void SignInDialog::Private::updateKeychainText()
{
    if (!keychainKnown)
        form->setKeychainText(tr("Looking for the keychain…"));
    else if (!keychain && services.keychain)
        form->setKeychainText(tr("The session goes to %1, the password nowhere.").arg(services.keychain->displayName()));
    else
        form->setKeychainText(tr("The session stays in memory only. %1").arg(errorText(keychain).title));
}

void SignInDialog::Private::reloadList()
{
    list->setProfiles(services.profiles->profiles(), currentIsNew);
}

void SignInDialog::Private::choose(const QString &id)
{
    stop();
    deleteAsked = false;
    askDelete->hide();
    if (const auto *profile = services.profiles->find(id)) {
        current = *profile;
        if (std::exchange(currentIsNew, false)) {
            reloadList();
            list->select(id);
        }
    } else {
        current = {};
        current.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        currentIsNew = true;
    }
    answer.reset();
    form->setProfile(current);
    if (!current.server.isEmpty())
        beginProbe();
    updateButtons();
    form->focusFirst();
}

void SignInDialog::Private::beginProbe()
{
    debounce.stop();
    probe.reset();
    answer.reset();
    if (current.demo || form->serverText().isEmpty())
        return;
    const auto typed = form->profile(current);
    const auto address = addressOf(form->serverText(), typed.caFile);
    if (!address) {
        probed(address.error());
        return;
    }
    form->setProbe(SignInForm::Probe::Running);
    probe = std::make_unique<session::ServerProbe>(*address, typed.apiDomain, [this](const Result<session::ServerInfo> &result) {
        // The probe is on the call stack: let it go later.
        if (probe)
            probe.release()->deleteLater();
        probed(result);
    });
}

void SignInDialog::Private::probed(const Result<session::ServerInfo> &result)
{
    answer.emplace(result);
    if (!result) {
        form->setProbe(SignInForm::Probe::Failed, {}, result.error());
        if (busy)
            failed(result.error());
        return;
    }
    form->setProbe(SignInForm::Probe::Found,
                   result->kubernetesVersion.isEmpty() ? tr("KubeSphere-compatible API %1").arg(result->version)
                                                       : tr("KubeSphere-compatible API %1, Kubernetes %2").arg(result->version, result->kubernetesVersion));
    const bool warned = form->insecureShown();
    form->setInsecure(isInsecure(result->address.base), result->address.base.host());
    if (!busy)
        return;
    if (isInsecure(result->address.base) && !warned) {
        busy = false; // nobody was told yet that the password would travel in clear: Sign in must be pressed again
        updateButtons();
        return;
    }
    goOn();
}

void SignInDialog::Private::signIn()
{
    if (busy || (!current.demo && !signInButton->isEnabled()))
        return;
    ++generation;
    busy = true;
    form->clearErrors();
    updateButtons();
    if (current.demo) {
        services.startDemo(q, [this, attempt = generation](const Result<net::ServerAddress> &address) {
            if (attempt != generation || !busy)
                return;
            if (!address) {
                failed(address.error());
                return;
            }
            probe = std::make_unique<session::ServerProbe>(*address, QString(), [this](const Result<session::ServerInfo> &result) {
                if (probe)
                    probe.release()->deleteLater();
                if (result)
                    start(*result, demoUser, demoPassword);
                else
                    failed(result.error());
            });
        });
        return;
    }
    if (answer && *answer)
        goOn();
    else if (!probe)
        beginProbe();
}

void SignInDialog::Private::goOn()
{
    start(answer->value(), form->userText(), form->password());
}

void SignInDialog::Private::start(const session::ServerInfo &server, const QString &user, const QString &password)
{
    if (!current.demo) {
        current = form->profile(current);
        current.user = user;
        current.server = server.address.base.toString(QUrl::FullyEncoded);
        if (current.name.isEmpty())
            current.name = server.address.base.host();
    }
    const bool keep = !current.demo && current.keepSignedIn && keychainKnown && !keychain && services.keychain;
    session = new session::Session(current, server, keep ? services.keychain : services.memory, *services.clock, q);
    QObject::connect(session, &session::Session::failed, q, [this](const Error &error) { failed(error); });
    QObject::connect(session, &session::Session::stateChanged, q, [this](session::Session::State state) {
        if (state == session::Session::State::Active)
            succeeded();
    });
    session->signIn(user, password);
}

void SignInDialog::Private::failed(const Error &error)
{
    if (!busy)
        return;
    if (error.code == ErrorCode::WrongCredentials || error.code == ErrorCode::AccountLocked)
        refused = credentials();
    stop();
    form->showError(error);
    updateButtons();
}

void SignInDialog::Private::succeeded()
{
    auto *done = std::exchange(session, nullptr);
    QObject::disconnect(done, nullptr, q, nullptr);
    done->setParent(nullptr);
    busy = false;
    form->clearPassword();
    if (!current.demo) {
        // Not being able to write the file is no reason to refuse the session; the store's file is tried again with the next change.
        if (const Error error = services.profiles->save(current))
            qCWarning(lcUi, "the connection was not saved: %s", qUtf8Printable(toLogText(error)));
    }
    if (services.settings)
        services.settings->setValue(settings::keys::lastConnection(), current.id);
    const bool mustChange = done->identity().mustChangePassword;
    auto *window = q->parentWidget();
    emit q->signedIn(done);
    q->accept();
    if (mustChange) {
        // Only the token says so; the server lets the session work as usual, so this informs and does not stand in the way.
        auto *notice = new QMessageBox(QMessageBox::Information, tr("Change your password"),
                                       tr("The server asks for a new password for this account at its first sign-in."), QMessageBox::Ok, window);
        notice->setInformativeText(tr("Change it in the web console. Until then everything works with the current one."));
        notice->setObjectName(QStringLiteral("mustChangePassword"));
        notice->setAttribute(Qt::WA_DeleteOnClose);
        notice->open();
    }
}

void SignInDialog::Private::stop()
{
    ++generation;
    debounce.stop();
    probe.reset();
    if (auto *old = std::exchange(session, nullptr)) {
        QObject::disconnect(old, nullptr, q, nullptr);
        old->cancel();
        old->deleteLater();
    }
    if (std::exchange(busy, false) && (!answer || !*answer))
        form->setProbe(SignInForm::Probe::None);
    updateButtons();
}

void SignInDialog::Private::remove()
{
    if (currentIsNew) {
        currentIsNew = false;
        reloadList();
        list->setCurrentRow(0);
        choose(list->selectedId());
        return;
    }
    if (!std::exchange(deleteAsked, true)) {
        askDelete->setText(tr("Delete “%1” and its saved session? Press Delete it to confirm.").arg(current.name));
        askDelete->show();
        updateButtons();
        return;
    }
    const QString id = current.id;
    if (services.keychain)
        services.keychain->remove(id, q, [](const Result<bool> &) {});
    if (const Error error = services.profiles->remove(id))
        form->showError(error);
    reloadList();
    list->setCurrentRow(0);
    choose(list->selectedId());
}

} // namespace sk::ui
