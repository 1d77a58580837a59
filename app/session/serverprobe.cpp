#include "serverprobe.h"

#include <sk/core/logging.h>
#include <sk/net/apiclient.h>
#include <sk/net/errordecoder.h>

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QHostAddress>
#include <QPointer>

namespace sk::session {

namespace {

using Json = nlohmann::json;
using Reply = Result<net::ApiReply>;

const QString usualDomain = QStringLiteral("kubesphere.io");
const QString documentedDomain = QStringLiteral("Super Kubenetes.io"); ///< the documentation's own, to the letter

/// The part of a version document that counts.
struct VersionDocument {
    QString gitVersion;
    QString kubernetesVersion;
    bool hasKubernetes = false;
};

std::optional<VersionDocument> readVersion(const Reply &reply)
{
    if (!reply.ok())
        return std::nullopt;
    const QByteArray &body = reply->body;
    const Json json = Json::parse(body.constBegin(), body.constEnd(), nullptr, false);
    if (!json.is_object())
        return std::nullopt;
    const auto git = json.find("gitVersion");
    if (git == json.end() || !git->is_string())
        return std::nullopt;
    VersionDocument version;
    version.gitVersion = QString::fromStdString(git->get_ref<const std::string &>());
    if (const auto inner = json.find("kubernetes"); inner != json.end() && inner->is_object()) {
        version.hasKubernetes = true;
        if (const auto kube = inner->find("gitVersion"); kube != inner->end() && kube->is_string())
            version.kubernetesVersion = QString::fromStdString(kube->get_ref<const std::string &>());
    }
    return version;
}

/// "v3.4.1" → 3; 0 when it does not say ("v0.0.0" of a development build).
int majorOf(const QString &version)
{
    const qsizetype from = version.startsWith(u'v') ? 1 : 0;
    return version.mid(from, version.indexOf(u'.') - from).toInt();
}

bool isLoopback(const QUrl &url)
{
    return url.host() == QLatin1String("localhost") || QHostAddress(url.host()).isLoopback();
}

bool isHtml(const Reply &reply)
{
    return reply.ok() ? net::looksLikeHtml(reply->body) : reply.error().reason == QLatin1String("HTML");
}

/// The v4 console passes `/kapis` on, but not `/version`: there it shows its own page, or the way to its sign-in (api-contract 11.3).
bool isConsolesPage(const Reply &root)
{
    if (root.ok())
        return net::looksLikeHtml(root->body);
    return root.error().code == ErrorCode::Redirected && QUrl(root.error().detail).path().endsWith(QLatin1String("/login"));
}

bool reached(const Reply &reply)
{
    return reply.ok() || (reply.error().httpStatus != 0 && reply.error().code != ErrorCode::ProxyRefused); // a 407 is the proxy's
}

/// The way of Kubernetes to say no, which ks-apiserver shares.
bool isKubernetesRefusal(const Reply &reply)
{
    return !reply.ok() && (reply.error().reason == QLatin1String("Forbidden") || reply.error().reason == QLatin1String("Unauthorized"));
}

} // namespace

struct ServerProbe::Private {
    ServerProbe *self = nullptr;
    net::ServerAddress address;
    QString hint;
    Answer answer;
    std::unique_ptr<net::ApiClient> client;
    bool mayFallBack = false; ///< no scheme was given and https is being tried
    Error httpsError; ///< of the first try, when http is the second
    ServerInfo info;
    Reply rootVersion{Error{}};

