#pragma once

#include "discoverydata.h"
#include "platforminfo.h"
#include "resourcekind.h"

#include <QObject>

#include <vector>

namespace sk::kube {

/// Every kind of object of one connection: those that the program has a file for, as far as the server has them, and all others
/// that it lists in its discovery, custom resources included. Each kind is here once, with the version that is to be used.
///
/// Before the server was asked, it holds the kinds that the program knows: so the navigation is there at once. Main thread.
class Catalog : public QObject {
    Q_OBJECT

public:
    enum class State {
        Unread, ///< nobody asked yet
        Reading, ///< the first answers are on the way
        Complete,
        Partial, ///< some groups did not answer: failures()
        Failed, ///< the server does not say what it has: error()
    };
    /// A group whose resources are not known because it did not answer.
    struct Failure {
        QString group;
        QString version;
        Error error;
    };

    /// `known`: the kinds with a file. Groups of the platform in them move to `platform.apiDomain`.
    explicit Catalog(const std::vector<ResourceKind> &known, const PlatformInfo &platform = {}, QObject *parent = nullptr);

    /// By category, then the order within it; those of Category::Custom by group. Valid until changed().
    [[nodiscard]] const std::vector<ResourceKind> &kinds() const { return m_kinds; }
    /// What a person means by `name`; see findKind(). Valid until changed(). Null: none (yet).
    [[nodiscard]] const ResourceKind *find(const QString &name) const;

    [[nodiscard]] State state() const { return m_state; }
    /// True when find() can still find more: the server has not been heard to the end.
    [[nodiscard]] bool unsettled() const { return m_state == State::Unread || m_state == State::Reading; }
    [[nodiscard]] const Error &error() const { return m_error; }
    [[nodiscard]] const QList<Failure> &failures() const { return m_failures; }

    /// Asks the server if nobody did yet; the answer is changed(). Cheap to call again.
    void read();
    /// Asks it again, now: all groups, or one that failed.
    void refresh(const QString &group = {});

    /// For the reader.
    void setReading();
    void setServed(const ServedApis &served, bool finished); ///< not `finished`: more answers are on the way
    void setFailed(const Error &error); ///< the known kinds stay: they may well be there

signals:
    void changed(); ///< kinds, state or failures
    void readRequested(); ///< to the reader: all of it
    void groupRequested(const QString &group); ///< to the reader: this one

private:
    std::vector<ResourceKind> m_known;
    std::vector<ResourceKind> m_kinds;
    QList<Failure> m_failures;
    Error m_error;
    State m_state = State::Unread;
};

/// The kind that a person means by `name`, in any case of letters: "apps/deployments", "deployments.apps", "deployments.v1.apps", a
/// plural, a singular, a Kind, or one of kubectl's short names, in this order. Of several the first. Null: none.
[[nodiscard]] const ResourceKind *findKind(const std::vector<ResourceKind> &kinds, const QString &name);

/// All the names by which findKind() finds it, the plural first; without those with a group.
[[nodiscard]] QStringList kindNames(const ResourceKind &kind);

/// The kinds of a server: `known` as far as it serves them, then a kind for every other resource that can be listed.
///
/// A resource that two groups serve stands once: the known kind's group wins, because its columns are written for it; then the core
/// group, then a group of Kubernetes' own, then the server's order. Two are the same when their `storageVersionHash` is, or where
/// Kubernetes is known to serve one thing twice (events.k8s.io, extensions). Others that only share the name (metrics.k8s.io has
/// "pods" too, the platform its own "resourcequotas") stay, and have their group in the title.
[[nodiscard]] std::vector<ResourceKind> mergeKinds(const std::vector<ResourceKind> &known, const ServedApis &served);

/// A kind for a resource without a file: a server-side table, for now with name, namespace and age.
[[nodiscard]] ResourceKind tableKind(const ServedResource &resource);

/// True for the groups that every Kubernetes server has: no dot in the name, or one of its own under k8s.io.
[[nodiscard]] bool isKubernetesGroup(const QString &group);

} // namespace sk::kube
