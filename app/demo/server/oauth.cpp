#include "oauth.h"

#include "accounts.h"

namespace sk::demo {

namespace {

HttpResponse issuePair(State &state, const User &user)
{
    const auto now = state.nowSeconds();
    const auto issuer = state.v4() ? state.url : state.options.clientId;
    // Single login is read by v3.4 and v4 only; every issue, a refresh too, then ends all other tokens of the user.
    if (!state.options.multipleLogin && !state.v33())
        state.tokens.revokeUser(user.name);
    const int access = state.options.accessTokenSeconds;
    Json body;
    body["access_token"] = state.tokens.issue(issuer, user.name, "access_token", now, access, extraClaim(user));
    body["token_type"] = "Bearer";
    body["refresh_token"] = state.tokens.issue(issuer, user.name, "refresh_token", now, access > 0 ? state.options.refreshTokenSeconds : 0, extraClaim(user));
    if (access > 0)
        body["expires_in"] = access;
    return kapisJson(body);
}

HttpResponse passwordGrant(State &state, std::string_view name, std::string_view password)
{
    const bool v4 = state.v4();
    switch (login(state, name, password)) {
    case LoginResult::Good:
        return issuePair(state, *state.users.find(name));
    case LoginResult::Locked:
        return oauthError(429, "invalid_grant", v4 ? "Rate limit exceeded." : "auth rate limit exceeded");
    case LoginResult::Inactive:
        return oauthError(400, "invalid_grant", v4 ? "Account suspended." : "account is not active");
    case LoginResult::Wrong:
        break;
    }
    return oauthError(400, "invalid_grant", v4 ? "Invalid username or password." : "incorrect password");
}

HttpResponse refreshGrant(State &state, std::string_view token)
{
    const auto verdict = state.tokens.check(token, state.nowSeconds());
    std::string error = verdict.error;
    if (error.empty() && verdict.claims.type != "refresh_token")
        error = "ivalid token type " + verdict.claims.type + " want refresh_token"; // the server's own spelling
    const auto *user = state.users.find(verdict.claims.user);
    if (error.empty() && user && user->preRegistered()) {
        // Someone who has registered meanwhile goes on under the new account.
        user = state.users.findByOrigin(user->originUid);
        return user ? issuePair(state, *user) : errStatus(401, "Unauthorized", "authenticated user does not exist");
    }
    if (error.empty() && user)
        return issuePair(state, *user);
    return oauthError(400, "invalid_grant", state.v4() ? "The refresh token is invalid or expired." : error);
}

HttpResponse token(State &state, const HttpRequest &request)
{
    if (request.method != "POST") {
        auto response = routerText(405);
        response.headers.insert(response.headers.begin(), {"Allow", "POST"});
        return response;
    }
    const auto type = request.header("Content-Type");
    if (!equalsIgnoreCase(type.substr(0, type.find(';')), "application/x-www-form-urlencoded")) {
        const bool empty = !request.hasHeader("Content-Length") || (!state.v33() && request.header("Content-Length") == "0");
        return routerText(empty && !request.hasHeader("Transfer-Encoding") ? 406 : 415);
    }
    const auto form = parseQuery(request.body);
    const auto field = [&form](std::string_view name) -> std::string_view {
        for (const auto &[key, value] : form) {
            if (key == name)
                return value;
        }
        return {};
    };
    if (field("client_id") != state.options.clientId || field("client_id").empty())
        return state.v4() ? oauthError(400, "invalid_client", "The provided client_id is invalid or does not exist.")
                          : oauthError(401, "invalid_client", "the OAuth client was not found");
    if (field("client_secret") != state.options.clientSecret)
        return state.v4() ? oauthError(401, "unauthorized_client", "Invalid client credential.") : oauthError(401, "invalid_client", "invalid client credential");
    const auto grant = field("grant_type");
    if (grant == "password")
        return passwordGrant(state, field("username"), field("password"));
    if (grant == "refresh_token")
        return refreshGrant(state, field("refresh_token"));
    if (grant == "code" || (grant == "authorization_code" && state.v4())) {
        if (state.v4() && field("code").empty())
            return oauthError(400, "invalid_request", "The authorization code is empty or missing.");
        return oauthError(400, "invalid_grant", state.v4() ? "The authorization code is invalid or expired." : "token contains an invalid number of segments");
    }
    return oauthError(400, "unsupported_grant_type", state.v4() ? "The provided grant_type is not supported." : "");
}

HttpResponse logout(State &state, const HttpRequest &request, const Caller &caller)
{
    const auto credential = request.header("Authorization");
    if (caller.user && credential.starts_with("Bearer ")) {
        if (state.v4())
            state.tokens.revoke(credential.substr(7));
        else
            state.tokens.revokeUser(caller.user->name);
    } else if (!state.v4() && !caller.user) {
        return oauthError(401, "login_required", "");
    }
    if (request.hasValue("post_logout_redirect_uri"))
        return {302, {{"Location", std::string(request.value("post_logout_redirect_uri"))}}, {}};
    return kapisJson(Json{{"message", "success"}});
}

HttpResponse userinfo(const State &state, const Caller &caller)
{
    if (!caller.user)
        return state.v4() ? kapisJson(Json("login_required"), 401) : kapisJson(Json{{"error", "login_required"}}, 401);
    Json body{{"sub", caller.user->name}};
    body[state.v4() ? "url" : "name"] = caller.user->name;
    body["email"] = caller.user->email;
    body["preferred_username"] = caller.user->name;
    return kapisJson(body);
}

HttpResponse discovery(const State &state)
{
    // On v3 the end points hang on the issuer's name, which is no URL: a slip of the real server, kept.
    const auto base = state.v4() ? state.url + "/oauth" : state.options.clientId;
    const auto issuer = state.v4() ? state.url : state.options.clientId;
    return kapisJson(Json{{"issuer", issuer},
                          {"authorization_endpoint", base + "/authorize"},
                          {"token_endpoint", base + "/token"},
                          {"userinfo_endpoint", base + "/userinfo"},
                          {"jwks_uri", base + "/keys"},
                          {"grant_types_supported", Json::array({"authorization_code", "refresh_token"})},
                          {"response_types_supported", state.v4() ? Json::array({"code", "id_token"}) : Json::array({"code", "token"})},
                          {"subject_types_supported", Json::array({"public"})},
                          {"id_token_signing_alg_values_supported", Json::array({"RS256"})},
                          {"code_challenge_methods_supported", Json::array({"S256", "plain"})},
                          {"scopes_supported", Json::array({"openid", "email", "profile", "offline_access"})},
                          {"token_endpoint_auth_methods_supported", Json::array({"client_secret_basic", "client_secret_post"})},
                          {"claims_supported", Json::array({"iss", "sub", "aud", "iat", "exp", "email", "locale", "preferred_username"})}});
}

HttpResponse keys()
{
    // The stand-in issues no id_token, so that nothing is ever verified against this key; its modulus is the one recorded.
    return kapisJson(Json{{"keys",
                           Json::array({Json{{"use", "sig"},
                                             {"kty", "RSA"},
                                             {"kid", "4020999616"},
                                             {"alg", "RS256"},
                                             {"n",
                                              "1E0BUZqynhLGgmQYMq3Y-jgOSo9hN-vaI7427L9tqj6tiAplZKVnIqSTrRKF__za7tDnMT8KTdr9IgktjYnYwu74ljmi-860U5MR2UM1bd0B7d47imEtnG-xEysjt7PiPboG9G6nINgS"
                                              "J6sqiJUkiYTmpENfNbMWgx2rO7s_1OBUaJQj8tP0vKdliPOaCVeipibvlYzOJvZ_C_1jIrEaaijmbmR6h4Yl0BNsPVWxTIMQUUUAQRVG74rDzx-c7WU5KcJvsSQekTCX5HLcdi8-8MkeXUrboEPwUYYlVeo6QwVLpCEKIt_"
                                              "CHQ9iCPQ0piD8GfpHHuJ3zozLctMtCsQ0sQ"},
                                             {"e", "AQAB"}}})}});
}

HttpResponse answerPath(State &state, const HttpRequest &request, const Caller &caller)
{
    const auto &path = request.path;
    if (path == "/oauth/token")
        return token(state, request);
    const bool known = path == "/oauth/logout" || path == "/oauth/userinfo" || path == "/oauth/keys"
        || (path == "/oauth/.well-known/openid-configuration" && !state.v4()) || (path == "/.well-known/openid-configuration" && state.v4());
    if (!known)
        return routerText(404);
    if (request.method != "GET") {
        auto response = routerText(405);
        response.headers.insert(response.headers.begin(), {"Allow", "GET"});
        return response;
    }
    if (path == "/oauth/logout")
        return logout(state, request, caller);
    if (path == "/oauth/userinfo")
        return userinfo(state, caller);
    return path == "/oauth/keys" ? keys() : discovery(state);
}

} // namespace

HttpResponse answerOauth(State &state, const HttpRequest &request, const Caller &caller)
{
    auto response = answerPath(state, request, caller);
    if (state.v4() && request.path == "/oauth/token") {
        response.headers.emplace_back("Cache-Control", "no-store");
        response.headers.emplace_back("Pragma", "no-cache");
    }
    return response;
}

} // namespace sk::demo
