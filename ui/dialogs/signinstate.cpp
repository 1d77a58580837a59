#include "signindialog_p.h"

#include <sk/session/signinmemory.h>

#include <QPushButton>

namespace sk::ui {

void SignInDialog::Private::updateButtons()
{
    const bool known = refused && *refused == credentials();
    const int locked = busy || current.demo ? 0 : lockedForSeconds();
    signInButton->setText(busy ? tr("Signing in…") : current.demo ? tr("Open demo cluster") : locked > 0 ? minutesAndSeconds(locked) : tr("Sign in"));
    signInButton->setAccessibleName(locked > 0 ? tr("Sign in, possible in %1").arg(minutesAndSeconds(locked)) : signInButton->text());
    if (locked > 0 && !second.isActive())
        second.start();
    signInButton->setEnabled(!busy && locked == 0 && (current.demo || (!form->serverText().isEmpty() && !form->userText().isEmpty() && !form->password().isEmpty() && !known)));
    signInButton->setToolTip(known ? tr("This password was refused. Change it to try again.") : QString());
    testButton->setVisible(!current.demo);
    testButton->setEnabled(!busy && !form->serverText().isEmpty());
    pane->setBusy(busy);
    form->setBusy(busy);
}

int SignInDialog::Private::lockedForSeconds() const
{
    if (!attempt.answer() || !*attempt.answer())
        return 0;
    const QString server = attempt.answer()->value().address.base.toString(QUrl::RemoveUserInfo);
    const UnixMs left = session::SignInMemory::instance().lockedUntil(server, form->userText()) - services.clock->now();
    return left > 0 ? static_cast<int>((left + 999) / 1000) : 0;
}

void SignInDialog::Private::countDown()
{
    if (lockedForSeconds() == 0) {
        second.stop();
        if (!busy)
            form->clearErrors(); // they spoke of the lock
    }
    updateButtons();
}

void SignInDialog::Private::updateKeychainText()
{
    if (!keychainKnown)
        form->setKeychainText(tr("Looking for the keychain…"));
    else if (keychainUsable())
        form->setKeychainText(tr("The session goes to %1, the password nowhere.").arg(services.keychain->displayName()));
    else
        form->setKeychainText(tr("The session stays in memory only. %1").arg(errorText(keychain).title));
}

} // namespace sk::ui
