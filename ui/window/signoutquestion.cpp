#include "signoutquestion.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace sk::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(sk::ui::SignOutQuestion)
};

} // namespace

void askSignOutEverywhere(QWidget *parent, int serverMajor, const QString &user, std::function<void(bool)> answer)
{
    // v3 revokes every token of the user, v4 only the one that it is shown (api-contract 1.9).
    const bool all = serverMajor < 4;
    auto *box = new QMessageBox(QMessageBox::NoIcon, Words::tr("Sign out everywhere"),
        all ? Words::tr("End every session of %1?").arg(user) : Words::tr("This server cannot end other sessions of %1.").arg(user), QMessageBox::NoButton, parent);
    box->setObjectName(QStringLiteral("signOutQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(all
            ? Words::tr("The web console in your browser and this program on other computers are signed out too, and whatever uses a token of this user stops.")
            : Words::tr("It ends the one session that it is shown. Signing out here ends the session of this program, on the server too; the browser stays signed in."));
    QPushButton *here = box->addButton(Words::tr("Forget on this computer"), QMessageBox::AcceptRole);
    QPushButton *everywhere = all ? box->addButton(Words::tr("Sign out everywhere"), QMessageBox::DestructiveRole) : nullptr;
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(here);
    QObject::connect(box, &QMessageBox::buttonClicked, parent, [=](QAbstractButton *button) {
        if (button == here || (everywhere && button == everywhere))
            answer(button != here);
    });
    box->open();
}

} // namespace sk::ui
