#pragma once

#include <sk/settings/settings.h>

#include <QSet>
#include <QStringList>

namespace sk::ui {

/// What the navigation remembers of kinds from one start to the next: the favourites, those opened last, and what is folded. In the
/// settings; main thread.
class KindMemory {
public:
    explicit KindMemory(settings::Settings &settings); ///< which outlive this

    [[nodiscard]] QStringList favourites() const; ///< ids, in the order in which they were made so
    [[nodiscard]] bool isFavourite(const QString &kindId) const;
    void setFavourite(const QString &kindId, bool favourite);

    [[nodiscard]] QStringList openedLast() const; ///< ids, the last one first
    void noteOpened(const QString &kindId);

    /// Sections are unfolded and groups folded until the user says otherwise.
    [[nodiscard]] bool isUnfolded(const QString &id, bool isGroup) const { return m_folds.contains(id) == isGroup; }
    void setUnfolded(const QString &id, bool isGroup, bool unfolded);

private:
    settings::Settings &m_settings;
    QSet<QString> m_folds; ///< sections that are folded, and groups that are not: what the user changed
};

} // namespace sk::ui
