#include "clientkeycheck_p.h"

#include <sk/core/secret.h>
#include <sk/session/clientidentity.h>

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <memory>

namespace sk::ui {

void ClientKeyCheck::ask(const QString &certificateFile, const QString &keyFile, const QString &passphrase)
{
    if (m_asked)
        return;
    forget();
    if (certificateFile.isEmpty())
        return;
    m_asked = m_running = true;
    const auto secret = std::make_shared<const Secret>(passphrase);
    QThreadPool::globalInstance()->start([self = QPointer<ClientKeyCheck>(this), mine = m_question, certificateFile, keyFile, secret] {
        auto identity = session::loadClientIdentity(certificateFile, keyFile, secret->text());
        const Error error = identity ? Error{} : identity.error();
        if (identity)
            wipe(identity->keyPem);
        // The receiver is the program: this object may have died meanwhile, which only its own thread can ask.
        QMetaObject::invokeMethod(qApp, [self, mine, error] {
            if (!self || self->m_question != mine)
                return;
            self->m_running = false;
            self->m_error = error;
            emit self->answered();
        }, Qt::QueuedConnection);
    });
}

void ClientKeyCheck::forget()
{
    ++m_question;
    m_asked = m_running = false;
    m_error = {};
}

} // namespace sk::ui
