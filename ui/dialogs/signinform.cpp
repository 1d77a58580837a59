#include "signinform_p.h"

#include "formparts_p.h"

#include <sk/theme/theme.h>

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

namespace sk::ui {
namespace {

void setTone(QLabel *label, theme::Tone tone)
{
    QPalette colours = label->palette();
    const auto &theme = theme::Theme::instance();
    colours.setColor(QPalette::WindowText,
                     tone == theme::Tone::Neutral ? theme.color(theme::Role::SecondaryText) : theme.foreground(tone));
    label->setPalette(colours);
    label->setForegroundRole(QPalette::WindowText); // on a Base background labels would take Text
}

QLabel *makeNote(QWidget *parent)
{
    auto *label = new QLabel(parent);
    wrapInForm(label);
    label->setTextFormat(Qt::PlainText);
    label->hide();
    return label;
}

} // namespace

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_fields(new QWidget(this))
    , m_demoText(makeNote(this))
    , m_generalError(new ErrorLine(this))
{
    QFont titleFont = m_title->font();
    titleFont.setPointSizeF(titleFont.pointSizeF() * 1.5);
    titleFont.setWeight(QFont::DemiBold);
    m_title->setFont(titleFont);
    m_title->setTextFormat(Qt::PlainText);
    buildFields();
    buildAdvanced();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_demoText);
    layout->addWidget(m_fields);
    layout->addWidget(m_generalError);
    layout->addStretch(1);
    m_spinner.setInterval(120);
    connect(&m_spinner, &QTimer::timeout, this, [this] {
        m_spinnerStep = (m_spinnerStep + 1) % 4;
        setProbe(Probe::Running);
    });
    retranslate();
}

void SignInForm::buildFields()
{
    auto *form = new QFormLayout(m_fields);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto makeRow = [&](QLabel *&label, QWidget *field) {
        label = new QLabel(m_fields);
        label->setBuddy(field);
        form->addRow(label, field);
    };
    const auto addUnder = [&](QWidget *widget) { form->addRow(nullptr, widget); };

    makeRow(m_serverLabel, m_server = new QLineEdit(m_fields));
    m_server->setObjectName(QStringLiteral("server"));
    m_server->setInputMethodHints(Qt::ImhUrlCharactersOnly);
    addUnder(m_probe = makeNote(m_fields));
    m_probe->setObjectName(QStringLiteral("probe"));
    addUnder(m_serverError = new ErrorLine(m_fields));
    addUnder(m_insecure = makeNote(m_fields));
    m_insecure->setObjectName(QStringLiteral("insecure"));
    makeRow(m_userLabel, m_user = new QLineEdit(m_fields));
    m_user->setObjectName(QStringLiteral("user"));
    addUnder(m_userError = new ErrorLine(m_fields));
    makeRow(m_passwordLabel, m_password = new PasswordEdit(m_fields));
    m_password->setObjectName(QStringLiteral("password"));
    addUnder(m_caps = makeNote(m_fields));
    m_caps->setObjectName(QStringLiteral("capsLock"));
    addUnder(m_passwordError = new ErrorLine(m_fields));
    addUnder(m_keep = new QCheckBox(m_fields));
    m_keep->setObjectName(QStringLiteral("keep"));
    addUnder(m_keepText = makeNote(m_fields));
    m_keepText->setObjectName(QStringLiteral("keepText"));
    m_keepText->show();
    m_serverError->setObjectName(QStringLiteral("serverError"));
    m_userError->setObjectName(QStringLiteral("userError"));
    m_passwordError->setObjectName(QStringLiteral("passwordError"));
    m_generalError->setObjectName(QStringLiteral("generalError"));

    connect(m_server, &QLineEdit::textEdited, this, &SignInForm::serverEdited);
    connect(m_server, &QLineEdit::editingFinished, this, &SignInForm::serverFinished);
    connect(m_user, &QLineEdit::textEdited, this, [this] {
        m_userError->clear();
        markFields();
        emit credentialsEdited();
    });
    connect(m_password, &QLineEdit::textChanged, this, [this] {
        m_passwordError->clear();
        markFields();
        emit credentialsEdited();
    });
    connect(m_password, &PasswordEdit::capsLockSeen, m_caps, &QLabel::setVisible);
}

