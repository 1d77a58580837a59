#pragma once

#include "serveraddress.h"

#include <QObject>

#include <memory>

namespace sk::net {

/// What a server showed in the handshake, and what is to be said against it.
struct TlsReport {
    QList<QSslCertificate> chain; ///< the server's own first
    QStringList faults; ///< by tlsFaultName(); empty: trusted
    QString reasons; ///< the library's own words, for *Details*
    bool pinChanged = false; ///< another key than the pinned one
    QString protocol; ///< "TLS 1.3"; empty when the handshake did not end
    [[nodiscard]] bool trusted() const { return faults.isEmpty() && !pinChanged; }
    /// False when not even the user may accept it (a weak key, a revoked certificate).
    [[nodiscard]] bool canBeAccepted() const;
};

/// Goes to a server step by step and says nothing there: name, connection, TLS handshake, end. For *Test connection* and for the dialog
/// that shows a certificate. Through the address's proxy, as everything else; then the proxy looks up the name.
/// Deleting it ends it. Main thread.
class ConnectionCheck : public QObject {
    Q_OBJECT

public:
    enum class Step { Resolve, Connect, Tls };
    explicit ConnectionCheck(ServerAddress address, QObject *parent = nullptr);
    ~ConnectionCheck() override;
    void start();

signals:
    /// `facts` are addresses, the peer, the protocol: the same in every language. Empty for a step that is not needed.
    void passed(sk::net::ConnectionCheck::Step step, const QStringList &facts);
    /// The end, once: None, or what stood in the way at `at`. With TLS the report is there even if the server is not trusted.
    void finished(const sk::Error &error, sk::net::ConnectionCheck::Step at, const sk::net::TlsReport &report);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::net
