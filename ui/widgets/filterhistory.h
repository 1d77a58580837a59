#pragma once

#include <QStringList>

#include <optional>

namespace sk::widgets {

/// What was filtered by before, newest first, and a walk through it that comes back to what was being typed.
class FilterHistory {
public:
    void set(const QStringList &entries)
    {
        m_entries = entries;
        m_at = -1;
    }
    [[nodiscard]] const QStringList &entries() const { return m_entries; }
    [[nodiscard]] bool walking() const { return m_at >= 0; }

    void remember(const QString &text)
    {
        constexpr qsizetype most = 30;
        m_entries.removeAll(text);
        m_entries.prepend(text);
        while (m_entries.size() > most)
            m_entries.removeLast();
        m_at = -1;
    }
    /// The text that is `step` further back (or forward: -1); `now` is what stands there. Nothing at the ends.
    std::optional<QString> walk(int step, const QString &now)
    {
        const qsizetype next = m_at + step;
        if (next < -1 || next >= m_entries.size())
            return std::nullopt;
        if (m_at < 0)
            m_typed = now;
        m_at = next;
        return next < 0 ? m_typed : m_entries[next];
    }

private:
    QStringList m_entries;
    qsizetype m_at = -1; ///< -1: what is being typed
    QString m_typed;
};

} // namespace sk::widgets
