#pragma once

#include "resourcekind.h"

#include <QList>
#include <QString>

namespace sk::kube {

/// One object, whole, prepared for the detail pane on the decoder thread.
struct ObjectDetail {
    Uid uid;
    QString name;
    QString nameSpace;
    QString resourceVersion;
    UnixMs created = 0;
    Health health = Health::None;
    QString status; ///< the kind's status sentence, "%t" replaced at `readAt`
    QList<DetailSection> sections; ///< the kind's own, then conditions
    QList<QPair<QString, QString>> labels;
    QList<QPair<QString, QString>> annotations; ///< without last-applied-configuration
    QString yaml; ///< without managedFields; a Secret's values masked
    QString yamlUnmasked; ///< only of a Secret, else empty; kept in memory alone, shown when asked for
    UnixMs readAt = 0;
};

/// An event about an object.
struct ObjectEvent {
    Uid uid;
    bool warning = false;
    QString reason;
    QString message;
    QString source;
    int count = 1;
    UnixMs first = 0;
    UnixMs last = 0;
};

} // namespace sk::kube
