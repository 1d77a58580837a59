#include "textpool.h"

#include <utility>

namespace sk::kube {

QString TextPool::get(std::string_view utf8)
{
    if (utf8.empty())
        return {};
    if (const auto found = m_young.find(utf8); found != m_young.end())
        return found->second;
    const auto found = m_old.find(utf8);
    const QString text = found != m_old.end() ? found->second : QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    remember(utf8, text);
    return text;
}

void TextPool::remember(std::string_view utf8, const QString &text)
{
    if (m_young.size() >= m_limit) {
        m_old = std::exchange(m_young, {});
        m_young.reserve(m_limit);
    }
    m_young.emplace(std::string(utf8), text);
}

} // namespace sk::kube
