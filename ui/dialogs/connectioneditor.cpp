#include "connectioneditor.h"

#include "errortext.h"
#include "signinform_p.h"

#include <sk/net/certificates.h>
#include <sk/session/clientidentity.h>
#include <sk/theme/theme.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QSslCertificate>
#include <QTabWidget>
#include <QVBoxLayout>

namespace sk::ui {
namespace {

using Proxy = net::ProxySettings;

/// Colours for the window's edge that are told apart on light and dark grounds, and from each other with most kinds of colour blindness.
constexpr const char *edgeColours[] = {"#2563d6", "#0f8b8d", "#1a7340", "#b8860b", "#c2410c", "#b8261f", "#9333ea", "#5f6b7a"};

QFormLayout *makeForm(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(16, 16, 16, 16);
    form->setHorizontalSpacing(24);
    form->setVerticalSpacing(8);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

QLineEdit *addLine(QFormLayout *form, const QString &label, const QString &text, const char *name, const QString &placeholder = {})
{
    auto *field = new QLineEdit(text);
    field->setObjectName(QString::fromLatin1(name));
    field->setPlaceholderText(placeholder);
    form->addRow(label, field);
    field->setAccessibleName(QString(label).remove(u'&'));
    return field;
}

QLabel *makeNote(const QString &text)
{
    auto *note = new QLabel(text);
    note->setWordWrap(true);
    if (!text.isEmpty())
        note->setMinimumWidth(note->fontMetrics().averageCharWidth() * 56); // else the form keeps the height of a narrow label
    note->setTextFormat(Qt::PlainText);
    note->setForegroundRole(QPalette::PlaceholderText);
    return note;
}

QIcon swatch(const QColor &colour)
{
    QPixmap pixmap(14, 14);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(colour);
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(pixmap.rect().adjusted(1, 1, -1, -1), 3, 3);
    painter.end();
    return pixmap;
}

} // namespace

ConnectionEditor::ConnectionEditor(const session::Profile &profile, QWidget *parent)
    : QDialog(parent)
    , m_profile(profile)
    , m_tabs(new QTabWidget(this))
{
    setWindowTitle(profile.name.isEmpty() ? tr("New connection") : tr("Connection “%1”").arg(profile.name));
    m_tabs->setObjectName(QStringLiteral("sections"));
    m_tabs->addTab(general(), tr("&General"));
    m_tabs->addTab(api(), tr("&API"));
    m_tabs->addTab(certificates(), tr("&Certificates"));
    m_tabs->addTab(proxy(), tr("&Proxy"));
    m_problem = new QLabel(this);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(this);
    m_save = buttons->addButton(tr("Save"), QDialogButtonBox::AcceptRole);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setDefault(true);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QLineEdit *field : {m_server, m_proxyHost, m_clientCertificate, m_clientKey})
        connect(field, &QLineEdit::textChanged, this, &ConnectionEditor::update);
    connect(m_proxyKind, &QComboBox::currentIndexChanged, this, &ConnectionEditor::update);
    connect(m_proxyPort, &QSpinBox::valueChanged, this, &ConnectionEditor::update);
    update();
    resize(640, 480);
    m_name->setFocus();
}

QWidget *ConnectionEditor::general()
{
    auto *page = new QWidget;
    auto *form = makeForm(page);
    m_name = addLine(form, tr("&Name"), m_profile.name, "name", tr("the server's, if left empty"));
    m_server = addLine(form, tr("&Server"), m_profile.server, "editServer", tr("host, host:port or https://…"));
    m_user = addLine(form, tr("&User"), m_profile.user, "editUser");
    m_environment = new QComboBox;
    m_environment->setObjectName(QStringLiteral("environment"));
    m_environment->addItems({tr("Not marked"), tr("Development"), tr("Test"), tr("Production")});
    m_environment->setCurrentIndex(static_cast<int>(m_profile.environment));
    form->addRow(tr("&Environment"), m_environment);
    form->addRow(nullptr, makeNote(tr("Its colour runs along the window's edge. Production always carries its word, and asks before anything that writes.")));
    m_colour = new QComboBox;
    m_colour->setObjectName(QStringLiteral("colour"));
    m_colour->addItem(tr("The environment's"), QString());
    const QStringList names{tr("Blue"), tr("Teal"), tr("Green"), tr("Ochre"), tr("Orange"), tr("Red"), tr("Violet"), tr("Grey")};
    for (int i = 0; i < names.size(); ++i)
        m_colour->addItem(swatch(QColor(QLatin1String(edgeColours[i]))), names.at(i), QString::fromLatin1(edgeColours[i]));
    if (m_colour->findData(m_profile.colour) < 0)
        m_colour->addItem(swatch(QColor(m_profile.colour)), m_profile.colour, m_profile.colour);
    m_colour->setCurrentIndex(m_colour->findData(m_profile.colour));
    form->addRow(tr("C&olour"), m_colour);
    m_namespace = addLine(form, tr("Default na&mespace"), m_profile.defaultNamespace, "defaultNamespace", tr("all"));
    m_start = new QComboBox;
    m_start->setObjectName(QStringLiteral("startPage"));
    m_start->setEditable(true);
    m_start->addItems({QString(), QStringLiteral("nodes"), QStringLiteral("pods"), QStringLiteral("deployments.apps"), QStringLiteral("services"), QStringLiteral("events")});
    m_start->setCurrentText(m_profile.startPage);
    m_start->lineEdit()->setPlaceholderText(tr("the last one"));
    form->addRow(tr("S&tart page"), m_start);
    m_readOnly = new QCheckBox(tr("&Read only: offer nothing that writes"));
    m_readOnly->setObjectName(QStringLiteral("readOnly"));
    m_readOnly->setChecked(m_profile.readOnly);
    form->addRow(nullptr, m_readOnly);
    m_keep = new QCheckBox(tr("&Keep me signed in"));
    m_keep->setChecked(m_profile.keepSignedIn);
    form->addRow(nullptr, m_keep);
    return page;
}

QWidget *ConnectionEditor::api()
{
    auto *page = new QWidget;
    auto *form = makeForm(page);
    m_domain = addLine(form, tr("API &domain"), m_profile.apiDomain, "apiDomain", tr("found by asking the server"));
    m_client = addLine(form, tr("Client &id"), m_profile.clientId, "clientId", tr("found by asking the server"));
    m_secret = addLine(form, tr("Client s&ecret"), m_profile.clientSecret, "clientSecret", tr("same as the client id"));
    form->addRow(nullptr, makeNote(tr("The OAuth client is the program's, not yours: on most servers it is “kubesphere”, with the same secret. A path in the server's address, "
                                      "as a member cluster's, is kept in front of every request.")));
    return page;
}

QWidget *ConnectionEditor::certificates()
{
    auto *page = new QWidget;
    auto *form = makeForm(page);
    const QString pem = tr("Certificates (*.pem *.crt *.cer)");
    addFile(form, tr("CA &file"), m_ca, "caFile", tr("Choose a CA file"), pem);
    m_ca->setText(m_profile.caFile);
    m_ca->setPlaceholderText(tr("only the computer's own authorities"));
    auto *importedRow = new QHBoxLayout;
    m_imported = makeNote({});
    m_forgetCas = new QPushButton(tr("Forget &them"));
    m_forgetCas->setAutoDefault(false);
    importedRow->addWidget(m_imported, 1);
    importedRow->addWidget(m_forgetCas);
    form->addRow(tr("Imported"), importedRow);
    auto *pinRow = new QHBoxLayout;
    m_pin = makeNote({});
    m_pin->setObjectName(QStringLiteral("pin"));
    m_pin->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_pin->setWordWrap(false);
    m_pin->setFont(theme::Theme::monospaceFont(m_pin->font()));
    m_forgetPin = new QPushButton(tr("Forget &it"));
    m_forgetPin->setObjectName(QStringLiteral("forgetPin"));
    m_forgetPin->setAutoDefault(false);
    pinRow->addWidget(m_pin, 1);
    pinRow->addWidget(m_forgetPin);
    form->addRow(tr("Trusted key"), pinRow);
    addFile(form, tr("Client certi&ficate"), m_clientCertificate, "clientCertificate", tr("Choose your certificate"), tr("Certificates (*.pem *.crt *.cer *.p12 *.pfx)"));
    m_clientCertificate->setText(m_profile.clientCertificateFile);
    m_clientCertificate->setPlaceholderText(tr("none; PEM or PKCS#12"));
    addFile(form, tr("Its &key"), m_clientKey, "clientKey", tr("Choose the private key"), tr("Keys (*.pem *.key)"));
    m_clientKey->setText(m_profile.clientKeyFile);
    m_clientKey->setPlaceholderText(tr("in the certificate's file"));
    form->addRow(tr("Pass&phrase"), m_passphrase = new PasswordEdit(page));
    m_passphrase->setObjectName(QStringLiteral("passphrase"));
    m_passphrase->setAccessibleName(tr("Passphrase of the key"));
    m_passphrase->setPlaceholderText(tr("if the key has one; goes to the keychain or stays in memory"));
    connect(m_forgetPin, &QPushButton::clicked, this, [this] {
        m_profile.pin = {};
        m_profile.pinnedCertificate.clear();
        update();
    });
    connect(m_forgetCas, &QPushButton::clicked, this, [this] {
        m_profile.importedCas.clear();
        update();
    });
    return page;
}

QWidget *ConnectionEditor::proxy()
{
    auto *page = new QWidget;
    auto *form = makeForm(page);
    m_proxyKind = new QComboBox;
    m_proxyKind->setObjectName(QStringLiteral("proxyKind"));
    m_proxyKind->addItems({tr("None"), tr("The system's"), tr("HTTP"), tr("SOCKS5")});
    m_proxyKind->setCurrentIndex(static_cast<int>(m_profile.proxy.kind));
    form->addRow(tr("P&roxy"), m_proxyKind);
    m_proxyHost = addLine(form, tr("&Host"), m_profile.proxy.host, "proxyHost");
    m_proxyPort = new QSpinBox;
    m_proxyPort->setObjectName(QStringLiteral("proxyPort"));
    m_proxyPort->setRange(0, 65535);
    m_proxyPort->setSpecialValueText(tr("not set"));
    m_proxyPort->setValue(m_profile.proxy.port);
    form->addRow(tr("P&ort"), m_proxyPort);
    m_proxyUser = addLine(form, tr("&User"), m_profile.proxy.user, "proxyUser", tr("if the proxy asks for one"));
    form->addRow(tr("Pass&word"), m_proxyPassword = new PasswordEdit(page));
    m_proxyPassword->setObjectName(QStringLiteral("proxyPassword"));
    m_proxyPassword->setAccessibleName(tr("Password for the proxy"));
    m_proxyPassword->setPlaceholderText(tr("goes to the keychain, or stays in memory; empty: as it was"));
    form->addRow(nullptr, makeNote(tr("Used for everything of this connection: requests, live updates and WebSockets. The system's proxy is not used for this computer itself.")));
    return page;
}

void ConnectionEditor::addFile(QFormLayout *form, const QString &label, QLineEdit *&field, const char *name, const QString &title, const QString &filter)
{
    auto *row = new QHBoxLayout;
    field = new QLineEdit;
    field->setObjectName(QString::fromLatin1(name));
    field->setAccessibleName(QString(label).remove(u'&'));
    auto *browse = new QPushButton(tr("Browse…"));
    browse->setAutoDefault(false);
    browse->setAccessibleName(title);
    row->addWidget(field, 1);
    row->addWidget(browse);
    auto *text = new QLabel(label);
    text->setBuddy(field);
    form->addRow(text, row);
    connect(browse, &QPushButton::clicked, this, [this, field, title, filter] {
        auto *chooser = new QFileDialog(this, title);
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setFileMode(QFileDialog::ExistingFile);
        chooser->setNameFilters({filter, tr("All files (*)")});
        connect(chooser, &QFileDialog::fileSelected, field, &QLineEdit::setText);
        chooser->open();
    });
}

void ConnectionEditor::showSection(Section section)
{
    m_tabs->setCurrentIndex(static_cast<int>(section));
}

namespace {

/// Why a certificate and a key cannot be used together; empty when they can, or when that cannot be told before a passphrase is there. Files that cannot be
/// read now may be on a medium that is not here.
QString unusablePair(const QString &certificateFile, const QString &keyFile, const QString &passphrase)
{
    const auto identity = session::loadClientIdentity(certificateFile, keyFile, passphrase);
    if (identity || identity.error().code != ErrorCode::ClientCertificateUnusable)
        return {};
    const ErrorText text = errorText(identity.error());
    return identity.error().detail.isEmpty() ? text.title : text.title + u' ' + text.advice;
}

} // namespace

void ConnectionEditor::update()
{
    const auto kind = static_cast<Proxy::Kind>(m_proxyKind->currentIndex());
    const bool manual = kind == Proxy::Kind::Http || kind == Proxy::Kind::Socks5;
    for (QWidget *field : {static_cast<QWidget *>(m_proxyHost), static_cast<QWidget *>(m_proxyPort), static_cast<QWidget *>(m_proxyUser), static_cast<QWidget *>(m_proxyPassword)})
        field->setEnabled(manual);
    const bool certificate = !m_clientCertificate->text().trimmed().isEmpty();
    m_clientKey->setEnabled(certificate);
    m_passphrase->setEnabled(certificate);

    const QByteArray &key = m_profile.pin.keySha256;
    QString fingerprint = net::fingerprintText(key);
    constexpr qsizetype eightGroups = 8 * 5 - 1; // two lines, as where the key was trusted
    if (fingerprint.size() > eightGroups)
        fingerprint[eightGroups] = u'\n';
    m_pin->setText(key.isEmpty() ? tr("none: the authorities decide") : fingerprint);
    m_forgetPin->setVisible(!key.isEmpty());
    const auto cas = QSslCertificate::fromData(m_profile.importedCas, QSsl::Pem);
    m_imported->setText(cas.isEmpty() ? tr("none") : tr("%n authority(ies)", nullptr, static_cast<int>(cas.size())));
    m_forgetCas->setVisible(!cas.isEmpty());

    QString problem;
    if (!m_server->text().trimmed().isEmpty() && !net::parseServerInput(m_server->text()))
        problem = tr("The server's address cannot be read. Enter a host name, host:port, or an address that begins with https:// or http://.");
    else if (manual && (m_proxyHost->text().trimmed().isEmpty() || m_proxyPort->value() == 0))
        problem = tr("The proxy needs a host and a port.");
    else if (certificate)
        problem = unusablePair(m_clientCertificate->text().trimmed(), m_clientKey->text().trimmed(), m_passphrase->text());
    m_problem->setText(problem.isEmpty() ? QString() : theme::Theme::symbol(theme::Tone::Failing) + QLatin1Char(' ') + problem);
    QPalette colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, theme::Theme::instance().foreground(theme::Tone::Failing));
    m_problem->setPalette(colours);
    m_problem->setVisible(!problem.isEmpty());
    m_save->setEnabled(problem.isEmpty());
}

