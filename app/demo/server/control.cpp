#include "accounts.h"
#include "faults.h"
#include "router.h"
#include "selectors.h"

namespace sk::demo {

namespace {

HttpResponse done()
{
    return kapisJson(Json{{"message", "success"}});
}

HttpResponse setFaults(State &state, const Json &body)
{
    // What is not named goes back to normal, so that one call says all.
    Faults faults;
    for (const auto &[name, value] : body.items()) {
        if (auto error = setFault(faults, name, value.is_string() ? value.get<std::string>() : value.dump()))
            return textError(400, *error);
    }
    state.faults = faults;
    return done();
}

HttpResponse disturb(State &state, const Json &body)
{
    WatchTrouble trouble;
    const auto action = memberText(body, {"action"});
    if (action == "end")
        trouble.kind = WatchTrouble::Kind::End;
    else if (action == "error")
        trouble.kind = WatchTrouble::Kind::Error;
    else if (action != "cut")
        return textError(400, "the action is none of cut end error");
    if (const auto *code = member(body, {"code"}); code && code->is_number_integer())
        trouble.code = code->get<int>();
    state.disturbWatches(trouble);
    return done();
}

HttpResponse changeAccount(State &state, const Json &body)
{
    UserChange change;
    for (const auto &[name, value] : body.items()) {
        if (name == "name" && value.is_string())
            continue;
        if (name == "disabled" && value.is_boolean())
            change.disabled = value.get<bool>();
        else if (name == "uninitialized" && value.is_boolean())
            change.uninitialized = value.get<bool>();
        else if (name == "password" && value.is_string())
            change.password = value.get<std::string>();
        else if (name == "lockedSeconds" && value.is_number_integer())
            change.lockedSeconds = value.get<int>();
        else if (name == "revokeTokens" && value.is_boolean())
            change.revokeTokens = value.get<bool>();
        else
            return textError(400, "'" + name + "' is unknown or of a wrong type; there are: name disabled uninitialized password lockedSeconds revokeTokens");
    }
    const auto name = memberText(body, {"name"});
    return changeUser(state, name, change) ? done() : textError(404, "no user '" + name + "'");
}

} // namespace

HttpResponse answerControl(State &state, const HttpRequest &request, const Exchange *exchange)
{
    // A web page in the user's browser can reach loopback too: only what browsers do not send on their own passes.
    if (request.hasHeader("Origin"))
        return textError(403, "not for web pages");
    if (request.method != "POST")
        return routerText(405);
    if (request.path == "/demo/restart") {
        state.restart(exchange);
        return done();
    }
    const bool known = request.path == "/demo/faults" || request.path == "/demo/watches" || request.path == "/demo/users";
    if (!known)
        return routerText(404);
    const auto body = Json::parse(request.body, nullptr, false);
    if (!body.is_object())
        return textError(400, "a JSON object of names and values is expected");
    if (request.path == "/demo/watches")
        return disturb(state, body);
    return request.path == "/demo/users" ? changeAccount(state, body) : setFaults(state, body);
}

} // namespace sk::demo
