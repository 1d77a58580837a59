#pragma once

#include "kubeconfig.h"
#include "serverprobe.h"

#include <QObject>

#include <memory>

namespace sk::session {

/// The Service `ks-apiserver` as the cluster has it.
struct ApiService {
    struct Port {
        QString name;
        int port = 0;
        int nodePort = 0; ///< 0: none
    };
    QString nameSpace;
    QString type; ///< "ClusterIP", "NodePort", "LoadBalancer"
    QString clusterIp;
    QList<Port> ports;
    QStringList external; ///< addresses of load balancers and external IPs

    [[nodiscard]] bool hasNodePort() const;
};

/// An address of a node.
struct NodeAddress {
    QString node;
    QString type; ///< "ExternalIP", "InternalIP", "Hostname"
    QString address;
};

/// A URL at which the API may answer, and whether it does.
struct ApiCandidate {
    QUrl url; ///< without a scheme until it answered
    QString node; ///< empty: not through a node
    enum class State { Asking, Answers, Silent } state = State::Asking;
    QString version; ///< when it answers
    Error error; ///< when it does not
};

/// Step 1 of the product's documentation, "expose the API": with a kubeconfig's access finds the Service in the system namespace (or wherever
/// it is), proposes URLs and asks each whether it answers, and on request changes the Service to NodePort and waits for its port.
///
/// Uses the access and keeps nothing of it: it is gone with this object. Main thread; deleting it ends it.
class ApiExposure : public QObject {
    Q_OBJECT

public:
    enum class State { Looking, Found, Changing, WaitingForPort, Failed };
    ApiExposure(const KubeAccess &access, QString systemNamespace, QObject *parent = nullptr);
    ~ApiExposure() override;

    void look();
    /// The documentation's patch, once. Only after the user has seen patch() and said yes.
    void expose();

    [[nodiscard]] State state() const;
    [[nodiscard]] const Error &error() const;
    [[nodiscard]] const ApiService &service() const;
    [[nodiscard]] const QList<NodeAddress> &nodes() const;
    [[nodiscard]] const QList<ApiCandidate> &candidates() const;
    [[nodiscard]] bool asking() const; ///< an answer of a candidate is still to come

    [[nodiscard]] static QByteArray patch(); ///< `{"spec":{"type":"NodePort"}}`
    /// The same as a command, for who would rather do it by hand or keep it for the record.
    [[nodiscard]] static QString command(const QString &context, const QString &nameSpace);

signals:
    void changed();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::session
