#include "profilestore.h"

#include <sk/core/logging.h>

#include <nlohmann/json.hpp>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSet>

#include <algorithm>

namespace sk::session {

namespace {

using Json = nlohmann::json;

constexpr int currentFormat = 1;
constexpr qint64 longestFile = 16 * 1024 * 1024;
constexpr const char *environmentWords[] = {"unmarked", "development", "test", "production"};

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

Json toJson(const Profile &profile)
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
    optional("apiDomain", profile.apiDomain);
    optional("clientId", profile.clientId);
    optional("clientSecret", profile.clientSecret);
    optional("caFile", profile.caFile);
    return json;
}

std::optional<Profile> fromJson(const Json &json)
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
    profile.apiDomain = textAt(json, "apiDomain");
    profile.clientId = textAt(json, "clientId");
    profile.clientSecret = textAt(json, "clientSecret");
    profile.caFile = textAt(json, "caFile");
    profile.keepSignedIn = boolAt(json, "keepSignedIn", true);
    const QString environment = textAt(json, "environment");
    for (int i = 0; i < 4; ++i) {
        if (environment == QLatin1String(environmentWords[i]))
            profile.environment = static_cast<Environment>(i);
    }
    return profile;
}

Error fileError(ErrorCode code, const QString &file, const QString &message)
{
    Error error;
    error.code = code;
    error.detail = file;
    error.message = message;
    return error;
}

} // namespace

ProfileStore::ProfileStore(QString directory, QObject *parent)
    : QObject(parent)
    , m_file(directory + QStringLiteral("/connections.json"))
    , m_profiles{demoProfile()}
{
}

Profile ProfileStore::demoProfile()
{
    Profile profile;
    profile.id = QStringLiteral("demo");
    profile.name = tr("Demo cluster (built in)");
    profile.user = QStringLiteral("admin");
    profile.environment = Environment::Development;
    profile.keepSignedIn = false; // its tokens die with the program
    profile.demo = true;
    return profile;
}

const Profile *ProfileStore::find(const QString &id) const
{
    const auto it = std::find_if(m_profiles.cbegin(), m_profiles.cend(), [&id](const Profile &p) { return p.id == id; });
    return it == m_profiles.cend() ? nullptr : &*it;
}

Error ProfileStore::load()
{
    m_profiles = {demoProfile()};
    QFile file(m_file);
    if (!file.exists()) {
        emit changed();
        return {};
    }
    if (!file.open(QIODevice::ReadOnly)) {
        m_readOnly = true; // ours to leave alone: a save would replace what we could not read
        emit changed();
        return fileError(ErrorCode::FileUnreadable, m_file, file.errorString());
    }
    m_readOnly = false;
    const QByteArray bytes = file.read(longestFile + 1);
    file.close();
    const Json json = bytes.size() > longestFile ? Json(Json::value_t::discarded) : Json::parse(bytes.constBegin(), bytes.constEnd(), nullptr, false);
    const bool fits = json.is_object() && json.contains("connections") && json.at("connections").is_array();
    if (!fits) {
        const QString kept = keepBeside(QStringLiteral(".broken-") + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss")), true);
        emit changed();
        return fileError(ErrorCode::FileUnreadable, kept, QStringLiteral("the file of connections is broken"));
    }
    const auto format = json.find("format");
    Error newer;
    if (format != json.end() && format->is_number_integer() && format->get<int>() > currentFormat) {
        const QString suffix = QStringLiteral(".format-%1").arg(format->get<int>());
        const bool said = QFile::exists(m_file + suffix); // when the copy was made
        const QString kept = keepBeside(suffix, false);
        if (!said) {
            newer = fileError(ErrorCode::FileUnreadable, kept, QStringLiteral("format %1, this version writes %2").arg(format->get<int>()).arg(currentFormat));
            newer.reason = QStringLiteral("newer");
        }
    }

    QSet<QString> seen;
    int dropped = 0;
    for (const Json &one : json.at("connections")) {
        const auto profile = fromJson(one);
        if (!profile || seen.contains(profile->id)) {
            ++dropped;
            continue;
        }
        seen.insert(profile->id);
        m_profiles += *profile;
    }
    emit changed();
    if (dropped > 0) {
        const QString kept = keepBeside(QStringLiteral(".broken-") + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss")), false);
        return fileError(ErrorCode::FileUnreadable, kept, QStringLiteral("%1 of the connections cannot be read").arg(dropped));
    }
    return newer;
}

QString ProfileStore::keepBeside(const QString &suffix, bool move)
{
    const QString kept = m_file + suffix;
    const bool done = QFile::exists(kept) || (move ? QFile::rename(m_file, kept) : QFile::copy(m_file, kept));
    qCWarning(lcSession).noquote() << m_file << (done ? QStringLiteral("kept as ") + kept : QStringLiteral("could not be kept beside"));
    if (!done)
        m_readOnly = true;
    return done ? kept : m_file;
}

Error ProfileStore::save(const Profile &profile)
{
    if (profile.demo || profile.id.isEmpty())
        return {};
    const QList<Profile> before = m_profiles;
    const auto it = std::find_if(m_profiles.begin(), m_profiles.end(), [&profile](const Profile &p) { return p.id == profile.id; });
    if (it == m_profiles.end())
        m_profiles += profile;
    else
        *it = profile;
    if (m_profiles != before)
        emit changed();
    return write();
}

Error ProfileStore::remove(const QString &id)
{
    const auto removed = m_profiles.removeIf([&id](const Profile &p) { return !p.demo && p.id == id; });
    if (removed == 0)
        return {};
    emit changed();
    return write();
}

Error ProfileStore::write()
{
    if (m_readOnly)
        return fileError(ErrorCode::FileUnwritable, m_file, QStringLiteral("the file holds something that could not be read, and is left alone"));
    Json connections = Json::array();
    for (const Profile &profile : std::as_const(m_profiles)) {
        if (!profile.demo)
            connections.push_back(toJson(profile));
    }
    const Json json{{"format", currentFormat}, {"connections", std::move(connections)}};
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';

    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size()) || !file.commit()) {
        const Error error = fileError(ErrorCode::FileUnwritable, m_file, file.errorString());
        qCWarning(lcSession).noquote() << toLogText(error) << m_file;
        return error; // what is in memory stays
    }
    return {};
}

} // namespace sk::session
