#include "yamlcopy.h"

#include <sk/dialogs/errortext.h>

#include <QApplication>
#include <QClipboard>

namespace sk::ui {

namespace {

constexpr qsizetype most = 100; ///< each is a request of its own

struct Collection {
    QStringList documents;
    qsizetype missing = 0;
};

} // namespace

void copyYaml(kube::Cluster &cluster, const kube::ResourceKind &kind, const QList<ObjectName> &objects, QObject *context)
{
    const QList<ObjectName> asked = objects.mid(0, most);
    const auto collection = std::make_shared<Collection>();
    collection->documents.resize(asked.size());
    collection->missing = asked.size();
    for (qsizetype i = 0; i < asked.size(); ++i) {
        const ObjectName &object = asked[i];
        cluster.detail(kind, object.nameSpace, object.name, context, [collection, i, name = object.name](const auto &result) {
            collection->documents[i] = result.ok() ? result.value()->yaml : QStringLiteral("# %1: %2\n").arg(name, errorText(result.error()).title);
            if (--collection->missing == 0)
                QApplication::clipboard()->setText(collection->documents.join(QStringLiteral("---\n")));
        });
    }
}

} // namespace sk::ui
