#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace sk::app {

/// Takes out of a text what a stranger must not read: tokens and everything that looks like one, addresses, and the names of objects, users, servers and folders.
/// The same word becomes the same stand-in, so that lines can still be brought together.
class Anonymizer {
public:
    /// Words that are known to be somebody's: user, server and connection names, namespaces, the home folder.
    void hide(const QString &word, const QString &kind);
    [[nodiscard]] QString cleaned(const QString &text);

private:
    [[nodiscard]] QString standIn(const QString &kind, const QString &word);
    [[nodiscard]] QString cleanedPath(const QString &path);

    QHash<QString, QString> m_standIns; ///< by kind and word
    QHash<QString, int> m_counts; ///< by kind
    QList<QPair<QString, QString>> m_known; ///< word, kind
};

} // namespace sk::app
