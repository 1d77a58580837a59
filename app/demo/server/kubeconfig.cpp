#include "kubeconfig.h"

#include <openssl/evp.h>

#include <filesystem>
#include <fstream>

namespace sk::demo {

namespace {

std::string base64(const std::string &bytes)
{
    std::string out(4 * ((bytes.size() + 2) / 3), '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char *>(out.data()), reinterpret_cast<const unsigned char *>(bytes.data()), static_cast<int>(bytes.size()));
    return out;
}

} // namespace

std::string kubeconfigText(const std::string &url, const TlsMaterial &material, const std::string &token)
{
    const auto context = [](const char *name) { return std::string("- context:\n    cluster: demo\n    user: ") + name + "\n  name: " + name + '\n'; };
    return "apiVersion: v1\n"
           "clusters:\n- cluster:\n    certificate-authority-data: " + base64(material.caPem) + "\n    server: " + url + "\n  name: demo\n"
           "contexts:\n" + context("certificate") + context("token") + context("nobody") +
           "current-context: certificate\n"
           "kind: Config\n"
           "preferences: {}\n"
           "users:\n"
           "- name: certificate\n  user:\n    client-certificate-data: " + base64(material.clientCertificatePem) + "\n    client-key-data: " + base64(material.clientKeyPem) + "\n"
           "- name: token\n  user:\n    token: " + token + "\n"
           "- name: nobody\n  user:\n    token: not-a-token\n";
}

std::optional<std::string> writeWhole(const std::string &file, const std::string &content, bool secret)
{
    namespace fs = std::filesystem;
    const auto partial = file + ".part";
    std::error_code problem;
    std::ofstream stream(partial, std::ios::binary | std::ios::trunc);
    if (stream && secret)
        fs::permissions(partial, fs::perms::owner_read | fs::perms::owner_write, problem);
    stream << content;
    stream.close();
    if (stream && !problem)
        fs::rename(partial, file, problem);
    if (!stream || problem)
        return "cannot write the file " + file;
    return std::nullopt;
}

} // namespace sk::demo
