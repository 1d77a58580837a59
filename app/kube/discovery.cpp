#include "discovery.h"

#include <sk/core/logging.h>
#include <sk/net/serveraddress.h>

#include <algorithm>

namespace sk::kube {

namespace {

using namespace std::chrono_literals;

constexpr int mostAtOnce = 3; ///< of the six connections that there are: the list that the user waits for needs some
constexpr auto patience = 15s; ///< a server behind an aggregated group may be dead

const QByteArray aggregated = QByteArrayLiteral("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
                                                "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json");

/// Behind the prefix of a member cluster the platform's path parser dies of a question about the core group, and with it the connection.
bool behindClusterPrefix(const QUrl &base)
{
    return base.path().contains(QLatin1String("/clusters/"));
}

ServedGroup coreGroup()
{
    ServedGroup core;
    core.versions += coreResources();
    return core;
}

} // namespace

Discovery::Discovery(const ClusterServices &services, Catalog &catalog)
    : Discovery(services, catalog, Times{})
{
}

Discovery::Discovery(const ClusterServices &services, Catalog &catalog, const Times &times, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_catalog(catalog)
{
    m_early.setSingleShot(true);
    m_early.setInterval(times.early);
    connect(&m_early, &QTimer::timeout, this, [this] {
        // Later rounds publish when they are whole: half of what there is would take away the rest, favourites among it.
        if (m_catalog.unsettled())
            m_catalog.setServed(m_apis, false);
    });
    m_again.setInterval(times.again);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (!m_definitions->refused())
            return;
        m_definitions->retry(); // the right may have been given meanwhile
        readAll();
    });
    connect(&catalog, &Catalog::readRequested, this, &Discovery::readAll);
    connect(&catalog, &Catalog::groupRequested, this, &Discovery::readGroup);
}

Discovery::~Discovery() = default;

void Discovery::begin()
{
    m_context = std::make_unique<QObject>();
    m_queue.clear();
    m_pending = 0;
    m_roots = 0;
    m_rootError = {};
    m_onlyOne = false;
}

void Discovery::readAll()
{
    if (m_shut)
        return;
    begin();
    m_apis = {};
    m_catalog.setReading();
    if (behindClusterPrefix(m_services.requests.address().base))
        m_apis.groups += coreGroup();
    else
        askRoot(true);
    askRoot(false);
}

void Discovery::readGroup(const QString &group)
{
    if (m_shut)
        return;
    if (m_pending > 0) { // then it is being asked for already, or soon
        readAll();
        return;
    }
    begin();
    m_apis = m_last; // a round that failed leaves half behind
    m_onlyOne = true;
    m_onlyGroup = group;
    askRoot(group.isEmpty());
}

void Discovery::tokenAvailable()
{
    if (m_definitions)
        m_definitions->tokenAvailable();
    if (m_catalog.state() == Catalog::State::Failed || m_catalog.state() == Catalog::State::Partial)
        readAll();
}

void Discovery::shutDown()
{
    m_shut = true;
    m_again.stop();
    m_definitions.reset();
    m_early.stop();
    m_context.reset();
}

void Discovery::askRoot(bool core)
{
    net::ApiRequest request;
    request.path = core ? QByteArrayLiteral("/api") : QByteArrayLiteral("/apis");
    request.accept = aggregated;
    request.silence = patience;
    ++m_pending;
    ++m_roots;
    m_services.requests.send(request, m_context.get(), [this, core](const Result<net::ApiReply> &reply) {
        if (!reply.ok()) {
            rootFailed(core, reply.error());
            return;
        }
        m_services.decoder.run(
            m_context.get(), [body = reply.value().body](DecoderState &state) { return decodeDiscoveryRoot(state, body); },
            [this, core](DiscoveryRoot &&root) { takeRoot(core, root); });
    });
}

void Discovery::takeRoot(bool core, const DiscoveryRoot &root)
{
    if (!root.readable) {
        Error error;
        error.code = ErrorCode::BadAnswer;
        error.message = QStringLiteral("the answer names no groups");
        rootFailed(core, error);
        return;
    }
    if (m_onlyOne) {
        m_apis.groups.removeIf([this](const ServedGroup &group) { return group.name == m_onlyGroup; });
        if (const ServedGroup *found = root.apis.group(m_onlyGroup)) {
            m_apis.groups += *found;
            queueUnread(*found);
            for (ServedVersion &version : m_apis.groups.back().versions)
                keepKnown(m_onlyGroup, version);
        }
    } else {
        QList<ServedGroup> found = root.apis.groups;
        for (ServedGroup &group : found) {
            queueUnread(group);
            for (ServedVersion &version : group.versions)
                keepKnown(group.name, version);
        }
        m_apis.groups = core ? found + m_apis.groups : m_apis.groups + found;
    }
    rootDone();
}

