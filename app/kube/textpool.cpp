#include "textpool.h"

#include <utility>

namespace sk::kube {

QString TextPool::get(std::string_view utf8)
{
    if (utf8.empty())
        return {};
    const std::size_t hash = std::hash<std::string_view>{}(utf8);
    const auto is = [utf8](const QString &text) { return QAnyStringView::equal(text, QUtf8StringView(utf8.data(), static_cast<qsizetype>(utf8.size()))); };
    const auto young = m_young.find(hash);
    if (young != m_young.end() && is(young->second))
        return young->second;
    const auto old = m_old.find(hash);
    const QString text = old != m_old.end() && is(old->second) ? old->second : QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    if (young != m_young.end())
        return text;
    if (m_young.size() >= m_limit) {
        m_old = std::exchange(m_young, {});
        m_young.reserve(m_limit);
    }
    m_young.emplace(hash, text);
    return text;
}

} // namespace sk::kube
