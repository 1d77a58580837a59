#pragma once

#include "jsonview.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace sk::kube {

/// A path into an object in the dialect of kubectl's `-o jsonpath` (k8s.io/client-go/util/jsonpath), one expression of it:
///
///     {.spec.nodeName}  .metadata.labels.app\.kubernetes\.io/name  {.metadata.annotations['a.b/c']}
///     {.status.conditions[?(@.type=="Ready")].status}  {.spec.containers[*].image}  [0]  [-1]  [1:3]  [0,2]  .*  ..name
///
/// The braces and a leading `$` may be left out. Filters compare with == != < <= > >=, or ask whether something is there. What kubectl
/// has for whole templates (range, text between expressions) is no path to one value and is refused. Cheap to copy; any thread.
class JsonPath {
public:
    JsonPath() = default;

    struct Problem {
        QString message; ///< a translated sentence; empty: none
        int position = 0; ///< in the text, where it was noticed
        explicit operator bool() const { return !message.isEmpty(); }
    };
    /// Nothing is found by a path with a problem.
    [[nodiscard]] static JsonPath parse(const QString &text, Problem *problem = nullptr);

    [[nodiscard]] bool isNull() const { return !d; }
    /// Everything that the path leads to, in the order of the object.
    void find(JsonView object, const std::function<void(JsonView)> &visit) const;
    /// The same as one text, as kubectl's custom columns write it: values separated by commas, objects and arrays as JSON. At most
    /// `limit` characters. Empty where nothing is found.
    [[nodiscard]] QString text(JsonView object, int limit = 500) const;

    struct Step;

private:
    std::shared_ptr<const std::vector<Step>> d;
};

/// The text of a path by these keys, what means something to a path escaped; an empty key stands for all elements of an array.
[[nodiscard]] QString pathOf(const QStringList &keys); ///< "{.metadata.labels.app\.kubernetes\.io/name}"

} // namespace sk::kube
