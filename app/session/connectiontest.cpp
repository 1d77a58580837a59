#include "connectiontest.h"

#include <sk/net/apiclient.h>

#include <nlohmann/json.hpp>

#include <QElapsedTimer>

namespace sk::session {

namespace {

using Json = nlohmann::json;

/// Names of the identity providers in the document of `configs/oauth` (api-contract 2.3); they sign in elsewhere than here.
QStringList identityProviders(const QByteArray &body)
{
    QStringList names;
    const Json json = Json::parse(body.constBegin(), body.constEnd(), nullptr, false);
    if (!json.is_object())
        return names;
    const auto providers = json.find("identityProviders");
    if (providers == json.end() || !providers->is_array())
        return names;
    for (const Json &one : *providers) {
        if (one.is_object() && one.contains("name") && one.at("name").is_string())
            names += QString::fromStdString(one.at("name").get<std::string>());
    }
    return names;
}

} // namespace

struct ConnectionTest::Private {
    ConnectionTest *self;
    net::ServerAddress address;
    QString hint;
    std::array<Result, stepCount> results;
    Error error;
    net::TlsReport tls;
    ServerInfo server;
    std::unique_ptr<net::ConnectionCheck> check;
    std::unique_ptr<ServerProbe> probe;
    std::unique_ptr<net::ApiClient> api;
    QElapsedTimer watch;
    bool done = false;

    Result &at(Step step) { return results[static_cast<std::size_t>(step)]; }
    void begin(Step step);
    void pass(Step step, const QStringList &facts, bool needed = true);
    void fail(Step step, const Error &why);
    void probeNow();
    void askWays();
    void finish();
};

ConnectionTest::ConnectionTest(net::ServerAddress address, QString apiDomainHint, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->self = this;
    d->address = std::move(address);
    d->hint = std::move(apiDomainHint);
    if (d->address.base.scheme().isEmpty())
        d->address.base.setScheme(QStringLiteral("https")); // as the probe tries first
}

ConnectionTest::~ConnectionTest() = default;

const ConnectionTest::Result &ConnectionTest::result(Step step) const
{
    return d->at(step);
}

const Error &ConnectionTest::error() const
{
    return d->error;
}

const net::TlsReport &ConnectionTest::tls() const
{
    return d->tls;
}

const ServerInfo &ConnectionTest::server() const
{
    return d->server;
}

bool ConnectionTest::passwordOffered() const
{
    return d->at(Step::SignInWays).state == State::Passed || d->at(Step::SignInWays).state == State::NotNeeded;
}

bool ConnectionTest::done() const
{
    return d->done;
}

void ConnectionTest::start()
{
    d->begin(Step::Resolve);
    d->check = std::make_unique<net::ConnectionCheck>(d->address);
    using CheckStep = net::ConnectionCheck::Step;
    const auto stepOf = [](CheckStep step) {
        return step == CheckStep::Resolve ? Step::Resolve : step == CheckStep::Connect ? Step::Connect : Step::Tls;
    };
    connect(d->check.get(), &net::ConnectionCheck::passed, this, [this, stepOf](CheckStep step, const QStringList &facts) {
        d->pass(stepOf(step), facts, !facts.isEmpty());
        if (step != CheckStep::Tls)
            d->begin(step == CheckStep::Resolve ? Step::Connect : Step::Tls);
    });
    connect(d->check.get(), &net::ConnectionCheck::finished, this, [this, stepOf](const Error &error, CheckStep step, const net::TlsReport &report) {
        d->tls = report;
        if (error)
            d->fail(stepOf(step), error);
        else
            d->probeNow();
    });
    d->check->start();
}

void ConnectionTest::Private::begin(Step step)
{
    watch.start();
    at(step).state = State::Running;
    emit self->progressed();
}

void ConnectionTest::Private::pass(Step step, const QStringList &facts, bool needed)
{
    at(step) = {needed ? State::Passed : State::NotNeeded, facts, watch.elapsed()};
    emit self->progressed();
}

void ConnectionTest::Private::fail(Step step, const Error &why)
{
    at(step) = {State::Failed, {}, watch.elapsed()};
    error = why;
    finish();
}

void ConnectionTest::Private::probeNow()
{
    begin(Step::Server);
    probe = std::make_unique<ServerProbe>(address, hint, [this](const sk::Result<ServerInfo> &found) {
        probe.release()->deleteLater(); // it is on the call stack
        if (!found) {
            fail(Step::Server, found.error());
            return;
        }
        server = *found;
        QStringList facts{server.version};
        if (!server.kubernetesVersion.isEmpty())
            facts += server.kubernetesVersion;
        facts += server.apiDomain;
        pass(Step::Server, facts);
        askWays();
    });
}

void ConnectionTest::Private::askWays()
{
    begin(Step::SignInWays);
    api = std::make_unique<net::ApiClient>(server.address, nullptr);
    net::ApiRequest request;
    request.path = "/kapis/config." + net::encodeSegment(server.apiDomain) + "/v1alpha2/configs/oauth";
    request.authorization = net::ApiRequest::Authorization::None;
    request.silence = std::chrono::seconds(10);
    request.maxBody = 1024 * 1024;
    api->send(request, self, [this](const sk::Result<net::ApiReply> &reply) {
        // Not open on every server; a name and a password are what the documentation promises.
        pass(Step::SignInWays, reply.ok() ? identityProviders(reply->body) : QStringList(), reply.ok());
        watch.start();
        pass(Step::Clock, {QString::number(server.clockSkewMs)});
        finish();
    });
}

void ConnectionTest::Private::finish()
{
    done = true;
    emit self->progressed();
    emit self->finished();
}

} // namespace sk::session
