#include "listreader.h"

#include <sk/core/logging.h>
#include <sk/net/serveraddress.h>

#include <QSignalBlocker>

namespace sk::kube {

namespace {

constexpr int pageSize = 500;
/// Columns and cells by the server's own printer, and of each object the metadata. A server that makes no tables sends the objects.
const QByteArray tableAccept = QByteArrayLiteral("application/json;as=Table;v=v1;g=meta.k8s.io,application/json");

constexpr int platformPageSize = 200; ///< /kapis sorts all objects for each page; larger pages cost it seconds
constexpr qsizetype longestHead = 8192; ///< in which a page's `continue` is sought; the token is some hundred bytes
constexpr int probePatienceDivisor = 10; ///< of the time in which a silent stream is given up; the probe's answer is due at once

} // namespace

QByteArray platformListPath(const PlatformInfo &platform, const ResourceType &type, const QString &nameSpace)
{
    QByteArray path = QByteArrayLiteral("/kapis/") + net::encodeSegment(QStringLiteral("resources.") + platform.apiDomain) + QByteArrayLiteral("/v1alpha3");
    if (type.namespaced && !nameSpace.isEmpty())
        path += QByteArrayLiteral("/namespaces/") + net::encodeSegment(nameSpace);
    return path + '/' + net::encodeSegment(type.plural);
}

QByteArray tenantNamespacesPath(const PlatformInfo &platform)
{
    return QByteArrayLiteral("/kapis/") + net::encodeSegment(QStringLiteral("tenant.") + platform.apiDomain)
        + (platform.major >= 4 ? QByteArrayLiteral("/v1beta1/namespaces") : QByteArrayLiteral("/v1alpha2/namespaces"));
}

ListReader::ListReader(const ClusterServices &services, std::shared_ptr<const ResourceKind> kind, QString nameSpace, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_kind(std::move(kind))
    , m_nameSpace(std::move(nameSpace))
    , m_machine(services.clock, services.policy, std::random_device{}())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        // What did not pass ten minutes ago may pass now; what this list may not do stays so.
        if (m_machine.state() == Reflector::State::PollWait && m_machine.transport() == Reflector::Transport::Polling && !m_chunkedRefused)
            m_machine.setStreams(m_services.transports->known());
        act(m_machine.timeout());
    });
    const WatchTransports *transports = m_services.transports.get();
    connect(transports, &WatchTransports::chunkedProven, this, [this] { act(m_machine.chunkedProven()); });
    connect(transports, &WatchTransports::chunkedHeld, this, [this] { act(m_machine.chunkedHeld()); });
    connect(m_services.budget.get(), &WatchBudget::divided, this, &ListReader::takeShare);
    m_machine.setStreams(transports->known());
}

ListReader::~ListReader()
{
    if (m_call)
        m_call->cancel();
    dropAhead();
}

void ListReader::start()
{
    m_services.budget->use(this, m_lookedAt);
    act(m_machine.start());
    takeShare();
}

void ListReader::stop()
{
    m_services.budget->leave(this);
    act(m_machine.stop());
}

void ListReader::retry()
{
    if (m_machine.state() == Reflector::State::PollWait) {
        m_services.transports->forget();
        m_machine.setStreams(m_services.transports->known());
    }
    act(m_machine.retry());
}

void ListReader::relist()
{
    act(m_machine.relist());
}

void ListReader::setLookedAt(bool lookedAt)
{
    m_lookedAt = lookedAt;
    if (m_machine.state() != Reflector::State::Idle && m_machine.state() != Reflector::State::Stopped)
        m_services.budget->use(this, lookedAt);
}

void ListReader::takeShare()
{
    const auto poll = m_services.budget->pollOf(this);
    if (poll)
        act(m_machine.park(*poll));
    else if (m_machine.parked())
        act(m_machine.unpark());
}

void ListReader::tokenAvailable()
{
    act(m_machine.tokenAvailable());
}

void ListReader::switchTo(ListApi api, bool paged)
{
    if (!m_firstError)
        m_firstError = m_machine.error();
    {
        const QSignalBlocker quiet(this); // nobody stopped the list
        act(m_machine.stop());
    }
    m_api = api;
    m_paged = paged;
    m_machine = Reflector(m_services.clock, m_services.policy, std::random_device{}());
    m_machine.setStreams(m_services.transports->known());
    act(m_machine.start());
    takeShare();
}

