#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>

/// A certificate authority made when the test runs, by OpenSSL's own program: no key lies in the repository, none expires.
namespace sk::test {

class TestCa {
public:
    [[nodiscard]] bool make()
    {
        return m_dir.isValid()
            && run({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                    QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"), QStringLiteral("-keyout"), path("ca.key"), QStringLiteral("-out"),
                    path("ca.pem"), QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=Test CA"),
                    QStringLiteral("-addext"), QStringLiteral("keyUsage=critical,keyCertSign,cRLSign")});
    }
    [[nodiscard]] QSslCertificate certificate() const { return QSslCertificate::fromPath(path("ca.pem")).value(0); }

    /// A server's configuration with a certificate for `name`: "IP:127.0.0.1", "DNS:example.test".
    [[nodiscard]] QSslConfiguration serverFor(const QString &name)
    {
        QFile extensions(path("ext"));
        if (extensions.open(QIODevice::WriteOnly))
            extensions.write("subjectAltName=" + name.toUtf8() + "\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n");
        extensions.close();
        const bool made = run({QStringLiteral("req"), QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                               QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"), QStringLiteral("-keyout"), path("server.key"),
                               QStringLiteral("-out"), path("server.csr"), QStringLiteral("-subj"), QStringLiteral("/CN=Test server")})
            && run({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), path("server.csr"), QStringLiteral("-CA"), path("ca.pem"),
                    QStringLiteral("-CAkey"), path("ca.key"), QStringLiteral("-CAcreateserial"), QStringLiteral("-days"), QStringLiteral("2"),
                    QStringLiteral("-extfile"), path("ext"), QStringLiteral("-out"), path("server.pem")});
        QSslConfiguration configuration;
        QFile key(path("server.key"));
        if (!made || !key.open(QIODevice::ReadOnly))
            return configuration;
        configuration.setLocalCertificateChain({QSslCertificate::fromPath(path("server.pem")).value(0)});
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        return configuration;
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] bool run(const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral("openssl"), arguments);
        return process.waitForFinished(30'000) && process.exitCode() == 0;
    }
    QTemporaryDir m_dir;
};

} // namespace sk::test
