#pragma once

#include <sk/kube/cluster.h>
#include <sk/pages/resourcepage.h>

namespace sk::ui {

/// Reads these objects (the first hundred of them) and puts their YAML on the clipboard, as documents of one text in their order, the
/// values of Secrets masked. An object that cannot be read is a comment there. Nothing happens when `context` dies before.
void copyYaml(kube::Cluster &cluster, const kube::ResourceKind &kind, const QList<ObjectName> &objects, QObject *context);

} // namespace sk::ui
