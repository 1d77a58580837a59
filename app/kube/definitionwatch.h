#pragma once

#include "listreader.h"

#include <QHash>
#include <QSet>

namespace sk::kube {

/// Notices custom resource definitions that come, change and go, so that the kinds that they make are known without asking again and
/// again. Reads them as a table with nothing but metadata: whole definitions are megabytes. Where there is no right to list them it
/// is silent, and says so when asked. Main thread.
class DefinitionWatch : public QObject {
    Q_OBJECT

public:
    /// `definitions`: the type, as this server serves it.
    DefinitionWatch(const ClusterServices &services, const ResourceType &definitions, QObject *parent = nullptr);
    ~DefinitionWatch() override;

    void tokenAvailable();
    [[nodiscard]] bool refused() const; ///< they may not be listed: changes go unnoticed
    void retry(); ///< where it was refused

signals:
    /// API groups whose definitions are others now; gathered, because an operator installs many at once, and because a definition is
    /// served a moment after it is there.
    void groupsChanged(const QStringList &groups);

private:
    void rowsCame(const Delta &rows, bool change);
    void listEnded();
    void note(const QString &name);

    ListReader m_reader;
    QHash<Uid, QString> m_names; ///< of all definitions
    QSet<Uid> m_seen; ///< by the list under way
    QSet<QString> m_changed; ///< groups
    QTimer m_gather;
    bool m_known = false; ///< the list was read once
};

} // namespace sk::kube
