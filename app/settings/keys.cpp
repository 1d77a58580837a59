#include "keys.h"

namespace sk::settings::keys {

namespace {

/// One of a few words.
std::function<bool(const QVariant &)> oneOf(QStringList words)
{
    return [words = std::move(words)](const QVariant &value) { return words.contains(value.toString()); };
}

/// A word as it may stand in an id or a plural: no blank, no path, not endless.
bool isPlainWord(const QVariant &value)
{
    const QString text = value.toString();
    if (text.size() > 253)
        return false;
    for (const QChar c : text) {
        if (!c.isLetterOrNumber() && c != u'-' && c != u'.' && c != u'_' && c != u'/')
            return false;
    }
    return true;
}

} // namespace

const SettingInfo &language()
{
    static const SettingInfo info{"language", QStringLiteral("system"), oneOf({QStringLiteral("system"), QStringLiteral("en"), QStringLiteral("zh_CN")})};
    return info;
}

const SettingInfo &theme()
{
    static const SettingInfo info{"theme", QStringLiteral("system"), oneOf({QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")})};
    return info;
}

const SettingInfo &lastConnection()
{
    static const SettingInfo info{"last/connection", QString(), isPlainWord};
    return info;
}

const SettingInfo &openConnections()
{
    static const SettingInfo info{"last/openConnections", QStringList(), {}};
    return info;
}

const SettingInfo &lastPage()
{
    static const SettingInfo info{"last/page", QStringLiteral("nodes"), isPlainWord};
    return info;
}

const SettingInfo &lastView()
{
    static const SettingInfo info{"last/view", QString(), {}};
    return info;
}

const SettingInfo &lastNamespaces()
{
    static const SettingInfo info{"last/namespaces", QStringList(), {}};
    return info;
}

const SettingInfo &favouriteKinds()
{
    static const SettingInfo info{"navigation/favourites", QStringList(), {}};
    return info;
}

const SettingInfo &recentKinds()
{
    static const SettingInfo info{"navigation/recent", QStringList(), {}};
    return info;
}

const SettingInfo &detailVisible()
{
    static const SettingInfo info{"window/detailVisible", true, {}};
    return info;
}

const SettingInfo &navigationVisible()
{
    static const SettingInfo info{"window/navigationVisible", true, {}};
    return info;
}

} // namespace sk::settings::keys
