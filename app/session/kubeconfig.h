#pragma once

#include <sk/core/result.h>
#include <sk/net/serveraddress.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>

namespace sk::session {

/// A way into a cluster's Kubernetes API. Holds keys: in memory only, and only as long as the helper that uses it.
struct KubeAccess {
    net::ServerAddress address;
    QByteArray token; ///< empty: by client certificate
};

/// What a context leads to.
struct KubeContext {
    QString name;
    QString server; ///< as written
    QString nameSpace;
    QString unsupported; ///< what it needs that this program does not do ("exec", "auth-provider", "username/password"); empty: nothing
    bool checkingOff = false; ///< it says insecure-skip-tls-verify; this program checks all the same, and its user is to be told
};

/// A kubeconfig, read and never written (kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig). Programs that it names are not
/// started.
class Kubeconfig {
public:
    Kubeconfig();
    ~Kubeconfig();
    Kubeconfig(Kubeconfig &&) noexcept;
    Kubeconfig &operator=(Kubeconfig &&) noexcept;

    /// `directory` is where relative paths in it begin. FileUnreadable with a sentence in `message` for what is no kubeconfig.
    [[nodiscard]] static Result<std::shared_ptr<const Kubeconfig>> parse(const QByteArray &yaml, const QString &directory);
    [[nodiscard]] static Result<std::shared_ptr<const Kubeconfig>> read(const QString &file);
    /// The first that exists of $KUBECONFIG and ~/.kube/config; empty: none.
    [[nodiscard]] static QString usualFile();

    [[nodiscard]] const QList<KubeContext> &contexts() const;
    [[nodiscard]] const QString &current() const;
    /// Reads the files that the context names. Errors: FileUnreadable, BadUrl, ClientCertificateUnusable, Invalid for an unsupported one.
    [[nodiscard]] Result<KubeAccess> access(const QString &context) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::session
