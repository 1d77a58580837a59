#pragma once

#include <sk/pages/pageaddress.h>

#include <QList>

#include <optional>

namespace sk::ui {

/// Where the user was, for Back and Forward.
class PageHistory {
public:
    /// Notes a visit; the same place twice is one. Forgets what lay ahead.
    void visit(const PageAddress &address)
    {
        if (m_at >= 0 && m_places.at(m_at) == address)
            return;
        m_places.resize(m_at + 1);
        m_places.append(address);
        if (m_places.size() > limit)
            m_places.removeFirst();
        m_at = static_cast<int>(m_places.size()) - 1;
    }
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at >= 0 && m_at + 1 < m_places.size(); }
    [[nodiscard]] std::optional<PageAddress> back() { return canGoBack() ? std::optional(m_places.at(--m_at)) : std::nullopt; }
    [[nodiscard]] std::optional<PageAddress> forward() { return canGoForward() ? std::optional(m_places.at(++m_at)) : std::nullopt; }
    void clear()
    {
        m_places.clear();
        m_at = -1;
    }

private:
    static constexpr int limit = 100;
    QList<PageAddress> m_places;
    int m_at = -1;
};

} // namespace sk::ui
