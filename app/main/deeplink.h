#pragma once

#include <sk/pages/pageaddress.h>

#include <QString>
#include <QUrl>

#include <optional>

namespace sk::app {

/// A page and the server that it belongs to: `sk://KIND[/NAMESPACE[/NAME]][?server=URL&filter=TEXT]`. What --open takes, and what a browser
/// or another start of the program hands over; so nothing in it is trusted, and reading it does nothing.
struct DeepLink {
    ui::PageAddress page;
    QUrl server; ///< http or https, host, port, perhaps a path; empty: the server that is shown

    /// Strict: a known form, known words of the query once each, no user info anywhere, no control characters, a sane length.
    [[nodiscard]] static std::optional<DeepLink> parse(const QString &text);
    [[nodiscard]] QString toText() const;
    friend bool operator==(const DeepLink &, const DeepLink &) = default;
};

/// True when a connection saved as `saved` leads to `server`: same scheme, host, port (default ports included) and path.
[[nodiscard]] bool isSameServer(const QString &saved, const QUrl &server);

} // namespace sk::app
