#include "kubelist.h"

#include <sk/core/logging.h>
#include <sk/net/serveraddress.h>

#include <algorithm>

namespace sk::kube {

namespace {

using namespace std::chrono_literals;

constexpr auto frame = 25ms; ///< between one and two pictures of a 60 Hz screen
constexpr qsizetype mostNamespaces = 200; ///< of a restricted user, read one by one

using Freshness = ListStatus::Freshness;

Freshness freshnessOf(const ListReader &reader, bool hasRows)
{
    const Reflector &machine = reader.machine();
    const bool known = machine.listed() || hasRows;
    switch (machine.state()) {
    case Reflector::State::Idle:
        return Freshness::Idle;
    case Reflector::State::Listing:
        if (machine.error() && machine.error().code != ErrorCode::Gone)
            return known ? Freshness::Reconnecting : Freshness::Failed;
        if (machine.listed())
            return machine.transport() == Reflector::Transport::Polling ? Freshness::Polling : Freshness::CatchingUp;
        return Freshness::Loading;
    case Reflector::State::Watching:
        if (machine.live())
            return Freshness::Live;
        return machine.error() && machine.error().code != ErrorCode::Gone ? Freshness::Reconnecting : Freshness::CatchingUp;
    case Reflector::State::Waiting:
        return known ? Freshness::Reconnecting : Freshness::Failed;
    case Reflector::State::PollWait:
        return Freshness::Polling;
    case Reflector::State::NoToken:
        return Freshness::Waiting;
    case Reflector::State::Stopped:
        return machine.listed() ? Freshness::Idle : Freshness::Partial;
    case Reflector::State::Failed:
        return Freshness::Failed;
    }
    return Freshness::Idle;
}

/// Several readers are as fresh as the worst of them.
int badness(Freshness freshness)
{
    switch (freshness) {
    case Freshness::Failed: return 8;
    case Freshness::Waiting: return 7;
    case Freshness::Reconnecting: return 6;
    case Freshness::Loading: return 5;
    case Freshness::Partial: return 4;
    case Freshness::CatchingUp: return 3;
    case Freshness::Polling: return 2;
    case Freshness::Live: return 1;
    case Freshness::Idle: return 0;
    }
    return 0;
}

bool isOutage(Freshness freshness)
{
    return badness(freshness) >= 6;
}

} // namespace

KubeList::KubeList(const ClusterServices &services, const ResourceKind &kind, QStringList namespaces, QObject *parent)
    : ResourceList(parent)
    , m_services(services)
    , m_kind(std::make_shared<const ResourceKind>(kind))
    , m_namespaces(std::move(namespaces))
    , m_store(std::make_unique<ObjectStore>(kind))
    , m_joined(services, *m_store)
{
    m_frame.setSingleShot(true);
    m_frame.setTimerType(Qt::PreciseTimer);
    m_frame.setInterval(frame);
    connect(&m_frame, &QTimer::timeout, this, &KubeList::flush);
    makeParts(m_namespaces);
}

KubeList::~KubeList() = default;

void KubeList::makeParts(const QStringList &namespaces)
{
    for (auto &part : m_parts) {
        part->reader->disconnect(this);
        part->reader->stop();
        m_retired.push_back(std::move(part));
    }
    m_parts.clear();
    QMetaObject::invokeMethod(this, [this] { m_retired.clear(); }, Qt::QueuedConnection);
    for (const QString &nameSpace : namespaces.isEmpty() ? QStringList{QString()} : namespaces) {
        auto part = std::make_unique<Part>();
        part->reader = std::make_unique<ListReader>(m_services, m_kind, nameSpace);
        Part *p = part.get();
        ListReader *reader = p->reader.get();
        connect(reader, &ListReader::listBegan, this, [p] { p->seen.clear(); });
        connect(reader, &ListReader::columnsCame, this, [this, p](const std::shared_ptr<const ResourceKind> &came) { columnsCame(*p, came); });
        connect(reader, &ListReader::pageCame, this, [this, p](const std::shared_ptr<Delta> &rows) { pageCame(*p, std::move(*rows)); });
        connect(reader, &ListReader::listEnded, this, [this, p] { listEnded(*p); });
        connect(reader, &ListReader::eventsCame, this, [this](const std::shared_ptr<Delta> &delta, qint64 count) { eventsCame(std::move(*delta), count); });
        connect(reader, &ListReader::stateChanged, this, &KubeList::updateStatus);
        connect(reader, &ListReader::failed, this, [this, p](const Error &error) { readerFailed(*p, error); });
        m_parts.push_back(std::move(part));
    }
}

void KubeList::start()
{
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        m_parts[i]->reader->start();
    m_joined.start();
}

void KubeList::stop()
{
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        m_parts[i]->reader->stop();
    m_joined.stop();
    flush();
}

void KubeList::retry()
{
    if (m_askingForNamespaces)
        return;
    if (m_status.freshness == Freshness::Failed && !m_parts.empty()) {
        const bool refusedForGood
            = std::all_of(m_parts.cbegin(), m_parts.cend(), [](const auto &part) { return part->reader->machine().state() == Reflector::State::Failed; });
        if (refusedForGood) {
            // From the beginning: rights may have been given meanwhile.
            m_askedForNamespaces = false;
            m_refusal = {};
            makeParts(m_namespaces);
            start();
            return;
        }
    }
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        m_parts[i]->reader->retry();
    m_joined.start();
}

void KubeList::tokenAvailable()
{
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        m_parts[i]->reader->tokenAvailable();
}

void KubeList::setInUse(bool used)
{
    if (used)
        m_joined.start();
    else
        m_joined.stop();
}

void KubeList::shutDown()
{
    m_joined.stop();
    m_joined.disable();
    m_retired.clear();
    m_parts.clear();
}

void KubeList::columnsCame(Part &part, const std::shared_ptr<const ResourceKind> &kind)
{
    if (sameColumns(m_store->kind().columns, kind->columns))
        return; // another namespace's reader was first
    // A store's columns are for its life: another one takes over, and views follow.
    m_pending.clear();
    m_pendingRemovals.clear();
    m_pendingIndex.clear();
    m_watchEventsApplied += std::exchange(m_pendingEvents, 0);
    const bool hadRows = m_store->size() > 0;
    m_kind = kind;
    m_oldStores.push_back(std::exchange(m_store, std::make_unique<ObjectStore>(*kind)));
    emit storeReplaced();
    for (std::size_t i = 0; hadRows && i < m_parts.size(); ++i) {
        if (m_parts[i].get() != &part)
            m_parts[i]->reader->switchTo(m_parts[i]->reader->api(), m_parts[i]->reader->paged()); // its rows are in the old one
    }
}

void KubeList::pageCame(Part &part, Delta delta)
{
    flush(); // what was gathered is older
    for (const Row &row : delta.upserts)
        part.seen.insert(row.uid);
    m_store->apply(std::move(delta));
}

void KubeList::listEnded(Part &part)
{
    flush();
    if (m_parts.size() > 1) {
        // The other parts' rows are none of this list's business.
        const QString &own = part.reader->nameSpace();
        for (int i = 0; i < m_store->size(); ++i) {
            if (m_store->row(i).nameSpace != own)
                part.seen.insert(m_store->row(i).uid);
        }
    }
    m_store->retain(part.seen);
    part.seen = {};
}

void KubeList::eventsCame(Delta delta, qint64 count)
{
    m_watchEvents += count;
    m_pendingEvents += count;
    for (const Uid &uid : delta.removals) {
        if (const auto found = m_pendingIndex.constFind(uid); found != m_pendingIndex.cend()) {
            m_pending[*found].uid = {}; // the store leaves rows without a uid out
            m_pendingIndex.remove(uid);
        }
        m_pendingRemovals.insert(uid);
    }
    for (Row &row : delta.upserts) {
        m_pendingRemovals.remove(row.uid);
        if (const auto found = m_pendingIndex.constFind(row.uid); found != m_pendingIndex.cend()) {
            m_pending[*found] = std::move(row);
        } else {
            m_pendingIndex.insert(row.uid, m_pending.size());
            m_pending.push_back(std::move(row));
        }
    }
    if (!m_frame.isActive())
        m_frame.start();
}

void KubeList::flush()
{
    m_frame.stop();
    if (m_pendingEvents == 0)
        return;
    Delta delta;
    delta.upserts = std::exchange(m_pending, {});
    delta.removals.assign(m_pendingRemovals.cbegin(), m_pendingRemovals.cend());
    m_pendingRemovals.clear();
    m_pendingIndex.clear();
    m_watchEventsApplied += std::exchange(m_pendingEvents, 0);
    m_store->apply(std::move(delta));
    updateStatus();
}

void KubeList::readerFailed(Part &part, const Error &error)
{
    ListReader &reader = *part.reader;
    const bool refused = error.code == ErrorCode::Forbidden || error.code == ErrorCode::NotFound;
    // Of kinds without a file the platform has none, or others of the same name ("pods" of metrics.k8s.io).
    if (reader.api() == ListApi::Kubernetes && refused && !m_kind->table) {
        qCDebug(lcKube).noquote() << m_kind->type.plural << "asked of the platform instead";
        reader.switchTo(ListApi::Platform, true);
        return;
    }
    if (reader.api() == ListApi::Platform && reader.paged() && error.code == ErrorCode::NotFound) {
        reader.switchTo(ListApi::Platform, false);
        return;
    }
    part.refused = true;
    const Error &first = reader.firstError() ? reader.firstError() : error;
    if (first.code == ErrorCode::Forbidden && m_kind->type.namespaced && reader.nameSpace().isEmpty() && !m_askedForNamespaces) {
        m_refusal = first;
        askForNamespaces();
        return;
    }
    updateStatus();
}

void KubeList::askForNamespaces()
{
    m_askedForNamespaces = true;
    m_askingForNamespaces = true;
    net::ApiRequest request;
    request.path = QByteArrayLiteral("/kapis/") + net::encodeSegment(QStringLiteral("tenant.") + m_services.platform.apiDomain)
        + (m_services.platform.major >= 4 ? QByteArrayLiteral("/v1beta1/namespaces") : QByteArrayLiteral("/v1alpha2/namespaces"));
    const auto give = [this](const QStringList &names) {
        m_askingForNamespaces = false;
        if (!names.isEmpty()) {
            makeParts(names.mid(0, mostNamespaces));
            for (std::size_t i = 0; i < m_parts.size(); ++i)
                m_parts[i]->reader->start();
        }
        updateStatus();
    };
    m_services.requests.send(request, this, [this, give](const Result<net::ApiReply> &reply) {
        if (!reply.ok()) {
            give({});
            return;
        }
        m_services.decoder.run(
            this, [body = reply.value().body](DecoderState &state) { return decodeNames(state, body); }, [give](Names &&names) { give(names.names); });
    });
    updateStatus();
}

ListStatus KubeList::computeStatus() const
{
    ListStatus status;
    bool expected = true;
    bool first = true;
    bool allListed = true;
    qint64 read = 0;
    qint64 total = 0;
    for (const auto &part : m_parts) {
        const ListReader &reader = *part->reader;
        status.bytes += reader.bytes();
        if (part->refused && m_parts.size() > 1) {
            status.forbiddenNamespaces.push_back(reader.nameSpace());
            continue;
        }
        const Freshness freshness = part->refused && m_askingForNamespaces ? Freshness::Loading : freshnessOf(reader, m_store->size() > 0);
        if (first || badness(freshness) > badness(status.freshness)) {
            status.freshness = freshness;
            status.error = reader.machine().error();
            // What stood in the way first says more than how the way round failed.
            if (status.error && reader.firstError() && !reader.machine().listed())
                status.error = reader.firstError();
        }
        if (freshness == Freshness::Polling)
            status.pollSeconds = reader.machine().pollSeconds();
        read += reader.rowsRead();
        expected = expected && reader.rowsExpected() >= 0;
        total += reader.rowsExpected();
        allListed = allListed && reader.machine().listed();
        status.asOf = first ? reader.asOf() : std::min(status.asOf, reader.asOf());
        first = false;
    }
    if (first && !m_parts.empty()) { // refused everywhere
        status.freshness = Freshness::Failed;
        status.error = m_refusal ? m_refusal : m_parts.front()->reader->firstError();
        allListed = false;
    }
    status.complete = allListed;
    status.rowsRead = allListed ? m_store->size() : read;
    status.rowsExpected = allListed ? m_store->size() : expected && !first ? total : -1;
    const bool outage = isOutage(status.freshness);
    if (outage)
        status.since = isOutage(m_status.freshness) && m_status.since ? m_status.since : m_services.clock.now();
    else if (!status.error || status.freshness != Freshness::Failed)
        status.error = {};
    return status;
}

void KubeList::updateStatus()
{
    if (m_parts.empty())
        return; // shut down: what was last known stays
    ListStatus status = computeStatus();
    // When live, the time and the bytes move with every event; nobody needs to hear of that.
    ListStatus comparable = status;
    comparable.asOf = m_status.asOf;
    comparable.bytes = status.freshness == Freshness::Live ? m_status.bytes : status.bytes;
    const bool same = comparable == m_status;
    m_status = std::move(status);
    if (m_status.complete)
        m_joined.listWhole();
    if (!same)
        emit statusChanged();
}

} // namespace sk::kube
