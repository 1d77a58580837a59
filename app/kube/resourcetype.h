#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace sk::kube {

/// A type of object that the server serves, as discovery tells it.
struct ResourceType {
    QString group; ///< empty for the core group
    QString version;
    QString plural; ///< "pods"
    QString kind; ///< "Pod"
    bool namespaced = true;
    QStringList shortNames;

    [[nodiscard]] QString apiVersion() const { return group.isEmpty() ? version : group + u'/' + version; }
    /// "/api/v1/pods", "/apis/apps/v1/namespaces/shop/deployments"; percent-encoded. An empty namespace: all of them.
    [[nodiscard]] QByteArray listPath(const QString &nameSpace = {}) const;
    [[nodiscard]] QByteArray objectPath(const QString &nameSpace, const QString &name) const;
    /// "apps/deployments": one text for settings, links and maps; versions are left out on purpose.
    [[nodiscard]] QString id() const { return group.isEmpty() ? plural : group + u'/' + plural; }
    friend bool operator==(const ResourceType &, const ResourceType &) = default;
};

} // namespace sk::kube
