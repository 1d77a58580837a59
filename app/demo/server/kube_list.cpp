#include "kube.h"

#include <charconv>

namespace sk::demo {

namespace {

/// Where a page goes on, as kube-apiserver packs it into its token.
struct Continuation {
    std::uint64_t resourceVersion = 0;
    std::string nameSpace;
    std::string name;
    bool later = false; ///< at whatever version is the present one: "rv" -1
};

std::string continueToken(const KindInfo &kind, std::string_view askedNamespace, const Continuation &at)
{
    std::string start = kind.namespaced && askedNamespace.empty() ? at.nameSpace + '/' + at.name : at.name;
    start += '\0';
    return base64UrlEncode(dumpJson(Json{{"v", "meta.k8s.io/v1"}, {"rv", at.resourceVersion}, {"start", start}}));
}

/// History is compacted after a while; a test may choose a shorter one.
bool isExpired(const State &state, std::uint64_t version)
{
    if (version < state.world->oldestWatchable())
        return true;
    const auto first = state.firstPages.find(version);
    return state.faults.continueLifeMs >= 0 && first != state.firstPages.end()
        && std::chrono::steady_clock::now() - first->second >= std::chrono::milliseconds(state.faults.continueLifeMs);
}

std::variant<Continuation, HttpResponse> parseContinue(const State &state, const KindInfo &kind, std::string_view askedNamespace, std::string_view token)
{
    const auto text = base64Decode(token);
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object() || memberText(json, {"v"}) != "meta.k8s.io/v1" || memberText(json, {"start"}).empty()) {
        const auto first = text.empty() ? std::string("unexpected end of JSON input") : "invalid character '" + std::string(1, text.front()) + "' looking for beginning of value";
        return statusResponse(400, "BadRequest", "invalid continue token: continue key is not valid: " + first);
    }
    Continuation at;
    at.later = json.value("rv", std::int64_t(0)) == -1;
    at.resourceVersion = at.later ? state.world->resourceVersion() : json.value("rv", std::uint64_t(0));
    auto start = memberText(json, {"start"});
    while (!start.empty() && start.back() == '\0')
        start.pop_back();
    const auto slash = start.find('/');
    if (kind.namespaced && askedNamespace.empty() && slash != std::string::npos) {
        at.nameSpace = start.substr(0, slash);
        at.name = start.substr(slash + 1);
    } else {
        at.nameSpace = std::string(askedNamespace);
        at.name = start;
    }
    if (!at.later && isExpired(state, at.resourceVersion)) {
        auto expired = statusObject(410, "Expired",
                              "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token "
                              "in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or "
                              "deleted between the time the first chunk was returned and now may show up in the list.");
        expired["metadata"]["continue"] = base64UrlEncode(dumpJson(Json{{"v", "meta.k8s.io/v1"}, {"rv", -1}, {"start", memberText(json, {"start"})}}));
        return HttpResponse{410, {{"Content-Type", "application/json"}}, dumpJson(expired) + '\n'};
    }
    return at;
}

/// One item of a list, in the form asked for.
void appendItem(const State &state, const KindInfo &kind, std::string_view text, const KubeFormat &format, std::string &out)
{
    switch (format.as) {
    case KubeFormat::As::Table:
        out += tableRow(state, kind, text, format.include);
        break;
    case KubeFormat::As::Metadata:
        out += partialMetadata(text);
        break;
    case KubeFormat::As::Object:
        if (isBuiltInGroup(kind.group)) {
            out += '{';
            out += afterTypeMeta(text);
        } else {
            out += text;
        }
        break;
    }
}

struct Page {
    std::vector<std::pair<std::string, std::string>> keys; ///< namespace, name
    std::string nextToken;
    std::size_t remaining = 0;
    bool countRemaining = true;
};

/// Makes the list's text piece by piece, so that 50,000 pods in one answer neither block the server nor stand in memory.
class ListProducer {
public:
    ListProducer(State &state, const KindInfo &kind, const KubeFormat &format, std::string head, std::vector<std::pair<std::string, std::string>> keys)
        : m_state(state)
        , m_kind(kind)
        , m_format(format)
        , m_indenter(2)
        , m_head(std::move(head))
        , m_keys(std::move(keys))
    {
        if (format.gzip)
            m_gzip = std::make_unique<GzipWriter>();
    }

