#include "textpool.h"

namespace sk::kube {

QString TextPool::get(std::string_view utf8)
{
    if (utf8.empty())
        return {};
    if (const auto found = m_texts.find(utf8); found != m_texts.end())
        return found->second;
    if (m_texts.size() >= m_limit)
        m_texts.clear();
    QString text = QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    m_texts.emplace(std::string(utf8), text);
    return text;
}

} // namespace sk::kube
