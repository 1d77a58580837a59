#pragma once

#include <sk/world/world.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sk::demo {

/// A Kubernetes label selector: `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b)`, `a`, `!a`, joined by commas.
class LabelSelector {
public:
    /// Nothing when the text is broken; then `error` says why, as kube-apiserver does.
    [[nodiscard]] static std::optional<LabelSelector> parse(std::string_view text, std::string *error = nullptr);
    [[nodiscard]] bool empty() const { return m_requirements.empty(); }
    /// `labels`: an object of strings, or null.
    [[nodiscard]] bool matches(const Json &labels) const;

private:
    struct Requirement {
        enum class Operator { In, NotIn, Exists, Missing } op = Operator::Exists;
        std::string key;
        std::vector<std::string> values;
    };
    std::vector<Requirement> m_requirements;
};

/// A field selector: `metadata.name=x,status.phase!=Running`; the fields are those of the known kinds.
class FieldSelector {
public:
    [[nodiscard]] static std::optional<FieldSelector> parse(const KindInfo &kind, std::string_view text, std::string *error);
    [[nodiscard]] bool empty() const { return m_requirements.empty(); }
    [[nodiscard]] bool matches(const Json &object) const;
    /// The one name that can match, when `metadata.name=` is asked for.
    [[nodiscard]] std::optional<std::string> exactName() const;

private:
    struct Requirement {
        std::string field;
        std::string value;
        bool equal = true;
    };
    std::vector<Requirement> m_requirements;
};

/// The value at a path of members; null when there is none.
[[nodiscard]] const Json *member(const Json &object, std::initializer_list<const char *> path);
/// The text at a path of members; empty when there is none.
[[nodiscard]] std::string memberText(const Json &object, std::initializer_list<const char *> path);

} // namespace sk::demo