void Discovery::rootFailed(bool core, const Error &error)
{
    qCDebug(lcKube).noquote() << "discovery:" << toLogText(error);
    if (m_onlyOne) {
        if (ServedGroup *known = m_apis.group(m_onlyGroup)) {
            for (ServedVersion &version : known->versions)
                version.error = error;
        }
    } else if (core) {
        // The core group is always there, whatever the answer.
        m_apis.groups.prepend(coreGroup());
        if (error.code != ErrorCode::Forbidden && error.code != ErrorCode::NotFound)
            m_apis.groups.front().versions.front().error = error;
    } else {
        m_rootError = error;
    }
    rootDone();
}

void Discovery::rootDone()
{
    // Only when both said which groups there are: a kind whose group nobody named yet would come and go.
    if (--m_roots == 0 && !m_onlyOne && !m_rootError)
        m_early.start();
    answered();
}

void Discovery::queueUnread(const ServedGroup &group)
{
    for (qsizetype i = 0; i < group.versions.size(); ++i) {
        if (const ServedVersion &version = group.versions.at(i); !version.read && !version.error)
            m_queue.append({group.name, version.version});
    }
}

void Discovery::keepKnown(const QString &group, ServedVersion &version) const
{
    if (!version.error || !version.resources.isEmpty())
        return;
    const ServedGroup *before = m_last.group(group);
    for (const ServedVersion &each : before ? before->versions : QList<ServedVersion>()) {
        if (each.version == version.version)
            version.resources = each.resources;
    }
}

void Discovery::askNext()
{
    while (m_pending < mostAtOnce && !m_queue.isEmpty())
        ask(m_queue.takeFirst());
}

void Discovery::ask(const Question &question)
{
    net::ApiRequest request;
    request.path = question.group.isEmpty() ? QByteArrayLiteral("/api/") : QByteArrayLiteral("/apis/") + net::encodeSegment(question.group) + '/';
    request.path += net::encodeSegment(question.version);
    request.silence = patience;
    ++m_pending;
    m_services.requests.send(request, m_context.get(), [this, question](const Result<net::ApiReply> &reply) {
        if (!reply.ok()) {
            ServedVersion failed = question.group.isEmpty() ? coreResources() : ServedVersion();
            failed.version = question.version;
            // Gone since it was named; or, for the core group, not to be asked about: then it is what it always is.
            const bool fine = reply.error().code == ErrorCode::NotFound || (question.group.isEmpty() && reply.error().code == ErrorCode::Forbidden);
            failed.read = fine;
            if (!fine)
                failed.error = reply.error();
            versionCame(question, failed);
            return;
        }
        m_services.decoder.run(
            m_context.get(), [question, body = reply.value().body](DecoderState &state) { return decodeResources(state, body, question.group, question.version); },
            [this, question](ServedVersion &&version) { versionCame(question, version); });
    });
}

void Discovery::versionCame(const Question &question, const ServedVersion &version)
{
    if (version.error)
        qCDebug(lcKube).noquote() << "discovery of" << question.group << question.version << toLogText(version.error);
    if (ServedGroup *group = m_apis.group(question.group)) {
        for (ServedVersion &each : group->versions) {
            if (each.version == question.version) {
                each = version;
                keepKnown(question.group, each);
            }
        }
    }
    answered();
}

void Discovery::answered()
{
    --m_pending;
    askNext();
    if (m_pending > 0)
        return;
    m_early.stop();
    if (m_rootError) {
        m_catalog.setFailed(m_rootError);
        return;
    }
    m_last = m_apis;
    watchDefinitions();
    m_catalog.setServed(m_apis, true);
}

void Discovery::watchDefinitions()
{
    const ServedGroup *group = m_apis.group(QStringLiteral("apiextensions.k8s.io"));
    if (m_definitions || !group)
        return;
    for (const ServedVersion &version : group->versions) {
        for (const ServedResource &resource : version.resources) {
            if (resource.type.plural != QLatin1String("customresourcedefinitions") || !resource.verbs.contains(QStringLiteral("watch")))
                continue;
            m_definitions = std::make_unique<DefinitionWatch>(m_services, resource.type);
            m_again.start();
            connect(m_definitions.get(), &DefinitionWatch::groupsChanged, this, [this](const QStringList &groups) {
                if (groups.size() == 1)
                    readGroup(groups.first());
                else
                    readAll();
            });
            return;
        }
    }
}

} // namespace sk::kube
