#pragma once

#include <optional>
#include <string>

namespace sk::demo {

struct TlsMaterial {
    std::string certificatePem; ///< chain, server certificate first
    std::string keyPem;
    std::string caPem; ///< of a made CA; empty when the material came from files
    std::string clientCertificatePem; ///< of "kubernetes-admin", by the made CA
    std::string clientKeyPem;
};

/// Makes a CA, an administrator's certificate and a server certificate for localhost, 127.0.0.1 and ::1. An error is one English line.
[[nodiscard]] std::optional<std::string> makeTlsMaterial(TlsMaterial &material);
/// Reads both files and checks that they belong together.
[[nodiscard]] std::optional<std::string> readTlsMaterial(const std::string &certificateFile, const std::string &keyFile, TlsMaterial &material);

} // namespace sk::demo
