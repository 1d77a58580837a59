#include "accounts.h"
#include "budgets.h"
#include "kube.h"
#include "node_ports.h"
#include "patch.h"
#include "yaml.h"

#include <algorithm>

namespace sk::demo {

namespace {

bool isDryRun(const HttpRequest &request)
{
    return request.value("dryRun") == "All";
}

HttpResponse badRequest(std::string_view message)
{
    return statusResponse(400, "BadRequest", message);
}

/// Reads a JSON body, or the 400 of kube-apiserver.
std::variant<Json, HttpResponse> readObject(const KindInfo &kind, const std::string &body)
{
    auto object = Json::parse(body, nullptr, false);
    if (object.is_discarded()) {
        const bool cut = !body.empty() && (body.back() == ':' || body.back() == ',' || body.back() == '{' || body.back() == '[');
        return badRequest("the object provided is unrecognized (must be of type " + kind.kind + "): couldn't get version/kind; json parse error: "
                          + (cut || body.empty() ? "unexpected end of JSON input" : "invalid character in the object") + " (" + body.substr(0, 100) + ')');
    }
    if (!object.is_object())
        return badRequest("the object provided is unrecognized (must be of type " + kind.kind + ')');
    const auto given = object.value("kind", kind.kind);
    const auto version = object.value("apiVersion", kind.apiVersion());
    if (given != kind.kind || version != kind.apiVersion())
        return badRequest("the API version in the data (" + version + ") does not match the expected API version (" + kind.apiVersion() + ')');
    return object;
}

std::string goMap(const Json &labels)
{
    std::string text = "map[string]string{";
    std::vector<std::string> pairs;
    for (const auto &[key, value] : labels.items())
        pairs.push_back(jsonString(key) + ':' + value.dump());
    std::sort(pairs.begin(), pairs.end());
    for (std::size_t i = 0; i < pairs.size(); ++i)
        text += (i ? ", " : "") + pairs[i];
    return text + '}';
}

/// The two rules that operators run into first: a workload's selector fits its template, and never changes.
std::optional<HttpResponse> invalidWorkload(const KindInfo &kind, const Json &before, const Json &after)
{
    const auto *wanted = member(after, {"spec", "selector", "matchLabels"});
    const auto *was = member(before, {"spec", "selector", "matchLabels"});
    if (kind.group != "apps" || !wanted || !wanted->is_object())
        return std::nullopt;
    Json causes = Json::array();
    std::vector<std::string> texts;
    const auto add = [&](const char *field, const std::string &message) {
        causes.push_back(Json{{"reason", "FieldValueInvalid"}, {"message", message}, {"field", field}});
        texts.push_back(std::string(field) + ": " + message);
    };
    const auto *labels = member(after, {"spec", "template", "metadata", "labels"});
    for (const auto &[key, value] : wanted->items()) {
        if (!labels || !labels->contains(key) || labels->at(key) != value) {
            add("spec.template.metadata.labels", "Invalid value: " + goMap(labels ? *labels : Json::object()) + ": `selector` does not match template `labels`");
            break;
        }
    }
    if (was && *was != *wanted)
        add("spec.selector", "Invalid value: v1.LabelSelector{MatchLabels:" + goMap(*wanted) + ", MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable");
    if (causes.empty())
        return std::nullopt;
    std::string all;
    for (const auto &text : texts)
        all += (all.empty() ? "" : ", ") + text;
    const auto name = memberText(before, {"metadata", "name"});
    return statusResponse(422, "Invalid", kind.kind + '.' + kind.group + " \"" + name + "\" is invalid: " + (texts.size() > 1 ? '[' + all + ']' : all),
                          Json{{"name", name}, {"group", kind.group}, {"kind", kind.kind}, {"causes", causes}});
}

HttpResponse writeAnswer(State &state, const KindInfo &kind, const HttpRequest &request, std::string_view name, std::variant<Json, WorldError> result, int status = 200)
{
    if (const auto *error = std::get_if<WorldError>(&result))
        return worldErrorResponse(*error, kind, name);
    return kubeObject(state, kind, dumpJson(std::get<Json>(result)), kubeFormat(request), status);
}

HttpResponse create(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info)
{
    auto read = readObject(kind, request.body);
    if (auto *error = std::get_if<HttpResponse>(&read))
        return std::move(*error);
    auto object = std::move(std::get<Json>(read));
    const auto nameSpace = memberText(object, {"metadata", "namespace"});
    if (kind.namespaced && !nameSpace.empty() && nameSpace != info.nameSpace)
        return badRequest("the namespace of the provided object does not match the namespace sent on the request");
    if (kind.namespaced && info.nameSpace.empty())
        return statusResponse(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", Json::object());
    auto name = memberText(object, {"metadata", "name"});
    if (name.empty()) {
        const auto stem = memberText(object, {"metadata", "generateName"});
        if (stem.empty())
            return statusResponse(422, "Invalid", kind.kind + " \"\" is invalid: metadata.name: Required value: name or generateName is required",
                                  Json{{"kind", kind.kind}, {"causes", Json::array({Json{{"reason", "FieldValueRequired"}, {"message", "Required value: name or generateName is required"}, {"field", "metadata.name"}}})}});
        constexpr std::string_view letters = "bcdfghjklmnpqrstvwxz2456789";
        auto seed = state.world->resourceVersion() * 2654435761U + 12345;
        name = stem;
        for (int i = 0; i < 5; ++i, seed /= letters.size())
            name += letters[seed % letters.size()];
        object["metadata"]["name"] = name;
    }
    if (kind.kind == "Service") {
        if (const auto refused = assignNodePorts(state, info.nameSpace, nullptr, object, isDryRun(request)))
            return worldErrorResponse(*refused, kind, name);
    }
    return writeAnswer(state, kind, request, name, state.world->create(kind, info.nameSpace, std::move(object), isDryRun(request)), 201);
}

HttpResponse applyTo(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info, Json object)
{
    const auto before = state.world->object(kind, info.nameSpace, info.name);
    if (!before)
        return kubeNotFound(kind, info.name);
    const auto name = memberText(object, {"metadata", "name"});
    if (!name.empty() && name != info.name)
        return badRequest("the name of the object (" + name + ") does not match the name on the URL (" + info.name + ')');
    // A main write never changes the status where there is a status sub-resource, and the other way round.
    const bool hasStatus = std::find(kind.subresources.begin(), kind.subresources.end(), "status") != kind.subresources.end();
    if (info.subresource == "status") {
        Json merged = *before;
        if (object.contains("status"))
            merged["status"] = object["status"];
        if (const auto *version = member(object, {"metadata", "resourceVersion"}))
            merged["metadata"]["resourceVersion"] = *version;
        object = std::move(merged);
    } else if (hasStatus && before->contains("status")) {
        object["status"] = before->at("status");
    }
    const auto *version = member(object, {"metadata", "resourceVersion"});
    const bool stale = version && version->is_string() && !version->get<std::string>().empty() && *version != before->at("metadata").at("resourceVersion");
    if (!stale) {
        if (auto invalid = invalidWorkload(kind, *before, object))
            return std::move(*invalid);
    }
    const bool account = kind.plural == "users" && kind.group == state.group("iam");
    if (account) {
        if (const auto refused = refusedPassword(state, object))
            return worldErrorResponse(*refused, kind, info.name);
        if (!stale && !isDryRun(request))
            takeUserWrite(state, object);
    }
    if (kind.kind == "Service" && !stale && info.subresource.empty()) {
        if (const auto refused = assignNodePorts(state, info.nameSpace, &*before, object, isDryRun(request)))
            return worldErrorResponse(*refused, kind, info.name);
    }
    const auto part = info.subresource == "status" ? World::Part::Status : World::Part::Main;
    return writeAnswer(state, kind, request, info.name, state.world->update(kind, info.nameSpace, info.name, std::move(object), isDryRun(request), part));
}

HttpResponse patchScaleOrObject(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info, const Json &before, const Json &patch, std::string_view type)
{
    if (type == "application/json-patch+json") {
        auto result = applyJsonPatch(before, patch);
        if (const auto *error = std::get_if<PatchError>(&result))
            return statusResponse(error->code, error->code == 422 ? "Invalid" : "BadRequest", error->message);
        return applyTo(state, kind, request, info, std::get<Json>(std::move(result)));
    }
    const bool strategic = type == "application/strategic-merge-patch+json" || type == "application/apply-patch+yaml";
    return applyTo(state, kind, request, info, strategic ? applyStrategicPatch(before, patch) : applyMergePatch(before, patch));
}

HttpResponse scale(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info, const Json &body)
{
    const auto *replicas = member(body, {"spec", "replicas"});
    auto object = state.world->object(kind, info.nameSpace, info.name);
    if (!object)
        return kubeNotFound(kind, info.name);
    if (!replicas || !replicas->is_number_integer())
        return badRequest("Scale: spec.replicas is expected");
    if (replicas->get<std::int64_t>() < 0)
        return statusResponse(422, "Invalid", "Scale.autoscaling \"" + info.name + "\" is invalid: spec.replicas: Invalid value: " + replicas->dump() + ": must be greater than or equal to 0", Json{{"name", info.name}, {"group", "autoscaling"}, {"kind", "Scale"}});
    (*object)["spec"]["replicas"] = *replicas;
    if (const auto version = memberText(body, {"metadata", "resourceVersion"}); !version.empty())
        (*object)["metadata"]["resourceVersion"] = version;
    const auto selector = member(*object, {"spec", "selector", "matchLabels"});
    auto result = state.world->update(kind, info.nameSpace, info.name, *object, isDryRun(request));
    if (const auto *error = std::get_if<WorldError>(&result))
        return worldErrorResponse(*error, kind, info.name);
    const auto &after = std::get<Json>(result);
    Json metadata = Json::object();
    for (const char *key : {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
        if (const auto *value = member(after, {"metadata", key}))
            metadata[key] = *value;
    }
    std::string labels;
    if (selector) {
        for (const auto &[key, value] : selector->items())
            labels += (labels.empty() ? "" : ",") + key + '=' + value.get<std::string>();
    }
    const auto *there = member(after, {"status", "replicas"});
    return kubeJson(dumpJson(Json{{"kind", "Scale"}, {"apiVersion", "autoscaling/v1"}, {"metadata", metadata}, {"spec", Json{{"replicas", *replicas}}}, {"status", Json{{"replicas", there ? *there : Json(0)}, {"selector", labels}}}}), kubeFormat(request));
}

HttpResponse patch(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info)
{
    auto type = request.header("Content-Type");
    type = type.substr(0, type.find(';'));
    const bool apply = type == "application/apply-patch+yaml";
    if (!apply && type != "application/json-patch+json" && type != "application/merge-patch+json" && type != "application/strategic-merge-patch+json")
        return statusResponse(415, "UnsupportedMediaType", "415: Unsupported Media Type", Json::object());
    // Custom resources have no strategic patch.
    if (type == "application/strategic-merge-patch+json" && !isBuiltInGroup(kind.group))
        return statusResponse(415, "UnsupportedMediaType", "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml", Json::object());
    Json body;
    if (apply) {
        if (request.value("fieldManager").empty())
            return statusResponse(422, "Invalid", "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch", Json{{"group", "meta.k8s.io"}, {"kind", "PatchOptions"}});
        auto parsed = parseYamlObject(request.body);
        if (!parsed)
            return badRequest("error decoding YAML: the text is not a mapping");
        body = std::move(*parsed);
    } else {
        body = Json::parse(request.body, nullptr, false);
        if (body.is_discarded())
            return badRequest("error decoding patch: invalid JSON");
    }
    if (info.subresource == "scale")
        return scale(state, kind, request, info, body);
    const auto before = state.world->object(kind, info.nameSpace, info.name);
    if (!before) {
        if (!apply)
            return kubeNotFound(kind, info.name);
        return writeAnswer(state, kind, request, info.name, state.world->create(kind, info.nameSpace, std::move(body), isDryRun(request)), 201);
    }
    return patchScaleOrObject(state, kind, request, info, *before, body, type);
}

HttpResponse removeObject(State &state, const KindInfo &kind, const HttpRequest &request, std::string_view nameSpace, std::string_view name)
{
    auto result = state.world->remove(kind, nameSpace, name, isDryRun(request));
    if (const auto *error = std::get_if<WorldError>(&result))
        return worldErrorResponse(*error, kind, name);
    const auto &object = std::get<Json>(result);
    // Pods, and what stays as "Terminating", answer with the object; the rest with a Status that says Success.
    if (member(object, {"metadata", "deletionTimestamp"}) || kind.kind == "Pod" || kind.kind == "Namespace" || kind.kind == "PersistentVolumeClaim" || kind.kind == "PersistentVolume" || kind.kind == "ServiceAccount")
        return kubeObject(state, kind, dumpJson(object), kubeFormat(request));
    auto details = statusDetails(name, kind);
    details["uid"] = memberText(object, {"metadata", "uid"});
    return kubeJson(dumpJson(Json{{"kind", "Status"}, {"apiVersion", "v1"}, {"metadata", Json::object()}, {"status", "Success"}, {"details", details}}), kubeFormat(request));
}

HttpResponse removeCollection(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info)
{
    HttpResponse error;
    const auto selection = kubeSelection(kind, request, error);
    if (!selection)
        return error;
    std::vector<std::pair<std::string, std::string>> doomed;
    state.world->each(kind, info.nameSpace, {}, {}, [&](const Entry &entry) {
        if (selection->matches(state.world->text(kind, entry.nameSpace, entry.name)))
            doomed.emplace_back(entry.nameSpace, entry.name);
        return true;
    });
    std::string items;
    for (const auto &[nameSpace, name] : doomed) {
        const auto text = state.world->text(kind, nameSpace, name);
        const auto result = state.world->remove(kind, nameSpace, name, isDryRun(request));
        if (std::holds_alternative<Json>(result))
            items += (items.empty() ? "" : ",") + withoutTypeMeta(text);
    }
    return kubeJson("{\"kind\":\"" + kind.kind + "List\",\"apiVersion\":\"" + kind.apiVersion() + "\",\"metadata\":{\"resourceVersion\":\"" + std::to_string(state.world->resourceVersion()) + "\"},\"items\":[" + items + "]}", kubeFormat(request));
}

HttpResponse answerWrite(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info)
{
    if (info.subresource == "eviction" && info.verb == "create")
        return answerEviction(state, kind, request, info);
    const bool collection = info.verb == "create" || info.verb == "deletecollection";
    if (std::find(kind.verbs.begin(), kind.verbs.end(), info.verb) == kind.verbs.end() || collection != info.name.empty()) {
        return statusResponse(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", Json::object());
    }
    if (info.verb == "create")
        return create(state, kind, request, info);
    if (info.verb == "patch")
        return patch(state, kind, request, info);
    if (info.verb == "delete")
        return removeObject(state, kind, request, info.nameSpace, info.name);
    if (info.verb == "deletecollection")
        return removeCollection(state, kind, request, info);
    if (info.subresource == "scale") {
        const auto body = Json::parse(request.body, nullptr, false);
        return body.is_object() ? scale(state, kind, request, info, body) : badRequest("the object provided is unrecognized (must be of type Scale)");
    }
    auto read = readObject(kind, request.body);
    if (auto *error = std::get_if<HttpResponse>(&read))
        return std::move(*error);
    return applyTo(state, kind, request, info, std::get<Json>(std::move(read)));
}

} // namespace

HttpResponse answerKubeWrite(State &state, const KindInfo &kind, const HttpRequest &request, const RequestInfo &info)
{
    auto answer = answerWrite(state, kind, request, info);
    if (kind.kind == "Service")
        closeUnusedNodePorts(state);
    else if (kind.kind == "PodDisruptionBudget" && answer.status < 300 && !isDryRun(request))
        settleBudgets(state);
    return answer;
}

} // namespace sk::demo
