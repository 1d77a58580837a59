#include "connectioneditor.h"

#include "certificatespage_p.h"
#include "formparts_p.h"
#include "signinform_p.h"


#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

namespace sk::ui {
namespace {

using Proxy = net::ProxySettings;

/// Colours for the window's edge that are told apart on light and dark grounds, and from each other with most kinds of colour blindness.
constexpr const char *edgeColours[] = {"#2563d6", "#0f8b8d", "#1a7340", "#b8860b", "#c2410c", "#b8261f", "#9333ea", "#5f6b7a"};

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
    m_tabs->addTab(m_certificates = new CertificatesPage(profile), tr("&Certificates"));
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
    connect(buttons, &QDialogButtonBox::accepted, this, &ConnectionEditor::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    for (QLineEdit *field : {m_server, m_proxyHost})
        connect(field, &QLineEdit::textChanged, this, &ConnectionEditor::update);
    connect(m_proxyKind, &QComboBox::currentIndexChanged, this, &ConnectionEditor::update);
    connect(m_proxyPort, &QSpinBox::valueChanged, this, &ConnectionEditor::update);
    connect(m_certificates, &CertificatesPage::changed, this, &ConnectionEditor::certificatesChanged);
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

void ConnectionEditor::showSection(Section section)
{
    m_tabs->setCurrentIndex(static_cast<int>(section));
}

void ConnectionEditor::save()
{
    m_certificates->check(); // of what was changed since the last look
    m_saving = m_certificates->checking();
    update();
    if (!m_saving && m_save->isEnabled())
        accept();
}

void ConnectionEditor::update()
{
    const auto kind = static_cast<Proxy::Kind>(m_proxyKind->currentIndex());
    const bool manual = kind == Proxy::Kind::Http || kind == Proxy::Kind::Socks5;
    for (QWidget *field : {static_cast<QWidget *>(m_proxyHost), static_cast<QWidget *>(m_proxyPort), static_cast<QWidget *>(m_proxyUser), static_cast<QWidget *>(m_proxyPassword)})
        field->setEnabled(manual);
    QString problem;
    if (!m_server->text().trimmed().isEmpty() && !net::parseServerInput(m_server->text()))
        problem = tr("The server's address cannot be read. Enter a host name, host:port, or an address that begins with https:// or http://.");
    else if (manual && (m_proxyHost->text().trimmed().isEmpty() || m_proxyPort->value() == 0))
        problem = tr("The proxy needs a host and a port.");
    else
        problem = m_certificates->problem();
    showProblem(m_problem, problem);
    const bool good = problem.isEmpty() && !m_certificates->wrongPassphrase();
    m_saving = m_saving && m_certificates->checking() && good;
    m_save->setEnabled(good && !m_saving);
}

/// What *Save* waited for is known, or no longer asked for.
void ConnectionEditor::certificatesChanged()
{
    const bool waited = m_saving && !m_certificates->checking();
    update();
    if (waited && m_save->isEnabled())
        accept();
    else if (waited && m_certificates->wrongPassphrase())
        showSection(Section::Certificates);
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
    m_certificates->applyTo(profile);
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
    return {m_proxyPassword->text(), m_certificates->passphrase()};
}

} // namespace sk::ui
