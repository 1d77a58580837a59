#include "fields_p.h"

#include <algorithm>

namespace sk::kinds {

namespace {

/// When it happened last: of a series, of the old counters, or of the event itself.
UnixMs lastSeen(JsonView event)
{
    const UnixMs last = std::max({timeOf(event["series"]["lastObservedTime"]), timeOf(event["lastTimestamp"]), timeOf(event["eventTime"])});
    return last != 0 ? last : timeOf(event["metadata"]["creationTimestamp"]);
}

UnixMs firstSeen(JsonView event)
{
    const UnixMs first = timeOf(event["firstTimestamp"]);
    return first != 0 ? first : timeOf(event["eventTime"]);
}

double times(JsonView event)
{
    return numberOr(event["series"]["count"], std::max(1.0, numberOr(event["count"], 1)));
}

Verdict eventStatus(JsonView event, const ProjectionContext &)
{
    const QString type = event["type"].text();
    return {type, type == QLatin1String("Warning") ? Health::Warning : Health::None, 0};
}

QString target(JsonView event, const ProjectionContext &context)
{
    const JsonView object = event["involvedObject"];
    return context.texts.get((object["kind"].text() + u'/' + object["name"].text()).toStdString());
}

QString source(JsonView event, const ProjectionContext &context)
{
    const QString component = event["source"]["component"].text();
    const QString name = component.isEmpty() ? event["reportingComponent"].text() : component;
    const QString host = event["source"]["host"].text();
    return context.texts.get((host.isEmpty() ? name : name + QStringLiteral(", ") + host).toStdString());
}

} // namespace

kube::ResourceKind eventKind()
{
    return KindBuilder(typeOf("", "v1", "events", "Event", true, {QStringLiteral("ev")}), QT_TRANSLATE_NOOP("sk", "Events"), Category::Cluster, 30)
        .name(24)
        .nameSpace()
        .status(eventStatus, 10)
        .path("reason", QT_TRANSLATE_NOOP("sk", "Reason"), 20, {"reason"})
        .text("object", QT_TRANSLATE_NOOP("sk", "Object"), 36, target)
        .path("message", QT_TRANSLATE_NOOP("sk", "Message"), 60, {"message"})
        .column({.id = QStringLiteral("lastseen"), .title = QT_TRANSLATE_NOOP("sk", "Last seen"), .type = CellType::Age, .widthChars = 9, .titleText = {}},
            [](JsonView event, const ProjectionContext &, Row &, Cell &cell) { cell.a = static_cast<double>(lastSeen(event)); })
        .number("count", QT_TRANSLATE_NOOP("sk", "Count"), times, 7)
        .column({.id = QStringLiteral("firstseen"), .title = QT_TRANSLATE_NOOP("sk", "First seen"), .type = CellType::Age, .widthChars = 9, .titleText = {}},
            [](JsonView event, const ProjectionContext &, Row &, Cell &cell) {
                if (const UnixMs first = firstSeen(event); first != 0)
                    cell.a = static_cast<double>(first);
            })
        .wide()
        .path("subobject", QT_TRANSLATE_NOOP("sk", "Part"), 20, {"involvedObject", "fieldPath"})
        .wide()
        .text("source", QT_TRANSLATE_NOOP("sk", "Source"), 24, source)
        .wide()
        .selectable("involvedObject.kind")
        .selectable("involvedObject.name")
        .selectable("involvedObject.namespace")
        .selectable("reason", "reason")
        .selectable("type")
        .selectable("source")
        .age()
        .sortBy("lastseen", false)
        .detail([](JsonView event, const ProjectionContext &context) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Event"))
                .fact(QT_TRANSLATE_NOOP("sk", "Type"), event["type"])
                .fact(QT_TRANSLATE_NOOP("sk", "Reason"), event["reason"])
                .fact(QT_TRANSLATE_NOOP("sk", "Message"), event["message"])
                .fact(QT_TRANSLATE_NOOP("sk", "Object"), target(event, context)).from("{.involvedObject.name}")
                .fact(QT_TRANSLATE_NOOP("sk", "Part"), event["involvedObject"]["fieldPath"])
                .fact(QT_TRANSLATE_NOOP("sk", "Source"), source(event, context)).from(event["source"]["component"].isString() ? "{.source.component}" : "{.reportingComponent}")
                .fact(QT_TRANSLATE_NOOP("sk", "Count"), QString::number(times(event))).from("{.count}")
                .fact(QT_TRANSLATE_NOOP("sk", "First seen"), event["firstTimestamp"])
                .fact(QT_TRANSLATE_NOOP("sk", "Last seen"), event["lastTimestamp"])
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
