#pragma once

#include <QString>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sk::kube {

/// UTF-8 as it is: unlike QString::fromUtf8() it keeps a leading byte order mark, which in JSON is part of the text.
[[nodiscard]] QString exactText(std::string_view utf8);

/// A read-only look at one value of a parsed JSON document, for projecting an object to cells.
///
/// Two machine words, copied freely. Valid only while the document that it came from is: on the decoder thread, inside the call that
/// received it. A missing key, a wrong type or null give an empty view, so chains need no checks:
/// `object["status"]["phase"].string()`. The parser behind it (simdjson) appears in no public header.
class JsonView {
public:
    JsonView() = default;

    [[nodiscard]] bool isNull() const; ///< also for a missing value
    [[nodiscard]] bool isObject() const;
    [[nodiscard]] bool isArray() const;
    [[nodiscard]] bool isString() const;
    [[nodiscard]] bool isNumber() const;
    [[nodiscard]] bool isBoolean() const;

    [[nodiscard]] JsonView operator[](std::string_view key) const; ///< a member; keys may hold any character ('.', '/')
    [[nodiscard]] JsonView at(std::size_t index) const; ///< an element
    [[nodiscard]] std::size_t size() const; ///< of an object or array; else 0

    [[nodiscard]] std::string_view string(std::string_view fallback = {}) const; ///< only of a string
    [[nodiscard]] QString text() const; ///< a string, number or boolean as text; else empty
    [[nodiscard]] std::int64_t integer(std::int64_t fallback = 0) const;
    [[nodiscard]] std::optional<double> number() const;
    [[nodiscard]] bool boolean(bool fallback = false) const;

    void eachElement(const std::function<void(JsonView)> &visit) const;
    void eachMember(const std::function<void(std::string_view key, JsonView value)> &visit) const;
    /// The first element for which `test` holds, else an empty view.
    [[nodiscard]] JsonView findElement(const std::function<bool(JsonView)> &test) const;

    /// The keys that lead here from the root of the document, an empty one for an element of an array; empty for an empty view. Looks
    /// for it from the root on: for what is shown once, not for every row.
    [[nodiscard]] QStringList path() const;

private:
    friend class JsonDocument;
    // A simdjson::dom::element by another name: its document and its place on the tape.
    const void *m_document = nullptr;
    std::size_t m_index = 0;
};

/// Owns a parsed text. Reuse one for many texts: its buffers stay. Any thread, one at a time.
class JsonDocument {
public:
    JsonDocument();
    ~JsonDocument();
    JsonDocument(const JsonDocument &) = delete;
    JsonDocument &operator=(const JsonDocument &) = delete;

    /// Views of the previous text become invalid. Nothing when the text is no JSON, nests deeper than 1,024 levels or is over 512 MiB.
    [[nodiscard]] std::optional<JsonView> parse(std::string_view text);
    /// Gives its buffers back: a page of a list leaves some 40 MB of them, and what a watch tells is small. Views become invalid.
    void release();
    [[nodiscard]] std::uint64_t bytesRead() const; ///< of all texts so far

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::kube