void ListReader::act(const Reflector::Actions &actions)
{
    if (actions.cancel) {
        ++m_request;
        if (m_call)
            m_call->cancel();
        m_call = nullptr;
        dropAhead();
        if (m_stream) {
            // Not deleted here: this may run inside one of its signals.
            m_stream->cancel();
            m_stream->disconnect(this);
            m_stream.release()->deleteLater();
        }
    }
    if (actions.stopTimer)
        m_timer.stop();
    if (actions.listEnds) {
        m_rowsExpected = m_rowsRead;
        m_asOf = m_services.clock.now();
        emit listEnded();
    }
    if (actions.listBegins) {
        ++m_list;
        m_rowsRead = 0;
        m_rowsExpected = -1;
        emit listBegan();
    }
    if (actions.fetch)
        fetch();
    if (actions.watch)
        openWatch();
    if (actions.timer)
        m_timer.start(*actions.timer);
    emit stateChanged();
}

void ListReader::addSelectors(net::ApiRequest &request) const
{
    if (m_selectorsRefused)
        return;
    if (!m_kind->selectors.labels.isEmpty())
        request.query.emplace_back(QStringLiteral("labelSelector"), m_kind->selectors.labels);
    if (!m_kind->selectors.fields.isEmpty())
        request.query.emplace_back(QStringLiteral("fieldSelector"), m_kind->selectors.fields);
}

net::ApiRequest ListReader::pageRequest(const QString &continueToken) const
{
    net::ApiRequest request;
    if (m_api == ListApi::Kubernetes) {
        request.path = m_kind->type.listPath(m_nameSpace);
        request.silence = m_machine.answerPatience(); // /kapis works seconds on a page before it says a word
        request.query.emplace_back(QStringLiteral("limit"), QString::number(pageSize));
        if (!continueToken.isEmpty())
            request.query.emplace_back(QStringLiteral("continue"), continueToken);
        addSelectors(request);
        askForTable(request);
    } else {
        request.path = m_api == ListApi::Tenant ? tenantNamespacesPath(m_services.platform) : platformListPath(m_services.platform, m_kind->type, m_nameSpace);
        // Nothing else: v3 takes every parameter that it does not know for a filter, and answers with an empty list.
        if (m_paged) {
            request.query.emplace_back(QStringLiteral("limit"), QString::number(platformPageSize));
            request.query.emplace_back(QStringLiteral("page"), continueToken.isEmpty() ? QStringLiteral("1") : continueToken);
        }
    }
    return request;
}

void ListReader::fetch()
{
    const quint64 id = ++m_request;
    const QString &next = m_machine.continueToken();
    if (m_ahead && !next.isEmpty() && m_ahead->continueToken == next) {
        const auto ahead = std::exchange(m_ahead, nullptr);
        ahead->request = id;
        m_call = ahead->call;
        if (ahead->reply) // never from inside: who fetches is in the middle of something
            QMetaObject::invokeMethod(this, [this, id, reply = *ahead->reply] { answered(id, reply); }, Qt::QueuedConnection);
        else
            followHead(id);
        return;
    }
    dropAhead();
    m_call = m_services.requests.send(pageRequest(next), this, [this, id](const Result<net::ApiReply> &reply) { answered(id, reply); });
    followHead(id);
}

void ListReader::answered(quint64 request, const Result<net::ApiReply> &reply)
{
    if (request != m_request)
        return;
    m_call = nullptr;
    if (reply.ok()) {
        pageArrived(reply.value());
        return;
    }
    if (reply.error().code == ErrorCode::Cancelled)
        return;
    qCDebug(lcKube).noquote() << m_kind->type.plural << "list:" << toLogText(reply.error());
    if (reply.error().httpStatus == 400 && m_api == ListApi::Kubernetes && !m_kind->selectors.isEmpty() && !m_selectorsRefused) {
        // "field label not supported": custom resources and old servers know fewer fields. Everything is read then.
        m_selectorsRefused = true;
        fetch();
        return;
    }
    act(m_machine.listFailed(reply.error()));
    if (m_machine.state() == Reflector::State::Failed)
        emit failed(m_machine.error());
}

void ListReader::followHead(quint64 request)
{
    if (!m_readsAhead || m_api != ListApi::Kubernetes || !m_call)
        return;
    connect(m_call, &net::ApiCall::progressed, this, [this, request] { lookAhead(request); });
    lookAhead(request); // it may be here already
}

