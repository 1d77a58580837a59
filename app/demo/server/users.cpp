#include "users.h"

#include <utility>

namespace sk::demo {

Users::Users(std::string_view domain, int lockoutFailures, int lockoutSeconds)
    : m_lockoutFailures(lockoutFailures)
    , m_lockoutSeconds(lockoutSeconds)
{
    const auto add = [&](const char *name, Role role) -> User & {
        User user;
        user.name = name;
        user.email = user.name + '@' + std::string(domain);
        user.password = "P@88w0rd";
        user.role = role;
        return m_users.emplace_back(std::move(user));
    };
    add("admin", Role::Admin);
    add("operator", Role::Viewer);
    add("viewer", Role::Nothing);
    add("team-lead", Role::Member).workspace = "retail";
    add("disabled", Role::Viewer).disabled = true;
    add("newcomer", Role::Viewer).uninitialized = true;
    auto &stranger = add("newhire", Role::Nothing);
    stranger.login = std::exchange(stranger.name, std::string(User::preRegistration));
    stranger.originUid = "10042";
}

User *Users::find(std::string_view nameOrEmail)
{
    for (auto &user : m_users) {
        if (user.name == nameOrEmail || user.email == nameOrEmail || (!user.login.empty() && user.login == nameOrEmail))
            return &user;
    }
    return nullptr;
}

const User *Users::find(std::string_view nameOrEmail) const
{
    return const_cast<Users *>(this)->find(nameOrEmail);
}

LoginResult Users::login(std::string_view nameOrEmail, std::string_view password, std::int64_t now)
{
    auto *user = find(nameOrEmail);
    if (!user || password.empty())
        return LoginResult::Wrong;
    if (user->lockedUntil > now)
        return LoginResult::Locked;
    if (user->disabled)
        return LoginResult::Inactive;
    if (user->password == password)
        return LoginResult::Good;
    while (!user->failures.empty() && user->failures.front() + m_lockoutSeconds <= now)
        user->failures.pop_front();
    user->failures.push_back(now);
    if (m_lockoutFailures > 0 && static_cast<int>(user->failures.size()) >= m_lockoutFailures) {
        user->lockedUntil = now + m_lockoutSeconds;
        user->stateSince = now;
        user->failures.clear();
    }
    return LoginResult::Wrong;
}

const User *Users::findByOrigin(std::string_view uid) const
{
    for (const auto &user : m_users) {
        if (!user.preRegistered() && user.originUid == uid)
            return &user;
    }
    return nullptr;
}

} // namespace sk::demo
