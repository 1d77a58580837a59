#include "tls_material.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <fstream>
#include <memory>
#include <sstream>

namespace sk::demo {

namespace {

template<auto Free>
struct Deleter {
    template<typename T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free_all>>;

Key makeKey()
{
    return Key(EVP_EC_gen("P-256"));
}

std::string text(BIO *bio)
{
    char *data = nullptr;
    const auto size = BIO_get_mem_data(bio, &data);
    return std::string(data, static_cast<std::size_t>(size));
}

std::string pem(X509 *certificate)
{
    Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(bio.get(), certificate);
    return text(bio.get());
}

std::string pem(EVP_PKEY *key)
{
    Bio bio(BIO_new(BIO_s_mem()));
    PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    return text(bio.get());
}

bool extend(X509 *certificate, X509 *issuer, int nid, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>> extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

struct Subject {
    const char *organization;
    const char *name;
    bool server = false; ///< else a client's; of no meaning for a CA
};

Certificate makeCertificate(EVP_PKEY *key, const Subject &whose, X509 *issuer, EVP_PKEY *issuerKey)
{
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    unsigned char serial[8];
    RAND_bytes(serial, sizeof serial);
    serial[0] &= 0x7f;
    std::unique_ptr<BIGNUM, Deleter<BN_free>> number(BN_bin2bn(serial, sizeof serial, nullptr));
    BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get()));
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 60L * 60 * 24 * 90);
    X509_set_pubkey(certificate.get(), key);
    auto *subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(whose.organization), -1, -1, 0);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>(whose.name), -1, -1, 0);
    auto *signer = issuer ? issuer : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signer));
    bool good = extend(certificate.get(), signer, NID_subject_key_identifier, "hash");
    if (issuer) {
        good = good && extend(certificate.get(), signer, NID_authority_key_identifier, "keyid:always")
            && extend(certificate.get(), signer, NID_basic_constraints, "critical,CA:FALSE")
            && extend(certificate.get(), signer, NID_key_usage, "critical,digitalSignature")
            && extend(certificate.get(), signer, NID_ext_key_usage, whose.server ? "serverAuth" : "clientAuth")
            && (!whose.server || extend(certificate.get(), signer, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1"));
    } else {
        good = good && extend(certificate.get(), signer, NID_basic_constraints, "critical,CA:TRUE")
            && extend(certificate.get(), signer, NID_key_usage, "critical,keyCertSign,cRLSign");
    }
    if (!good || X509_sign(certificate.get(), issuerKey, EVP_sha256()) == 0)
        return nullptr;
    return certificate;
}

std::optional<std::string> readFile(const std::string &file, std::string &content)
{
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        return "cannot read the file " + file;
    std::ostringstream all;
    all << stream.rdbuf();
    content = all.str();
    return std::nullopt;
}

} // namespace

std::optional<std::string> makeTlsMaterial(TlsMaterial &material)
{
    const auto caKey = makeKey();
    const auto serverKey = makeKey();
    const auto clientKey = makeKey();
    if (!caKey || !serverKey || !clientKey)
        return "OpenSSL cannot make a key";
    const auto ca = makeCertificate(caKey.get(), {"Stand-in cluster", "Stand-in CA"}, nullptr, caKey.get());
    const auto server = ca ? makeCertificate(serverKey.get(), {"Stand-in cluster", "localhost", true}, ca.get(), caKey.get()) : nullptr;
    const auto client = ca ? makeCertificate(clientKey.get(), {"system:masters", "kubernetes-admin"}, ca.get(), caKey.get()) : nullptr;
    if (!server || !client)
        return "OpenSSL cannot make a certificate";
    material = {pem(server.get()), pem(serverKey.get()), pem(ca.get()), pem(client.get()), pem(clientKey.get())};
    return std::nullopt;
}

std::optional<std::string> readTlsMaterial(const std::string &certificateFile, const std::string &keyFile, TlsMaterial &material)
{
    if (certificateFile.empty() || keyFile.empty())
        return "a certificate and its private key are needed together";
    if (auto error = readFile(certificateFile, material.certificatePem))
        return error;
    if (auto error = readFile(keyFile, material.keyPem))
        return error;
    Bio certificateBio(BIO_new_mem_buf(material.certificatePem.data(), static_cast<int>(material.certificatePem.size())));
    const Certificate certificate(PEM_read_bio_X509(certificateBio.get(), nullptr, nullptr, nullptr));
    if (!certificate)
        return "the file " + certificateFile + " holds no certificate in PEM form";
    Bio keyBio(BIO_new_mem_buf(material.keyPem.data(), static_cast<int>(material.keyPem.size())));
    const Key key(PEM_read_bio_PrivateKey(keyBio.get(), nullptr, nullptr, nullptr));
    if (!key)
        return "the file " + keyFile + " holds no private key in PEM form";
    if (X509_check_private_key(certificate.get(), key.get()) != 1)
        return "the certificate " + certificateFile + " does not belong to the private key " + keyFile;
    return std::nullopt;
}

} // namespace sk::demo
