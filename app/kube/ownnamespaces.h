#pragma once

#include "listreader.h"

#include <QObject>
#include <QTimer>

namespace sk::kube {

/// The namespaces that the platform says are the user's, asked again from time to time, so that new ones join and closed ones go.
/// For users who may not list a kind in the whole cluster. Main thread.
class OwnNamespaces : public QObject {
    Q_OBJECT

public:
    explicit OwnNamespaces(const ClusterServices &services, QObject *parent = nullptr);
    ~OwnNamespaces() override;

    void ask(); ///< now, and then every minute until stop()
    void stop();
    [[nodiscard]] bool asking() const { return !m_call.isNull() || m_decoding; }

signals:
    /// In the platform's order; `known` false: the question was refused or failed, and what was known before still is.
    void told(bool known, const QStringList &names);

private:
    ClusterServices m_services;
    QPointer<net::ApiCall> m_call;
    QTimer m_again;
    quint64 m_round = 0;
    bool m_decoding = false;
};

} // namespace sk::kube
