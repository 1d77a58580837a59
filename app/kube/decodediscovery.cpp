#include "decodediscovery.h"

#include <QHash>

#include <array>

namespace sk::kube {

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QStringList texts(JsonView list)
{
    QStringList result;
    list.eachElement([&](JsonView each) {
        if (const QString text = each.text(); !text.isEmpty())
            result += text;
    });
    return result;
}

Error badAnswer()
{
    Error error;
    error.code = ErrorCode::BadAnswer;
    error.message = QStringLiteral("the answer is no list of resources");
    return error;
}

/// A version of the aggregated form.
ServedVersion aggregatedVersion(JsonView from, const QString &group)
{
    ServedVersion version;
    version.version = from["version"].text();
    // "Stale": the server that has it did not answer; what is listed, if anything, is of before.
    if (from["freshness"].string() == "Stale") {
        version.error.code = ErrorCode::Unavailable;
        version.error.reason = QStringLiteral("Stale");
    }
    version.read = !version.error;
    from["resources"].eachElement([&](JsonView each) {
        ServedResource resource;
        resource.type = {group, version.version, each["resource"].text(), each["responseKind"]["kind"].text(), each["scope"].string() == "Namespaced", texts(each["shortNames"])};
        resource.singular = each["singularResource"].text();
        resource.verbs = texts(each["verbs"]);
        each["subresources"].eachElement([&](JsonView sub) { resource.subresources += sub["subresource"].text(); });
        if (!resource.type.plural.isEmpty())
            version.resources += resource;
    });
    return version;
}

} // namespace

DiscoveryRoot decodeDiscoveryRoot(DecoderState &state, const QByteArray &body)
{
    DiscoveryRoot result;
    const auto root = state.document.parse(view(body));
    if (!root)
        return result;
    const std::string_view kind = (*root)["kind"].string();
    if (kind == "APIGroupDiscoveryList") {
        result.readable = true;
        (*root)["items"].eachElement([&](JsonView item) {
            ServedGroup group;
            group.name = item["metadata"]["name"].text();
            item["versions"].eachElement([&](JsonView version) { group.versions += aggregatedVersion(version, group.name); });
            result.apis.groups += group;
        });
    } else if (kind == "APIVersions") {
        result.readable = true;
        ServedGroup core;
        for (const QString &name : texts((*root)["versions"]))
            core.versions += ServedVersion{name, false, {}, {}};
        result.apis.groups += core;
    } else if (kind == "APIGroupList") {
        result.readable = true;
        (*root)["groups"].eachElement([&](JsonView item) {
            ServedGroup group;
            group.name = item["name"].text();
            const QString preferred = item["preferredVersion"]["version"].text();
            item["versions"].eachElement([&](JsonView version) {
                const QString name = version["version"].text();
                if (name.isEmpty())
                    return;
                const ServedVersion entry{name, false, {}, {}};
                name == preferred ? group.versions.prepend(entry) : group.versions.append(entry);
            });
            if (!group.name.isEmpty())
                result.apis.groups += group;
        });
    }
    return result;
}

ServedVersion decodeResources(DecoderState &state, const QByteArray &body, const QString &group, const QString &version)
{
    ServedVersion result;
    result.version = version;
    const auto root = state.document.parse(view(body));
    if (!root || !(*root)["resources"].isArray()) {
        // Go writes an empty list as null.
        if (root && (*root)["kind"].string() == "APIResourceList")
            result.read = true;
        else
            result.error = badAnswer();
        return result;
    }
    result.read = true;
    QHash<QString, QStringList> subresources;
    (*root)["resources"].eachElement([&](JsonView each) {
        const QString name = each["name"].text();
        if (const qsizetype slash = name.indexOf(u'/'); slash >= 0) {
            subresources[name.left(slash)] += name.mid(slash + 1);
            return;
        }
        ServedResource resource;
        resource.type = {group, version, name, each["kind"].text(), each["namespaced"].boolean(), texts(each["shortNames"])};
        resource.singular = each["singularName"].text();
        resource.verbs = texts(each["verbs"]);
        resource.storageHash = each["storageVersionHash"].text();
        if (!name.isEmpty())
            result.resources += resource;
    });
    for (ServedResource &resource : result.resources)
        resource.subresources = subresources.value(resource.type.plural);
    return result;
}

ServedVersion coreResources()
{
    struct Core {
        const char *plural, *kind, *shortName;
        bool namespaced;
    };
    static constexpr std::array all{
        Core{"configmaps", "ConfigMap", "cm", true},
        Core{"endpoints", "Endpoints", "ep", true},
        Core{"events", "Event", "ev", true},
        Core{"limitranges", "LimitRange", "limits", true},
        Core{"namespaces", "Namespace", "ns", false},
        Core{"nodes", "Node", "no", false},
        Core{"persistentvolumeclaims", "PersistentVolumeClaim", "pvc", true},
        Core{"persistentvolumes", "PersistentVolume", "pv", false},
        Core{"pods", "Pod", "po", true},
        Core{"podtemplates", "PodTemplate", "", true},
        Core{"replicationcontrollers", "ReplicationController", "rc", true},
        Core{"resourcequotas", "ResourceQuota", "quota", true},
        Core{"secrets", "Secret", "", true},
        Core{"serviceaccounts", "ServiceAccount", "sa", true},
        Core{"services", "Service", "svc", true},
    };
    ServedVersion version;
    version.version = QStringLiteral("v1");
    version.read = true;
    for (const Core &each : all) {
        ServedResource resource;
        const QString shortName = QString::fromLatin1(each.shortName);
        resource.type = {QString(), version.version, QString::fromLatin1(each.plural), QString::fromLatin1(each.kind), each.namespaced,
            shortName.isEmpty() ? QStringList() : QStringList{shortName}};
        resource.verbs = QStringList{QStringLiteral("create"), QStringLiteral("delete"), QStringLiteral("get"), QStringLiteral("list"), QStringLiteral("patch"),
            QStringLiteral("update"), QStringLiteral("watch")};
        version.resources += resource;
    }
    return version;
}

} // namespace sk::kube