    void begin(const QString &scheme);
    void get(const QByteArray &path, std::function<void(const Reply &)> next);
    void rootCame(const Reply &reply);
    void kapisCame(const Reply &reply);
    void accept(const VersionDocument &version, int majorOfRoute);
    void tryDomain(const QString &domain, std::function<void(bool)> next);
    [[nodiscard]] Error whatElse(const Reply &kapis) const;
    void finish(const Result<ServerInfo> &result);
};

ServerProbe::ServerProbe(net::ServerAddress address, QString apiDomainHint, Answer answer, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->self = this;
    d->address = std::move(address);
    d->hint = std::move(apiDomainHint);
    d->answer = std::move(answer);
    d->mayFallBack = d->address.base.scheme().isEmpty();
    d->begin(d->mayFallBack ? QStringLiteral("https") : d->address.base.scheme());
}

ServerProbe::~ServerProbe() = default;

void ServerProbe::Private::begin(const QString &scheme)
{
    address.base.setScheme(scheme);
    // The old client is inside its own callback.
    if (client)
        client.release()->deleteLater();
    client = std::make_unique<net::ApiClient>(address, nullptr);
    get(QByteArrayLiteral("/version"), [this](const Reply &reply) { rootCame(reply); });
}

void ServerProbe::Private::get(const QByteArray &path, std::function<void(const Reply &)> next)
{
    net::ApiRequest request;
    request.path = path;
    request.authorization = net::ApiRequest::Authorization::None;
    request.silence = std::chrono::seconds(10);
    request.maxBody = 4 * 1024 * 1024;
    const std::int64_t sent = QDateTime::currentMSecsSinceEpoch();
    client->send(request, self, [this, sent, next = std::move(next)](const Reply &reply) {
        if (reply.ok() && reply->serverTime) {
            // The header counts whole seconds, so the middle of its second is the best guess.
            const std::int64_t middle = (sent + QDateTime::currentMSecsSinceEpoch()) / 2;
            info.clockSkewMs = *reply->serverTime + 500 - middle;
        }
        next(reply);
    });
}

void ServerProbe::Private::rootCame(const Reply &reply)
{
    if (!reached(reply)) {
        const ErrorCode code = reply.error().code;
        const bool noTls = code == ErrorCode::TlsFailed || code == ErrorCode::ConnectionRefused || code == ErrorCode::ConnectionLost;
        if (mayFallBack && (noTls || (isLoopback(address.base) && code == ErrorCode::TimedOut))) {
            // An untrusted certificate is no reason: the password would go in the clear where TLS was meant.
            mayFallBack = false;
            httpsError = reply.error();
            begin(QStringLiteral("http"));
            return;
        }
        // Of two failures the one over TLS says more, except that nobody listened there.
        finish(httpsError && httpsError.code != ErrorCode::ConnectionRefused && reply.error().code == ErrorCode::ConnectionLost ? httpsError : reply.error());
        return;
    }
    rootVersion = reply;
    if (const auto version = readVersion(reply); version && version->hasKubernetes) {
        accept(*version, 4);
        return;
    }
    get(QByteArrayLiteral("/kapis/version"), [this](const Reply &kapis) { kapisCame(kapis); });
}

void ServerProbe::Private::kapisCame(const Reply &reply)
{
    if (const auto version = readVersion(reply); version && !isConsolesPage(rootVersion)) {
        accept(*version, 3);
        return;
    }
    if (!reached(reply)) {
        finish(reply.error());
        return;
    }
    if (const auto root = readVersion(rootVersion)) {
        // Either a kube-apiserver or a v4 that does not know its cluster's version: only the latter has configz.
        tryDomain(hint.isEmpty() ? usualDomain : hint, [this, root, reply](bool there) {
            if (there)
                accept(*root, 4);
            else
                finish(whatElse(reply));
        });
        return;
    }
    finish(whatElse(reply));
}

void ServerProbe::Private::accept(const VersionDocument &version, int majorOfRoute)
{
    info.address = address;
    info.version = version.gitVersion;
    info.kubernetesVersion = version.kubernetesVersion;
    const int said = majorOf(version.gitVersion);
    info.major = said >= 3 ? said : majorOfRoute;
    if (!hint.isEmpty()) {
        info.apiDomain = hint;
        finish(info);
        return;
    }
    tryDomain(usualDomain, [this](bool usual) {
        if (usual) {
            info.apiDomain = usualDomain;
            info.domainFound = true;
            finish(info);
            return;
        }
        tryDomain(documentedDomain, [this](bool documented) {
            info.apiDomain = documented ? documentedDomain : usualDomain;
            info.domainFound = documented;
            finish(info);
        });
    });
}

void ServerProbe::Private::tryDomain(const QString &domain, std::function<void(bool)> next)
{
    get("/kapis/config." + net::encodeSegment(domain) + "/v1alpha2/configs/configz", [next = std::move(next)](const Reply &reply) {
        if (!reply.ok()) {
            next(false);
            return;
        }
        const Json json = Json::parse(reply->body.constBegin(), reply->body.constEnd(), nullptr, false);
        next(json.is_object());
    });
}

Error ServerProbe::Private::whatElse(const Reply &kapis) const
{
    Error error;
    error.url = QString::fromUtf8(address.base.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    error.httpStatus = kapis.ok() ? kapis->status : kapis.error().httpStatus;
    error.message = kapis.ok() ? QString() : kapis.error().message;
    for (const Reply *reply : {&rootVersion, &kapis}) {
        if (reply->ok() || reply->error().code != ErrorCode::Redirected)
            continue;
        error = reply->error();
        // The web console sends whoever is not signed in to its own login page.
        if (QUrl(error.detail).path().endsWith(QLatin1String("/login")))
            error.code = ErrorCode::WebConsole;
        return error;
    }
    if (readVersion(rootVersion) || (isKubernetesRefusal(rootVersion) && isKubernetesRefusal(kapis))) {
        error.code = ErrorCode::KubeApiServer;
        return error;
    }
    if (isHtml(rootVersion) || isHtml(kapis)) {
        // A page that answers 200 to anything is a web application; an error page is some gateway's.
        error.code = rootVersion.ok() || kapis.ok() ? ErrorCode::WebConsole : ErrorCode::NotAnApi;
        return error;
    }
    if (!kapis.ok() && (kapis.error().code == ErrorCode::Unavailable || kapis.error().code == ErrorCode::ServerError || kapis.error().code == ErrorCode::TooManyRequests
                        || kapis.error().code == ErrorCode::TimedOut))
        return kapis.error();
    error.code = ErrorCode::NotAnApi;
    return error;
}

void ServerProbe::Private::finish(const Result<ServerInfo> &result)
{
    if (result.ok())
        qCInfo(lcSession).noquote() << "server" << result->address.base.toString() << result->version << "domain" << result->apiDomain << "clock" << result->clockSkewMs << "ms";
    else
        qCInfo(lcSession).noquote() << "no server:" << toLogText(result.error());
    const Answer callback = std::exchange(answer, nullptr);
    if (callback)
        callback(result); // last: it may delete the probe
}

} // namespace sk::session