session::Profile ConnectionEditor::profile() const
{
    session::Profile profile = m_profile;
    const QString before = profile.server;
    profile.name = m_name->text().trimmed();
    profile.server = m_server->text().trimmed();
    profile.user = m_user->text().trimmed();
    profile.environment = static_cast<session::Environment>(m_environment->currentIndex());
    profile.colour = m_colour->currentData().toString();
    profile.defaultNamespace = m_namespace->text().trimmed();
    profile.startPage = m_start->currentText().trimmed();
    profile.readOnly = m_readOnly->isChecked();
    profile.keepSignedIn = m_keep->isChecked();
    profile.apiDomain = m_domain->text().trimmed();
    profile.clientId = m_client->text().trimmed();
    profile.clientSecret = m_secret->text();
    profile.caFile = m_ca->text().trimmed();
    profile.clientCertificateFile = m_clientCertificate->text().trimmed();
    profile.clientKeyFile = profile.clientCertificateFile.isEmpty() ? QString() : m_clientKey->text().trimmed();
    profile.proxy.kind = static_cast<Proxy::Kind>(m_proxyKind->currentIndex());
    profile.proxy.host = m_proxyHost->text().trimmed();
    profile.proxy.port = static_cast<quint16>(m_proxyPort->value());
    profile.proxy.user = m_proxyUser->text().trimmed();
    // A key was trusted for a server, not for whatever the address is changed to.
    const auto host = [](const QString &server) {
        const auto url = net::parseServerInput(server);
        return url ? url->host() : QString();
    };
    if (host(before) != host(profile.server)) {
        profile.pin = {};
        profile.pinnedCertificate.clear();
    }
    if (profile.name.isEmpty())
        profile.name = host(profile.server);
    return profile;
}

session::ConnectionSecrets ConnectionEditor::secrets() const
{
    return {m_proxyPassword->text(), m_passphrase->text()};
}

} // namespace sk::ui
