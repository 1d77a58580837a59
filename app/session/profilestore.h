#pragma once

#include "profile.h"

#include <sk/core/result.h>

#include <QList>
#include <QObject>

namespace sk::session {

/// The saved connections, in the user's order, in `connections.json` of the configuration directory; written whole and atomically.
/// The demo cluster is always first and is not stored. Main thread.
class ProfileStore : public QObject {
    Q_OBJECT

public:
    explicit ProfileStore(QString directory, QObject *parent = nullptr);

    /// Reads the file. A file that cannot be read is kept beside (`connections.json.broken-<time>`) and reported.
    [[nodiscard]] Error load();
    [[nodiscard]] const QList<Profile> &profiles() const { return m_profiles; }
    [[nodiscard]] const Profile *find(const QString &id) const;

    /// Adds or replaces by id and saves.
    Error save(const Profile &profile);
    Error remove(const QString &id);
    /// Puts a profile back where it was, or a copy beside its original; position 0 is the demo cluster's.
    Error insert(qsizetype at, const Profile &profile);
    /// Up (negative) or down among the saved ones; as far as it goes.
    Error move(const QString &id, int steps);
    [[nodiscard]] qsizetype indexOf(const QString &id) const; ///< -1: not there

    static Profile demoProfile();

signals:
    void changed();
    /// The file cannot be written; what is in memory stays, and the next change tries again.
    void saveFailed(const sk::Error &error);

private:
    Error write();
    /// Moves or copies the file to its name plus `suffix`; where it is afterwards.
    QString keepBeside(const QString &suffix, bool move);

    QString m_file;
    QList<Profile> m_profiles;
    bool m_readOnly = false; ///< the file holds what we could neither read nor keep
};

} // namespace sk::session
