#include "apiexposure.h"

#include <sk/core/logging.h>
#include <sk/net/apiclient.h>

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QTimer>

namespace sk::session {

namespace {

using Json = nlohmann::json;
using Reply = Result<net::ApiReply>;

constexpr int mostNodesAsked = 6; ///< one node port answers on every node: a few are enough to find one that can be reached
constexpr std::chrono::milliseconds askAgain{700};
constexpr std::chrono::milliseconds longestWait{45'000};

/// The token of a kubeconfig, as it is: a refusal is an answer, and there is nothing to refresh.
class KubeToken final : public net::TokenSource {
public:
    using TokenSource::TokenSource;
    QByteArray token;
    void withToken(QObject *context, Answer answer) override
    {
        const Error refused{.code = ErrorCode::Unauthorized, .httpStatus = 401, .reason = {}, .message = QStringLiteral("the kubeconfig's token was refused"), .url = {}, .detail = {}, .retryAfter = {}};
        const Result<QByteArray> result = token.isEmpty() ? Result<QByteArray>(refused) : Result<QByteArray>(token);
        QMetaObject::invokeMethod(context, [answer = std::move(answer), result] { answer(result); }, Qt::QueuedConnection);
    }
    void tokenRefused(const QByteArray &) override { token.clear(); }
};

QString textAt(const Json &object, const char *name)
{
    const auto it = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && it != object.end() && it->is_string() ? QString::fromStdString(it->get<std::string>()) : QString();
}

int intAt(const Json &object, const char *name)
{
    const auto it = object.find(name);
    return it != object.end() && it->is_number_integer() ? it->get<int>() : 0;
}

const Json &at(const Json &object, const char *name)
{
    static const Json nothing;
    if (!object.is_object())
        return nothing;
    const auto it = object.find(name);
    return it == object.end() ? nothing : *it;
}

ApiService readService(const Json &json)
{
    ApiService service;
    service.nameSpace = textAt(at(json, "metadata"), "namespace");
    const Json &spec = at(json, "spec");
    service.type = textAt(spec, "type");
    service.clusterIp = textAt(spec, "clusterIP");
    for (const Json &port : at(spec, "ports")) {
        if (port.is_object())
            service.ports += {textAt(port, "name"), intAt(port, "port"), intAt(port, "nodePort")};
    }
    for (const Json &address : at(spec, "externalIPs")) {
        if (address.is_string())
            service.external += QString::fromStdString(address.get<std::string>());
    }
    for (const Json &ingress : at(at(at(json, "status"), "loadBalancer"), "ingress")) {
        const QString ip = textAt(ingress, "ip");
        service.external += ip.isEmpty() ? textAt(ingress, "hostname") : ip;
    }
    return service;
}

QList<NodeAddress> readNodes(const Json &json)
{
    QList<NodeAddress> nodes;
    for (const Json &node : at(json, "items")) {
        const QString name = textAt(at(node, "metadata"), "name");
        for (const Json &address : at(at(node, "status"), "addresses"))
            nodes += {name, textAt(address, "type"), textAt(address, "address")};
    }
    return nodes;
}

} // namespace

bool ApiService::hasNodePort() const
{
    return std::any_of(ports.cbegin(), ports.cend(), [](const Port &port) { return port.nodePort > 0; });
}

struct ApiExposure::Private {
    ApiExposure *self;
    QString systemNamespace;
    net::ServerAddress address;
    KubeToken tokens;
    net::ApiClient api;
    State state = State::Looking;
    Error error;
    ApiService service;
    QList<NodeAddress> nodes;
    QList<ApiCandidate> candidates;
    std::vector<std::unique_ptr<ServerProbe>> probes;
    QTimer again;
    QElapsedTimer waiting;

