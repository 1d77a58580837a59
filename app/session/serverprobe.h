#pragma once

#include <sk/core/result.h>
#include <sk/net/serveraddress.h>

#include <QObject>

#include <cstdint>
#include <functional>
#include <memory>

namespace sk::session {

/// What answered at an address.
struct ServerInfo {
    net::ServerAddress address; ///< with the scheme that answered
    QString version; ///< "v3.4.1", as the server says it; a development build says "v0.0.0"
    QString kubernetesVersion; ///< "v1.27.4"; empty when not said
    int major = 3; ///< 3 or 4, by which version route is open
    QString apiDomain; ///< the group domain that answers, "kubesphere.io" on real servers
    bool domainFound = false; ///< false: nothing said so, `apiDomain` is the default or the hint
    std::int64_t clockSkewMs = 0; ///< the server's clock minus ours, from `Date`
};

/// Finds out, without any credential, what is at an address: `/version`, `/kapis/version`, and, where those do not say it, what else it
/// is (web console, bare kube-apiserver, an ingress page, a redirect). Without a scheme tries https, then http on a loopback or when
/// https was refused. Deleting it ends it.
class ServerProbe : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(const Result<ServerInfo> &)>;
    ServerProbe(net::ServerAddress address, QString apiDomainHint, Answer answer, QObject *parent = nullptr);
    ~ServerProbe() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::session
