#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace sk::demo {

enum class Role {
    Nothing,
    Viewer, ///< reads everything
    Member, ///< does everything in the namespaces of one workspace, nothing elsewhere
    Admin,
};

struct User {
    std::string name;
    std::string email;
    std::string password;
    Role role = Role::Nothing;
    std::string workspace; ///< of a Member
    std::string login; ///< another name to sign in with; of a user in pre-registration, who has no account yet
    std::string originUid; ///< what the identity provider calls the user; empty for local accounts
    bool disabled = false;
    bool uninitialized = false; ///< must change the password
    std::deque<std::int64_t> failures; ///< seconds
    std::int64_t lockedUntil = 0; ///< seconds
    std::int64_t stateSince = 0; ///< when the account was last locked, unlocked or disabled, in seconds; 0: never

    [[nodiscard]] bool preRegistered() const { return name == preRegistration; }
    static constexpr std::string_view preRegistration = "system:pre-registration";
};

enum class LoginResult { Good, Wrong, Locked, Inactive };

/// The accounts of the stand-in, and their lock-out (contract 1.5).
class Users {
public:
    Users(std::string_view domain, int lockoutFailures, int lockoutSeconds);

    /// By login name or e-mail address; null when there is none.
    [[nodiscard]] User *find(std::string_view nameOrEmail);
    [[nodiscard]] const User *find(std::string_view nameOrEmail) const;
    [[nodiscard]] const std::deque<User> &all() const { return m_users; }
    /// Checks and counts a failure; `now` in seconds.
    LoginResult login(std::string_view nameOrEmail, std::string_view password, std::int64_t now);
    void add(User user) { m_users.push_back(std::move(user)); }
    /// The account that an identity provider's user has registered; null when there is none.
    [[nodiscard]] const User *findByOrigin(std::string_view uid) const;
    [[nodiscard]] int lockoutFailures() const { return m_lockoutFailures; }
    [[nodiscard]] int lockoutSeconds() const { return m_lockoutSeconds; }

private:
    std::deque<User> m_users; // addresses stay while accounts are added
    int m_lockoutFailures;
    int m_lockoutSeconds;
};

} // namespace sk::demo
