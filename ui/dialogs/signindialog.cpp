#include "signindialog.h"

#include "signindialog_p.h"

#include <sk/settings/keys.h>
#include <sk/theme/theme.h>

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QUuid>
#include <QVBoxLayout>

#include <utility>

namespace sk::ui {

using namespace std::chrono_literals;

SignInDialog::SignInDialog(Services services, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, services))
{
    d->debounce.setSingleShot(true);
    d->debounce.setInterval(500ms);
    d->second.setInterval(1s);
    d->build();
    d->connectAll();
    d->retranslate();
    d->pane->reload(false);
    const auto &profiles = d->services.profiles->profiles();
    const auto last = d->services.settings ? d->services.settings->value(settings::keys::lastConnection()).toString() : QString();
    d->pane->select(d->services.profiles->find(last) ? last : profiles.isEmpty() ? QString() : profiles.front().id);
    d->choose(d->pane->selectedId());
    services.probeKeychain(this, [this](const Error &error) {
        d->keychain = error;
        d->keychainKnown = true;
        d->updateKeychainText();
    });
}

SignInDialog::~SignInDialog()
{
    hide(); // now, while all of it is there: a field that loses the focus has something to say
    d->pane->settleRemoval();
    d->stop();
}

void SignInDialog::selectProfile(const QString &id)
{
    d->pane->select(id);
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
    d->pane->settleRemoval();
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
    pane = new ConnectionsPane(*services.profiles, q);
    outer->addWidget(pane);
    newButton = pane->newButton();
    line = new QFrame(q);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    outer->addWidget(line);

    auto *right = new QWidget(q);
    right->setBackgroundRole(QPalette::Base);
    right->setAutoFillBackground(true);
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(32, 24, 32, 20);
    auto *scroll = new QScrollArea(right);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus); // its fields have the keyboard, and it follows them
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    form = new SignInForm(scroll);
    form->setBackgroundRole(QPalette::Base);
    scroll->setWidget(form);
    rightLayout->addWidget(scroll, 1);
    auto *buttons = new QHBoxLayout;
    cancelButton = new QPushButton(right);
    testButton = new QPushButton(right);
    signInButton = new QPushButton(right);
    cancelButton->setObjectName(QStringLiteral("cancel"));
    testButton->setObjectName(QStringLiteral("test"));
    signInButton->setObjectName(QStringLiteral("signIn"));
    buttons->addWidget(cancelButton);
    buttons->addStretch(1);
    buttons->addWidget(testButton);
    buttons->addWidget(signInButton);
    rightLayout->addLayout(buttons);
    outer->addWidget(right, 1);
    cancelButton->setAutoDefault(false);
    testButton->setAutoDefault(false);
    signInButton->setDefault(true);
    q->resize(900, 600);
}

void SignInDialog::Private::connectAll()
{
    QObject::connect(&debounce, &QTimer::timeout, q, [this] { beginProbe(); });
    QObject::connect(&second, &QTimer::timeout, q, [this] { countDown(); });
    QObject::connect(&attempt, &SignInAttempt::found, q, [this](const session::ServerInfo &server) { found(server); });
    QObject::connect(&attempt, &SignInAttempt::failed, q, [this](const Error &error) { failed(error); });
    QObject::connect(&attempt, &SignInAttempt::signedIn, q, [this](session::Session *session) { succeeded(session); });
    QObject::connect(pane, &ConnectionsPane::chosen, q, [this](const QString &id) { choose(id); });
    QObject::connect(pane, &ConnectionsPane::openRequested, q, [this](const QString &id) {
        if (const auto *profile = services.profiles->find(id); profile && profile->demo)
            signIn();
    });
    QObject::connect(pane, &ConnectionsPane::newRequested, q, [this] {
        currentIsNew = true;
        pane->reload(true);
        pane->select(QString());
        choose(QString());
    });
    QObject::connect(pane, &ConnectionsPane::newDropped, q, [this] {
        currentIsNew = false;
        pane->reload(false);
        pane->select(services.profiles->profiles().front().id);
        choose(pane->selectedId());
    });
    QObject::connect(pane, &ConnectionsPane::editRequested, q, [this] { edit(ConnectionEditor::Section::General); });
    QObject::connect(pane, &ConnectionsPane::kubeconfigRequested, q, [this] { fromKubeconfig(); });
    QObject::connect(pane, &ConnectionsPane::failed, q, [this](const Error &error) { form->showError(error); });
    QObject::connect(pane, &ConnectionsPane::secretsToForget, q, [this](const QString &id) { session::forgetSecrets(services.keychain, id); });
    QObject::connect(cancelButton, &QPushButton::clicked, q, [this] {
        if (busy)
            stop(); // the attempt, not the dialog
        else
            q->reject();
    });
    QObject::connect(testButton, &QPushButton::clicked, q, [this] { test(); });
    QObject::connect(signInButton, &QPushButton::clicked, q, [this] { signIn(); });
    QObject::connect(form, &SignInForm::serverEdited, q, [this] {
        attempt.forgetAnswer();
        form->setProbe(SignInForm::Probe::None);
        const auto url = net::parseServerInput(form->serverText());
        form->setInsecure(url && net::isInsecure(*url), url ? url->host() : QString());
        debounce.start();
        updateButtons();
    });
    QObject::connect(form, &SignInForm::serverFinished, q, [this] {
        if (debounce.isActive())
            beginProbe();
    });
    QObject::connect(form, &SignInForm::credentialsEdited, q, [this] { updateButtons(); });
    QObject::connect(form, &SignInForm::advancedRequested, q, [this] { edit(ConnectionEditor::Section::General); });
    QObject::connect(form, &SignInForm::errorActionTriggered, q, [this](const Error &error) { act(error); });
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
    QPalette colours = line->palette();
    colours.setColor(QPalette::Mid, theme::Theme::instance().color(theme::Role::Line));
    line->setPalette(colours);
    q->setWindowTitle(tr("Sign in"));
    cancelButton->setText(tr("Cancel"));
    testButton->setText(tr("Test connection"));
    pane->retranslate();
    form->retranslate();
    updateKeychainText();
    updateButtons();
}

