#include "http_types.h"

#include <algorithm>
#include <cctype>

namespace sk::demo {

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

template<typename List>
const std::string *firstOf(const List &list, std::string_view name, bool ignoreCase)
{
    for (const auto &[key, value] : list) {
        if (ignoreCase ? equalsIgnoreCase(key, name) : key == name)
            return &value;
    }
    return nullptr;
}

} // namespace

bool equalsIgnoreCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string_view HttpRequest::header(std::string_view name) const
{
    const auto *found = firstOf(headers, name, true);
    return found ? std::string_view(*found) : std::string_view();
}

bool HttpRequest::hasHeader(std::string_view name) const
{
    return firstOf(headers, name, true) != nullptr;
}

std::string_view HttpRequest::value(std::string_view name) const
{
    const auto *found = firstOf(query, name, false);
    return found ? std::string_view(*found) : std::string_view();
}

bool HttpRequest::hasValue(std::string_view name) const
{
    return firstOf(query, name, false) != nullptr;
}

std::string percentDecode(std::string_view text, bool plusIsBlank)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexValue(text[i + 1]) >= 0 && hexValue(text[i + 2]) >= 0) {
            result += static_cast<char>(hexValue(text[i + 1]) * 16 + hexValue(text[i + 2]));
            i += 2;
        } else if (plusIsBlank && text[i] == '+') {
            result += ' ';
        } else {
            result += text[i];
        }
    }
    return result;
}

QueryList parseQuery(std::string_view text)
{
    QueryList result;
    while (!text.empty()) {
        const auto end = text.find('&');
        const auto pair = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (pair.empty())
            continue;
        const auto equals = pair.find('=');
        result.emplace_back(percentDecode(pair.substr(0, equals), true),
                            equals == std::string_view::npos ? std::string() : percentDecode(pair.substr(equals + 1), true));
    }
    return result;
}

std::vector<std::string> splitPath(std::string_view path)
{
    std::vector<std::string> result;
    while (!path.empty()) {
        const auto end = path.find('/');
        if (end != 0)
            result.emplace_back(path.substr(0, end));
        path.remove_prefix(end == std::string_view::npos ? path.size() : end + 1);
    }
    return result;
}

std::string_view reasonPhrase(int status)
{
    switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 307: return "Temporary Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Entity";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 511: return "Network Authentication Required";
    default: return "Status";
    }
}

} // namespace sk::demo
