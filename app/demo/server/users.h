#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace sk::demo {

enum class Role { Nothing, Viewer, Admin };

struct User {
    std::string name;
    std::string email;
    std::string password;
    Role role = Role::Nothing;
    bool disabled = false;
    bool uninitialized = false; ///< must change the password
    std::deque<std::int64_t> failures; ///< seconds
    std::int64_t lockedUntil = 0; ///< seconds
};

enum class LoginResult { Good, Wrong, Locked, Inactive };

/// The accounts of the stand-in, and their lock-out (contract 1.5).
class Users {
public:
    Users(std::string_view domain, int lockoutFailures, int lockoutSeconds);

    /// By login name or e-mail address; null when there is none.
    [[nodiscard]] User *find(std::string_view nameOrEmail);
    [[nodiscard]] const User *find(std::string_view nameOrEmail) const;
    [[nodiscard]] const std::vector<User> &all() const { return m_users; }
    /// Checks and counts a failure; `now` in seconds.
    LoginResult login(std::string_view nameOrEmail, std::string_view password, std::int64_t now);
    void unlockAll();

private:
    std::vector<User> m_users;
    int m_lockoutFailures;
    int m_lockoutSeconds;
};

} // namespace sk::demo
