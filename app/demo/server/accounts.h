#pragma once

#include "access.h"

/// The accounts of Users as objects: what the platform's API shows of them, and what writing to them does.
namespace sk::demo {

/// The User object of an account, without its password; `kind` and `apiVersion` first.
[[nodiscard]] Json userObject(const State &state, const User &user);
/// The claim `extra` of the user's tokens (contract 1.6); null without.
[[nodiscard]] Json extraClaim(const User &user);

/// Writes the account's state (disabled, locked with its reason, must change the password) to its object, so that watches see it.
void showUser(State &state, const User &user);
/// Unlocks whose time is over. To be called every now and then.
void endLocks(State &state);
/// Checks a name and a password, counts the failure, and shows the lock that follows.
[[nodiscard]] LoginResult login(State &state, std::string_view name, std::string_view password);
/// False when there is no such user.
bool changeUser(State &state, std::string_view name, const UserChange &change);

/// What is wrong with the password that a write to a User object carries (contract 1.6), or nothing.
[[nodiscard]] std::optional<WorldError> refusedPassword(const State &state, const Json &object);
/// Takes over what a write to a User object means for its account, and takes the password out of the object.
void takeUserWrite(State &state, Json &object);

/// `PUT …/users/{user}/password`.
[[nodiscard]] HttpResponse answerPasswordChange(State &state, const HttpRequest &request, const RequestInfo &info);
/// `POST …/users`: by an administrator, or by someone in pre-registration for themselves.
[[nodiscard]] HttpResponse answerUserCreation(State &state, const HttpRequest &request, const Caller &caller);

} // namespace sk::demo
