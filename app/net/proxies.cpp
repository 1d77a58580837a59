#include "proxies_p.h"

namespace sk::net {

QNetworkProxy proxyFor(const ProxySettings &settings, const QUrl &url)
{
    using Kind = ProxySettings::Kind;
    switch (settings.kind) {
    case Kind::None:
        break;
    case Kind::System: {
        if (isLoopbackHost(url.host()))
            break;
        const QList<QNetworkProxy> found = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
        if (!found.isEmpty())
            return found.constFirst();
        break;
    }
    case Kind::Http:
    case Kind::Socks5: {
        QNetworkProxy proxy(settings.kind == Kind::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, settings.host, settings.port,
                            settings.user, settings.password);
        // The proxy looks names up: a name that is known behind it only is why there is a proxy.
        proxy.setCapabilities(proxy.capabilities() | QNetworkProxy::HostNameLookupCapability);
        return proxy;
    }
    }
    // Not DefaultProxy: that would be whatever the application was told.
    return QNetworkProxy(QNetworkProxy::NoProxy);
}

} // namespace sk::net
