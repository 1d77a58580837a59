#include "world_p.h"

/// The platform's own objects (users, roles, workspaces), the custom resources and their definitions.
namespace sk::demo {

void World::Private::makePlatform()
{
    const Seconds then = now - 86400 * 201;
    const std::string iam = "iam." + options.apiDomain + '/';
    const auto alias = [this](const char *name) { return Json {{label("alias-name"), name}, {label("creator"), "admin"}}; };
    struct Account {
        const char *name, *state, *role;
    };
    for (const Account &account : {Account {"admin", "Active", "platform-admin"}, Account {"viewer", "Active", ""}, Account {"operator", "Active", "platform-regular"},
                                   Account {"team-lead", "Active", "platform-regular"},
                                   Account {"disabled", "Disabled", "platform-regular"}, Account {"newcomer", "Active", "platform-regular"}}) {
        Json annotations {{iam + "password-encrypted", "true"}};
        if (account.role[0] != '\0')
            annotations[iam + "globalrole"] = account.role;
        if (std::string_view(account.name) == "newcomer")
            annotations[iam + "uninitialized"] = "true";
        make("users", {{"metadata", meta("", account.name, then, {}, annotations, {}, true)},
                       {"spec", {{"email", std::string(account.name) + '@' + options.apiDomain}, {"lang", "en"}}},
                       {"status", {{"lastLoginTime", timeText(now - 3600)}, {"lastTransitionTime", timeText(then)}, {"state", account.state}}}});
        if (account.role[0] == '\0')
            continue;
        make("globalrolebindings", {{"metadata", meta("", std::string(account.name) + '-' + account.role, then, {{iam + "user-ref", account.name}}, {}, {}, true)},
            {"subjects", Json::array({{{"kind", "User"}, {"apiGroup", "iam." + options.apiDomain}, {"name", account.name}}})},
            {"roleRef", {{"apiGroup", "iam." + options.apiDomain}, {"kind", "GlobalRole"}, {"name", account.role}}}});
    }
    const Json readAll = Json::array({{{"verbs", Json::array({"get", "list", "watch"})}, {"apiGroups", Json::array({"*"})}, {"resources", Json::array({"*"})}}});
    const Json all = Json::array({{{"verbs", Json::array({"*"})}, {"apiGroups", Json::array({"*"})}, {"resources", Json::array({"*"})}}});
    make("globalroles", {{"metadata", meta("", "platform-admin", then, {}, alias("Administrator"), {}, true)}, {"rules", all}});
    make("globalroles", {{"metadata", meta("", "platform-regular", then, {}, alias("Member"), {}, true)}, {"rules", readAll}});
    make("globalroles", {{"metadata", meta("", "platform-self-provisioner", then, {}, alias("Self-provisioner"), {}, true)}, {"rules", readAll}});
    for (const auto &[name, text] : std::initializer_list<std::pair<const char *, const char *>> {{"system-workspace", "Everything that the platform runs"},
             {"retail", "Shop and payments"}, {"data", "Analytics and machine learning"}, {"engineering", "The product teams"}}) {
        const Json labels {{"kubefed.io/managed", "false"}};
        Json annotations {{label("creator"), "admin"}};
        make("workspaces", {{"metadata", meta("", name, then, labels, annotations, {}, true)}, {"spec", {{"manager", "admin"}, {"networkIsolation", false}}}, {"status", Json::object()}});
        annotations[label("description")] = text;
        make("workspacetemplates", {{"metadata", meta("", name, then, labels, annotations, {}, true)},
            {"spec", {{"template", {{"metadata", {{"creationTimestamp", nullptr}}}, {"spec", {{"manager", "admin"}, {"networkIsolation", false}}}}}, {"placement", {{"clusterSelector", Json::object()}}}}}});
        for (const char *role : {"admin", "viewer"}) {
            const std::string full = std::string(name) + '-' + role;
            const Json workspace {{label("workspace"), name}};
            make("workspaceroles", {{"metadata", meta("", full, then, workspace, alias(role), {}, true)}, {"rules", std::string_view(role) == "admin" ? all : readAll}});
            make("workspacerolebindings", {{"metadata", meta("", "admin-" + full, then, workspace, {}, {}, true)},
                {"subjects", Json::array({{{"kind", "User"}, {"apiGroup", "rbac.authorization.k8s.io"}, {"name", "admin"}}})},
                {"roleRef", {{"apiGroup", "iam." + options.apiDomain}, {"kind", "WorkspaceRole"}, {"name", full}}}});
        }
        if (std::string_view(name) == "retail") {
            make("workspacerolebindings", {{"metadata", meta("", "team-lead-retail-admin", then, {{label("workspace"), name}}, {}, {}, true)},
                {"subjects", Json::array({{{"kind", "User"}, {"apiGroup", "rbac.authorization.k8s.io"}, {"name", "team-lead"}}})},
                {"roleRef", {{"apiGroup", "iam." + options.apiDomain}, {"kind", "WorkspaceRole"}, {"name", "retail-admin"}}}});
        }
        make("groups", {{"metadata", meta("", std::string(name) + "-staff", then, {{label("workspace"), name}}, alias(name), {}, true)}, {"spec", Json::object()}, {"status", Json::object()}});
        make("groupbindings", {{"metadata", meta("", std::string(name) + "-operator", then, {{iam + "group-ref", std::string(name) + "-staff"}, {iam + "user-ref", "operator"}}, {}, {}, true)},
            {"groupRef", {{"apiGroup", "iam." + options.apiDomain}, {"kind", "Group"}, {"name", std::string(name) + "-staff"}}}, {"users", Json::array({"operator"})}});
    }
    for (unsigned i = 0; i < 6; ++i) {
        const char *user = i % 3 == 0 ? "viewer" : "admin";
        const Seconds at = now - 3600 * (i + 1) - 77;
        make("loginrecords", {{"metadata", meta("", std::string(user) + '-' + Rng(i + 7).suffix(5), at, {{iam + "user-ref", user}}, {}, {}, true)},
            {"spec", {{"type", "Token"}, {"provider", ""}, {"sourceIP", "198.51.100." + std::to_string(10 + i)}, {"userAgent", "Mozilla/5.0"}, {"success", i != 4},
                      {"reason", i == 4 ? "incorrect password" : "login successfully"}}}});
    }
    make("clusters", {{"metadata", meta("", "host", then, {{"cluster-role." + options.apiDomain + "/host", ""}}, {{label("creator"), "admin"}}, {}, true)},
        {"spec", {{"joinFederation", true}, {"enable", true}, {"provider", "kubesphere"}, {"connection", {{"type", "direct"}}}}},
        {"status", {{"conditions", Json::array({{{"type", "Ready"}, {"status", "True"}, {"lastUpdateTime", timeText(now - 60)}, {"lastTransitionTime", timeText(then)}, {"reason", "Ready"}, {"message", "Cluster is available now"}}})},
                    {"kubernetesVersion", "v1.20.2"}, {"nodeCount", options.nodes}, {"zone", "dc-1"}}}});
}

void World::Private::makeCustom()
{
    const Seconds then = now - 86400 * 120;
    for (const KindInfo &info : kinds) {
        const bool platform = info.group.size() > options.apiDomain.size() && info.group.ends_with('.' + options.apiDomain);
        if (!platform && info.group != "cert-manager.io" && info.group != "backup.example.com" && info.group != "snapshot.storage.k8s.io")
            continue;
        Json columns = Json::array();
        for (std::size_t i = 1; i < info.columns.size(); ++i) {
            const TableColumn &column = info.columns[i];
            std::string path = column.name == "Age" ? ".metadata.creationTimestamp" : ".spec." + column.name;
            if (info.plural == "certificates")
                path = column.name == "Ready" ? R"(.status.conditions[?(@.type=="Ready")].status)" : column.name == "Secret" ? ".spec.secretName"
                    : column.name == "Issuer" ? ".spec.issuerRef.name" : column.name == "Status" ? R"(.status.conditions[?(@.type=="Ready")].message)" : path;
            else if (info.plural == "backups")
                path = column.name == "Phase" ? ".status.phase" : column.name == "Progress" ? ".status.progress" : column.name == "Size" ? ".status.size"
                    : column.name == "Schedule" ? ".spec.schedule" : path;
            Json entry {{"name", column.name}, {"type", column.type}};
            if (column.name != "Age" && !column.description.empty())
                entry["description"] = column.description;
            if (column.priority != 0)
                entry["priority"] = column.priority;
            entry["jsonPath"] = path;
            columns.push_back(std::move(entry));
        }
        Json naming {{"plural", info.plural}, {"singular", info.singular}};
        if (!info.shortNames.empty())
            naming["shortNames"] = info.shortNames;
        naming["kind"] = info.kind;
        naming["listKind"] = info.kind + "List";
        Json served {{"name", info.version}, {"served", true}, {"storage", true},
            {"schema", {{"openAPIV3Schema", {{"type", "object"}, {"properties", {{"spec", {{"type", "object"}, {"x-kubernetes-preserve-unknown-fields", true}}},
                                                                                  {"status", {{"type", "object"}, {"x-kubernetes-preserve-unknown-fields", true}}}}}}}}}};
        if (!info.subresources.empty())
            served["subresources"] = {{"status", Json::object()}};
        if (!columns.empty())
            served["additionalPrinterColumns"] = columns;
        make("customresourcedefinitions", {{"metadata", meta("", info.plural + '.' + info.group, then, {}, {{"controller-gen.kubebuilder.io/version", "v0.4.0"}}, {}, true)},
            {"spec", {{"group", info.group}, {"names", naming}, {"scope", info.namespaced ? "Namespaced" : "Cluster"}, {"versions", Json::array({served})}, {"conversion", {{"strategy", "None"}}}}},
            {"status", {{"conditions", Json::array({{{"type", "NamesAccepted"}, {"status", "True"}, {"lastTransitionTime", timeText(then)}, {"reason", "NoConflicts"}, {"message", "no conflicts found"}},
                                                    {{"type", "Established"}, {"status", "True"}, {"lastTransitionTime", timeText(then)}, {"reason", "InitialNamesAccepted"}, {"message", "the initial names have been accepted"}}})},
                        {"acceptedNames", naming}, {"storedVersions", Json::array({info.version})}}}}, "kubectl-create");
    }
    struct Certificate {
        const char *nameSpace, *name, *host;
        bool ready;
    };
    for (const Certificate &one : {Certificate {"shop", "web-tls", "shop.example.com", true}, Certificate {"payments", "gateway-tls", "pay.example.com", true},
                                   Certificate {"team-web", "frontend-tls", "www.example.com", true}, Certificate {"team-mobile", "push-tls", "push.example.com", false}}) {
        const Seconds at = now - 86400 * 40;
        Json status {{"conditions", Json::array({{{"type", "Ready"}, {"status", one.ready ? "True" : "False"}, {"lastTransitionTime", timeText(at)}, {"observedGeneration", 1},
            {"reason", one.ready ? "Ready" : "DoesNotExist"}, {"message", one.ready ? "Certificate is up to date and has not expired" : "Issuing certificate as Secret does not exist"}}})}};
        if (one.ready) {
            status["notAfter"] = timeText(at + 86400 * 90);
            status["notBefore"] = timeText(at);
            status["renewalTime"] = timeText(at + 86400 * 60);
            status["revision"] = 1;
        }
        make("certificates", {{"metadata", meta(one.nameSpace, one.name, at, {}, {}, {}, true)},
            {"spec", {{"dnsNames", Json::array({one.host})}, {"issuerRef", {{"group", "cert-manager.io"}, {"kind", "ClusterIssuer"}, {"name", "letsencrypt"}}}, {"secretName", one.name}, {"usages", Json::array({"digital signature", "key encipherment"})}}},
            {"status", std::move(status)}}, "controller");
    }
    struct Backup {
        const char *nameSpace, *name, *phase, *size, *schedule;
        int progress;
    };
    for (const Backup &one : {Backup {"shop", "postgres-nightly", "Completed", "41.2Gi", "0 2 * * *", 100}, Backup {"payments", "ledger-hourly", "InProgress", "3.1Gi", "0 * * * *", 64},
                              Backup {"analytics", "clickhouse-weekly", "Failed", "0", "0 3 * * 0", 12}, Backup {"team-platform", "vault-before-upgrade", "Completed", "118Mi", "", 100}})
        make("backups", {{"metadata", meta(one.nameSpace, one.name, now - 7200, {}, {}, {}, true)}, {"spec", {{"schedule", one.schedule}, {"storageLocation", "s3://backups/" + std::string(one.nameSpace)}, {"retention", "720h"}}},
            {"status", {{"phase", one.phase}, {"progress", one.progress}, {"size", one.size}, {"startTime", timeText(now - 7000)}}}}, "backup-controller");
}

} // namespace sk::demo
