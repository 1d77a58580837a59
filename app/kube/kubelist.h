#pragma once

#include "joinedsource.h"
#include "listreader.h"
#include "ownnamespaces.h"
#include "pendingchanges.h"
#include "resourcelist.h"

#include <QSet>

namespace sk::kube {

/// A list, read by one reader for all namespaces, or by one for each of a few, into one store.
///
/// Where the Kubernetes API refuses the list (403, 404), the platform's own is tried; where that is refused for the whole cluster
/// too, the namespaces that the platform says are the user's are read one by one, a few at a time. The list of namespaces itself is
/// those of the user then. Main thread.
class KubeList final : public ResourceList {
    Q_OBJECT

public:
    KubeList(const ClusterServices &services, const ResourceKind &kind, QStringList namespaces, QObject *parent = nullptr);
    ~KubeList() override;

    [[nodiscard]] ObjectStore &store() override { return *m_store; }
    [[nodiscard]] const ListStatus &status() const override { return m_status; }
    void start() override;
    void stop() override;
    void retry() override;
    void readAgain() override;

    void tokenAvailable();
    void setInUse(bool used); ///< figures from monitoring are only asked for while somebody looks

    /// The clients and the decoder are going away: from now on nothing is asked any more, start() included.
    void shutDown();

    [[nodiscard]] qint64 watchEvents() const { return m_watchEvents; }
    [[nodiscard]] qint64 watchEventsApplied() const { return m_watchEventsApplied; }

protected:
    void lookersChanged(bool lookedAt) override;

private:
    struct Part {
        std::unique_ptr<ListReader> reader;
        QSet<Uid> seen; ///< by the present list
        bool refused = false; ///< by every API
    };

    /// One part for each namespace (none: for all). Those that are there already stay; rows of those that leave go.
    void setParts(QStringList namespaces);
    void retire(std::unique_ptr<Part> part);
    void removeRowsOf(const QString &nameSpace);
    void startMore();
    void columnsCame(Part &part, const std::shared_ptr<const ResourceKind> &kind);
    void pageCame(Part &part, Delta delta);
    void applyPages();
    void listEnded(Part &part);
    void eventsCame(Delta delta, qint64 count);
    void flush();
    void readerFailed(Part &part, const Error &error);
    void takeNamespaces(bool known, const QStringList &names);
    void updateStatus();
    [[nodiscard]] ListStatus computeStatus() const;

    ClusterServices m_services;
    std::shared_ptr<const ResourceKind> m_kind;
    QStringList m_namespaces; ///< as chosen; empty: all
    std::unique_ptr<ObjectStore> m_store;
    std::vector<std::unique_ptr<ObjectStore>> m_oldStores; ///< with other columns; views may still hold them
    ListStatus m_status;
    std::vector<std::unique_ptr<Part>> m_parts;
    std::vector<std::unique_ptr<Part>> m_retired; ///< replaced inside one of their own signals
    JoinedSource m_joined;
    OwnNamespaces m_own;
    QTimer m_frame; ///< changes of a watch are gathered until it fires
    PendingChanges m_pending;
    QTimer m_pages; ///< rows of pages are gathered until it fires
    Delta m_gathered; ///< of pages; older than what is in m_pending
    qint64 m_watchEvents = 0;
    qint64 m_watchEventsApplied = 0;
    bool m_started = false; ///< and not stopped by the user
    bool m_lookedAt = false;
    bool m_restricted = false; ///< the whole list was refused: namespaces are asked for and read one by one
    Error m_refusal; ///< of the whole list
};

} // namespace sk::kube
