#include "connectiontestdialog.h"

#include "errorline_p.h"

#include <sk/theme/theme.h>

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace sk::ui {

using session::ConnectionTest;
using Step = ConnectionTest::Step;
using State = ConnectionTest::State;

namespace {

constexpr std::array steps{Step::Resolve, Step::Connect, Step::Tls, Step::Server, Step::SignInWays, Step::Clock};
/// Tokens are judged by the server's clock; the program corrects for it, and more than this is worth a word.
constexpr qint64 muchSkewMs = 60'000;

} // namespace

ConnectionTestDialog::ConnectionTestDialog(const net::ServerAddress &address, const session::Profile &profile, QWidget *parent)
    : QDialog(parent)
    , m_address(address)
    , m_hint(profile.apiDomain)
{
    build(address.base.toString(QUrl::RemoveUserInfo));
    start();
}

ConnectionTestDialog::~ConnectionTestDialog() = default;

void ConnectionTestDialog::start()
{
    m_test = std::make_unique<ConnectionTest>(m_address, m_hint);
    connect(m_test.get(), &ConnectionTest::progressed, this, &ConnectionTestDialog::update);
    m_test->start();
    update();
}

void ConnectionTestDialog::build(const QString &server)
{
    setWindowTitle(tr("Test connection"));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    auto *title = new QLabel(server, this);
    title->setTextFormat(Qt::PlainText);
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    title->setFont(large);
    layout->addWidget(title);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(2, 1);
    const QStringList names{tr("Name"), tr("Connection"), tr("Encryption"), tr("Server"), tr("Ways to sign in"), tr("Clock")};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Row &row = m_rows[i];
        row = {new QLabel(this), new QLabel(names.at(static_cast<qsizetype>(i)), this), new QLabel(this)};
        row.text->setTextFormat(Qt::PlainText);
        row.text->setWordWrap(true);
        row.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        row.text->setObjectName(QStringLiteral("step%1").arg(i));
        row.name->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(row.symbol, static_cast<int>(i), 0, Qt::AlignTop);
        grid->addWidget(row.name, static_cast<int>(i), 1, Qt::AlignTop);
        grid->addWidget(row.text, static_cast<int>(i), 2);
    }
    layout->addLayout(grid);
    m_error = new ErrorLine(this);
    m_error->setObjectName(QStringLiteral("testError"));
    layout->addWidget(m_error);
    auto *note = new QLabel(tr("No name, no password and no token is sent for this."), this);
    note->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(note);
    layout->addStretch(1);
    auto *buttons = new QHBoxLayout;
    m_certificate = new QPushButton(tr("Show &certificate…"), this);
    m_certificate->setObjectName(QStringLiteral("showCertificate"));
    m_again = new QPushButton(tr("Test &again"), this);
    m_again->setObjectName(QStringLiteral("again"));
    auto *close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    close->setObjectName(QStringLiteral("close"));
    buttons->addWidget(m_certificate);
    buttons->addStretch(1);
    buttons->addWidget(m_again);
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_again, &QPushButton::clicked, this, &ConnectionTestDialog::start);
    connect(m_certificate, &QPushButton::clicked, this, [this] {
        const net::TlsReport report = m_test->tls();
        accept();
        emit certificateWanted(report);
    });
    resize(620, 360);
}

void ConnectionTestDialog::update()
{
    using theme::Tone;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const State state = m_test->result(steps[i]).state;
        const bool late = steps[i] == Step::Clock && state == State::Passed && std::abs(m_test->server().clockSkewMs) > muchSkewMs;
        const bool clear = steps[i] == Step::Tls && state == State::NotNeeded && net::isInsecure(m_address.base);
        const Tone tone = late || clear                                              ? Tone::Warning
            : state == State::Passed || state == State::NotNeeded                     ? Tone::Healthy
            : state == State::Failed                                                  ? Tone::Failing
            : state == State::Running                                                 ? Tone::Progressing
                                                                                      : Tone::Unknown;
        Row &row = m_rows[i];
        row.symbol->setText(theme::Theme::symbol(tone));
        QPalette colours = row.symbol->palette();
        colours.setColor(QPalette::WindowText, theme::Theme::instance().foreground(tone));
        row.symbol->setPalette(colours);
        row.text->setText(words(steps[i]));
        row.text->setAccessibleName(row.name->text() + QStringLiteral(": ") + row.text->text());
    }
    if (m_test->error())
        m_error->show(m_test->error());
    else
        m_error->clear();
    m_certificate->setVisible(m_test->done() && !m_test->tls().chain.isEmpty() && !m_test->tls().trusted());
    m_again->setEnabled(m_test->done());
}

QString ConnectionTestDialog::words(Step step) const
{
    const ConnectionTest::Result &result = m_test->result(step);
    const QStringList &facts = result.facts;
    switch (result.state) {
    case State::Waiting:
        return m_test->done() ? tr("not reached") : QString();
    case State::Running:
        return tr("looking…");
    case State::Failed:
        return tr("failed after %1 ms").arg(result.elapsedMs);
    case State::Passed:
    case State::NotNeeded:
        break;
    }
    switch (step) {
    case Step::Resolve:
        return facts.isEmpty() ? (m_address.proxy.host.isEmpty() ? tr("is an address already") : tr("is looked up by the proxy")) : facts.join(QStringLiteral(", "));
    case Step::Connect:
        return m_address.proxy.host.isEmpty() ? tr("to %1 in %2 ms").arg(facts.value(0)).arg(result.elapsedMs)
                                              : tr("through the proxy %1 in %2 ms").arg(facts.value(0)).arg(result.elapsedMs);
    case Step::Tls:
        if (facts.isEmpty())
            return net::isInsecure(m_address.base) ? tr("none: whoever is on the way can read everything, the password too")
                                                   : tr("none, and none needed: it does not leave this computer");
        return m_address.pin.keySha256.isEmpty() ? tr("%1, %2, certificate trusted").arg(facts.value(0), facts.value(1))
                                                 : tr("%1, %2, key pinned").arg(facts.value(0), facts.value(1));
    case Step::Server:
        return facts.size() > 2 ? tr("KubeSphere-compatible API %1, Kubernetes %2, domain %3").arg(facts.value(0), facts.value(1), facts.value(2))
                                : tr("KubeSphere-compatible API %1, domain %2").arg(facts.value(0), facts.value(1));
    case Step::SignInWays:
        if (result.state == State::NotNeeded)
            return tr("name and password; the server does not say which others");
        return facts.isEmpty() ? tr("name and password") : tr("name and password; in the browser also %1").arg(facts.join(QStringLiteral(", ")));
    case Step::Clock: {
        const qint64 skew = m_test->server().clockSkewMs;
        if (std::abs(skew) < 2'000)
            return tr("the same as this computer's, to a second or two");
        const QString amount = QLocale().toString(static_cast<double>(std::abs(skew)) / 1000.0, 'f', 0);
        return skew > 0 ? tr("%1 s ahead of this computer's; the program allows for it").arg(amount)
                        : tr("%1 s behind this computer's; the program allows for it").arg(amount);
    }
    }
    return {};
}

} // namespace sk::ui