void SignInForm::buildAdvanced()
{
    auto *form = static_cast<QFormLayout *>(m_fields->layout());
    auto *line = new QFrame(m_fields);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setObjectName(QStringLiteral("separator"));
    form->addRow(line);
    m_advanced = new QToolButton(m_fields);
    m_advanced->setObjectName(QStringLiteral("advanced"));
    m_advanced->setAutoRaise(true);
    m_advanced->setArrowType(Qt::RightArrow);
    m_advanced->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    form->addRow(m_advanced);
    form->addRow(nullptr, m_advancedError = new ErrorLine(m_fields));
    m_advancedError->setObjectName(QStringLiteral("advancedError"));
    connect(m_advanced, &QToolButton::clicked, this, &SignInForm::advancedRequested);
    for (auto *error : {m_serverError, m_userError, m_passwordError, m_advancedError, m_generalError}) {
        error->offerActions();
        connect(error, &ErrorLine::actionTriggered, this, [this, error] { emit errorActionTriggered(error->error()); });
    }
}

void SignInForm::setProfile(const session::Profile &profile)
{
    const QSignalBlocker quiet(m_password);
    m_profile = profile;
    m_server->setText(profile.server);
    m_user->setText(profile.user);
    m_password->clear();
    m_keep->setChecked(profile.keepSignedIn);
    m_caps->hide();
    m_fields->setVisible(!profile.demo);
    m_demoText->setVisible(profile.demo);
    clearErrors();
    setProbe(Probe::None);
    setInsecure(false, {});
    retranslate();
}

session::Profile SignInForm::profile(session::Profile base) const
{
    base.server = serverText();
    base.user = userText();
    base.keepSignedIn = m_keep->isChecked();
    return base;
}

/// The field that an error concerns has its colour, too.
void SignInForm::markFields()
{
    const std::pair<QLineEdit *, ErrorLine *> fields[] = {{m_server, m_serverError}, {m_user, m_userError}, {m_password, m_passwordError}};
    for (const auto &[field, line] : fields) {
        field->setProperty("skRefused", !line->isEmpty());
        field->setAccessibleDescription(line->text());
        field->update();
    }
}

QString SignInForm::serverText() const
{
    return m_server->text().trimmed();
}

QString SignInForm::userText() const
{
    return m_user->text().trimmed();
}

QString SignInForm::password() const
{
    return m_password->text();
}

void SignInForm::setPassword(const QString &password)
{
    m_password->setText(password);
}

void SignInForm::clearPassword()
{
    m_password->clear();
}

void SignInForm::setBusy(bool busy)
{
    for (QWidget *field : {static_cast<QWidget *>(m_server), static_cast<QWidget *>(m_user), static_cast<QWidget *>(m_password),
                           static_cast<QWidget *>(m_keep), static_cast<QWidget *>(m_advanced)})
        field->setEnabled(!busy);
}

void SignInForm::setKeychainText(const QString &text)
{
    m_keepText->setText(text);
    m_keep->setAccessibleDescription(text);
}

void SignInForm::setProbe(Probe state, const QString &found, const Error &error)
{
    m_probeState = state;
    m_probeFound = found;
    if (state == Probe::Running) {
        static const QString turns = QStringLiteral("◐◓◑◒");
        m_probe->setText(turns.at(m_spinnerStep) + QLatin1Char(' ') + tr("Looking at the server…"));
        setTone(m_probe, theme::Tone::Neutral);
        if (!m_spinner.isActive())
            m_spinner.start();
    } else {
        m_spinner.stop();
    }
    if (state == Probe::Found) {
        m_probe->setText(theme::Theme::symbol(theme::Tone::Healthy) + QLatin1Char(' ') + found);
        setTone(m_probe, theme::Tone::Healthy);
    }
    m_probe->setVisible(state == Probe::Running || state == Probe::Found);
    if (state == Probe::Failed)
        m_serverError->show(error);
    else
        m_serverError->clear();
    markFields();
}

