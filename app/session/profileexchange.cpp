#include "profileexchange.h"

#include "profilejson_p.h"

#include <QUuid>

namespace sk::session {

namespace {

using Json = nlohmann::json;

constexpr int currentFormat = 1;
constexpr const char *fileKind = "sk-connections";

Error unreadable(const QString &why)
{
    Error error;
    error.code = ErrorCode::FileUnreadable;
    error.message = why;
    return error;
}

} // namespace

QByteArray exportProfiles(const QList<Profile> &profiles)
{
    Json connections = Json::array();
    for (const Profile &profile : profiles) {
        if (profile.demo)
            continue;
        Profile shown = profile;
        shown.clientSecret.clear();
        shown.proxy.password.clear();
        connections.push_back(profileToJson(shown));
    }
    const Json json{{"kind", fileKind}, {"format", currentFormat}, {"connections", std::move(connections)}};
    return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n');
}

Result<ImportedProfiles> importProfiles(const QByteArray &bytes)
{
    const Json json = Json::parse(bytes.constBegin(), bytes.constEnd(), nullptr, false);
    if (json.is_discarded())
        return unreadable(QStringLiteral("it is not JSON, or it is cut"));
    // `connections.json` itself has no kind; who copied that by hand shall not be turned away.
    const auto connections = json.is_object() ? json.find("connections") : json.end();
    if (!json.is_object() || (json.contains("kind") && json.at("kind") != fileKind) || connections == json.end() || !connections->is_array())
        return unreadable(QStringLiteral("it holds no connections"));
    const auto format = json.find("format");
    if (format != json.end() && (!format->is_number_integer() || format->get<int>() > currentFormat))
        return unreadable(QStringLiteral("it was written by a newer version of this program"));
    ImportedProfiles result;
    for (const Json &one : *connections) {
        auto profile = profileFromJson(one);
        if (!profile) {
            ++result.unreadable;
            continue;
        }
        profile->id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        result.profiles += *profile;
    }
    return result;
}

} // namespace sk::session
