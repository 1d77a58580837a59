#include "selectors.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace sk::demo {

namespace {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())))
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
        text.remove_suffix(1);
    return text;
}

bool isLabelText(std::string_view text, bool slash)
{
    return std::all_of(text.begin(), text.end(), [slash](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_' || c == '.' || (slash && c == '/'); });
}

/// Splits at commas outside parentheses; nothing when a parenthesis is left open.
std::optional<std::vector<std::string_view>> splitTerms(std::string_view text)
{
    std::vector<std::string_view> terms;
    int depth = 0;
    std::size_t start = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '(')
            ++depth;
        else if (text[i] == ')')
            --depth;
        else if (text[i] == ',' && depth == 0) {
            terms.push_back(trimmed(text.substr(start, i - start)));
            start = i + 1;
        }
        if (depth < 0)
            return std::nullopt;
    }
    if (depth != 0)
        return std::nullopt;
    terms.push_back(trimmed(text.substr(start)));
    return terms;
}

} // namespace

const Json *member(const Json &object, std::initializer_list<const char *> path)
{
    const Json *current = &object;
    for (const char *key : path) {
        if (!current->is_object())
            return nullptr;
        const auto found = current->find(key);
        if (found == current->end())
            return nullptr;
        current = &*found;
    }
    return current;
}

std::string memberText(const Json &object, std::initializer_list<const char *> path)
{
    const auto *value = member(object, path);
    return value && value->is_string() ? value->get<std::string>() : std::string();
}

std::optional<LabelSelector> LabelSelector::parse(std::string_view text, std::string *error)
{
    LabelSelector selector;
    if (trimmed(text).empty())
        return selector;
    const auto fail = [&](const std::string &why) -> std::optional<LabelSelector> {
        if (error)
            *error = "unable to parse requirement: " + why;
        return std::nullopt;
    };
    const auto terms = splitTerms(text);
    if (!terms)
        return fail("found '', expected: ',' or ')'");
    for (auto term : *terms) {
        Requirement requirement;
        using Operator = Requirement::Operator;
        std::string_view key = term;
        if (const auto open = term.find('('); open != std::string_view::npos) {
            auto head = trimmed(term.substr(0, open));
            const auto blank = head.find_last_of(" \t");
            if (blank == std::string_view::npos || term.back() != ')')
                return fail("found '" + std::string(term) + "', expected: in, notin");
            const auto word = head.substr(blank + 1);
            if (word != "in" && word != "notin")
                return fail("found '" + std::string(word) + "', expected: in, notin");
            requirement.op = word == "in" ? Operator::In : Operator::NotIn;
            key = trimmed(head.substr(0, blank));
            auto values = term.substr(open + 1, term.size() - open - 2);
            while (true) {
                const auto comma = values.find(',');
                requirement.values.emplace_back(trimmed(values.substr(0, comma)));
                if (comma == std::string_view::npos)
                    break;
                values.remove_prefix(comma + 1);
            }
        } else if (const auto equals = term.find('='); equals != std::string_view::npos) {
            const bool negative = equals > 0 && term[equals - 1] == '!';
            requirement.op = negative ? Operator::NotIn : Operator::In;
            key = trimmed(term.substr(0, negative ? equals - 1 : equals));
            auto value = term.substr(equals + 1);
            if (value.starts_with("=") && !negative)
                value.remove_prefix(1);
            requirement.values.emplace_back(trimmed(value));
        } else if (term.starts_with("!")) {
            requirement.op = Operator::Missing;
            key = trimmed(term.substr(1));
        }
        if (key.empty() || !isLabelText(key, true))
            return fail("invalid label key \"" + std::string(key) + '"');
        for (const auto &value : requirement.values) {
            if (!isLabelText(value, false))
                return fail("invalid label value: \"" + value + '"');
        }
        requirement.key = std::string(key);
        selector.m_requirements.push_back(std::move(requirement));
    }
    return selector;
}

bool LabelSelector::matches(const Json &labels) const
{
    using Operator = Requirement::Operator;
    return std::all_of(m_requirements.begin(), m_requirements.end(), [&labels](const Requirement &requirement) {
        const Json *value = nullptr;
        if (labels.is_object()) {
            if (const auto found = labels.find(requirement.key); found != labels.end() && found->is_string())
                value = &*found;
        }
        const bool listed = value && std::find(requirement.values.begin(), requirement.values.end(), value->get_ref<const std::string &>()) != requirement.values.end();
        switch (requirement.op) {
        case Operator::In: return listed;
        case Operator::NotIn: return !listed;
        case Operator::Exists: return value != nullptr;
        case Operator::Missing: return value == nullptr;
        }
        return false;
    });
}

std::optional<FieldSelector> FieldSelector::parse(const KindInfo &kind, std::string_view text, std::string *error)
{
    FieldSelector selector;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto term = text.substr(0, comma);
        text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
        if (term.empty())
            continue;
        const auto equals = term.find('=');
        if (equals == std::string_view::npos) {
            *error = "invalid selector: '" + std::string(term) + "'; can't understand '" + std::string(term) + '\'';
            return std::nullopt;
        }
        Requirement requirement;
        requirement.equal = !(equals > 0 && term[equals - 1] == '!');
        requirement.field = std::string(term.substr(0, requirement.equal ? equals : equals - 1));
        auto value = term.substr(equals + 1);
        if (value.starts_with("=") && requirement.equal)
            value.remove_prefix(1);
        requirement.value = std::string(value);
        const std::string_view field = requirement.field;
        const auto is = [&kind](const char *name) { return kind.kind == name; };
        const bool known = field == "metadata.name" || (field == "metadata.namespace" && kind.namespaced)
            || (is("Pod")
                && (field == "spec.nodeName" || field == "status.phase" || field == "spec.restartPolicy" || field == "spec.schedulerName"
                    || field == "spec.serviceAccountName" || field == "status.podIP" || field == "status.nominatedNodeName"))
            || (is("Node") && field == "spec.unschedulable") || (is("Namespace") && field == "status.phase") || (is("Secret") && field == "type")
            || (is("Job") && field == "status.successful") || (is("ReplicaSet") && field == "status.replicas")
            || (is("Event") && (field.starts_with("involvedObject.") || field == "reason" || field == "type" || field == "source" || field == "reportingComponent"));
        if (!known) {
            *error = "field label not supported: " + requirement.field;
            return std::nullopt;
        }
        selector.m_requirements.push_back(std::move(requirement));
    }
    return selector;
}

bool FieldSelector::matches(const Json &object) const
{
    return std::all_of(m_requirements.begin(), m_requirements.end(), [&object](const Requirement &requirement) {
        const Json *current = &object;
        std::string_view path = requirement.field == "source" ? std::string_view("source.component") : std::string_view(requirement.field);
        while (current && !path.empty()) {
            const auto dot = path.find('.');
            const auto key = std::string(path.substr(0, dot));
            path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
            const auto found = current->is_object() ? current->find(key) : current->end();
            current = current->is_object() && found != current->end() ? &*found : nullptr;
        }
        std::string actual;
        if (current)
            actual = current->is_string() ? current->get<std::string>() : current->dump();
        else if (requirement.field == "spec.unschedulable")
            actual = "false";
        return (actual == requirement.value) == requirement.equal;
    });
}

std::optional<std::string> FieldSelector::exactName() const
{
    for (const auto &requirement : m_requirements) {
        if (requirement.field == "metadata.name" && requirement.equal)
            return requirement.value;
    }
    return std::nullopt;
}

} // namespace sk::demo