    Private(ApiExposure *exposure, const KubeAccess &access, QString nameSpace)
        : self(exposure)
        , systemNamespace(std::move(nameSpace))
        , address(access.address)
        , api(access.address, &tokens)
    {
        tokens.token = access.token;
    }
    void send(net::ApiRequest request, std::function<void(const Reply &)> next);
    void get(const QByteArray &path, QList<QPair<QString, QString>> query, std::function<void(const Reply &)> next);
    void serviceCame(const Json &json);
    void fail(const Error &why);
    void propose();
    void ask(qsizetype index);
    void answered(qsizetype index, const Result<ServerInfo> &result);
};

ApiExposure::ApiExposure(const KubeAccess &access, QString systemNamespace, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, access, std::move(systemNamespace)))
{
    d->again.setSingleShot(true);
    d->again.setInterval(askAgain);
    connect(&d->again, &QTimer::timeout, this, [this] {
        for (qsizetype i = 0; i < d->candidates.size(); ++i)
            d->ask(i);
    });
}

ApiExposure::~ApiExposure()
{
    d->tokens.token.fill('\0');
}

void ApiExposure::Private::send(net::ApiRequest request, std::function<void(const Reply &)> next)
{
    request.authorization = tokens.token.isEmpty() ? net::ApiRequest::Authorization::None : net::ApiRequest::Authorization::Bearer;
    request.silence = std::chrono::seconds(15);
    request.maxBody = 64 * 1024 * 1024;
    api.send(request, self, std::move(next));
}

void ApiExposure::Private::get(const QByteArray &path, QList<QPair<QString, QString>> query, std::function<void(const Reply &)> next)
{
    net::ApiRequest request;
    request.path = path;
    request.query = std::move(query);
    send(std::move(request), std::move(next));
}

void ApiExposure::look()
{
    d->state = State::Looking;
    emit changed();
    d->get("/api/v1/namespaces/" + net::encodeSegment(d->systemNamespace) + "/services/ks-apiserver", {}, [this](const Reply &reply) {
        if (reply.ok()) {
            d->serviceCame(Json::parse(reply->body.constBegin(), reply->body.constEnd(), nullptr, false));
            return;
        }
        if (reply.error().code != ErrorCode::NotFound) {
            d->fail(reply.error());
            return;
        }
        // Not where it usually is: perhaps the namespace has another name here.
        d->get("/api/v1/services", {{QStringLiteral("fieldSelector"), QStringLiteral("metadata.name=ks-apiserver")}}, [this, first = reply.error()](const Reply &all) {
            const Json list = all.ok() ? Json::parse(all->body.constBegin(), all->body.constEnd(), nullptr, false) : Json();
            const Json &items = at(list, "items");
            if (items.is_array() && !items.empty())
                d->serviceCame(items.front());
            else
                d->fail(all.ok() || all.error().code == ErrorCode::Forbidden ? first : all.error());
        });
    });
}

void ApiExposure::Private::serviceCame(const Json &json)
{
    service = readService(json);
    if (service.ports.isEmpty()) {
        Error bad;
        bad.code = ErrorCode::BadAnswer;
        bad.message = QStringLiteral("the Service has no ports");
        fail(bad);
        return;
    }
    get("/api/v1/nodes", {{QStringLiteral("limit"), QStringLiteral("50")}}, [this](const Reply &reply) {
        // Without the right to see nodes the Service can be shown all the same.
        if (reply.ok())
            nodes = readNodes(Json::parse(reply->body.constBegin(), reply->body.constEnd(), nullptr, false));
        else
            qCInfo(lcSession).noquote() << "the nodes' addresses are not known:" << toLogText(reply.error());
        state = State::Found;
        propose();
        emit self->changed();
    });
}

void ApiExposure::Private::fail(const Error &why)
{
    state = State::Failed;
    error = why;
    emit self->changed();
}

/// Load balancers first, then the nodes' outer addresses, then their inner ones.
void ApiExposure::Private::propose()
{
    candidates.clear();
    probes.clear();
    const auto add = [this](const QString &host, int port, const QString &node) {
        QUrl url;
        url.setHost(host);
        url.setPort(port);
        if (url.isValid() && !url.host().isEmpty())
            candidates += {url, node, ApiCandidate::State::Asking, {}, {}};
    };
    for (const ApiService::Port &port : std::as_const(service.ports)) {
        for (const QString &host : std::as_const(service.external))
            add(host, port.port, {});
    }
    for (const char *type : {"ExternalIP", "InternalIP"}) {
        int taken = 0;
        for (const NodeAddress &node : std::as_const(nodes)) {
            if (node.type != QLatin1String(type) || taken >= mostNodesAsked)
                continue;
            ++taken;
            for (const ApiService::Port &port : std::as_const(service.ports)) {
                if (port.nodePort > 0)
                    add(node.address, port.nodePort, node.node);
            }
        }
    }
    probes.resize(static_cast<std::size_t>(candidates.size()));
    for (qsizetype i = 0; i < candidates.size(); ++i)
        ask(i);
}

void ApiExposure::Private::ask(qsizetype index)
{
    net::ServerAddress target;
    target.base = candidates.at(index).url;
    target.proxy.kind = net::ProxySettings::Kind::System;
    // Neither the kubeconfig's key nor its token goes there: the probe has no credentials, and its own trust.
    probes[static_cast<std::size_t>(index)] = std::make_unique<ServerProbe>(target, QString(), [this, index](const Result<ServerInfo> &result) {
        probes[static_cast<std::size_t>(index)].release()->deleteLater(); // it is on the call stack
        answered(index, result);
    });
}

void ApiExposure::Private::answered(qsizetype index, const Result<ServerInfo> &result)
{
    ApiCandidate &candidate = candidates[index];
    if (result) {
        candidate.state = ApiCandidate::State::Answers;
        candidate.url = result->address.base;
        candidate.version = result->version;
        candidate.error = {};
        state = State::Found;
        again.stop();
    } else if (candidate.state != ApiCandidate::State::Answers) {
        candidate.state = ApiCandidate::State::Silent;
        candidate.error = result.error();
    }
    const bool open = std::any_of(probes.cbegin(), probes.cend(), [](const auto &probe) { return probe != nullptr; });
    if (state == State::WaitingForPort && !open) {
        if (waiting.elapsed() < longestWait.count())
            again.start();
        else
            state = State::Found; // the port is there, and nobody answers: the candidates say why
    }
    emit self->changed();
}

void ApiExposure::expose()
{
    if (d->state != State::Found)
        return;
    d->state = State::Changing;
    emit changed();
    net::ApiRequest request;
    request.method = "PATCH";
    request.path = "/api/v1/namespaces/" + net::encodeSegment(d->service.nameSpace) + "/services/ks-apiserver";
    request.contentType = "application/strategic-merge-patch+json"; // what kubectl sends
    request.body = patch();
    d->send(std::move(request), [this](const Reply &reply) {
        if (!reply.ok()) {
            d->fail(reply.error());
            return;
        }
        const Json json = Json::parse(reply->body.constBegin(), reply->body.constEnd(), nullptr, false);
        d->service = readService(json);
        d->state = State::WaitingForPort;
        d->waiting.start();
        d->propose();
        if (d->candidates.isEmpty())
            d->state = State::Found;
        emit changed();
    });
}

ApiExposure::State ApiExposure::state() const
{
    return d->state;
}

const Error &ApiExposure::error() const
{
    return d->error;
}

const ApiService &ApiExposure::service() const
{
    return d->service;
}

const QList<NodeAddress> &ApiExposure::nodes() const
{
    return d->nodes;
}

const QList<ApiCandidate> &ApiExposure::candidates() const
{
    return d->candidates;
}

bool ApiExposure::asking() const
{
    return std::any_of(d->candidates.cbegin(), d->candidates.cend(), [](const ApiCandidate &one) { return one.state == ApiCandidate::State::Asking; });
}

QByteArray ApiExposure::patch()
{
    return QByteArrayLiteral(R"({"spec":{"type":"NodePort"}})");
}

QString ApiExposure::command(const QString &context, const QString &nameSpace)
{
    // Single quotes keep everything but themselves from a shell.
    const auto quoted = [](QString text) { return u'\'' + text.replace(u'\'', QStringLiteral("'\\''")) + u'\''; };
    return QStringLiteral("kubectl %1-n %2 patch service ks-apiserver -p '%3'")
        .arg(context.isEmpty() ? QString() : QStringLiteral("--context %1 ").arg(quoted(context)), nameSpace, QString::fromLatin1(patch()));
}

} // namespace sk::session
