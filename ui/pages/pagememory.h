#pragma once

#include "savedviews.h"

#include <sk/settings/settings.h>

#include <optional>

namespace sk::ui {

/// What a page keeps from one time to the next: how its columns are arranged, and what its list was filtered by.
///
/// The arrangement belongs to the saved view that the page shows, else to the kind: neither touches the other. The history of filters is
/// the kind's in either case. Main thread.
class PageMemory {
public:
    /// `viewId` of SavedViews; empty: none. The settings outlive this.
    PageMemory(settings::Settings &settings, const QString &kindId, const QString &viewId);

    [[nodiscard]] const QString &viewId() const { return m_viewId; }
    [[nodiscard]] std::optional<SavedView> view() const; ///< nothing: the kind itself, or one that was removed since

    /// As PageColumns gives it. Of a view that brings none, the kind's; of a view that was removed, nothing is kept.
    [[nodiscard]] QByteArray layout() const;
    void keepLayout(const QByteArray &layout);

    [[nodiscard]] QStringList filters() const; ///< the last one first
    void keepFilters(const QStringList &filters);

private:
    settings::Settings &m_settings;
    QString m_kindId;
    QString m_viewId;
};

} // namespace sk::ui
