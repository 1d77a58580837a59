#include "fields_p.h"

namespace sk::kinds {

namespace {

QString claimText(JsonView volume)
{
    const JsonView claim = volume["spec"]["claimRef"];
    return claim.isNull() ? QString() : claim["namespace"].text() + u'/' + claim["name"].text();
}

Verdict volumeStatus(JsonView volume, const ProjectionContext &)
{
    const QString phase = volume["status"]["phase"].text();
    const QString message = evidence(volume["status"]["message"].text());
    if (phase == QLatin1String("Bound") || phase == QLatin1String("Available"))
        return {phase, Health::Healthy, 0};
    if (phase == QLatin1String("Released"))
        return {QCoreApplication::translate("sk", "Released, claim %1 is gone").arg(evidence(claimText(volume))), Health::Warning, 0};
    if (phase == QLatin1String("Failed"))
        return {message.isEmpty() ? phase : QCoreApplication::translate("sk", "%1: %2").arg(phase, message), Health::Failing, 0};
    return {phase, phase == QLatin1String("Pending") ? Health::Progressing : Health::Unknown, 0};
}

} // namespace

kube::ResourceKind persistentvolumeKind()
{
    return KindBuilder(typeOf("", "v1", "persistentvolumes", "PersistentVolume", false, {QStringLiteral("pv")}), QT_TRANSLATE_NOOP("sk", "Volumes"), Category::Storage, 20)
        .name()
        .column({.id = QStringLiteral("capacity"), .title = QT_TRANSLATE_NOOP("sk", "Capacity"), .type = CellType::Bytes, .widthChars = 10, .titleText = {}},
            [](JsonView o, const ProjectionContext &, Row &, Cell &cell) { cell.a = quantityOf(o["spec"]["capacity"]["storage"]); })
        .text("accessmodes", QT_TRANSLATE_NOOP("sk", "Access modes"), 14, [](JsonView o, const ProjectionContext &c) { return accessModes(o["spec"]["accessModes"], c); })
        .path("reclaimpolicy", QT_TRANSLATE_NOOP("sk", "Reclaim policy"), 12, {"spec", "persistentVolumeReclaimPolicy"})
        .status(volumeStatus)
        .text("claim", QT_TRANSLATE_NOOP("sk", "Claim"), 30, [](JsonView o, const ProjectionContext &) { return claimText(o); }, CellType::Name)
        .path("storageclass", QT_TRANSLATE_NOOP("sk", "Storage class"), 18, {"spec", "storageClassName"})
        .path("volumeattributesclass", QT_TRANSLATE_NOOP("sk", "Attributes class"), 18, {"spec", "volumeAttributesClassName"})
        .wide()
        .path("reason", QT_TRANSLATE_NOOP("sk", "Reason"), 16, {"status", "reason"})
        .path("volumemode", QT_TRANSLATE_NOOP("sk", "Volume mode"), 12, {"spec", "volumeMode"})
        .wide()
        .age()
        .detail([](JsonView volume, const ProjectionContext &context) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Volume"))
                .fact(QT_TRANSLATE_NOOP("sk", "Claim"), claimText(volume)).from("{.spec.claimRef.name}")
                .fact(QT_TRANSLATE_NOOP("sk", "Capacity"), volume["spec"]["capacity"]["storage"])
                .fact(QT_TRANSLATE_NOOP("sk", "Access modes"), accessModes(volume["spec"]["accessModes"], context)).from("{.spec.accessModes[*]}")
                .fact(QT_TRANSLATE_NOOP("sk", "Reclaim policy"), volume["spec"]["persistentVolumeReclaimPolicy"])
                .fact(QT_TRANSLATE_NOOP("sk", "Storage class"), volume["spec"]["storageClassName"])
                .fact(QT_TRANSLATE_NOOP("sk", "CSI driver"), volume["spec"]["csi"]["driver"])
                .fact(QT_TRANSLATE_NOOP("sk", "CSI volume"), volume["spec"]["csi"]["volumeHandle"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
