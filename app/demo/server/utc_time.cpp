#include "utc_time.h"

#include <array>
#include <cstdio>

namespace sk::demo {

using namespace std::chrono;

namespace {

/// A time's parts by the calendar and the clock, in UTC.
struct Parts {
    explicit Parts(system_clock::time_point time)
        : day(floor<days>(time))
        , date(day)
        , clock(floor<seconds>(time) - day)
    {
    }
    [[nodiscard]] int year() const { return static_cast<int>(date.year()); }
    [[nodiscard]] unsigned month() const { return static_cast<unsigned>(date.month()); }
    [[nodiscard]] unsigned dayOfMonth() const { return static_cast<unsigned>(date.day()); }
    [[nodiscard]] int hour() const { return static_cast<int>(clock.hours().count()); }
    [[nodiscard]] int minute() const { return static_cast<int>(clock.minutes().count()); }
    [[nodiscard]] int second() const { return static_cast<int>(clock.seconds().count()); }

    sys_days day;
    year_month_day date;
    hh_mm_ss<seconds> clock;
};

} // namespace

std::string rfc3339(system_clock::time_point time)
{
    const Parts parts(time);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", parts.year(), parts.month(), parts.dayOfMonth(), parts.hour(), parts.minute(), parts.second());
    return text.data();
}

std::optional<system_clock::time_point> parseRfc3339(std::string_view text)
{
    int readYear = 0;
    unsigned readMonth = 0;
    unsigned readDay = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (std::sscanf(std::string(text).c_str(), "%4d-%2u-%2uT%2d:%2d:%2d", &readYear, &readMonth, &readDay, &hour, &minute, &second) != 6)
        return std::nullopt;
    const year_month_day date{year(readYear), month(readMonth), day(readDay)};
    // 60: a leap second, which is the next minute's first here.
    if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return std::nullopt;
    return sys_days(date) + hours(hour) + minutes(minute) + seconds(second);
}

std::string httpDate(system_clock::time_point time)
{
    static constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const Parts parts(time);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays[weekday(parts.day).c_encoding()], parts.dayOfMonth(), months[parts.month() - 1], parts.year(),
        parts.hour(), parts.minute(), parts.second());
    return text.data();
}

} // namespace sk::demo
