#pragma once

#include <sk/settings/settings.h>

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QStringList>

#include <optional>

namespace sk::ui {

/// A list as somebody arranged it, under a name.
struct SavedView {
    QString id; ///< made by SavedViews; not in files
    QString name;
    QString icon; ///< of resources/icons; empty: the kind's
    QString kind; ///< "pods", "plural.group"
    QString filter; ///< in the filter language
    QStringList namespaces; ///< empty: all
    QByteArray layout; ///< columns and sort, as PageColumns gives them (JSON); empty: as they are
    friend bool operator==(const SavedView &, const SavedView &) = default;
};

/// The user's views, kept in the settings. One for all windows. Main thread.
class SavedViews : public QObject {
    Q_OBJECT

public:
    /// The one that belongs to these settings, and lives as long.
    static SavedViews &of(settings::Settings &settings);

    [[nodiscard]] const QList<SavedView> &views() const { return m_views; }
    [[nodiscard]] std::optional<SavedView> find(const QString &id) const;
    /// Its id. A name that is taken gets a number.
    QString add(SavedView view);
    void rename(const QString &id, const QString &name, const QString &icon);
    void replace(const QString &id, const SavedView &shown); ///< by another list; its name and icon stay
    void arrange(const QString &id, const QByteArray &layout); ///< its columns and sort only, as its page has them; changes nothing that is listed
    void move(const QString &id, int step); ///< -1: up
    void remove(const QString &id);
    [[nodiscard]] QString removedName() const; ///< of what putBack() would put back; empty: nothing
    void putBack(); ///< what was removed last, in its place

    /// Views as a file: JSON with a version.
    [[nodiscard]] QByteArray toFile(const QStringList &ids = {}) const; ///< no ids: all
    struct Import {
        int added = 0;
        QString trouble; ///< a translated sentence; nothing was taken then
    };
    /// All of the file's views or none; the user's own stay as they are.
    Import fromFile(const QByteArray &bytes);

signals:
    void changed();

private:
    explicit SavedViews(settings::Settings &settings);
    void changedByUser();
    [[nodiscard]] QString freeName(const QString &wanted) const;

    settings::Settings &m_settings;
    QList<SavedView> m_views;
    std::optional<std::pair<qsizetype, SavedView>> m_removed;
    int m_lastId = 0;
};

} // namespace sk::ui
