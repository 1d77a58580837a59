#pragma once

#include <QString>

#include <string_view>
#include <unordered_map>

namespace sk::kube {

/// Gives equal texts one shared QString, so that 50,000 rows hold each namespace, node and image once. One thread.
///
/// Bounded: what was not asked for during the last `limit` new texts is forgotten (existing rows keep theirs). Texts of which each row
/// has another, as many label sets, would else cost more here than they do in the rows.
class TextPool {
public:
    explicit TextPool(std::size_t limit = 10'000)
        : m_limit(limit)
    {
    }
    [[nodiscard]] QString get(std::string_view utf8);

private:
    /// By the text's hash alone. Of two texts with one hash the later is not shared: rare, and harmless.
    using Texts = std::unordered_map<std::size_t, QString>;

    Texts m_young; ///< asked for lately
    Texts m_old; ///< the young ones of before
    std::size_t m_limit;
};

} // namespace sk::kube
