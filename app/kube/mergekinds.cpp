#include "catalog.h"
#include "tablesource.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <array>

namespace sk::kube {

namespace {

struct GroupPlace {
    const char *group;
    Category category;
};

/// Kubernetes' own groups, and where those of their resources stand that have no file.
constexpr std::array groupPlaces{
    GroupPlace{"", Category::Cluster},
    GroupPlace{"admissionregistration.k8s.io", Category::Cluster},
    GroupPlace{"apiextensions.k8s.io", Category::Cluster},
    GroupPlace{"apiregistration.k8s.io", Category::Cluster},
    GroupPlace{"apps", Category::Workloads},
    GroupPlace{"authentication.k8s.io", Category::Access},
    GroupPlace{"authorization.k8s.io", Category::Access},
    GroupPlace{"autoscaling", Category::Workloads},
    GroupPlace{"batch", Category::Workloads},
    GroupPlace{"certificates.k8s.io", Category::Access},
    GroupPlace{"coordination.k8s.io", Category::Cluster},
    GroupPlace{"discovery.k8s.io", Category::Network},
    GroupPlace{"events.k8s.io", Category::Cluster},
    GroupPlace{"extensions", Category::Workloads},
    GroupPlace{"flowcontrol.apiserver.k8s.io", Category::Cluster},
    GroupPlace{"internal.apiserver.k8s.io", Category::Cluster},
    GroupPlace{"networking.k8s.io", Category::Network},
    GroupPlace{"node.k8s.io", Category::Cluster},
    GroupPlace{"policy", Category::Access},
    GroupPlace{"rbac.authorization.k8s.io", Category::Access},
    GroupPlace{"resource.k8s.io", Category::Workloads},
    GroupPlace{"scheduling.k8s.io", Category::Cluster},
    GroupPlace{"snapshot.storage.k8s.io", Category::Storage}, // custom resources, but at home with the volumes
    GroupPlace{"storage.k8s.io", Category::Storage},
    GroupPlace{"storagemigration.k8s.io", Category::Cluster},
};

const GroupPlace *placeOf(const QString &group)
{
    const auto found = std::find_if(groupPlaces.begin(), groupPlaces.end(), [&](const GroupPlace &place) { return group == QLatin1String(place.group); });
    return found == groupPlaces.end() ? nullptr : found;
}

Category categoryOf(const ResourceType &type)
{
    if (type.group.isEmpty() && type.plural == QLatin1String("podtemplates"))
        return Category::Workloads;
    const GroupPlace *place = placeOf(type.group);
    return place ? place->category : Category::Custom;
}

/// "Certificates" of kind "Certificate" and plural "certificates"; "NetworkPolicies"; "NodeMetrics" where the plural is "nodes".
QString pluralTitle(const ResourceType &type)
{
    const QString lower = type.kind.toLower();
    qsizetype common = 0;
    while (common < std::min(lower.size(), type.plural.size()) && lower.at(common) == type.plural.at(common))
        ++common;
    return common > 0 && common >= lower.size() - 2 ? type.kind.left(common) + type.plural.mid(common) : type.kind;
}

/// The resource in the version that is to be used: one that the file understands where there is a choice, else the server's choice.
const ServedResource *chosen(const ServedGroup &group, const QString &plural, const QStringList &versions)
{
    const ServedResource *best = nullptr;
    qsizetype bestRank = 0;
    for (const ServedVersion &version : group.versions) {
        for (const ServedResource &resource : version.resources) {
            if (resource.type.plural != plural)
                continue;
            const qsizetype place = versions.indexOf(version.version);
            const qsizetype rank = place < 0 ? versions.size() : place;
            if (!best || rank < bestRank) {
                best = &resource;
                bestRank = rank;
            }
        }
    }
    return best;
}

bool allRead(const ServedGroup &group)
{
    return std::all_of(group.versions.cbegin(), group.versions.cend(), [](const ServedVersion &version) { return version.read; });
}

/// Groups that only repeat what others serve. Discovery in the aggregated form has no `storageVersionHash` to see it by.
bool repeatsOthers(const QString &group)
{
    return group == QLatin1String("events.k8s.io") || group == QLatin1String("extensions");
}

void take(ResourceKind &kind, const ServedResource &served)
{
    const QStringList shortNames = kind.type.shortNames;
    kind.type = served.type;
    for (const QString &name : shortNames) {
        if (!kind.type.shortNames.contains(name))
            kind.type.shortNames.append(name);
    }
    kind.singular = served.singular;
    kind.verbs = served.verbs;
    kind.subresources = served.subresources;
}

} // namespace

bool isKubernetesGroup(const QString &group)
{
    return !group.contains(u'.') || placeOf(group) != nullptr;
}

ResourceKind tableKind(const ServedResource &resource)
{
    ResourceKind kind;
    kind.type = resource.type;
    kind.singular = resource.singular;
    kind.verbs = resource.verbs;
    kind.subresources = resource.subresources;
    kind.titleText = pluralTitle(resource.type);
    kind.category = categoryOf(resource.type);
    kind.order = 1000; // after those with a file
    kind.table = true;
    kind.columns = plainColumns(resource.type);
    return kind;
}

std::vector<ResourceKind> mergeKinds(const std::vector<ResourceKind> &known, const ServedApis &served)
{
    std::vector<ResourceKind> kinds;
    QSet<QString> ids;
    QSet<QString> hashes; // with the plural: of the objects that stand in the list
    QHash<QString, int> names; // plural → how many kinds have it
    const auto add = [&](ResourceKind kind, const QString &hash) {
        ids.insert(kind.type.id());
        ++names[kind.type.plural];
        if (!hash.isEmpty())
            hashes.insert(kind.type.plural + u' ' + hash);
        kinds.push_back(std::move(kind));
    };

    for (const ResourceKind &each : known) {
        const ServedGroup *group = served.group(each.type.group);
        if (!group)
            continue;
        const ServedResource *resource = chosen(*group, each.type.plural, each.versions);
        if (!resource && allRead(*group))
            continue;
        ResourceKind kind = each; // a version that did not answer may well have it
        if (resource)
            take(kind, *resource);
        add(std::move(kind), resource ? resource->storageHash : QString());
    }

    std::vector<const ServedGroup *> groups;
    for (const ServedGroup &group : served.groups)
        groups.push_back(&group);
    std::stable_sort(groups.begin(), groups.end(), [](const ServedGroup *a, const ServedGroup *b) {
        const auto rank = [](const ServedGroup &group) { return group.name.isEmpty() ? 0 : repeatsOthers(group.name) ? 2 : isKubernetesGroup(group.name) ? 1 : 3; };
        return rank(*a) < rank(*b);
    });
    for (const ServedGroup *group : groups) {
        for (const ServedVersion &version : group->versions) {
            for (const ServedResource &resource : version.resources) {
                const ResourceType &type = resource.type;
                if (ids.contains(type.id()) || !resource.verbs.contains(QStringLiteral("list")))
                    continue;
                const bool repeated = (!resource.storageHash.isEmpty() && hashes.contains(type.plural + u' ' + resource.storageHash))
                    || (repeatsOthers(group->name) && names.contains(type.plural));
                if (!repeated)
                    add(tableKind(resource), resource.storageHash);
            }
        }
    }
    for (ResourceKind &kind : kinds) {
        // A name that means two things says which; the one with a file is the one that everybody means.
        if (kind.table && names.value(kind.type.plural) > 1 && kind.titleText.toLower() == kind.type.plural)
            kind.titleText += QStringLiteral(" (%1)").arg(kind.type.group);
    }
    std::stable_sort(kinds.begin(), kinds.end(), [](const ResourceKind &a, const ResourceKind &b) {
        if (a.category != b.category)
            return a.category < b.category;
        if (a.category == Category::Custom && a.type.group != b.type.group)
            return a.type.group < b.type.group;
        if (a.order != b.order)
            return a.order < b.order;
        return a.table && b.table && a.titleText.localeAwareCompare(b.titleText) < 0;
    });
    return kinds;
}

} // namespace sk::kube
