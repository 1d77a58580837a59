#include "profilejson_p.h"

#include "profilestore.h"

#include <algorithm>

namespace sk::session {

namespace {

using Json = nlohmann::json;

constexpr const char *environmentWords[] = {"unmarked", "development", "test", "production"};
constexpr const char *proxyWords[] = {"none", "system", "http", "socks5"};

std::string toStd(const QString &text)
{
    return text.toUtf8().toStdString();
}

QString textAt(const Json &object, const char *name)
{
    const auto it = object.find(name);
    return it != object.end() && it->is_string() ? QString::fromStdString(it->get_ref<const std::string &>()) : QString();
}

bool boolAt(const Json &object, const char *name, bool otherwise)
{
    const auto it = object.find(name);
    return it != object.end() && it->is_boolean() ? it->get<bool>() : otherwise;
}

const Json &objectAt(const Json &object, const char *name)
{
    static const Json nothing = Json::object();
    const auto it = object.find(name);
    return it != object.end() && it->is_object() ? *it : nothing;
}

template<typename Enum, std::size_t count>
Enum wordAt(const Json &object, const char *name, const char *const (&words)[count], Enum otherwise)
{
    const QString word = textAt(object, name);
    for (std::size_t i = 0; i < count; ++i) {
        if (word == QLatin1String(words[i]))
            return static_cast<Enum>(i);
    }
    return otherwise;
}

Json pinToJson(const Profile &profile)
{
    Json faults = Json::array();
    for (const QString &fault : profile.pin.faults)
        faults.push_back(toStd(fault));
    return {{"keySha256", profile.pin.keySha256.toHex().toStdString()}, {"faults", std::move(faults)}, {"certificate", profile.pinnedCertificate.toStdString()}};
}

void pinFromJson(const Json &json, Profile &profile)
{
    constexpr qsizetype sha256Bytes = 32;
    const QByteArray key = QByteArray::fromHex(textAt(json, "keySha256").toLatin1());
    if (key.size() != sha256Bytes)
        return; // half a pin trusts nobody
    profile.pin.keySha256 = key;
    profile.pinnedCertificate = textAt(json, "certificate").toUtf8();
    if (const auto faults = json.find("faults"); faults != json.end() && faults->is_array()) {
        for (const Json &fault : *faults) {
            if (fault.is_string())
                profile.pin.faults += QString::fromStdString(fault.get_ref<const std::string &>());
        }
    }
}

} // namespace

Json profileToJson(const Profile &profile)
{
    Json json{{"id", toStd(profile.id)},
              {"name", toStd(profile.name)},
              {"server", toStd(profile.server)},
              {"user", toStd(profile.user)},
              {"environment", environmentWords[static_cast<int>(profile.environment)]},
              {"keepSignedIn", profile.keepSignedIn}};
    // What is found by probing is left out, so that a changed server is found again.
    const auto optional = [&json](const char *name, const QString &value) {
        if (!value.isEmpty())
            json[name] = toStd(value);
    };
    optional("colour", profile.colour);
    optional("defaultNamespace", profile.defaultNamespace);
    optional("startPage", profile.startPage);
    optional("apiDomain", profile.apiDomain);
    optional("clientId", profile.clientId);
    optional("clientSecret", profile.clientSecret);
    optional("caFile", profile.caFile);
    optional("importedCas", QString::fromUtf8(profile.importedCas));
    optional("clientCertificateFile", profile.clientCertificateFile);
    optional("clientKeyFile", profile.clientKeyFile);
    if (profile.readOnly)
        json["readOnly"] = true;
    if (profile.lockAfterMinutes > 0)
        json["lockAfterMinutes"] = profile.lockAfterMinutes;
    if (profile.lockWithScreen)
        json["lockWithScreen"] = true;
    if (!profile.pin.keySha256.isEmpty())
        json["pin"] = pinToJson(profile);
    json["proxy"] = {{"kind", proxyWords[static_cast<int>(profile.proxy.kind)]}};
    if (!profile.proxy.host.isEmpty()) {
        json["proxy"]["host"] = toStd(profile.proxy.host);
        json["proxy"]["port"] = profile.proxy.port;
        json["proxy"]["user"] = toStd(profile.proxy.user);
    }
    return json;
}

std::optional<Profile> profileFromJson(const Json &json)
{
    if (!json.is_object())
        return std::nullopt;
    Profile profile;
    profile.id = textAt(json, "id");
    profile.server = textAt(json, "server");
    if (profile.id.isEmpty() || profile.id == ProfileStore::demoProfile().id || profile.server.isEmpty())
        return std::nullopt;
    profile.name = textAt(json, "name");
    profile.user = textAt(json, "user");
    profile.environment = wordAt(json, "environment", environmentWords, Environment::Unmarked);
    profile.colour = textAt(json, "colour");
    profile.defaultNamespace = textAt(json, "defaultNamespace");
    profile.startPage = textAt(json, "startPage");
    profile.readOnly = boolAt(json, "readOnly", false);
    profile.apiDomain = textAt(json, "apiDomain");
    profile.clientId = textAt(json, "clientId");
    profile.clientSecret = textAt(json, "clientSecret");
    profile.caFile = textAt(json, "caFile");
    profile.importedCas = textAt(json, "importedCas").toUtf8();
    profile.clientCertificateFile = textAt(json, "clientCertificateFile");
    profile.clientKeyFile = textAt(json, "clientKeyFile");
    profile.keepSignedIn = boolAt(json, "keepSignedIn", true);
    if (const auto minutes = json.find("lockAfterMinutes"); minutes != json.end() && minutes->is_number_integer())
        profile.lockAfterMinutes = static_cast<int>(std::clamp<std::int64_t>(minutes->get<std::int64_t>(), 0, 24 * 60));
    profile.lockWithScreen = boolAt(json, "lockWithScreen", false);
    pinFromJson(objectAt(json, "pin"), profile);
    const Json &proxy = objectAt(json, "proxy");
    profile.proxy.kind = wordAt(proxy, "kind", proxyWords, net::ProxySettings::Kind::System);
    profile.proxy.host = textAt(proxy, "host");
    profile.proxy.user = textAt(proxy, "user");
    if (const auto port = proxy.find("port"); port != proxy.end() && port->is_number_unsigned() && port->get<std::uint64_t>() <= 65535)
        profile.proxy.port = static_cast<quint16>(port->get<std::uint64_t>());
    return profile;
}

} // namespace sk::session
