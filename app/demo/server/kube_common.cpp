#include "kube.h"

#include <zlib.h>

namespace sk::demo {

struct GzipWriter::Private {
    z_stream stream{};
};

GzipWriter::GzipWriter()
    : d(std::make_unique<Private>())
{
    // 16 + 15: gzip framing with the largest window; level 4 is what kube-apiserver uses.
    deflateInit2(&d->stream, 4, Z_DEFLATED, 16 + 15, 8, Z_DEFAULT_STRATEGY);
}

GzipWriter::~GzipWriter()
{
    deflateEnd(&d->stream);
}

void GzipWriter::write(std::string_view text, std::string &out, bool last)
{
    unsigned char buffer[65536];
    d->stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data()));
    d->stream.avail_in = static_cast<uInt>(text.size());
    do {
        d->stream.next_out = buffer;
        d->stream.avail_out = sizeof buffer;
        deflate(&d->stream, last ? Z_FINISH : Z_NO_FLUSH);
        out.append(reinterpret_cast<const char *>(buffer), sizeof buffer - d->stream.avail_out);
    } while (d->stream.avail_out == 0);
}

KubeFormat kubeFormat(const HttpRequest &request)
{
    KubeFormat format;
    const auto accept = request.header("Accept");
    // The first media type that the server can give wins; the others are a fall-back for servers that cannot.
    const auto first = accept.substr(0, accept.find(','));
    if (first.find("as=Table") != std::string_view::npos)
        format.as = KubeFormat::As::Table;
    else if (first.find("as=PartialObjectMetadata") != std::string_view::npos)
        format.as = KubeFormat::As::Metadata;
    const auto agent = request.header("User-Agent");
    const auto pretty = request.value("pretty");
    if (request.hasValue("pretty"))
        format.pretty = pretty == "true" || pretty == "1" || pretty.empty();
    else
        format.pretty = agent.find("curl") != std::string_view::npos || agent.find("Mozilla") != std::string_view::npos;
    format.gzip = request.header("Accept-Encoding").find("gzip") != std::string_view::npos;
    const auto include = request.value("includeObject");
    format.include = include == "Object" ? KubeFormat::Include::Object : include == "None" ? KubeFormat::Include::None : KubeFormat::Include::Metadata;
    return format;
}

bool KubeSelection::matches(std::string_view object) const
{
    if (everything())
        return true;
    const auto parsed = Json::parse(object, nullptr, false);
    const auto *found = member(parsed, {"metadata", "labels"});
    return labels.matches(found ? *found : Json()) && fields.matches(parsed);
}

std::optional<KubeSelection> kubeSelection(const KindInfo &kind, const HttpRequest &request, HttpResponse &error)
{
    KubeSelection selection;
    std::string why;
    auto labels = LabelSelector::parse(request.value("labelSelector"), &why);
    if (!labels) {
        error = statusResponse(400, "BadRequest", why);
        return std::nullopt;
    }
    auto fields = FieldSelector::parse(kind, request.value("fieldSelector"), &why);
    if (!fields) {
        error = statusResponse(400, "BadRequest", "Unable to find \"" + kind.apiVersion() + ", Resource=" + kind.plural + "\" that match label selector \"\", field selector \"" + std::string(request.value("fieldSelector")) + "\": " + why);
        return std::nullopt;
    }
    selection.labels = std::move(*labels);
    selection.fields = std::move(*fields);
    return selection;
}

Json statusDetails(std::string_view name, const KindInfo &kind)
{
    Json details = Json::object();
    if (!name.empty())
        details["name"] = name;
    if (!kind.group.empty())
        details["group"] = kind.group;
    details["kind"] = kind.plural;
    return details;
}

HttpResponse kubeNotFound(const KindInfo &kind, std::string_view name)
{
    return statusResponse(404, "NotFound", kind.plural + (kind.group.empty() ? "" : '.' + kind.group) + " \"" + std::string(name) + "\" not found", statusDetails(name, kind));
}

HttpResponse worldErrorResponse(const WorldError &error, const KindInfo &kind, std::string_view name)
{
    auto details = statusDetails(name, kind);
    if (error.reason == "Invalid")
        details["kind"] = kind.kind;
    return statusResponse(error.code, error.reason, error.message, details);
}

HttpResponse kubeJson(std::string_view compact, const KubeFormat &format, int status)
{
    HttpResponse response{status, {{"Cache-Control", "no-cache, private"}, {"Content-Type", "application/json"}}, {}};
    response.body = format.pretty ? indented(compact, 2) : std::string(compact);
    response.body += '\n';
    // kube-apiserver compresses answers above 128 KiB only.
    if (format.gzip && response.body.size() > 128 * 1024) {
        std::string packed;
        GzipWriter().write(response.body, packed, true);
        response.body = std::move(packed);
        response.headers.emplace_back("Content-Encoding", "gzip");
        response.headers.emplace_back("Vary", "Accept-Encoding");
    }
    return response;
}

HttpResponse kubeObject(const State &state, const KindInfo &kind, std::string_view text, const KubeFormat &format, int status)
{
    if (format.as == KubeFormat::As::Metadata)
        return kubeJson(partialMetadata(text), format, status);
    if (format.as == KubeFormat::As::Table) {
        const auto version = firstStringValue(text, "resourceVersion");
        return kubeJson(R"({"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":")" + std::string(version) + R"("},"columnDefinitions":)" + tableColumns(kind)
                            + ",\"rows\":[" + tableRow(state, kind, text, format.include) + "]}",
                        format, status);
    }
    return kubeJson(text, format, status);
}

} // namespace sk::demo
