#include "profilestore.h"

#include "profilejson_p.h"

#include <sk/core/fileerror.h>
#include <sk/core/logging.h>

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
            newer.reason = QStringLiteral("newerConnections");
        }
    }

    QSet<QString> seen;
    int dropped = 0;
    for (const Json &one : json.at("connections")) {
        const auto profile = profileFromJson(one);
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

Error ProfileStore::insert(qsizetype at, const Profile &profile)
{
    if (profile.demo || profile.id.isEmpty() || find(profile.id))
        return {};
    m_profiles.insert(std::clamp(at, qsizetype(1), m_profiles.size()), profile); // the demo cluster stays first
    emit changed();
    return write();
}

Error ProfileStore::move(const QString &id, int steps)
{
    const qsizetype from = indexOf(id);
    if (from < 1)
        return {};
    const qsizetype to = std::clamp(from + steps, qsizetype(1), m_profiles.size() - 1);
    if (to == from)
        return {};
    m_profiles.move(from, to);
    emit changed();
    return write();
}

qsizetype ProfileStore::indexOf(const QString &id) const
{
    const auto it = std::find_if(m_profiles.cbegin(), m_profiles.cend(), [&id](const Profile &p) { return p.id == id; });
    return it == m_profiles.cend() ? -1 : std::distance(m_profiles.cbegin(), it);
}

Error ProfileStore::write()
{
    const auto failed = [this](const QString &why) {
        const Error error = fileError(ErrorCode::FileUnwritable, m_file, why);
        qCWarning(lcSession).noquote() << toLogText(error) << m_file;
        emit saveFailed(error);
        return error; // what is in memory stays
    };
    if (m_readOnly)
        return failed(QStringLiteral("the file holds something that could not be read, and is left alone"));
    Json connections = Json::array();
    for (const Profile &profile : std::as_const(m_profiles)) {
        if (!profile.demo)
            connections.push_back(profileToJson(profile));
    }
    const Json json{{"format", currentFormat}, {"connections", std::move(connections)}};
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';

    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) != static_cast<qint64>(text.size()) || !file.commit())
        return failed(file.errorString());
    return {};
}

} // namespace sk::session
