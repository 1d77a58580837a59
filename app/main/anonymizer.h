#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace sk::app {

/// Takes out of a text what a stranger must not read: tokens and everything that looks like one, addresses, and the names of objects, users, servers and folders.
/// The same word becomes the same stand-in, so that lines can still be brought together.
class Anonymizer {
public:
    /// What stands between quotes: a name, as in the servers' sentences, or a word of ours, as in JSON that we wrote.
    enum class Quoted { Names, Words };

    /// Words that are known to be somebody's: user, server and connection names, namespaces, the home folder.
    void hide(const QString &word, const QString &kind);
    /// Reads a text for whom else to hide everywhere: the hosts of its URLs, the objects in its paths, the API domains of a server. An error's
    /// sentence names its host without a URL around it.
    void learn(const QString &text);
    [[nodiscard]] QString cleaned(const QString &text, Quoted quoted = Quoted::Names);

private:
    [[nodiscard]] QString standIn(const QString &kind, const QString &word);
    [[nodiscard]] QString cleanedPath(const QString &path);
    void learnPath(const QString &path);

    QHash<QString, QString> m_standIns; ///< by kind and word
    QHash<QString, int> m_counts; ///< by kind
    QList<QPair<QString, QString>> m_known; ///< word, kind
};

} // namespace sk::app
