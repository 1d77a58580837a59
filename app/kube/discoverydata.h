#pragma once

#include "resourcetype.h"

#include <sk/core/error.h>

#include <QList>

namespace sk::kube {

/// A resource of one group and version, as the server's discovery lists it.
struct ServedResource {
    ResourceType type;
    QString singular; ///< may be empty
    QStringList verbs;
    QStringList subresources; ///< "scale", "status" …
    QString storageHash; ///< `storageVersionHash`: equal for resources that are the same objects under two names; may be empty
};

/// One version of a group: its resources, or why they are not known.
struct ServedVersion {
    QString version;
    bool read = false; ///< it answered
    Error error; ///< why it did not
    QList<ServedResource> resources; ///< in the server's order; without sub-resources
};

/// One API group; the core group has the empty name.
struct ServedGroup {
    QString name;
    QList<ServedVersion> versions; ///< the preferred one first, then in the server's order
};

/// What a server said that it has. A group that is not here does not exist there.
struct ServedApis {
    QList<ServedGroup> groups; ///< in the server's order, the core group first
    [[nodiscard]] const ServedGroup *group(const QString &name) const;
    [[nodiscard]] ServedGroup *group(const QString &name);
};

} // namespace sk::kube
