#pragma once

#include <sk/core/result.h>
#include <sk/net/serveraddress.h>

#include <QString>

namespace sk::app {

/// The password for `--password-file`: the file's text ("-": standard input) without its line end; other blanks belong to it.
[[nodiscard]] Result<QString> readPassword(const QString &path);

/// The address that a user's words mean, with the certificates of a PEM file (empty: none) as further CAs. No network is touched.
[[nodiscard]] Result<net::ServerAddress> addressOf(const QString &server, const QString &caFile = {});

} // namespace sk::app
