#pragma once

#include "listreader.h"

namespace sk::kube {

/// How many objects of a type there are, in a namespace or in all: one request for a single object's metadata, and what the server
/// says remains. -1 where it does not say. The answer comes once, on the main thread, unless `context` died. Main thread.
using CountAnswer = std::function<void(const Result<qint64> &)>;
void countObjects(const ClusterServices &services, const ResourceType &type, const QString &nameSpace, QObject *context, CountAnswer answer);

} // namespace sk::kube