/// The way to a server and back costs as much as a page, so the next one is asked for as soon as its token is here: at the beginning
/// of this one.
void ListReader::lookAhead(quint64 request)
{
    if (request != m_request || m_headsSought == request || m_ahead || !m_call)
        return;
    const QByteArray head = m_call->head(longestHead);
    if (head.isEmpty())
        return;
    if (head.size() == longestHead)
        m_headsSought = request; // it is in these, or nowhere
    m_services.decoder.run(
        this, [head](DecoderState &state) { return continueTokenIn(state, head); },
        [this, request](const QString &token) {
            if (token.isEmpty() || request != m_request || m_ahead || m_machine.state() != Reflector::State::Listing || token == m_machine.continueToken())
                return;
            m_headsSought = request;
            auto ahead = std::make_shared<Ahead>();
            ahead->continueToken = token;
            ahead->call = m_services.requests.send(pageRequest(token), this, [this, ahead](const Result<net::ApiReply> &reply) {
                if (ahead->request)
                    answered(*ahead->request, reply);
                else if (reply.ok() || reply.error().code == ErrorCode::Gone) // which says where to go on
                    ahead->reply = reply;
                else if (m_ahead == ahead)
                    m_ahead = nullptr; // asked for again when its turn comes: what ended it may be over by then
            });
            m_ahead = std::move(ahead);
        });
}

void ListReader::dropAhead()
{
    if (m_ahead && m_ahead->call)
        m_ahead->call->cancel();
    m_ahead = nullptr;
}

void ListReader::askForTable(net::ApiRequest &request) const
{
    if (!m_kind->table)
        return;
    request.accept = tableAccept;
    // Columns of the user's own may want any field of the object.
    request.query.emplace_back(QStringLiteral("includeObject"), m_kind->projectCustom ? QStringLiteral("Object") : QStringLiteral("Metadata"));
}

void ListReader::pageArrived(const net::ApiReply &reply)
{
    m_bytes += reply.body.size();
    const quint64 request = m_request;
    const quint64 list = m_list;
    const UnixMs now = m_services.clock.now();
    Decoder &decoder = m_services.decoder;
    m_services.decoder.run(
        this,
        [this, guard = QPointer<QObject>(this), &decoder, kind = m_kind, body = reply.body, now, request](DecoderState &state) {
            return decodePage(state, *kind, body, now, [this, &guard, &decoder, request](const PageHead &head) {
                decoder.tell(guard, [this, request, head] { headRead(request, head); });
            });
        },
        [this, request, list](ListPage &&page) { pageDecoded(request, list, std::move(page)); });
}

QString ListReader::nextPage(const PageHead &head) const
{
    if (m_api == ListApi::Kubernetes)
        return head.continueToken;
    const qint64 page = m_machine.continueToken().isEmpty() ? 1 : m_machine.continueToken().toLongLong();
    return m_paged && head.items > 0 && page * platformPageSize < head.total ? QString::number(page + 1) : QString();
}

void ListReader::headRead(quint64 request, PageHead head)
{
    if (request != m_request || !head.readable)
        return; // pageDecoded() comes next and says so
    if (m_api == ListApi::Kubernetes)
        m_rowsExpected = head.remaining >= 0 ? m_rowsRead + head.items + head.remaining : m_rowsExpected;
    else
        m_rowsExpected = head.total;
    // The next page is fetched while this one is projected. The last one is announced after its rows: only then is the list whole.
    if (const QString next = nextPage(head); !next.isEmpty())
        act(m_machine.pageRead(head.resourceVersion, next));
}

void ListReader::pageDecoded(quint64 request, quint64 list, ListPage page)
{
    if (list == m_list && page.head.readable) {
        // A page that is no table (of the platform, or of a server that makes none) keeps the columns that there are.
        if (!page.columns.empty() && !sameColumns(page.columns, m_kind->columns)) {
            auto kind = std::make_shared<ResourceKind>(*m_kind);
            kind->columns = std::move(page.columns);
            m_kind = std::move(kind);
            emit columnsCame(m_kind);
        }
        m_rowsRead += page.head.items;
        if (!page.rows.upserts.empty()) {
            m_knownNamespace = page.rows.upserts.front().nameSpace;
            m_knownName = page.rows.upserts.front().name;
        }
        emit pageCame(std::make_shared<Delta>(std::move(page.rows)));
    }
    // Where another page follows, headRead() asked for it and the request's number moved on.
    if (request == m_request && list == m_list) {
        if (page.head.readable) {
            act(m_machine.pageRead(page.head.resourceVersion, {}));
        } else {
            Error error;
            error.code = ErrorCode::BadAnswer;
            error.message = QStringLiteral("the answer is no list");
            act(m_machine.listFailed(error));
        }
    } else {
        emit stateChanged();
    }
}