void SignInForm::setInsecure(bool insecure, const QString &host)
{
    m_insecureHost = host;
    m_insecure->setText(theme::Theme::symbol(theme::Tone::Warning) + QLatin1Char(' ')
                        + tr("The connection to %1 is not encrypted: whoever is on the way can read the password. Use https:// if the server has it.").arg(host));
    setTone(m_insecure, theme::Tone::Warning);
    m_insecure->setVisible(insecure);
}

bool SignInForm::insecureShown() const
{
    return !m_insecure->isHidden();
}

ErrorLine *SignInForm::lineFor(ErrorText::Field field) const
{
    if (m_profile.demo)
        return m_generalError;
    switch (field) {
    case ErrorText::Field::Server:
        return m_serverError;
    case ErrorText::Field::User:
        return m_userError;
    case ErrorText::Field::Password:
        return m_passwordError;
    case ErrorText::Field::Advanced:
        return m_advancedError;
    case ErrorText::Field::None:
        break;
    }
    return m_generalError;
}

void SignInForm::showError(const Error &error)
{
    clearErrors();
    const auto field = errorText(error).field;
    lineFor(field)->show(error);
    markFields();
    if (m_profile.demo)
        return;
    switch (field) {
    case ErrorText::Field::Server:
        m_server->setFocus();
        break;
    case ErrorText::Field::User:
        m_user->setFocus();
        m_user->selectAll();
        break;
    case ErrorText::Field::Password:
        m_password->setFocus();
        m_password->selectAll();
        break;
    case ErrorText::Field::Advanced:
        m_advanced->setFocus();
        break;
    case ErrorText::Field::None:
        break;
    }
}

void SignInForm::clearErrors()
{
    for (auto *line : {m_serverError, m_userError, m_passwordError, m_advancedError, m_generalError})
        line->clear();
    markFields();
}

void SignInForm::focusFirst()
{
    if (m_profile.demo)
        return;
    (m_server->text().isEmpty() ? m_server : m_user->text().isEmpty() ? m_user : static_cast<QLineEdit *>(m_password))->setFocus();
}

void SignInForm::retranslate()
{
    m_title->setText(m_profile.demo                ? tr("Demo cluster")
                     : !m_profile.name.isEmpty()   ? tr("Sign in to %1").arg(m_profile.name)
                     : !m_profile.server.isEmpty() ? tr("Sign in to %1").arg(QUrl(m_profile.server).authority())
                                                   : tr("Sign in to a cluster"));
    m_demoText->setText(tr("A small company's cluster that lives inside this program: nodes, workloads and faults to try everything with. "
                           "Nothing leaves this computer, and nothing is kept when the program ends."));
    if (auto *line = m_fields->findChild<QFrame *>(QStringLiteral("separator"))) {
        QPalette colours = line->palette();
        colours.setColor(QPalette::WindowText, theme::Theme::instance().color(theme::Role::Line));
        line->setPalette(colours);
        line->setForegroundRole(QPalette::WindowText);
    }
    m_serverLabel->setText(tr("&Server"));
    m_server->setPlaceholderText(tr("host, host:port or https://…"));
    m_server->setAccessibleName(tr("Server"));
    m_userLabel->setText(tr("&User"));
    m_user->setAccessibleName(tr("User"));
    m_passwordLabel->setText(tr("&Password"));
    m_password->setAccessibleName(tr("Password"));
    m_caps->setText(theme::Theme::symbol(theme::Tone::Warning) + QLatin1Char(' ') + tr("Caps Lock seems to be on."));
    setTone(m_caps, theme::Tone::Warning);
    setTone(m_keepText, theme::Tone::Neutral);
    m_keep->setText(tr("&Keep me signed in"));
    m_advanced->setText(tr("Advanced: name, environment, API domain, client, certificates, proxy…"));
    if (m_probeState == Probe::Running)
        setProbe(Probe::Running);
    if (insecureShown())
        setInsecure(true, m_insecureHost);
}

} // namespace sk::ui
