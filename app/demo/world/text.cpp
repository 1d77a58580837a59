#include "text_p.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace sk::demo {

namespace {

struct Civil {
    int year, month, day;
};

// Days since 1970 to a date and back (Howard Hinnant's algorithms): strftime would take locks and a locale.
Civil civilFromDays(std::int64_t z)
{
    z += 719468;
    const std::int64_t era = z / 146097;
    const auto doe = static_cast<unsigned>(z - era * 146097);
    const unsigned yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const unsigned mp = (5 * doy + 2) / 153;
    const unsigned day = doy - (153 * mp + 2) / 5 + 1;
    const unsigned month = mp < 10 ? mp + 3 : mp - 9;
    const std::int64_t year = static_cast<std::int64_t>(yoe) + era * 400 + (month <= 2 ? 1 : 0);
    return {static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)};
}

std::int64_t daysFromCivil(int year, int month, int day)
{
    year -= month <= 2 ? 1 : 0;
    const int era = year / 400;
    const int yoe = year - era * 400;
    const int doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return static_cast<std::int64_t>(era) * 146097 + doe - 719468;
}

void appendPadded(std::string &out, int number, int width)
{
    char digits[8];
    for (int i = width - 1; i >= 0; --i) {
        digits[i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    out.append(digits, static_cast<std::size_t>(width));
}

void appendDateTime(std::string &out, Seconds time)
{
    const Civil date = civilFromDays(time / 86400);
    const auto rest = static_cast<int>(time % 86400);
    appendPadded(out, date.year, 4);
    out += '-';
    appendPadded(out, date.month, 2);
    out += '-';
    appendPadded(out, date.day, 2);
    out += 'T';
    appendPadded(out, rest / 3600, 2);
    out += ':';
    appendPadded(out, rest / 60 % 60, 2);
    out += ':';
    appendPadded(out, rest % 60, 2);
}

} // namespace

std::uint64_t mix(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31);
}

std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return mix(hash);
}

std::uint64_t Rng::next()
{
    const std::uint64_t result = mix(m_state);
    m_state += 0x9e3779b97f4a7c15ULL;
    return result;
}

std::string Rng::suffix(std::size_t length)
{
    static constexpr std::string_view letters = "bcdfghjklmnpqrstvwxz2456789";
    std::string result;
    for (std::size_t i = 0; i < length; ++i)
        result += letters[below(static_cast<std::uint32_t>(letters.size()))];
    return result;
}

void appendUid(std::string &out, std::uint64_t id)
{
    static constexpr char digits[] = "0123456789abcdef";
    const std::uint64_t high = mix(id * 2 + 1);
    const std::uint64_t low = mix(id * 2 + 0x5bd1e995);
    char text[36];
    int at = 0;
    for (int i = 0; i < 32; ++i) {
        if (i == 8 || i == 12 || i == 16 || i == 20)
            text[at++] = '-';
        auto nibble = static_cast<unsigned>(((i < 16 ? high : low) >> (4 * (i % 16))) & 15U);
        if (i == 12)
            nibble = 4;
        else if (i == 16)
            nibble = (nibble & 3U) | 8U;
        text[at++] = digits[nibble];
    }
    out.append(text, sizeof text);
}

std::string uidText(std::uint64_t id)
{
    std::string result;
    appendUid(result, id);
    return result;
}

void appendTime(std::string &out, Seconds time)
{
    appendDateTime(out, time);
    out += 'Z';
}

std::string timeText(Seconds time)
{
    std::string result;
    appendTime(result, time);
    return result;
}

std::string microTimeText(Seconds time, std::uint32_t microseconds)
{
    std::string result;
    appendDateTime(result, time);
    result += '.';
    appendPadded(result, static_cast<int>(microseconds % 1000000), 6);
    result += 'Z';
    return result;
}

Seconds parseTime(std::string_view text)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    const std::string copy(text);
    if (std::sscanf(copy.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) != 6 || year < 1970)
        return 0;
    return static_cast<Seconds>(daysFromCivil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second);
}

