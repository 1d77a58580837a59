#pragma once

#include "listreader.h"
#include "metricsquery.h"
#include "podsums.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace sk::kube {

/// Figures about objects that are not in the objects: use of CPU and memory from monitoring, computed requests from the documented
/// node call. What these do not say (v4 computes no requests, and without monitoring nobody counts a node's pods) is added up from
/// the pods themselves, as far as they may be read and are not too many. Fills the `joined` columns of a store while its list is in
/// use. That a cluster has no monitoring, or that it is down, is no error: the cells stay unknown. Main thread.
class JoinedSource : public QObject {
    Q_OBJECT

public:
    JoinedSource(const ClusterServices &services, ObjectStore &store, QObject *parent = nullptr);
    ~JoinedSource() override;

    /// Of which namespaces the store has rows; none: of all. Use is then asked for of these alone.
    void setNamespaces(const QStringList &namespaces) { m_use.setNamespaces(namespaces); }
    void start();
    void stop();
    /// The list was read to its end. Before that nothing is asked: how many rows there are, and so what an answer would cost the
    /// server, is not known, and the rows themselves come first.
    void listWhole();
    /// How many rows there may be for their use to be asked for; 0: there are no more than that.
    [[nodiscard]] int unmeasuredAbove() const;
    void disable() { m_level = nullptr; } ///< for good

private:
    struct Level;
    void begin();
    void askForUse();
    void useCame(const Metrics &metrics);
    void useFailed();
    void askForRequests(int page);
    void askForPods(const std::shared_ptr<PodSums> &sofar, std::chrono::milliseconds spent);
    void podsCame(PodSums &&sums);
    void beginPods();
    void forgetUse(); ///< the last figures are no longer the present ones
    void setColumn(const QString &id, const QHash<QString, JoinedValues::Value> &values);

    ClusterServices m_services;
    ObjectStore &m_store;
    const Level *m_level = nullptr; ///< null: nothing is known about this kind
    QTimer m_useTimer;
    QTimer m_requestsTimer;
    QTimer m_podsTimer;
    MetricsQuery m_use;
    QPointer<net::ApiCall> m_requestsCall;
    QPointer<net::ApiCall> m_podsCall;
    QHash<QString, JoinedValues::Value> m_podCounts; ///< added up; shown while monitoring does not answer
    bool m_readsPods = false;
    bool m_sumsRequests = false; ///< nobody computes them: they are added up from the pods
    int m_useFailures = 0; ///< in a row
    int m_nextPage = 1; ///< of the computed requests
    bool m_measured = false; ///< figures of use are in the store
    bool m_running = false;
    bool m_whole = false;
    quint64 m_round = 0;
};

} // namespace sk::kube
