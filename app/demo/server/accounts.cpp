#include "accounts.h"
#include "selectors.h"
#include "utc_time.h"

#include <algorithm>
#include <cctype>

namespace sk::demo {

namespace {

const KindInfo *usersKind(const State &state)
{
    return state.world->findKind(state.group("iam"), "v1alpha2", "users");
}

std::string annotationName(const State &state, const char *name)
{
    return state.group("iam") + '/' + name;
}

bool isLocked(const State &state, const User &user)
{
    return user.lockedUntil > state.nowSeconds();
}

std::string goMinutes(int seconds)
{
    return std::to_string(seconds / 60) + 'm' + std::to_string(seconds % 60) + 's';
}

Json statusOf(const State &state, const User &user, Json status)
{
    status["state"] = user.disabled ? "Disabled" : isLocked(state, user) ? "AuthLimitExceeded" : "Active";
    status.erase("reason");
    if (isLocked(state, user))
        status["reason"] = "Failed login attempts exceed " + std::to_string(state.users.lockoutFailures()) + " in last " + goMinutes(state.users.lockoutSeconds());
    if (user.stateSince != 0)
        status["lastTransitionTime"] = rfc3339(std::chrono::system_clock::time_point(std::chrono::seconds(user.stateSince)));
    return status;
}

bool goodPassword(const State &state, std::string_view password)
{
    // Already hashed: taken as it is.
    if (password.starts_with("$2a$") && password.size() == 60)
        return true;
    const auto has = [password](int (*test)(int)) { return std::any_of(password.begin(), password.end(), [test](unsigned char c) { return test(c) != 0; }); };
    return password.size() >= (state.v33() ? 6U : 8U) && password.size() <= 64 && has(std::isupper) && has(std::islower) && has(std::isdigit);
}

} // namespace

Json userObject(const State &state, const User &user)
{
    const auto *kind = usersKind(state);
    auto object = kind ? state.world->object(*kind, {}, user.name) : std::nullopt;
    if (!object)
        object = Json{{"kind", "User"}, {"apiVersion", ""}, {"metadata", Json{{"name", user.name}}}, {"spec", Json{{"email", user.email}}}};
    (*object)["apiVersion"] = state.group("iam") + '/' + (state.v4() ? "v1beta1" : "v1alpha2");
    (*object)["spec"].erase("password");
    (*object)["status"] = statusOf(state, user, object->value("status", Json::object()));
    return *object;
}

Json extraClaim(const User &user)
{
    if (user.preRegistered()) {
        return Json{{"idp", Json::array({"company"})}, {"uid", Json::array({user.originUid})}, {"username", Json::array({user.login})}, {"email", Json::array({user.email})}};
    }
    return user.uninitialized ? Json{{"uninitialized", Json::array({"true"})}} : Json();
}

void showUser(State &state, const User &user)
{
    const auto *kind = usersKind(state);
    auto object = kind ? state.world->object(*kind, {}, user.name) : std::nullopt;
    if (!object)
        return;
    const auto mark = annotationName(state, "uninitialized");
    Json &annotations = (*object)["metadata"]["annotations"];
    if (user.uninitialized)
        annotations[mark] = "true";
    else if (annotations.is_object())
        annotations.erase(mark);
    (void)state.world->update(*kind, {}, user.name, *object, false);
    object = state.world->object(*kind, {}, user.name);
    (*object)["status"] = statusOf(state, user, object->value("status", Json::object()));
    (void)state.world->update(*kind, {}, user.name, *object, false, World::Part::Status);
}

void endLocks(State &state)
{
    const auto now = state.nowSeconds();
    for (const auto &known : state.users.all()) {
        if (known.lockedUntil == 0 || known.lockedUntil > now)
            continue;
        auto &user = *state.users.find(known.name);
        user.lockedUntil = 0;
        user.stateSince = now;
        showUser(state, user);
    }
}

LoginResult login(State &state, std::string_view name, std::string_view password)
{
    const auto result = state.users.login(name, password, state.nowSeconds());
    const auto *user = result == LoginResult::Wrong ? state.users.find(name) : nullptr;
    if (user && isLocked(state, *user))
        showUser(state, *user);
    return result;
}

bool changeUser(State &state, std::string_view name, const UserChange &change)
{
    auto *user = state.users.find(name);
    if (!user)
        return false;
    const auto now = state.nowSeconds();
    if (change.disabled) {
        user->disabled = *change.disabled;
        user->stateSince = now;
    }
    if (change.uninitialized)
        user->uninitialized = *change.uninitialized;
    if (change.password)
        user->password = *change.password;
    if (change.lockedSeconds) {
        user->lockedUntil = *change.lockedSeconds > 0 ? now + *change.lockedSeconds : 0;
        user->stateSince = now;
        user->failures.clear();
    }
    if (change.revokeTokens)
        state.tokens.revokeUser(user->name);
    showUser(state, *user);
    return true;
}

std::optional<WorldError> refusedPassword(const State &state, const Json &object)
{
    const auto password = memberText(object, {"spec", "password"});
    if (password.empty() || goodPassword(state, password))
        return std::nullopt;
    const auto name = memberText(object, {"metadata", "name"});
    return WorldError{422, "Invalid", "User.iam." + state.options.world.apiDomain + " \"" + name + "\" is invalid: spec.password: Invalid value: \"\": spec.password in body should match "
                      "'^(.*[a-z].*[A-Z].*[0-9].*)$|^(.*[a-z].*[0-9].*[A-Z].*)$|^(.*[A-Z].*[a-z].*[0-9].*)$|^(.*[A-Z].*[0-9].*[a-z].*)$|^(.*[0-9].*[a-z].*[A-Z].*)$|^(.*[0-9].*[A-Z].*[a-z].*)$|^(\\$2a\\$.*)$'"};
}

void takeUserWrite(State &state, Json &object)
{
    auto *user = state.users.find(memberText(object, {"metadata", "name"}));
    const auto password = memberText(object, {"spec", "password"});
    if (object.contains("spec") && object["spec"].is_object())
        object["spec"].erase("password");
    if (!user)
        return;
    if (!password.empty() && !password.starts_with("$2a$"))
        user->password = password;
    const auto mark = annotationName(state, "uninitialized");
    user->uninitialized = member(object, {"metadata", "annotations", mark.c_str()}) != nullptr;
    if (auto email = memberText(object, {"spec", "email"}); !email.empty())
        user->email = std::move(email);
}

HttpResponse answerPasswordChange(State &state, const HttpRequest &request, const RequestInfo &info)
{
    const auto body = Json::parse(request.body, nullptr, false);
    if (!body.is_object())
        return textError(400, "invalid character in the body");
    auto *user = state.users.find(info.name);
    if (!user)
        return textError(state.v4() ? 404 : 500, "user.iam." + state.options.world.apiDomain + " \"" + info.name + "\" not found");
    const auto fresh = memberText(body, {"password"});
    if (memberText(body, {"currentPassword"}) != user->password)
        return textError(400, "incorrect old password");
    if (const auto refused = refusedPassword(state, Json{{"metadata", Json{{"name", user->name}}}, {"spec", Json{{"password", fresh}}}}))
        return textError(refused->code, refused->message);
    // Neither does the mark of the first sign-in go, nor do tokens end: the real server's way.
    user->password = fresh;
    return kapisJson(Json{{"message", "success"}});
}

HttpResponse answerUserCreation(State &state, const HttpRequest &request, const Caller &caller)
{
    auto object = Json::parse(request.body, nullptr, false);
    const auto name = object.is_object() ? memberText(object, {"metadata", "name"}) : std::string();
    const auto *kind = usersKind(state);
    if (name.empty() || !kind)
        return textError(400, "a User with a name is expected");
    if (const auto refused = refusedPassword(state, object))
        return textError(refused->code, refused->message);
    User user;
    user.name = name;
    user.email = memberText(object, {"spec", "email"});
    user.password = memberText(object, {"spec", "password"});
    if (caller.user->preRegistered()) {
        user.originUid = caller.user->originUid;
        object["metadata"]["labels"][annotationName(state, "identify-provider")] = "company";
        object["metadata"]["labels"][annotationName(state, "origin-uid")] = user.originUid;
        if (user.email.empty())
            object["spec"]["email"] = user.email = caller.user->email;
    }
    object["spec"].erase("password");
    const auto created = state.world->create(*kind, {}, object, false);
    if (const auto *error = std::get_if<WorldError>(&created))
        return textError(error->code, error->message);
    state.users.add(user);
    showUser(state, user);
    return kapisJson(userObject(state, user));
}

} // namespace sk::demo
