#include "passwordchangedialog.h"

#include "errortext.h"
#include "signinform_p.h"

#include <sk/session/passwordchange.h>
#include <sk/theme/theme.h>

#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace sk::ui {

PasswordChangeDialog::PasswordChangeDialog(session::Session &session, net::ApiClient &client, QWidget *parent)
    : QDialog(parent)
    , m_session(&session)
    , m_client(&client)
    , m_intro(new QLabel)
    , m_current(new PasswordEdit)
    , m_next(new PasswordEdit)
    , m_again(new PasswordEdit)
    , m_rules(new QLabel)
    , m_said(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setObjectName(QStringLiteral("passwordChange"));
    m_current->setObjectName(QStringLiteral("currentPassword"));
    m_next->setObjectName(QStringLiteral("newPassword"));
    m_again->setObjectName(QStringLiteral("repeatedPassword"));
    for (QLabel *label : {m_intro, m_said}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_rules->setTextFormat(Qt::RichText);
    auto *form = new QFormLayout;
    QLineEdit *const fields[] = {m_current, m_next, m_again};
    for (int i = 0; i < 3; ++i) {
        m_labels[i] = new QLabel;
        m_labels[i]->setBuddy(fields[i]);
        fields[i]->setMinimumWidth(fields[i]->fontMetrics().averageCharWidth() * 30);
        form->addRow(m_labels[i], fields[i]);
        connect(fields[i], &QLineEdit::textChanged, this, &PasswordChangeDialog::check);
        if (i == 1)
            form->addRow(QString(), m_rules);
    }
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_intro);
    layout->addLayout(form);
    layout->addWidget(m_said);
    layout->addWidget(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &PasswordChangeDialog::submit);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&session, &QObject::destroyed, this, &QDialog::reject);
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, &PasswordChangeDialog::check);
    m_said->hide();
    retranslate();
    m_current->setFocus();
}

void PasswordChangeDialog::retranslate()
{
    setWindowTitle(tr("Change password"));
    QString intro = tr("The account %1 still has the password that it was made with. Choose your own; the web console can do it as well.")
                        .arg(m_session ? m_session->identity().user : QString());
    if (m_session && session::writeRule(m_session->profile()) == session::WriteRule::Ask)
        intro += u' ' + tr("This changes the account on the production server %1.").arg(m_session->server().address.base.host());
    m_intro->setText(intro);
    m_labels[0]->setText(tr("Present password"));
    m_labels[1]->setText(tr("New password"));
    m_labels[2]->setText(tr("New password again"));
    QLineEdit *const fields[] = {m_current, m_next, m_again};
    for (int i = 0; i < 3; ++i)
        fields[i]->setAccessibleName(m_labels[i]->text());
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Change password"));
    check();
}

void PasswordChangeDialog::check()
{
    const session::PasswordRules rules = session::checkPassword(m_next->text());
    const bool same = !m_again->text().isEmpty() && m_again->text() == m_next->text();
    const auto &theme = theme::Theme::instance();
    QStringList lines;
    const auto line = [&](bool met, const QString &text) {
        const theme::Tone tone = met ? theme::Tone::Healthy : theme::Tone::Unknown;
        lines += QStringLiteral("<span style=\"color:%1\">%2 %3</span>").arg(theme.foreground(tone).name(), theme::Theme::symbol(tone), text.toHtmlEscaped());
    };
    line(rules.length, tr("8 to 64 characters"));
    line(rules.upper, tr("an upper-case letter (A to Z)"));
    line(rules.lower, tr("a lower-case letter (a to z)"));
    line(rules.digit, tr("a digit"));
    line(same, tr("typed twice alike"));
    m_rules->setText(lines.join(QStringLiteral("<br>")));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!m_busy && rules.all() && same && !m_current->text().isEmpty());
}

void PasswordChangeDialog::say(theme::Tone tone, const QString &text)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, theme::Theme::instance().foreground(tone));
    m_said->setPalette(colours);
    m_said->setText(text);
    m_said->show();
}

void PasswordChangeDialog::submit()
{
    if (m_busy || !m_session || !m_client)
        return;
    m_busy = true;
    check();
    say(theme::Tone::Progressing, tr("Changing the password…"));
    const QString user = m_session->identity().user;
    const QString next = m_next->text();
    const session::ServerInfo &server = m_session->server();
    session::changePassword(*m_client, server.major, server.apiDomain, user, m_current->text(), next, this, [this, user, next](const Error &error, bool markStays) {
        m_busy = false;
        if (error) {
            const ErrorText text = errorText(error);
            say(theme::Tone::Failing, error.code == ErrorCode::WrongCredentials ? tr("The present password is not right. Nothing was changed.") : text.title + u' ' + text.advice);
            check();
            m_current->setFocus();
            m_current->selectAll();
            return;
        }
        for (QLineEdit *field : {m_current, m_next, m_again})
            field->clear();
        // The new tokens say that the mark is gone.
        m_session->passwordChanged();
        m_session->signIn(user, next);
        if (!markStays)
            return accept();
        say(theme::Tone::Warning, tr("The password was changed. The mark that asks for a new one could not be removed, so the server will ask again; the administrator can remove it."));
        m_buttons->button(QDialogButtonBox::Ok)->hide();
        m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Close"));
    });
}

void PasswordChangeDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