    bool next(std::string &out)
    {
        std::string compact = std::exchange(m_head, {});
        constexpr std::size_t pieceSize = 256 * 1024;
        while (m_next < m_keys.size() && compact.size() < pieceSize) {
            const auto &[nameSpace, name] = m_keys[m_next++];
            const auto text = m_state.world->text(m_kind, nameSpace, name);
            if (text.empty())
                continue; // deleted since the answer began; the watch says so
            if (m_any)
                compact += ',';
            m_any = true;
            appendItem(m_state, m_kind, text, m_format, compact);
        }
        const bool last = m_next >= m_keys.size();
        if (last)
            compact += "]}";
        std::string shown;
        if (m_format.pretty)
            m_indenter.feed(compact, shown);
        else
            shown = std::move(compact);
        if (last)
            shown += '\n';
        if (m_gzip)
            m_gzip->write(shown, out, last);
        else
            out += shown;
        return !last;
    }

private:
    State &m_state;
    const KindInfo &m_kind;
    KubeFormat m_format;
    JsonIndenter m_indenter;
    std::unique_ptr<GzipWriter> m_gzip;
    std::string m_head;
    std::vector<std::pair<std::string, std::string>> m_keys;
    std::size_t m_next = 0;
    bool m_any = false;
};

Page collect(const State &state, const KindInfo &kind, const RequestInfo &info, const KubeSelection &selection, const Continuation &from, std::size_t limit, std::uint64_t version)
{
    Page page;
    std::size_t seen = 0;
    bool more = false;
    const auto exact = selection.fields.exactName();
    const auto visit = [&](const Entry &entry) {
        ++seen;
        if (exact && *exact != entry.name)
            return true;
        if (!selection.everything() && !selection.matches(state.world->text(kind, entry.nameSpace, entry.name)))
            return true;
        if (limit > 0 && page.keys.size() == limit) {
            more = true;
            return false;
        }
        page.keys.emplace_back(entry.nameSpace, entry.name);
        return true;
    };
    state.world->each(kind, info.nameSpace, from.nameSpace, from.name, visit);
    if (more) {
        page.nextToken = continueToken(kind, info.nameSpace, {version, page.keys.back().first, page.keys.back().second});
        // The count is known only when nothing was left out on the way.
        page.countRemaining = selection.everything();
        if (page.countRemaining) {
            std::size_t rest = 0;
            state.world->each(kind, info.nameSpace, page.keys.back().first, page.keys.back().second, [&rest](const Entry &) {
                ++rest;
                return true;
            });
            page.remaining = rest;
        }
    }
    return page;
}

std::string listHead(const KindInfo &kind, const KubeFormat &format, const Page &page, std::uint64_t version)
{
    std::string metadata;
    const auto comma = [&metadata] { return metadata.empty() ? "" : ","; };
    const bool crd = !isBuiltInGroup(kind.group) && format.as == KubeFormat::As::Object;
    // Custom resources are listed through another encoder, which writes the keys in another order.
    if (crd && !page.nextToken.empty())
        metadata += "\"continue\":\"" + page.nextToken + '"';
    if (crd && !page.nextToken.empty() && page.countRemaining)
        metadata += ",\"remainingItemCount\":" + std::to_string(page.remaining);
    metadata += std::string(comma()) + "\"resourceVersion\":\"" + std::to_string(version) + '"';
    if (!crd && !page.nextToken.empty()) {
        metadata += ",\"continue\":\"" + page.nextToken + '"';
        if (page.countRemaining)
            metadata += ",\"remainingItemCount\":" + std::to_string(page.remaining);
    }
    switch (format.as) {
    case KubeFormat::As::Table:
        return R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{)" + metadata + "},\"columnDefinitions\":" + tableColumns(kind) + ",\"rows\":[";
    case KubeFormat::As::Metadata:
        return R"({"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{)" + metadata + "},\"items\":[";
    case KubeFormat::As::Object:
        break;
    }
    return "{\"kind\":\"" + kind.kind + "List\",\"apiVersion\":\"" + kind.apiVersion() + "\",\"metadata\":{" + metadata + "},\"items\":[";
}

} // namespace

void answerKubeList(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info, const ExchangePtr &exchange)
{
    HttpResponse error;
    const auto selection = kubeSelection(kind, request, error);
    if (!selection)
        return exchange->send(std::move(error));
    const auto limitText = request.value("limit");
    std::size_t limit = 0;
    if (!limitText.empty()) {
        const auto [end, problem] = std::from_chars(limitText.data(), limitText.data() + limitText.size(), limit);
        if (problem != std::errc() || end != limitText.data() + limitText.size())
            return exchange->send(statusResponse(400, "BadRequest", "strconv.ParseInt: parsing \"" + std::string(limitText) + "\": invalid syntax"));
    }
    Continuation from;
    auto version = state.world->resourceVersion();
    if (const auto token = request.value("continue"); !token.empty()) {
        auto parsed = parseContinue(state, kind, info.nameSpace, token);
        if (auto *refused = std::get_if<HttpResponse>(&parsed))
            return exchange->send(std::move(*refused));
        from = std::get<Continuation>(parsed);
        version = from.resourceVersion; // all pages are of the first page's moment
    } else if (request.value("resourceVersion") == "0") {
        limit = 0; // served from the watch cache, which knows no pages
    }
    auto page = collect(state, kind, info, *selection, from, limit, version);
    if (!page.nextToken.empty()) {
        state.firstPages.emplace(version, std::chrono::steady_clock::now());
        if (state.firstPages.size() > 1000)
            state.firstPages.erase(state.firstPages.begin());
    }
    auto format = kubeFormat(request);
    // Small answers are never compressed; a guess by the count is enough, because what follows is the same either way.
    format.gzip = format.gzip && page.keys.size() > 40;
    HttpResponse head{200, {{"Cache-Control", "no-cache, private"}, {"Content-Type", "application/json"}}, {}};
    if (format.gzip) {
        head.headers.emplace_back("Content-Encoding", "gzip");
        head.headers.emplace_back("Vary", "Accept-Encoding");
    }
    const auto producer = std::make_shared<ListProducer>(state, kind, format, listHead(kind, format, page, version), std::move(page.keys));
    exchange->stream(std::move(head), [producer](std::string &piece) { return producer->next(piece); });
}

} // namespace sk::demo
