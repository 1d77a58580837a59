#pragma once

#include <sk/kube/cluster.h>

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <memory>

namespace sk::ui {

class NavigationPane;

/// Keeps the counts beside the kinds true: asks for those in sight, one after the other, with a request for a single object each, and
/// again every minute (`every`) while the window is the active one. Kinds with an open page are counted by it.
///
/// A refusal of a cluster-wide count marks only kinds without namespaces: others may be allowed in some of them.
class NavigationCounts : public QObject {
    Q_OBJECT

public:
    explicit NavigationCounts(NavigationPane &pane, QObject *parent = nullptr, std::chrono::milliseconds every = std::chrono::seconds(60));

    void setCluster(kube::Cluster *cluster); ///< null: none; begins nothing
    void start(); ///< from now on; until then nobody's first rows wait for it
    void setNamespaces(const QStringList &namespaces); ///< chosen; empty: all
    /// Kinds of which a page holds all objects: it counts better. Not those of which it holds what a filter let the server send.
    void setCountedElsewhere(const QStringList &kindIds);

private:
    void beginRound();
    void askNext();
    void ask(const kube::ResourceKind &kind, const QStringList &rest, qint64 sum);

    NavigationPane &m_pane;
    QPointer<kube::Cluster> m_cluster;
    QStringList m_namespaces;
    QStringList m_elsewhere;
    QStringList m_asked; ///< in this round
    QTimer m_again;
    std::unique_ptr<QObject> m_context; ///< of the requests of the present connection and choice
    bool m_started = false;
    bool m_busy = false;
};

} // namespace sk::ui
