#pragma once

#include <QString>

#include <string>
#include <string_view>
#include <unordered_map>

namespace sk::kube {

/// Gives equal texts one shared QString, so that 50,000 rows hold each namespace, node and image once. One thread; bounded:
/// past `limit` different texts it starts afresh (existing rows keep theirs).
class TextPool {
public:
    explicit TextPool(std::size_t limit = 200'000)
        : m_limit(limit)
    {
    }
    [[nodiscard]] QString get(std::string_view utf8);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, QString, Hash, std::equal_to<>> m_texts;
    std::size_t m_limit;
};

} // namespace sk::kube