void ListReader::openWatch()
{
    net::ApiRequest request;
    request.path = m_kind->type.listPath(m_nameSpace);
    request.query = {
        {QStringLiteral("watch"), QStringLiteral("true")},
        {QStringLiteral("resourceVersion"), m_machine.resourceVersion()},
        {QStringLiteral("allowWatchBookmarks"), QStringLiteral("true")},
        {QStringLiteral("timeoutSeconds"), QString::number(m_machine.watchSeconds())},
    };
    addSelectors(request);
    askForTable(request);
    const quint64 id = ++m_request;
    if (m_stream) {
        m_stream->cancel();
        m_stream->disconnect(this);
        m_stream.release()->deleteLater();
    }
    const auto transport = m_machine.transport();
    m_stream = m_services.streams.open(
        request, transport == Reflector::Transport::WebSocket ? net::LineStream::Transport::WebSocket : net::LineStream::Transport::Chunked);
    connect(m_stream.get(), &net::LineStream::opened, this, [this, transport] {
        m_asOf = m_services.clock.now();
        if (transport == Reflector::Transport::WebSocket && !m_chunkedRefused)
            m_services.transports->webSocketOpened();
        act(m_machine.watchOpened());
    });
    connect(m_stream.get(), &net::LineStream::lines, this, &ListReader::linesCame);
    m_streamEnded = false;
    connect(m_stream.get(), &net::LineStream::finished, this, [this, id](const Error &error) {
        m_streamEnded = true;
        // By way of the decoder, so that what arrived before the end is known before it: the next stream goes on from there.
        m_services.decoder.run(
            this, [](DecoderState &) { return true; },
            [this, id, error](bool &&) {
                if (id != m_request)
                    return;
                if (error)
                    qCDebug(lcKube).noquote() << m_kind->type.plural << "watch:" << toLogText(error);
                const auto before = m_machine.transport();
                const bool refused = error.code == ErrorCode::Forbidden || error.code == ErrorCode::NotFound || error.code == ErrorCode::Invalid;
                m_chunkedRefused = m_chunkedRefused || (refused && before == Reflector::Transport::Chunked);
                const auto actions = m_machine.watchEnded(error);
                if (before == Reflector::Transport::WebSocket && m_machine.transport() == Reflector::Transport::Polling && !m_chunkedRefused)
                    m_services.transports->webSocketFailed();
                act(actions);
            });
    });
    if (transport == Reflector::Transport::Chunked)
        askForProbe();
}

void ListReader::askForProbe()
{
    if (m_knownName.isEmpty() || !m_services.transports->wantsProbe())
        return;
    const QString &nameSpace = m_knownNamespace.isEmpty() ? m_nameSpace : m_knownNamespace;
    m_services.transports->probe(m_services.streams, m_kind->type.listPath(nameSpace), m_knownName,
        std::chrono::milliseconds(m_services.policy.silentAtFirst) / probePatienceDivisor);
}

void ListReader::linesCame(const QByteArray &block)
{
    m_bytes += block.size();
    m_asOf = m_services.clock.now();
    const quint64 id = m_request;
    const bool chunked = m_machine.transport() == Reflector::Transport::Chunked;
    act(m_machine.watchSpoke());
    m_services.decoder.run(
        this, [kind = m_kind, block, now = m_asOf](DecoderState &state) { return decodeWatch(state, *kind, block, now); },
        [this, id, chunked](WatchBatch &&batch) {
            if (id != m_request)
                return;
            if (chunked && !batch.error && !m_streamEnded)
                m_services.transports->chunkedSpoke(); // what comes together with the end may have been held back until then
            if (batch.events > 0)
                emit eventsCame(std::make_shared<Delta>(std::move(batch.delta)), batch.events);
            if (batch.error)
                qCDebug(lcKube).noquote() << m_kind->type.plural << "watch event:" << toLogText(batch.error);
            act(m_machine.watchRead(batch.resourceVersion, batch.error, batch.unreadable));
        });
}

} // namespace sk::kube
