#include "kubelist.h"

#include "listfreshness.h"

#include <sk/core/logging.h>

#include <QElapsedTimer>

#include <algorithm>

namespace sk::kube {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds shortestFrame = 25ms; ///< between one and two pictures of a 60 Hz screen
constexpr std::chrono::nanoseconds longestFrame = 200ms; ///< that still looks as if it happened by itself
/// What a batch costs depends on the rows that there are more than on those that change: the main thread gets this many times as long
/// for other things.
constexpr int rest = 8;
/// Between two looks at the rows that came. Each costs every view an order, a layout and a painting of its own; nobody reads faster.
constexpr auto pageFrame = 100ms;
constexpr int manyRows = 2'000; ///< whose reading leaves memory that is worth giving back
constexpr int mostAtOnce = 4; ///< of a restricted user's namespaces: other requests must find a free connection

using Freshness = ListStatus::Freshness;

} // namespace

KubeList::KubeList(const ClusterServices &services, const ResourceKind &kind, QStringList namespaces, QObject *parent)
    : ResourceList(parent)
    , m_services(services)
    , m_kind(std::make_shared<const ResourceKind>(kind))
    , m_namespaces(std::move(namespaces))
    , m_store(std::make_unique<ObjectStore>(kind))
    , m_joined(services, *m_store)
    , m_own(services)
{
    m_frame.setSingleShot(true);
    m_frame.setTimerType(Qt::PreciseTimer);
    m_frame.setInterval(std::chrono::duration_cast<std::chrono::milliseconds>(shortestFrame));
    connect(&m_frame, &QTimer::timeout, this, &KubeList::flush);
    m_pages.setSingleShot(true);
    m_pages.setInterval(pageFrame);
    connect(&m_pages, &QTimer::timeout, this, &KubeList::applyPages);
    connect(&m_own, &OwnNamespaces::told, this, &KubeList::takeNamespaces);
    setParts(m_namespaces);
}

KubeList::~KubeList() = default;

void KubeList::setParts(QStringList namespaces)
{
    if (namespaces.isEmpty())
        namespaces.push_back(QString());
    std::vector<std::unique_ptr<Part>> leaving;
    for (auto &part : m_parts) {
        if (part->refused || !namespaces.contains(part->reader->nameSpace()))
            leaving.push_back(std::move(part));
        else
            namespaces.removeAll(part->reader->nameSpace());
    }
    std::erase(m_parts, nullptr);
    for (auto &part : leaving)
        retire(std::move(part));
    for (const QString &nameSpace : std::as_const(namespaces)) {
        auto part = std::make_unique<Part>();
        part->reader = std::make_unique<ListReader>(m_services, m_kind, nameSpace);
        part->reader->setLookedAt(m_lookedAt);
        Part *p = part.get();
        ListReader *reader = p->reader.get();
        connect(reader, &ListReader::listBegan, this, [this, p] {
            p->seen.clear();
            m_pending.forgetRemoved();
        });
        connect(reader, &ListReader::columnsCame, this, [this, p](const std::shared_ptr<const ResourceKind> &came) { columnsCame(*p, came); });
        connect(reader, &ListReader::pageCame, this, [this, p](const std::shared_ptr<Delta> &rows) { pageCame(*p, std::move(*rows)); });
        connect(reader, &ListReader::listEnded, this, [this, p] { listEnded(*p); });
        connect(reader, &ListReader::eventsCame, this, [this](const std::shared_ptr<Delta> &delta, qint64 count) { eventsCame(std::move(*delta), count); });
        connect(reader, &ListReader::stateChanged, this, &KubeList::updateStatus);
        connect(reader, &ListReader::failed, this, [this, p](const Error &error) { readerFailed(*p, error); });
        m_parts.push_back(std::move(part));
    }
    QStringList read;
    for (const auto &part : m_parts) {
        part->reader->setReadsAhead(m_parts.size() == 1); // of several, each has a connection, and others want some too
        if (!part->reader->nameSpace().isEmpty())
            read.push_back(part->reader->nameSpace());
    }
    m_joined.setNamespaces(read);
}