void SignInDialog::Private::choose(const QString &id)
{
    stop();
    if (const auto *profile = services.profiles->find(id)) {
        current = *profile;
        if (std::exchange(currentIsNew, false)) {
            pane->reload(false);
            pane->select(id);
        }
    } else {
        current = {};
        current.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        currentIsNew = true;
    }
    typedSecrets = {};
    attempt.forgetAnswer();
    form->setProfile(current);
    if (!current.server.isEmpty())
        beginProbe();
    updateButtons();
    form->focusFirst();
}

void SignInDialog::Private::beginProbe()
{
    debounce.stop();
    attempt.forgetAnswer();
    if (current.demo || form->serverText().isEmpty())
        return;
    form->setProbe(SignInForm::Probe::Running);
    attempt.probe(typed(), typedSecrets);
}

void SignInDialog::Private::found(const session::ServerInfo &server)
{
    QString text = server.kubernetesVersion.isEmpty() ? tr("KubeSphere-compatible API %1").arg(server.version)
                                                      : tr("KubeSphere-compatible API %1, Kubernetes %2").arg(server.version, server.kubernetesVersion);
    if (!typed().pin.keySha256.isEmpty())
        text = tr("%1 · certificate pinned", "server").arg(text);
    form->setProbe(SignInForm::Probe::Found, text);
    const bool warned = form->insecureShown();
    const QUrl &base = server.address.base;
    form->setInsecure(net::isInsecure(base), base.host());
    if (!busy) {
        updateButtons(); // whether the account is locked out there is known now
        return;
    }
    if (net::isInsecure(base) && !warned) {
        busy = false; // nobody was told yet that the password would travel in clear: Sign in must be pressed again
        updateButtons();
        return;
    }
    goOn();
}

void SignInDialog::Private::failed(const Error &error)
{
    const bool ofProbe = attempt.answer() && !*attempt.answer();
    if (ofProbe)
        form->setProbe(SignInForm::Probe::Failed, {}, error);
    if (!busy)
        return;
    if (error.code == ErrorCode::WrongCredentials)
        refused = credentials();
    stop();
    form->showError(error);
    updateButtons();
    // Who pressed *Sign in* waits for an answer: here it is a question. The attempt is over; nothing was sent.
    if (ofProbe && error.code == ErrorCode::TlsUntrusted)
        lookAtCertificate();
}

void SignInDialog::Private::signIn()
{
    if (busy || (!current.demo && !signInButton->isEnabled()))
        return;
    busy = true;
    form->clearErrors();
    updateButtons();
    if (current.demo)
        attempt.signInToDemo(current);
    else if (attempt.answer() && *attempt.answer())
        goOn();
    else if (!attempt.probing())
        beginProbe();
}

void SignInDialog::Private::goOn()
{
    const session::ServerInfo server = attempt.answer()->value();
    current = typed();
    current.server = server.address.base.toString(QUrl::FullyEncoded);
    if (current.name.isEmpty())
        current.name = server.address.base.host();
    attempt.signIn(current, form->password(), current.keepSignedIn && keychainUsable());
}

void SignInDialog::Private::succeeded(session::Session *session)
{
    busy = false;
    form->clearPassword();
    if (!current.demo) {
        if (leadsElsewhere(current) && !(current.keepSignedIn && keychainUsable()))
            session::forgetTokens(services.keychain, current.id); // else the new session's have taken their place
        // Not being able to write the file is no reason to refuse the session: the store tells the application, and tries again with the next change.
        services.profiles->save(current);
        if (typedSecrets != session::ConnectionSecrets{} && keychainUsable())
            session::writeSecrets(services.keychain, current, typedSecrets);
    }
    if (services.settings)
        services.settings->setValue(settings::keys::lastConnection(), current.id);
    emit q->signedIn(session);
    q->accept();
}

void SignInDialog::Private::stop()
{
    debounce.stop();
    look.reset();
    attempt.stop();
    if (std::exchange(busy, false) && (!attempt.answer() || !*attempt.answer()))
        form->setProbe(SignInForm::Probe::None);
    updateButtons();
}

} // namespace sk::ui
