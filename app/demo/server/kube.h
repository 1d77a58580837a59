#pragma once

#include "access.h"
#include "selectors.h"

/// The proxied Kubernetes API: `/api` and `/apis`.
namespace sk::demo {

/// How the client wants an answer to look.
struct KubeFormat {
    enum class As { Object, Table, Metadata } as = As::Object;
    bool pretty = false; ///< two blanks a level
    bool gzip = false;
    enum class Include { Metadata, Object, None } include = Include::Metadata; ///< what a table row holds
};
[[nodiscard]] KubeFormat kubeFormat(const HttpRequest &request);

/// Both selectors of a request, ready to ask.
struct KubeSelection {
    LabelSelector labels;
    FieldSelector fields;

    [[nodiscard]] bool everything() const { return labels.empty() && fields.empty(); }
    [[nodiscard]] bool matches(std::string_view object) const;
};
/// Nothing and the 400 when one is broken.
[[nodiscard]] std::optional<KubeSelection> kubeSelection(const KindInfo &kind, const HttpRequest &request, HttpResponse &error);

/// `details` as kube-apiserver writes them: the group is left out when empty.
[[nodiscard]] Json statusDetails(std::string_view name, const KindInfo &kind);
[[nodiscard]] HttpResponse kubeNotFound(const KindInfo &kind, std::string_view name);
[[nodiscard]] HttpResponse worldErrorResponse(const WorldError &error, const KindInfo &kind, std::string_view name);
/// Headers of the proxy, formatting and compression around a compact JSON text.
[[nodiscard]] HttpResponse kubeJson(std::string_view compact, const KubeFormat &format, int status = 200);
/// One object in the form asked for.
[[nodiscard]] HttpResponse kubeObject(const State &state, const KindInfo &kind, std::string_view text, const KubeFormat &format, int status = 200);

/// @name Tables (table.cpp)
/// @{
[[nodiscard]] std::string tableColumns(const KindInfo &kind);
[[nodiscard]] std::string tableRow(const State &state, const KindInfo &kind, std::string_view object, KubeFormat::Include include);
/// A `PartialObjectMetadata` of an object, with or without its type.
[[nodiscard]] std::string partialMetadata(std::string_view object, bool typed = true);
/// @}

void answerKube(State &state, const HttpRequest &request, const RequestInfo &info, const ExchangePtr &exchange);
[[nodiscard]] std::optional<HttpResponse> answerDiscovery(const State &state, const HttpRequest &request, const RequestInfo &info);
void answerKubeList(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info, const ExchangePtr &exchange);
void answerKubeWatch(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info, const ExchangePtr &exchange);
/// create, update, patch, delete and the sub-resources that write.
[[nodiscard]] HttpResponse answerKubeWrite(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info);
void answerPodLog(State &state, const HttpRequest &request, const RequestInfo &info, const ExchangePtr &exchange);
[[nodiscard]] HttpResponse answerReviews(const State &state, const HttpRequest &request, const RequestInfo &info);
/// The containers of a pod by name, or the 400 that asks for one.
[[nodiscard]] std::variant<std::string, HttpResponse> chosenContainer(const Json &pod, std::string_view asked);

/// Compresses with gzip.
class GzipWriter {
public:
    GzipWriter();
    ~GzipWriter();
    GzipWriter(const GzipWriter &) = delete;
    GzipWriter &operator=(const GzipWriter &) = delete;
    void write(std::string_view text, std::string &out, bool last);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::demo
