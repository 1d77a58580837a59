#include "certificatewords.h"

#include <sk/net/certificates.h>

#include <QCoreApplication>
#include <QLocale>
#include <QSslCertificate>
#include <QSslKey>

namespace sk::ui {
namespace {

/// Gives the sentences their translation context.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(sk::ui::CertificateWords)
};

QString day(const QDateTime &time)
{
    // Whole years: a certificate may be good for a hundred of them.
    QString form = QLocale().dateTimeFormat(QLocale::ShortFormat);
    if (!form.contains(QLatin1String("yyyy")))
        form.replace(QLatin1String("yy"), QLatin1String("yyyy"));
    return QLocale().toString(time.toLocalTime(), form);
}

QString namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values(QSsl::DnsEntry) + certificate.subjectAlternativeNames().values(QSsl::IpAddressEntry);
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    return names.join(QStringLiteral(", "));
}

QString keyWords(const QSslCertificate &certificate)
{
    const QSslKey key = certificate.publicKey();
    if (key.isNull())
        return Words::tr("of a newer kind");
    const bool rsa = key.algorithm() == QSsl::Rsa;
    return Words::tr("%1, %2 bits", "RSA, 2048").arg(rsa ? QStringLiteral("RSA") : key.algorithm() == QSsl::Ec ? QStringLiteral("EC") : QStringLiteral("DSA")).arg(key.length());
}

} // namespace

QString fingerprintLines(const QByteArray &sha256)
{
    QString text = net::fingerprintText(sha256);
    constexpr qsizetype eightGroups = 8 * 5 - 1;
    if (text.size() > eightGroups)
        text[eightGroups] = u'\n';
    return text;
}

QString certificateName(const QSslCertificate &certificate)
{
    for (const auto what : {QSslCertificate::CommonName, QSslCertificate::Organization}) {
        const QStringList values = certificate.subjectInfo(what);
        if (!values.isEmpty())
            return values.constFirst();
    }
    return QString::fromLatin1(certificate.serialNumber());
}

QStringList trustReasons(const net::TlsReport &report, const QString &host)
{
    QStringList reasons;
    const QSslCertificate leaf = report.chain.value(0);
    if (report.pinChanged)
        reasons += Words::tr("This connection trusts another key than the one that the server shows now. Either the server was given a new one, or somebody stands between you and it.");
    for (const QString &fault : report.faults) {
        if (fault == QLatin1String("SelfSigned")) {
            if (!report.pinChanged)
                reasons += Words::tr("It vouches for itself: no authority stands behind it.");
        } else if (fault == QLatin1String("UnknownIssuer")) {
            const QString issuer = leaf.issuerInfo(QSslCertificate::CommonName).join(QStringLiteral(", "));
            if (!report.pinChanged)
                reasons += issuer.isEmpty() ? Words::tr("It was issued by an authority that this computer does not know.")
                                            : Words::tr("It was issued by “%1”, which this computer does not know.").arg(issuer);
        } else if (fault == QLatin1String("HostNameMismatch")) {
            reasons += Words::tr("It is made out to %1, not to %2.").arg(namesOf(leaf), host);
        } else if (fault == QLatin1String("Expired")) {
            reasons += Words::tr("It ended on %1.").arg(day(leaf.expiryDate()));
        } else if (fault == QLatin1String("NotYetValid")) {
            reasons += Words::tr("It is valid only from %1 on. Check this computer's clock.").arg(day(leaf.effectiveDate()));
        } else if (fault == QLatin1String("WeakKey")) {
            reasons += Words::tr("Its key (%1) is so weak that it can be forged. It cannot be accepted; the server needs a new one.").arg(keyWords(leaf));
        } else if (fault == QLatin1String("Revoked")) {
            reasons += Words::tr("It was revoked by who issued it. It cannot be accepted.");
        } else {
            reasons += Words::tr("It is not as it should be, and cannot be accepted: %1").arg(report.reasons);
        }
    }
    return reasons;
}

QList<CertificateFact> certificateFacts(const QSslCertificate &certificate)
{
    const QString organisation = certificate.subjectInfo(QSslCertificate::Organization).join(QStringLiteral(", "));
    QList<CertificateFact> facts{
        {Words::tr("Made out to"), namesOf(certificate), false},
        {Words::tr("Organisation"), organisation, false},
        {Words::tr("Issued by"), certificate.issuerDisplayName(), false},
        {Words::tr("Valid"), Words::tr("%1 to %2", "a time span").arg(day(certificate.effectiveDate()), day(certificate.expiryDate())), false},
        {Words::tr("Key"), keyWords(certificate), false},
        {Words::tr("SHA-256 of the certificate"), fingerprintLines(net::certificateSha256(certificate)), true},
        {Words::tr("SHA-256 of the key"), fingerprintLines(net::keySha256(certificate)), true},
    };
    facts.removeIf([](const CertificateFact &fact) { return fact.value.isEmpty(); });
    return facts;
}

} // namespace sk::ui
