#pragma once

#include <sk/world/world.h>

#include "http_types.h"

/// JSON as text: objects come from the world ready rendered, and most answers only put them together.
namespace sk::demo {

/// Writes compact JSON with line breaks, `width` blanks a level, as Go's encoder indents: `{}` and `[]` stay together.
class JsonIndenter {
public:
    explicit JsonIndenter(int width)
        : m_width(width)
    {
    }
    /// Takes the next piece of the compact text, which may be cut anywhere.
    void feed(std::string_view compact, std::string &out);

private:
    void newLine(std::string &out) const;
    int m_width;
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    bool m_justOpened = false;
};

[[nodiscard]] std::string indented(std::string_view compact, int width);
/// `{"kind":"Pod","apiVersion":"v1","metadata":…` → `{"metadata":…`: items of built-in kinds carry no type in lists.
[[nodiscard]] std::string_view afterTypeMeta(std::string_view object);
[[nodiscard]] std::string withoutTypeMeta(std::string_view object);
/// Whether the group belongs to Kubernetes itself, so that its lists hold items without a type.
[[nodiscard]] bool isBuiltInGroup(std::string_view group);
/// The raw text of the first `"key":"…"` at any depth; empty when absent. For keys whose first occurrence is known.
[[nodiscard]] std::string_view firstStringValue(std::string_view object, std::string_view key);
[[nodiscard]] std::string jsonString(std::string_view text);
[[nodiscard]] std::string dumpJson(const Json &value);
[[nodiscard]] std::string htmlEscaped(std::string_view text);

/// @name The shapes of an error, contract 4.5
/// @{
[[nodiscard]] Json statusObject(int code, std::string_view reason, std::string_view message, const Json &details = nullptr);
/// (a) a `metav1.Status` and a line break
[[nodiscard]] HttpResponse statusResponse(int code, std::string_view reason, std::string_view message, const Json &details = nullptr);
/// (b) text and a line break, HTML-escaped
[[nodiscard]] HttpResponse textError(int code, std::string_view message);
/// (c)
[[nodiscard]] HttpResponse oauthError(int code, std::string_view error, std::string_view description);
/// (e)
[[nodiscard]] HttpResponse errStatus(int code, std::string_view reason, std::string_view message);
/// (f) of ks-apiserver's own router: no line break
[[nodiscard]] HttpResponse routerText(int code);
/// (f) of Go's: `404 page not found` and a line break
[[nodiscard]] HttpResponse goNotFound();
/// @}

/// A JSON answer of `/kapis` and `/oauth`: indented by one blank, no final line break.
[[nodiscard]] HttpResponse kapisJson(const Json &value, int status = 200);
[[nodiscard]] HttpResponse kapisText(std::string_view compact, int status = 200);

} // namespace sk::demo
