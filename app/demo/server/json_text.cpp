#include "json_text.h"

#include <array>
#include <cstdio>

namespace sk::demo {

void JsonIndenter::newLine(std::string &out) const
{
    out += '\n';
    out.append(static_cast<std::size_t>(m_depth * m_width), ' ');
}

void JsonIndenter::feed(std::string_view compact, std::string &out)
{
    for (const char c : compact) {
        if (m_inString) {
            out += c;
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"')
                m_inString = false;
            continue;
        }
        if (m_justOpened && c != '}' && c != ']') {
            m_justOpened = false;
            newLine(out);
        }
        switch (c) {
        case '"':
            m_inString = true;
            out += c;
            break;
        case '{':
        case '[':
            out += c;
            ++m_depth;
            m_justOpened = true;
            break;
        case '}':
        case ']':
            --m_depth;
            if (!m_justOpened)
                newLine(out);
            m_justOpened = false;
            out += c;
            break;
        case ',':
            out += c;
            newLine(out);
            break;
        case ':':
            out += ": ";
            break;
        default:
            out += c;
        }
    }
}

std::string indented(std::string_view compact, int width)
{
    std::string out;
    out.reserve(compact.size() + compact.size() / 2);
    JsonIndenter(width).feed(compact, out);
    return out;
}

std::string_view afterTypeMeta(std::string_view object)
{
    auto rest = object.substr(object.empty() ? 0 : 1);
    for (int i = 0; i < 2; ++i) {
        if (!rest.starts_with("\"kind\":\"") && !rest.starts_with("\"apiVersion\":\""))
            break;
        const auto value = rest.find(":\"") + 2;
        const auto end = rest.find('"', value);
        if (end == std::string_view::npos)
            break;
        rest.remove_prefix(end + 1);
        if (rest.starts_with(","))
            rest.remove_prefix(1);
    }
    return rest;
}

std::string withoutTypeMeta(std::string_view object)
{
    return "{" + std::string(afterTypeMeta(object));
}

bool isBuiltInGroup(std::string_view group)
{
    static constexpr std::array groups{"", "apps", "batch", "autoscaling", "policy", "extensions", "networking.k8s.io", "rbac.authorization.k8s.io",
                                       "storage.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "discovery.k8s.io", "events.k8s.io",
                                       "apiextensions.k8s.io", "apiregistration.k8s.io", "certificates.k8s.io", "admissionregistration.k8s.io",
                                       "node.k8s.io", "flowcontrol.apiserver.k8s.io", "metrics.k8s.io"};
    for (const std::string_view name : groups) {
        if (name == group)
            return true;
    }
    return false;
}

std::string_view firstStringValue(std::string_view object, std::string_view key)
{
    const auto needle = "\"" + std::string(key) + "\":\"";
    const auto at = object.find(needle);
    if (at == std::string_view::npos)
        return {};
    const auto start = at + needle.size();
    const auto end = object.find('"', start);
    return end == std::string_view::npos ? std::string_view() : object.substr(start, end - start);
}

std::string jsonString(std::string_view text)
{
    return dumpJson(Json(std::string(text)));
}

std::string dumpJson(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string htmlEscaped(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        default: out += c;
        }
    }
    return out;
}

Json statusObject(int code, std::string_view reason, std::string_view message, const Json &details)
{
    Json status{{"kind", "Status"}, {"apiVersion", "v1"}, {"metadata", Json::object()}, {"status", "Failure"}, {"message", message}};
    if (!reason.empty())
        status["reason"] = reason;
    if (!details.is_null())
        status["details"] = details;
    status["code"] = code;
    return status;
}

HttpResponse statusResponse(int code, std::string_view reason, std::string_view message, const Json &details)
{
    return {code, {{"Content-Type", "application/json"}}, dumpJson(statusObject(code, reason, message, details)) + "\n"};
}

HttpResponse textError(int code, std::string_view message)
{
    return {code, {{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}}, htmlEscaped(message) + "\n"};
}

HttpResponse oauthError(int code, std::string_view error, std::string_view description)
{
    Json body{{"error", error}};
    if (!description.empty())
        body["error_description"] = description;
    return kapisJson(body, code);
}

HttpResponse errStatus(int code, std::string_view reason, std::string_view message)
{
    return kapisJson(Json{{"ErrStatus", Json{{"metadata", Json::object()}, {"status", "Failure"}, {"message", message}, {"reason", reason}, {"code", code}}}}, code);
}

HttpResponse routerText(int code)
{
    const char *text = code == 404 ? "404: Page Not Found" : code == 405 ? "405: Method Not Allowed" : code == 406 ? "406: Not Acceptable" : "415: Unsupported Media Type";
    return {code, {{"Content-Type", "text/plain; charset=utf-8"}}, text};
}

HttpResponse goNotFound()
{
    return {404, {{"Content-Type", "text/plain; charset=utf-8"}, {"X-Content-Type-Options", "nosniff"}}, "404 page not found\n"};
}

HttpResponse kapisJson(const Json &value, int status)
{
    return kapisText(dumpJson(value), status);
}

HttpResponse kapisText(std::string_view compact, int status)
{
    return {status, {{"Content-Type", "application/json"}}, indented(compact, 1)};
}

} // namespace sk::demo
