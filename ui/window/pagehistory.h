#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace sk::ui {

/// A place where the user was, with all that is needed to find it again as it was left.
struct PagePlace {
    QString kind; ///< id
    QStringList namespaces; ///< chosen; empty: all
    QString filter;
    QString selectedNamespace, selectedName; ///< empty: nothing was selected
    int scroll = 0; ///< of the table, in pixels
    QString view = {}; ///< id of the saved view; empty: the kind's own page

    /// The same list: how it was left does not matter.
    [[nodiscard]] bool sameAs(const PagePlace &other) const { return kind == other.kind && view == other.view && namespaces == other.namespaces && filter == other.filter; }
};

/// Where the user was, for Back and Forward.
class PageHistory {
public:
    /// Notes a visit; the same place twice is one. Forgets what lay ahead.
    void visit(const PagePlace &place)
    {
        if (m_at >= 0 && m_places.at(m_at).sameAs(place))
            return;
        m_places.resize(m_at + 1);
        m_places.append(place);
        if (m_places.size() > limit)
            m_places.removeFirst();
        m_at = static_cast<int>(m_places.size()) - 1;
    }
    /// How the present place looks now that it is left.
    void update(const PagePlace &place)
    {
        if (m_at >= 0)
            m_places[m_at] = place;
    }
    [[nodiscard]] const PagePlace *present() const { return m_at >= 0 ? &m_places.at(m_at) : nullptr; }
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at >= 0 && m_at + 1 < m_places.size(); }
    [[nodiscard]] std::optional<PagePlace> back() { return canGoBack() ? std::optional(m_places.at(--m_at)) : std::nullopt; }
    [[nodiscard]] std::optional<PagePlace> forward() { return canGoForward() ? std::optional(m_places.at(++m_at)) : std::nullopt; }
    void clear()
    {
        m_places.clear();
        m_at = -1;
    }

private:
    static constexpr int limit = 100;
    QList<PagePlace> m_places;
    int m_at = -1;
};

} // namespace sk::ui
