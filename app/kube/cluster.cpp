#include "cluster.h"

#include "countobjects.h"
#include "decoding.h"
#include "discovery.h"
#include "kubelist.h"

#include <QHash>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <optional>

namespace sk::kube {

namespace {

using namespace std::chrono_literals;

constexpr auto keepUnused = 30s;
constexpr auto lookEvery = 1s; ///< for lists whose time is over
constexpr qsizetype mostOwnLists = 5; ///< more namespaces than this are read as one list of all, and filtered by the model

} // namespace

struct Cluster::Private {
    Private(net::ApiClient &requests, net::StreamClient &streams, const PlatformInfo &platform, const Clock &clock, const std::vector<ResourceKind> &known)
        : services{.requests = requests, .streams = streams, .decoder = decoder, .clock = clock, .platform = platform,
              .transports = std::make_shared<WatchTransports>(clock)}
        , catalog(known, platform)
        , discovery(services, catalog)
    {
    }

    struct Entry {
        std::shared_ptr<KubeList> list;
        std::weak_ptr<ResourceList> handle; ///< what views hold
        std::optional<std::chrono::milliseconds> leftAt; ///< by the last view; monotonic
    };

    Decoder decoder;
    ClusterServices services;
    Catalog catalog;
    Discovery discovery;
    QHash<QString, std::shared_ptr<Entry>> lists;
    QTimer leaving; ///< runs while a list is kept that nobody uses
    Counters gone; ///< of lists that were let go
};

Cluster::Cluster(net::ApiClient &requests, net::StreamClient &streams, PlatformInfo platform, const Clock &clock, std::vector<ResourceKind> known, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(requests, streams, platform, clock, known))
{
    d->leaving.setInterval(lookEvery);
    connect(&d->leaving, &QTimer::timeout, this, &Cluster::letGo);
}

Cluster::~Cluster()
{
    d->discovery.shutDown();
    // A view that outlives the cluster keeps its rows, but nobody who would read more of them.
    for (const auto &entry : std::as_const(d->lists)) {
        entry->list->stop();
        entry->list->shutDown();
    }
}

Catalog &Cluster::catalog()
{
    return d->catalog;
}

std::shared_ptr<ResourceList> Cluster::list(const ResourceKind &kind, const QStringList &namespaces)
{
    QStringList chosen = kind.type.namespaced ? namespaces : QStringList();
    chosen.removeAll(QString());
    chosen.removeDuplicates();
    chosen.sort();
    if (chosen.size() > mostOwnLists)
        chosen.clear();
    QString key = kind.type.apiVersion() + u' ' + kind.type.plural + u' ' + chosen.join(u',');
    for (const Column &column : kind.columns)
        if (column.custom) // other cells, so another store: columns are filled where the objects are read
            key += u'\n' + column.id;

    if (!kind.selectors.isEmpty()) // other rows, so another store
        key += u'\n' + kind.selectors.labels + u'\n' + kind.selectors.fields;

    auto &entry = d->lists[key];
    if (!entry) {
        entry = std::make_shared<Private::Entry>();
        entry->list = std::make_shared<KubeList>(d->services, kind, chosen);
    }
    if (auto handle = entry->handle.lock())
        return handle;
    entry->leftAt.reset();
    // The handle's end is not the list's: it stays for a while in case somebody comes back to it.
    std::shared_ptr<ResourceList> handle(entry->list.get(), [cluster = QPointer<Cluster>(this), list = entry->list, key](ResourceList *) {
        if (!cluster)
            return;
        if (const auto left = cluster->d->lists.value(key); left && left->list == list) {
            list->setInUse(false);
            left->leftAt = cluster->d->services.clock.monotonic();
            cluster->d->leaving.start();
        }
    });
    entry->handle = handle;
    entry->list->setInUse(true);
    entry->list->start();
    return handle;
}

void Cluster::letGo()
{
    const auto now = d->services.clock.monotonic();
    bool more = false;
    for (auto it = d->lists.begin(); it != d->lists.end();) {
        const Private::Entry &entry = **it;
        if (!entry.leftAt || now - *entry.leftAt < keepUnused) {
            more = more || entry.leftAt.has_value();
            ++it;
            continue;
        }
        d->gone.watchEvents += entry.list->watchEvents();
        d->gone.watchEventsApplied += entry.list->watchEventsApplied();
        it = d->lists.erase(it);
    }
    if (!more)
        d->leaving.stop();
}

void Cluster::detail(const ResourceKind &kind, const QString &nameSpace, const QString &name, QObject *context, DetailAnswer answer)
{
    const auto shared = std::make_shared<const ResourceKind>(kind);
    const QPointer<Cluster> self(this);
    const auto decode = [self, shared, context, answer](const net::ApiReply &reply) {
        if (!self)
            return;
        const UnixMs now = self->d->services.clock.now();
        self->d->decoder.run(
            context, [shared, body = reply.body, now](DecoderState &state) { return decodeDetail(state, *shared, body, now); },
            [answer](Result<std::shared_ptr<const ObjectDetail>> &&result) { answer(result); });
    };
    net::ApiRequest request;
    request.path = kind.type.objectPath(nameSpace, name);
    d->services.requests.send(request, context, [self, shared, nameSpace, name, context, answer, decode](const Result<net::ApiReply> &reply) {
        if (!self)
            return;
        if (reply.ok()) {
            decode(reply.value());
            return;
        }
        if (reply.error().code != ErrorCode::Forbidden) {
            answer(reply.error());
            return;
        }
        // The platform may show what the Kubernetes API does not.
        net::ApiRequest again;
        again.path = platformListPath(self->d->services.platform, shared->type, nameSpace) + '/' + net::encodeSegment(name);
        self->d->services.requests.send(again, context, [first = reply.error(), answer, decode](const Result<net::ApiReply> &second) {
            if (second.ok())
                decode(second.value());
            else
                answer(first);
        });
    });
}

void Cluster::events(const ResourceKind &kind, const QString &nameSpace, const QString &name, QObject *context, EventsAnswer answer)
{
    net::ApiRequest request;
    request.path = QByteArrayLiteral("/api/v1");
    if (kind.type.namespaced && !nameSpace.isEmpty())
        request.path += QByteArrayLiteral("/namespaces/") + net::encodeSegment(nameSpace);
    request.path += QByteArrayLiteral("/events");
    QString selector = QStringLiteral("involvedObject.kind=%1,involvedObject.name=%2").arg(kind.type.kind, name);
    if (kind.type.namespaced && !nameSpace.isEmpty())
        selector += QStringLiteral(",involvedObject.namespace=") + nameSpace;
    request.query = {{QStringLiteral("fieldSelector"), selector}, {QStringLiteral("limit"), QStringLiteral("500")}};
    d->services.requests.send(request, context, [self = QPointer<Cluster>(this), context, answer](const Result<net::ApiReply> &reply) {
        if (!self)
            return;
        if (!reply.ok()) {
            answer(reply.error());
            return;
        }
        self->d->decoder.run(
            context, [body = reply.value().body](DecoderState &state) { return decodeEvents(state, body); },
            [answer](Result<QList<ObjectEvent>> &&events) { answer(events); });
    });
}

void Cluster::count(const ResourceKind &kind, const QString &nameSpace, QObject *context, CountAnswer answer)
{
    countObjects(d->services, kind.type, nameSpace, context, std::move(answer));
}

void Cluster::fields(const ResourceKind &kind, const QString &nameSpace, QObject *context, FieldsAnswer answer)
{
    constexpr int sample = 20; // they differ little, and nobody waits for a second page
    net::ApiRequest request;
    request.path = kind.type.listPath(nameSpace);
    request.query = {{QStringLiteral("limit"), QString::number(sample)}};
    d->services.requests.send(request, context, [self = QPointer<Cluster>(this), context, answer](const Result<net::ApiReply> &reply) {
        if (!self)
            return;
        if (!reply.ok()) {
            answer({});
            return;
        }
        self->d->decoder.run(
            context, [body = reply.value().body](DecoderState &state) { return decodeFieldNames(state, body); },
            [answer](FieldNames &&names) { answer(names); });
    });
}

void Cluster::eachLoaded(const std::function<void(const ObjectStore &)> &visit) const
{
    for (const auto &entry : std::as_const(d->lists))
        visit(entry->list->store());
}

void Cluster::tokenAvailable()
{
    d->discovery.tokenAvailable();
    for (const auto &entry : std::as_const(d->lists))
        entry->list->tokenAvailable();
}

Cluster::Counters Cluster::counters() const
{
    Counters counters = d->gone;
    for (const auto &entry : std::as_const(d->lists)) {
        counters.watchEvents += entry->list->watchEvents();
        counters.watchEventsApplied += entry->list->watchEventsApplied();
    }
    return counters;
}

} // namespace sk::kube