void KubeList::retire(std::unique_ptr<Part> part)
{
    part->reader->disconnect(this);
    part->reader->stop();
    if (!part->reader->nameSpace().isEmpty() && !part->refused)
        removeRowsOf(part->reader->nameSpace());
    // Later: this may run inside one of its own signals.
    m_retired.push_back(std::move(part));
    QMetaObject::invokeMethod(this, [this] { m_retired.clear(); }, Qt::QueuedConnection);
}

void KubeList::removeRowsOf(const QString &nameSpace)
{
    flush();
    Delta delta;
    for (int i = 0; i < m_store->size(); ++i) {
        if (m_store->row(i).nameSpace == nameSpace)
            delta.removals.push_back(m_store->row(i).uid);
    }
    m_store->apply(std::move(delta));
}

void KubeList::start()
{
    m_started = true;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i]->reader->machine().state() != Reflector::State::Idle && !m_parts[i]->refused)
            m_parts[i]->reader->start();
    }
    startMore();
    if (m_restricted)
        m_own.ask();
    m_joined.start();
}

void KubeList::startMore()
{
    if (!m_started)
        return;
    int busy = 0;
    for (const auto &part : m_parts)
        busy += part->reader->machine().state() == Reflector::State::Listing ? 1 : 0;
    for (std::size_t i = 0; i < m_parts.size() && busy < mostAtOnce; ++i) {
        if (m_parts[i]->reader->machine().state() == Reflector::State::Idle) {
            ++busy;
            m_parts[i]->reader->start();
        }
    }
}

void KubeList::stop()
{
    m_started = false;
    m_own.stop();
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        m_parts[i]->reader->stop();
    m_joined.stop();
    flush();
    updateStatus();
}

void KubeList::retry()
{
    if (m_own.asking())
        return;
    m_started = true;
    const bool refusedForGood = m_status.freshness == Freshness::Failed && !m_parts.empty()
        && std::all_of(m_parts.cbegin(), m_parts.cend(), [](const auto &part) { return part->reader->machine().state() == Reflector::State::Failed; });
    if (refusedForGood) {
        // From the beginning: rights may have been given meanwhile.
        m_restricted = false;
        m_refusal = {};
        setParts(m_namespaces);
        start();
        return;
    }
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i]->reader->machine().state() != Reflector::State::Idle)
            m_parts[i]->reader->retry();
    }
    startMore();
    if (m_restricted)
        m_own.ask();
    m_joined.start();
}

void KubeList::readAgain()
{
    if (m_status.freshness == Freshness::Failed || m_status.freshness == Freshness::Partial) {
        retry();
        return;
    }
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (!m_parts[i]->refused)
            m_parts[i]->reader->relist();
    }
}

void KubeList::lookersChanged(bool lookedAt)
{
    m_lookedAt = lookedAt;
    for (std::size_t i = 0; i < m_parts.size(); ++i)
        m_parts[i]->reader->setLookedAt(lookedAt);
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
    m_started = false;
    m_own.stop();
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
    qint64 events = 0;
    (void)m_pending.take(events);
    m_watchEventsApplied += events;
    applyPages();
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
    if (!m_pending.isEmpty())
        flush(); // what was gathered is older
    for (const Row &row : delta.upserts)
        part.seen.insert(row.uid);
    m_gathered.upserts.insert(m_gathered.upserts.end(), std::make_move_iterator(delta.upserts.begin()), std::make_move_iterator(delta.upserts.end()));
    if (m_store->size() == 0)
        applyPages(); // the first rows at once
    else if (!m_pages.isActive())
        m_pages.start();
}

void KubeList::applyPages()
{
    m_pages.stop();
    if (!m_gathered.upserts.empty())
        m_store->apply(std::exchange(m_gathered, {}));
}

