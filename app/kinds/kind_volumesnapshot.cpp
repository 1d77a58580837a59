#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind volumesnapshotKind()
{
    return KindBuilder(typeOf("snapshot.storage.k8s.io", "v1", "volumesnapshots", "VolumeSnapshot", true, {QStringLiteral("vs")}), QT_TRANSLATE_NOOP("sk", "VolumeSnapshots"), Category::Storage, 40)
        .name()
        .nameSpace()
        .status([](JsonView object, const ProjectionContext &) -> Verdict {
            if (const QString error = evidence(object["status"]["error"]["message"].text()); !error.isEmpty())
                return {QCoreApplication::translate("sk", "Failed: %1").arg(error), Health::Failing, 0};
            if (object["status"]["readyToUse"].boolean())
                return {QCoreApplication::translate("sk", "Ready to use"), Health::Healthy, 0};
            return {QCoreApplication::translate("sk", "In the making for %t"), Health::Progressing, timeOf(object["metadata"]["creationTimestamp"])};
        })
        .path("source", QT_TRANSLATE_NOOP("sk", "Claim"), 28, {"spec", "source", "persistentVolumeClaimName"}, CellType::Name)
        .column({.id = QStringLiteral("size"), .title = QT_TRANSLATE_NOOP("sk", "Size"), .type = CellType::Bytes, .widthChars = 10, .titleText = {}},
            [](JsonView o, const ProjectionContext &, Row &, Cell &cell) { cell.a = quantityOf(o["status"]["restoreSize"]); })
        .path("class", QT_TRANSLATE_NOOP("sk", "Snapshot class"), 20, {"spec", "volumeSnapshotClassName"})
        .path("sourcecontent", QT_TRANSLATE_NOOP("sk", "Source content"), 28, {"spec", "source", "volumeSnapshotContentName"}, CellType::Name)
        .wide()
        .path("content", QT_TRANSLATE_NOOP("sk", "Content"), 28, {"status", "boundVolumeSnapshotContentName"})
        .wide()
        .time("taken", QT_TRANSLATE_NOOP("sk", "Taken"), {"status", "creationTime"})
        .wide()
        .age()
        .build();
}

} // namespace sk::kinds
