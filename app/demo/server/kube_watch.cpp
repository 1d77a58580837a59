#include "kube.h"

#include <charconv>
#include <random>

namespace sk::demo {

namespace {

/// One open watch: turns the world's events into lines, keeps it alive with bookmarks, and ends it in time.
class Watch : public OpenWatch, public std::enable_shared_from_this<Watch> {
public:
    Watch(State &state, const KindInfo &kind, KubeFormat format, KubeSelection selection, ExchangePtr exchange, bool buffered)
        : m_state(state)
        , m_kind(kind)
        , m_format(format)
        , m_selection(std::move(selection))
        , m_exchange(std::move(exchange))
        , m_buffered(buffered)
    {
    }

    void start(std::string_view nameSpace, std::optional<std::uint64_t> since, bool bookmarks, int timeoutSeconds)
    {
        auto &world = *m_state.world;
        // The connection owns the watch; the world's handle ends with it.
        m_exchange->whenClosed([self = shared_from_this()] { self->stop(); });
        m_sent = world.resourceVersion();
        if (since && *since < world.oldestWatchable()) {
            write("ERROR", dumpJson(statusObject(410, "Expired", "too old resource version: " + std::to_string(*since) + " (" + std::to_string(world.oldestWatchable()) + ')')));
            return finish();
        }
        if (!since) {
            world.each(m_kind, nameSpace, {}, {}, [&](const Entry &entry) {
                const auto text = world.text(m_kind, entry.nameSpace, entry.name);
                if (m_selection.matches(text))
                    write("ADDED", shaped(text));
                return true;
            });
        }
        const std::weak_ptr<Watch> weak = weak_from_this();
        m_handle = world.watch(m_kind, nameSpace, since.value_or(m_sent), [weak](const WatchEvent &event) {
            if (const auto self = weak.lock())
                self->take(event);
        });
        if (bookmarks)
            armBookmark();
        m_exchange->later(timeoutSeconds * 1000, [weak] {
            if (const auto self = weak.lock())
                self->finishWithBookmark();
        });
        if (m_state.faults.watchLifeMs >= 0) {
            m_exchange->later(m_state.faults.watchLifeMs, [weak] {
                if (const auto self = weak.lock())
                    self->disturb({WatchTrouble::Kind::Cut, 0});
            });
        }
        m_bookmarks = bookmarks;
    }

    void disturb(const WatchTrouble &trouble) override
    {
        const auto self = shared_from_this(); // the connection may have been the only owner
        const auto exchange = m_exchange;
        if (!exchange)
            return;
        if (trouble.kind == WatchTrouble::Kind::Cut)
            return exchange->abort();
        if (trouble.kind == WatchTrouble::Kind::Error) {
            const bool expired = trouble.code == 410, busy = trouble.code == 429;
            write("ERROR", dumpJson(statusObject(trouble.code, expired ? "Expired" : busy ? "TooManyRequests" : "InternalError",
                                                 expired ? "The resourceVersion for the provided watch is too old." : busy ? "too many requests" : "etcdserver: request timed out")));
        }
        finish();
    }

private:
    void take(const WatchEvent &event)
    {
        m_sent = event.resourceVersion;
        const char *type = event.type == WatchEvent::Type::Added ? "ADDED" : event.type == WatchEvent::Type::Modified ? "MODIFIED" : "DELETED";
        std::string_view text = *event.text;
        std::string before;
        if (!m_selection.everything()) {
            const bool matches = m_selection.matches(*event.text);
            const bool matched = event.previousText && m_selection.matches(*event.previousText);
            if (event.type == WatchEvent::Type::Modified) {
                if (!matches && !matched)
                    return;
                type = matches && matched ? "MODIFIED" : matches ? "ADDED" : "DELETED";
            } else if (!matches) {
                return;
            }
        }
        write(type, shaped(text));
    }

    std::string shaped(std::string_view text)
    {
        if (m_format.as == KubeFormat::As::Metadata)
            return partialMetadata(text);
        if (m_format.as == KubeFormat::As::Object)
            return std::string(text);
        return table(firstStringValue(text, "resourceVersion"), tableRow(m_state, m_kind, text, m_format.include));
    }

    /// Only the first table of a watch says its columns.
    std::string table(std::string_view version, const std::string &row)
    {
        const auto columns = std::exchange(m_columnsSent, true) ? std::string("null") : tableColumns(m_kind);
        return R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":")" + std::string(version) + R"("},"columnDefinitions":)" + columns + ",\"rows\":[" + row + "]}";
    }

