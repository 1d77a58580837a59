#include "fields_p.h"

namespace sk::kinds {

namespace {

/// What the claim itself tells about why it waits; the rest is in its events.
QString pendingText(JsonView claim)
{
    const JsonView spec = claim["spec"];
    const JsonView annotations = claim["metadata"]["annotations"];
    if (const QString volume = evidence(spec["volumeName"].text()); !volume.isEmpty())
        return QCoreApplication::translate("sk", "Pending for %t, waits for volume %1").arg(volume);
    QString provisioner = annotations["volume.kubernetes.io/storage-provisioner"].text();
    if (provisioner.isEmpty())
        provisioner = annotations["volume.beta.kubernetes.io/storage-provisioner"].text();
    if (!provisioner.isEmpty())
        return QCoreApplication::translate("sk", "Pending for %t, waits for provisioner %1").arg(evidence(provisioner));
    if (spec["storageClassName"].isString() && spec["storageClassName"].string().empty())
        return QCoreApplication::translate("sk", "Pending for %t, no volume fits and no storage class makes one");
    return QCoreApplication::translate("sk", "Pending for %t, no volume yet");
}

Verdict claimStatus(JsonView claim, const ProjectionContext &)
{
    const QString phase = claim["status"]["phase"].text();
    if (phase == QLatin1String("Bound")) {
        if (conditionIs(claim, "Resizing") || conditionIs(claim, "FileSystemResizePending"))
            return {QCoreApplication::translate("sk", "Bound, resizing to %1").arg(claim["spec"]["resources"]["requests"]["storage"].text()), Health::Progressing, 0};
        return {phase, Health::Healthy, 0};
    }
    if (phase == QLatin1String("Pending"))
        return {pendingText(claim), Health::Warning, timeOf(claim["metadata"]["creationTimestamp"])};
    if (phase == QLatin1String("Lost"))
        return {QCoreApplication::translate("sk", "Lost: volume %1 is gone").arg(evidence(claim["spec"]["volumeName"].text())), Health::Failing, 0};
    return {phase, Health::Unknown, 0};
}

} // namespace

kube::ResourceKind persistentvolumeclaimKind()
{
    return KindBuilder(typeOf("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true, {QStringLiteral("pvc")}), QT_TRANSLATE_NOOP("sk", "Claims"), Category::Storage, 10)
        .name()
        .nameSpace()
        .status(claimStatus)
        .path("volume", QT_TRANSLATE_NOOP("sk", "Volume"), 26, {"spec", "volumeName"}, CellType::Name)
        .column({.id = QStringLiteral("capacity"), .title = QT_TRANSLATE_NOOP("sk", "Capacity"), .type = CellType::Bytes, .widthChars = 10, .titleText = {}},
            [](JsonView o, const ProjectionContext &, Row &, Cell &cell) { cell.a = quantityOf(o["status"]["capacity"]["storage"]); })
        .text("accessmodes", QT_TRANSLATE_NOOP("sk", "Access modes"), 14, [](JsonView o, const ProjectionContext &c) { return accessModes(o["status"]["accessModes"], c); })
        .path("storageclass", QT_TRANSLATE_NOOP("sk", "Storage class"), 18, {"spec", "storageClassName"})
        .path("volumeattributesclass", QT_TRANSLATE_NOOP("sk", "Attributes class"), 18, {"spec", "volumeAttributesClassName"})
        .wide()
        .path("volumemode", QT_TRANSLATE_NOOP("sk", "Volume mode"), 12, {"spec", "volumeMode"})
        .wide()
        .age()
        .detail([](JsonView claim, const ProjectionContext &context) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Volume claim"))
                .fact(QT_TRANSLATE_NOOP("sk", "Volume"), claim["spec"]["volumeName"])
                .fact(QT_TRANSLATE_NOOP("sk", "Requested"), claim["spec"]["resources"]["requests"]["storage"])
                .fact(QT_TRANSLATE_NOOP("sk", "Capacity"), claim["status"]["capacity"]["storage"])
                .fact(QT_TRANSLATE_NOOP("sk", "Access modes"), accessModes(claim["spec"]["accessModes"], context)).from("{.spec.accessModes[*]}")
                .fact(QT_TRANSLATE_NOOP("sk", "Storage class"), claim["spec"]["storageClassName"])
                .fact(QT_TRANSLATE_NOOP("sk", "Volume mode"), claim["spec"]["volumeMode"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
