#pragma once

#include <sk/net/connectioncheck.h>

#include <QString>
#include <QStringList>

namespace sk::ui {

/// One line of a certificate's facts: "Names", "api.example.test".
struct CertificateFact {
    QString label;
    QString value;
    bool monospace = false; ///< a fingerprint, compared digit by digit
};

/// What is to be said against a server's certificate, in sentences, the worst first; `host` is what was asked for.
[[nodiscard]] QStringList trustReasons(const net::TlsReport &report, const QString &host);
[[nodiscard]] QList<CertificateFact> certificateFacts(const QSslCertificate &certificate);
/// What to call it in a chain: its common name, else its organisation, else its serial number.
[[nodiscard]] QString certificateName(const QSslCertificate &certificate);

/// A SHA-256 in two lines of eight groups: short enough to be read aloud.
[[nodiscard]] QString fingerprintLines(const QByteArray &sha256);

} // namespace sk::ui