    void bookmark()
    {
        const auto version = std::to_string(m_state.world->resourceVersion());
        const auto metadata = "\"metadata\":{\"resourceVersion\":\"" + version + "\",\"creationTimestamp\":null}";
        std::string object;
        if (m_format.as == KubeFormat::As::Object) {
            object = "{\"kind\":\"" + m_kind.kind + "\",\"apiVersion\":\"" + m_kind.apiVersion() + "\"," + metadata;
            if (m_kind.kind == "Pod")
                object += R"(,"spec":{"containers":null},"status":{})";
            else if (m_kind.kind == "Node")
                object += R"(,"spec":{},"status":{"daemonEndpoints":{"kubeletEndpoint":{"Port":0}},"nodeInfo":{"machineID":"","systemUUID":"","bootID":"","kernelVersion":"","osImage":"","containerRuntimeVersion":"","kubeletVersion":"","kubeProxyVersion":"","operatingSystem":"","architecture":""}})";
            object += '}';
        } else {
            object = R"({"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1",)" + metadata + '}';
            if (m_format.as == KubeFormat::As::Table) {
                Json cells = Json::array();
                for (const auto &column : m_kind.columns)
                    cells.push_back(column.type == "integer" ? Json(0) : column.name == "Age" ? Json("<unknown>") : Json(""));
                object = table(version, "{\"cells\":" + dumpJson(cells) + ",\"object\":" + object + '}');
            }
        }
        write("BOOKMARK", object);
    }

    void armBookmark()
    {
        // A real server sends one a minute; more often here, so that one is seen in a short test.
        m_exchange->later(5000, [weak = weak_from_this()] {
            const auto self = weak.lock();
            if (!self || !self->m_exchange)
                return;
            self->bookmark();
            self->armBookmark();
        });
    }

    void write(const char *type, const std::string &object)
    {
        if (!m_exchange)
            return;
        auto line = "{\"type\":\"" + std::string(type) + "\",\"object\":" + object + "}\n";
        if (m_buffered)
            m_kept += line;
        else
            m_exchange->push(std::move(line));
    }

    void finishWithBookmark()
    {
        if (!m_exchange)
            return;
        if (m_bookmarks)
            bookmark();
        finish();
    }

    void finish()
    {
        const auto exchange = m_exchange;
        if (!exchange)
            return;
        if (!m_kept.empty())
            exchange->push(std::exchange(m_kept, {}));
        exchange->end();
        stop();
    }

    void stop()
    {
        const auto self = shared_from_this();
        m_handle.reset();
        if (const auto exchange = std::exchange(m_exchange, nullptr))
            exchange->whenClosed(nullptr);
    }

    State &m_state;
    const KindInfo &m_kind;
    KubeFormat m_format;
    KubeSelection m_selection;
    ExchangePtr m_exchange;
    std::shared_ptr<void> m_handle;
    std::string m_kept;
    std::uint64_t m_sent = 0;
    bool m_buffered;
    bool m_bookmarks = false;
    bool m_columnsSent = false;
};

} // namespace

void answerKubeWatch(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info, const ExchangePtr &exchange)
{
    if (request.webSocket && (!request.hasHeader("Origin") || state.faults.refuseWebSocketWatch))
        return exchange->send({403, {}, {}});
    HttpResponse error;
    auto selection = kubeSelection(kind, request, error);
    if (!selection)
        return exchange->send(std::move(error));
    std::optional<std::uint64_t> since;
    const auto text = request.value("resourceVersion");
    if (!text.empty() && text != "0") {
        std::uint64_t version = 0;
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), version);
        if (problem != std::errc() || end != text.data() + text.size())
            return exchange->send(statusResponse(400, "BadRequest", "Invalid value: \"" + std::string(text) + "\": strconv.ParseUint: parsing \"" + std::string(text) + "\": invalid syntax"));
        since = version;
    }
    // The path form /watch/…/{name} watches one object.
    if (!info.name.empty()) {
        std::string why;
        if (auto fields = FieldSelector::parse(kind, "metadata.name=" + info.name, &why))
            selection->fields = std::move(*fields);
    }
    int timeout = 0;
    const auto timeoutText = request.value("timeoutSeconds");
    std::from_chars(timeoutText.data(), timeoutText.data() + timeoutText.size(), timeout);
    if (timeout <= 0) {
        static std::mt19937 random{std::random_device{}()};
        timeout = 1800 + static_cast<int>(random() % 1800);
    }
    const bool buffered = state.faults.bufferChunkedWatch && !request.webSocket;
    if (request.webSocket)
        exchange->acceptWebSocket();
    else
        exchange->begin({200, {{"Cache-Control", "no-cache, private"}, {"Content-Type", "application/json"}}, {}});
    const auto bookmarks = request.value("allowWatchBookmarks");
    const auto watch = std::make_shared<Watch>(state, kind, kubeFormat(request), std::move(*selection), exchange, buffered);
    std::erase_if(state.watches, [](const auto &weak) { return weak.expired(); });
    state.watches.push_back(watch);
    watch->start(info.nameSpace, since, bookmarks == "true" || bookmarks == "1", timeout);
}

} // namespace sk::demo
