#pragma once

#include <QDateTime>
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
    struct Leaf {
        QString name = QStringLiteral("IP:127.0.0.1"); ///< "IP:127.0.0.1", "DNS:example.test"
        QString usage = QStringLiteral("serverAuth"); ///< or clientAuth
        bool selfSigned = false;
        int validDays = 2; ///< negative: ended so many days ago
        QString reuseKey = {}; ///< path of the key of an earlier leaf
        QString algorithm = QStringLiteral("ec"); ///< "ec", "rsa:2048", "ed25519"
    };
    struct Made {
        QString certificateFile, keyFile;
        [[nodiscard]] QSslCertificate certificate() const { return QSslCertificate::fromPath(certificateFile).value(0); }
    };

    [[nodiscard]] bool make()
    {
        return m_dir.isValid()
            && run({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
                    QStringLiteral("ec_paramgen_curve:P-256"), QStringLiteral("-nodes"), QStringLiteral("-keyout"), path("ca.key"), QStringLiteral("-out"),
                    path("ca.pem"), QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"), QStringLiteral("/CN=Test CA"),
                    QStringLiteral("-addext"), QStringLiteral("keyUsage=critical,keyCertSign,cRLSign")});
    }
    [[nodiscard]] QSslCertificate certificate() const { return QSslCertificate::fromPath(path("ca.pem")).value(0); }
    [[nodiscard]] QString certificateFile() const { return path("ca.pem"); }
    [[nodiscard]] QString directory() const { return m_dir.path(); }

    /// A certificate of its own key, or of an earlier one's; the files stay as long as this does.
    [[nodiscard]] Made leaf(const Leaf &wanted)
    {
        const QString base = m_dir.filePath(QStringLiteral("leaf%1").arg(++m_leaves));
        const Made made{base + QStringLiteral(".pem"), wanted.reuseKey.isEmpty() ? base + QStringLiteral(".key") : wanted.reuseKey};
        QStringList key{QStringLiteral("genpkey"), QStringLiteral("-out"), made.keyFile, QStringLiteral("-algorithm")};
        if (wanted.algorithm == QLatin1String("ec"))
            key += {QStringLiteral("EC"), QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:P-256")};
        else if (wanted.algorithm.startsWith(QLatin1String("rsa:")))
            key += {QStringLiteral("RSA"), QStringLiteral("-pkeyopt"), QStringLiteral("rsa_keygen_bits:") + wanted.algorithm.mid(4)};
        else
            key += wanted.algorithm;
        QFile extensions(base + QStringLiteral(".ext"));
        if (extensions.open(QIODevice::WriteOnly))
            extensions.write("[ca]\ndefault_ca=d\n[d]\nnew_certs_dir=" + m_dir.path().toUtf8() + "\ndatabase=" + base.toUtf8() + ".db\nserial=" + base.toUtf8()
                             + ".srl\ndefault_md=sha256\npolicy=p\nx509_extensions=e\nunique_subject=no\n[p]\ncommonName=supplied\n[req]\ndistinguished_name=n\n[n]\n[e]\nsubjectAltName="
                             + wanted.name.toUtf8() + "\nextendedKeyUsage=" + wanted.usage.toUtf8() + "\nbasicConstraints=CA:FALSE\n");
        extensions.close();
        write(base + QStringLiteral(".db"), "");
        write(base + QStringLiteral(".srl"), QByteArray::number(0x1000 + m_leaves, 16));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QString stamp = QStringLiteral("yyyyMMddhhmmss'Z'");
        const QString from = now.addDays(wanted.validDays < 0 ? wanted.validDays - 2 : -1).toString(stamp);
        const QString until = now.addDays(wanted.validDays).toString(stamp);
        const QString request = base + QStringLiteral(".csr");
        QStringList sign{QStringLiteral("ca"), QStringLiteral("-batch"), QStringLiteral("-notext"), QStringLiteral("-config"), extensions.fileName(), QStringLiteral("-startdate"),
                         from, QStringLiteral("-enddate"), until, QStringLiteral("-in"), request, QStringLiteral("-out"), made.certificateFile};
        if (wanted.selfSigned)
            sign += {QStringLiteral("-selfsign"), QStringLiteral("-keyfile"), made.keyFile};
        else
            sign += {QStringLiteral("-cert"), path("ca.pem"), QStringLiteral("-keyfile"), path("ca.key")};
        const bool done = (!wanted.reuseKey.isEmpty() || run(key))
            && run({QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-key"), made.keyFile, QStringLiteral("-out"), request, QStringLiteral("-subj"),
                    QStringLiteral("/CN=Test server"), QStringLiteral("-config"), extensions.fileName()})
            && run(sign);
        return done ? made : Made{};
    }

    /// What a QSslServer needs to be `made`.
    [[nodiscard]] static QSslConfiguration configuration(const Made &made)
    {
        QSslConfiguration configuration;
        QFile key(made.keyFile);
        if (!key.open(QIODevice::ReadOnly))
            return configuration;
        const QByteArray pem = key.readAll();
        configuration.setLocalCertificateChain({made.certificate()});
        QSslKey one(pem, QSsl::Ec);
        configuration.setPrivateKey(one.isNull() ? QSslKey(pem, QSsl::Rsa) : one);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        return configuration;
    }
    /// A server's configuration with a certificate for `name`: "IP:127.0.0.1", "DNS:example.test".
    [[nodiscard]] QSslConfiguration serverFor(const QString &name) { return configuration(leaf({.name = name})); }

    /// Runs OpenSSL's program.
    [[nodiscard]] static bool run(const QStringList &arguments, QByteArray *output = nullptr)
    {
        QProcess process;
        process.start(QStringLiteral("openssl"), arguments);
        const bool done = process.waitForFinished(30'000) && process.exitCode() == 0;
        if (!done)
            qWarning("openssl %s: %s", qUtf8Printable(arguments.join(u' ')), process.readAllStandardError().constData());
        if (output)
            *output = process.readAllStandardOutput();
        return done;
    }

private:
    [[nodiscard]] QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    static void write(const QString &file, const QByteArray &bytes)
    {
        QFile out(file);
        if (out.open(QIODevice::WriteOnly))
            out.write(bytes);
    }
    QTemporaryDir m_dir;
    int m_leaves = 0;
};

} // namespace sk::test