void appendNumber(std::string &out, std::uint64_t number)
{
    char digits[24];
    const auto result = std::to_chars(digits, digits + sizeof digits, number);
    out.append(digits, result.ptr);
}

void appendEscaped(std::string &out, std::string_view text)
{
    for (const char c : text) {
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                char escape[8];
                std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
                out += escape;
            } else {
                out += c;
            }
        }
    }
}

double parseQuantity(std::string_view text)
{
    const std::string copy(text);
    char *end = nullptr;
    const double number = std::strtod(copy.c_str(), &end);
    const std::string_view unit(end);
    static constexpr std::array<std::pair<std::string_view, double>, 14> units {{{"m", 1e-3}, {"k", 1e3}, {"M", 1e6}, {"G", 1e9},
        {"T", 1e12}, {"P", 1e15}, {"Ki", 1024.0}, {"Mi", 1048576.0}, {"Gi", 1073741824.0}, {"Ti", 1099511627776.0},
        {"Pi", 1125899906842624.0}, {"n", 1e-9}, {"u", 1e-6}, {"", 1.0}}};
    for (const auto &[name, factor] : units) {
        if (name == unit)
            return number * factor;
    }
    return 0;
}

std::string humanDuration(std::int64_t seconds)
{
    const auto pair = [](std::int64_t big, const char *bigUnit, std::int64_t small, const char *smallUnit) {
        std::string result = std::to_string(big) + bigUnit;
        if (small != 0)
            result += std::to_string(small) + smallUnit;
        return result;
    };
    if (seconds < -1)
        return "<invalid>";
    if (seconds < 0)
        return "0s";
    if (seconds < 60 * 2)
        return std::to_string(seconds) + 's';
    const std::int64_t minutes = seconds / 60;
    if (minutes < 10)
        return pair(minutes, "m", seconds % 60, "s");
    if (minutes < 60 * 3)
        return std::to_string(minutes) + 'm';
    const std::int64_t hours = seconds / 3600;
    if (hours < 8)
        return pair(hours, "h", minutes % 60, "m");
    if (hours < 48)
        return std::to_string(hours) + 'h';
    if (hours < 24 * 8)
        return pair(hours / 24, "d", hours % 24, "h");
    if (hours < 24 * 365 * 2)
        return std::to_string(hours / 24) + 'd';
    if (hours < 24 * 365 * 8)
        return pair(hours / 24 / 365, "y", hours / 24 % 365, "d");
    return std::to_string(hours / 24 / 365) + 'y';
}

std::string HoledText::mark(Hole hole)
{
    return std::string("@@") + static_cast<char>('A' + static_cast<int>(hole));
}

HoledText::HoledText(std::string_view text)
{
    std::size_t begin = 0;
    m_text = text;
    for (;;) {
        const std::size_t at = m_text.find("@@", begin);
        if (at == std::string::npos || at + 2 >= m_text.size()) {
            m_pieces.push_back({begin, m_text.size() - begin, Hole::Name, false});
            return;
        }
        m_pieces.push_back({begin, at - begin, static_cast<Hole>(m_text[at + 2] - 'A'), true});
        begin = at + 3;
    }
}

std::string dumped(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json *find(const Json &value, std::initializer_list<std::string_view> path)
{
    const Json *at = &value;
    for (const std::string_view key : path) {
        if (!at->is_object())
            return nullptr;
        const auto member = at->find(std::string(key));
        if (member == at->end())
            return nullptr;
        at = &*member;
    }
    return at;
}

std::string stringAt(const Json &value, std::initializer_list<std::string_view> path)
{
    const Json *member = find(value, path);
    return member != nullptr && member->is_string() ? member->get<std::string>() : std::string();
}

std::int64_t numberAt(const Json &value, std::initializer_list<std::string_view> path, std::int64_t otherwise)
{
    const Json *member = find(value, path);
    return member != nullptr && member->is_number() ? member->get<std::int64_t>() : otherwise;
}

} // namespace sk::demo
