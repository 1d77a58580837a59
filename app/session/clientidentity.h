#pragma once

#include <sk/core/result.h>

#include <QByteArray>
#include <QString>

namespace sk::session {

/// A client certificate with its key, both PEM, the key decrypted: in memory only.
struct ClientIdentity {
    QByteArray certificatePem;
    QByteArray keyPem;
};

/// Reads PEM files, or one PKCS#12 file. `keyFile` empty: the key is in the certificate's file. PassphraseNeeded when the key is locked and
/// `passphrase` does not open it (`detail` "wrong" when there was one); ClientCertificateUnusable when there is no certificate, no key, or they
/// do not belong together; FileUnreadable.
[[nodiscard]] Result<ClientIdentity> loadClientIdentity(const QString &certificateFile, const QString &keyFile, const QString &passphrase);
/// The same from PEM texts.
[[nodiscard]] Result<ClientIdentity> makeClientIdentity(const QByteArray &certificatePem, const QByteArray &keyPem, const QString &passphrase);

} // namespace sk::session
