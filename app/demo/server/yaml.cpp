#include "yaml.h"

#include <yaml-cpp/yaml.h>

#include <charconv>

namespace sk::demo {

namespace {

Json scalar(const YAML::Node &node)
{
    const auto &text = node.Scalar();
    if (node.Tag() == "!") // quoted
        return text;
    if (text.empty() || text == "~" || text == "null")
        return nullptr;
    if (text == "true" || text == "false")
        return text == "true";
    std::int64_t integer = 0;
    const auto *end = text.data() + text.size();
    if (const auto [stop, problem] = std::from_chars(text.data(), end, integer); problem == std::errc() && stop == end)
        return integer;
    double number = 0;
    if (const auto [stop, problem] = std::from_chars(text.data(), end, number); problem == std::errc() && stop == end)
        return number;
    return text;
}

Json convert(const YAML::Node &node)
{
    if (node.IsScalar())
        return scalar(node);
    if (node.IsSequence()) {
        Json list = Json::array();
        for (const auto &item : node)
            list.push_back(convert(item));
        return list;
    }
    if (node.IsMap()) {
        Json object = Json::object();
        for (const auto &pair : node)
            object[pair.first.Scalar()] = convert(pair.second);
        return object;
    }
    return nullptr;
}

} // namespace

std::optional<Json> parseYamlObject(const std::string &text)
{
    try {
        const auto node = YAML::Load(text);
        if (!node.IsMap())
            return std::nullopt;
        return convert(node);
    } catch (const YAML::Exception &) {
        return std::nullopt;
    }
}

} // namespace sk::demo
