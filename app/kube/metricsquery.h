#pragma once

#include "listreader.h"

#include <QObject>
#include <QPointer>
#include <QSet>

#include <functional>

namespace sk::kube {

/// A question to monitoring about the objects of a kind: of the whole cluster, or of a few namespaces, for which it is asked one after
/// another. Then only their objects come, and users who may see nothing of the cluster get what is theirs. Main thread.
class MetricsQuery : public QObject {
    Q_OBJECT

public:
    /// Last segment of the path. On v4 it is that of an extension whose server side nobody has read; 404 where it is not installed.
    struct Path {
        const char *v3;
        const char *v4;
    };
    /// Once, unless it is cancelled. Of several namespaces all answers together: if one fails, all did, because who asks knows only of one
    /// age of figures. A namespace that is refused has no figures, and is an error only when all are. No metrics: none could be computed.
    using Answer = std::function<void(const Result<Metrics> &)>;

    explicit MetricsQuery(const ClusterServices &services, QObject *parent = nullptr);
    ~MetricsQuery() override;

    void setNamespaces(const QStringList &namespaces); ///< of the next question; none, or more than a few: the whole cluster
    void ask(Path path, const QStringList &metrics, Answer answer);
    void cancel();

private:
    void askNext();
    void came(Metrics &&metrics);
    void end(const Result<Metrics> &result);

    ClusterServices m_services;
    QStringList m_namespaces; ///< empty: all
    QSet<QString> m_refused; ///< of them: not asked for again until all are, or a cancel()
    QByteArray m_path; ///< of the question that is open, up to the namespace
    QByteArray m_lastSegment;
    QString m_filter;
    Answer m_answer;
    QStringList m_left; ///< to be asked for; the first one is
    Metrics m_gathered;
    QPointer<net::ApiCall> m_call;
    quint64 m_round = 0;
};

} // namespace sk::kube