void KubeList::listEnded(Part &part)
{
    flush(); // the last page's rows are among them
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
    if (m_store->size() < manyRows)
        return;
    m_services.decoder.run(
        this,
        [](DecoderState &state) {
            state.rest();
            return true;
        },
        [](bool &&) {});
}

void KubeList::eventsCame(Delta delta, qint64 count)
{
    m_watchEvents += count;
    m_pending.add(std::move(delta), count, *m_store);
    if (!m_frame.isActive())
        m_frame.start();
}

void KubeList::flush()
{
    m_frame.stop();
    applyPages();
    if (m_pending.isEmpty())
        return;
    qint64 events = 0;
    Delta delta = m_pending.take(events);
    m_watchEventsApplied += events;
    QElapsedTimer took;
    took.start();
    m_store->apply(std::move(delta));
    const auto next = std::clamp(std::chrono::nanoseconds(took.nsecsElapsed()) * rest, shortestFrame, longestFrame);
    m_frame.setInterval(std::chrono::duration_cast<std::chrono::milliseconds>(next));
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
    const bool isNamespaces = m_kind->type.group.isEmpty() && m_kind->type.plural == QLatin1String("namespaces");
    if (reader.api() == ListApi::Platform && refused && isNamespaces && !m_kind->table) {
        // Who may not see all may see their own, and would have nothing to choose from otherwise.
        reader.switchTo(ListApi::Tenant, true);
        return;
    }
    part.refused = true;
    const Error &first = reader.firstError() ? reader.firstError() : error;
    if (first.code == ErrorCode::Forbidden && m_kind->type.namespaced && reader.nameSpace().isEmpty() && !m_restricted) {
        m_refusal = first;
        m_restricted = true;
        m_own.ask();
    }
    updateStatus();
}

void KubeList::takeNamespaces(bool known, const QStringList &names)
{
    // What was refused stays refused for this round; a retry by the user asks again.
    if (known && !names.isEmpty() && m_restricted) {
        QStringList refused;
        std::vector<std::unique_ptr<Part>> kept;
        for (auto &part : m_parts) {
            const QString &own = part->reader->nameSpace();
            if (part->refused && !own.isEmpty() && names.contains(own)) {
                refused.push_back(own);
                kept.push_back(std::move(part));
            }
        }
        std::erase(m_parts, nullptr);
        QStringList others = names;
        for (const QString &name : std::as_const(refused))
            others.removeAll(name);
        if (!others.isEmpty())
            setParts(others);
        for (auto &part : kept)
            m_parts.push_back(std::move(part));
        startMore();
    }
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
        status.selectorsIgnored = status.selectorsIgnored || reader.selectorsIgnored();
        if (part->refused && m_parts.size() > 1) {
            status.forbiddenNamespaces.push_back(reader.nameSpace());
            continue;
        }
        Freshness freshness = freshnessOf(reader, m_store->size() > 0);
        if ((part->refused && m_own.asking()) || (freshness == Freshness::Idle && m_started))
            freshness = Freshness::Loading; // its turn comes
        if (first || badness(freshness) > badness(status.freshness)) {
            status.freshness = freshness;
            status.error = reader.machine().error();
            // What stood in the way first says more than how the way round failed.
            if (status.error && reader.firstError() && !reader.machine().listed())
                status.error = reader.firstError();
        }
        if (freshness == Freshness::Polling)
            status.pollSeconds = std::max(status.pollSeconds, reader.machine().pollSeconds());
        status.viaPlatform = status.viaPlatform || reader.api() != ListApi::Kubernetes;
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
    if (m_parts.size() > 1 || m_restricted)
        status.namespaces = static_cast<int>(m_parts.size());
    status.complete = allListed;
    status.unmeasuredAbove = m_joined.unmeasuredAbove();
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
    startMore();
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
