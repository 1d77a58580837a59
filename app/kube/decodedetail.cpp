#include "decoding.h"
#include "deletion.h"

#include <sk/core/age.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sk::kube {

namespace {

/// Conditions of which True is the good answer, and those of which False is. Others make no statement about health.
constexpr std::array<std::string_view, 14> goodWhenTrue{"Ready", "Available", "Progressing", "Initialized", "ContainersReady", "PodScheduled", "Complete",
    "Established", "NamesAccepted", "AbleToScale", "ScalingActive", "Healthy", "PodReadyToStartContainers", "Schedulable"};
constexpr std::array<std::string_view, 5> goodWhenFalse{"NetworkUnavailable", "ReplicaFailure", "Failed", "Dangling", "Stalled"};

Health conditionHealth(std::string_view type, std::string_view status)
{
    if (status == "Unknown")
        return Health::Unknown;
    const bool isTrue = status == "True";
    if (type.ends_with("Pressure"))
        return isTrue ? Health::Failing : Health::Healthy;
    if (std::find(goodWhenTrue.begin(), goodWhenTrue.end(), type) != goodWhenTrue.end())
        return isTrue ? Health::Healthy : Health::Warning;
    if (std::find(goodWhenFalse.begin(), goodWhenFalse.end(), type) != goodWhenFalse.end())
        return isTrue ? Health::Failing : Health::Healthy;
    return Health::None;
}

DetailSection conditionsOf(JsonView object)
{
    DetailSection section;
    section.title = QCoreApplication::translate("sk", "Conditions");
    section.shape = DetailSection::Shape::Conditions;
    object["status"]["conditions"].eachElement([&section](JsonView condition) {
        DetailSection::Entry entry;
        entry.label = condition["type"].text();
        entry.value = condition["status"].text();
        entry.health = conditionHealth(condition["type"].string(), condition["status"].string());
        entry.since = parseTime(condition["lastTransitionTime"].string()).value_or(0);
        const QString reason = condition["reason"].text();
        const QString message = condition["message"].text();
        entry.note = reason.isEmpty() || message.isEmpty() ? reason + message : reason + QStringLiteral(": ") + message;
        if (!entry.label.contains(u'"')) // which a path cannot quote
            entry.path = QStringLiteral("{.status.conditions[?(@.type==\"%1\")].status}").arg(entry.label);
        if (!entry.label.isEmpty())
            section.entries.push_back(std::move(entry));
    });
    return section;
}

QList<QPair<QString, QString>> pairs(JsonView object, std::string_view without = {})
{
    QList<QPair<QString, QString>> result;
    object.eachMember([&](std::string_view key, JsonView value) {
        if (key != without)
            result.emplace_back(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())), value.text());
    });
    std::sort(result.begin(), result.end());
    return result;
}

} // namespace

Result<std::shared_ptr<const ObjectDetail>> decodeDetail(DecoderState &state, const ResourceKind &kind, const QByteArray &body, UnixMs now)
{
    const auto root = state.document.parse({body.constData(), static_cast<std::size_t>(body.size())});
    if (!root || !root->isObject() || !(*root)["metadata"].isObject()) {
        Error error;
        error.code = ErrorCode::BadAnswer;
        error.message = QStringLiteral("the answer is no object");
        return error;
    }
    const JsonView object = *root;
    const JsonView metadata = object["metadata"];
    auto detail = std::make_shared<ObjectDetail>();
    detail->readAt = now;
    detail->uid = Uid::fromText(metadata["uid"].string());
    detail->name = metadata["name"].text();
    detail->nameSpace = metadata["namespace"].text();
    detail->resourceVersion = metadata["resourceVersion"].text();
    detail->created = parseTime(metadata["creationTimestamp"].string()).value_or(0);

    const ProjectionContext context{state.texts, now};
    if (kind.project) {
        Row row;
        row.uid = detail->uid;
        row.name = detail->name;
        row.nameSpace = detail->nameSpace;
        row.created = detail->created;
        row.cells.resize(kind.columns.size());
        kind.project(object, context, row);
        detail->health = row.health;
        for (std::size_t i = 0; i < kind.columns.size() && i < row.cells.size(); ++i) {
            if (kind.columns[i].type != CellType::Status)
                continue;
            detail->status = row.cells[i].text;
            const double since = row.cells[i].a;
            if (!std::isnan(since))
                detail->status.replace(QLatin1String("%t"), humanDuration(now - static_cast<UnixMs>(since)));
            break;
        }
    }
    if (const auto deletion = detail->status.isEmpty() ? deletionOf(metadata, now) : std::nullopt) { // a kind without a file
        detail->health = deletion->health;
        detail->status = deletion->text;
        if (deletion->since != 0)
            detail->status.replace(QLatin1String("%t"), humanDuration(now - deletion->since));
    }
    if (kind.detail)
        detail->sections = kind.detail(object, context);
    const bool hasConditions = std::any_of(detail->sections.cbegin(), detail->sections.cend(),
        [](const DetailSection &section) { return section.shape == DetailSection::Shape::Conditions; });
    if (!hasConditions) {
        if (DetailSection conditions = conditionsOf(object); !conditions.entries.isEmpty())
            detail->sections.push_back(std::move(conditions));
    }
    detail->labels = pairs(metadata["labels"]);
    detail->annotations = pairs(metadata["annotations"], "kubectl.kubernetes.io/last-applied-configuration");

    const bool isSecret = kind.type.group.isEmpty() && kind.type.plural == QLatin1String("secrets");
    detail->yaml = toYaml(object, kind.type, isSecret);
    if (isSecret)
        detail->yamlUnmasked = toYaml(object, kind.type, false);
    return std::shared_ptr<const ObjectDetail>(std::move(detail));
}

} // namespace sk::kube
