#include "age.h"

#include <array>
#include <charconv>

namespace sk {

namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
    int value = 0;
    const char *begin = text.data() + at;
    const auto [end, error] = std::from_chars(begin, begin + count, value);
    if (error != std::errc{} || end != begin + count || value < 0)
        return std::nullopt;
    return value;
}

} // namespace

std::optional<UnixMs> parseTime(std::string_view text)
{
    // 2026-11-23T22:05:50[.fraction](Z|±hh:mm)
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || (text[10] != 'T' && text[10] != 't') || text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (!year || !month || !day || !hour || !minute || !second)
        return std::nullopt;
    using namespace std::chrono;
    const year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)), std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60)
        return std::nullopt;

    std::size_t at = 19;
    int fraction = 0;
    if (at < text.size() && text[at] == '.') {
        int scale = 100;
        for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
            fraction += (text[at] - '0') * scale;
            scale /= 10;
        }
    }
    minutes offset{0};
    if (at == text.size())
        return std::nullopt;
    if (text[at] == '+' || text[at] == '-') {
        if (text.size() != at + 6 || text[at + 3] != ':')
            return std::nullopt;
        const auto offsetHours = digits(text, at + 1, 2), offsetMinutes = digits(text, at + 4, 2);
        if (!offsetHours || !offsetMinutes)
            return std::nullopt;
        offset = hours(*offsetHours) + minutes(*offsetMinutes);
        if (text[at] == '-')
            offset = -offset;
    } else if ((text[at] != 'Z' && text[at] != 'z') || text.size() != at + 1) {
        return std::nullopt;
    }
    const auto time = sys_days(date) + hours(*hour) + minutes(*minute) + seconds(*second) - offset;
    return duration_cast<milliseconds>(time.time_since_epoch()).count() + fraction;
}

QString humanDuration(std::int64_t milliseconds)
{
    const std::int64_t seconds = milliseconds / 1000;
    if (seconds < -1)
        return QStringLiteral("<invalid>");
    if (seconds < 0)
        return QStringLiteral("0s");
    const auto two = [](std::int64_t big, char bigUnit, std::int64_t small, char smallUnit) {
        QString text = QString::number(big) + QLatin1Char(bigUnit);
        if (small != 0)
            text += QString::number(small) + QLatin1Char(smallUnit);
        return text;
    };
    if (seconds < 120)
        return QString::number(seconds) + u's';
    const std::int64_t minutes = seconds / 60;
    if (minutes < 10)
        return two(minutes, 'm', seconds % 60, 's');
    if (minutes < 180)
        return QString::number(minutes) + u'm';
    const std::int64_t hours = minutes / 60;
    if (hours < 8)
        return two(hours, 'h', minutes % 60, 'm');
    if (hours < 48)
        return QString::number(hours) + u'h';
    const std::int64_t days = hours / 24;
    if (hours < 192)
        return two(days, 'd', hours % 24, 'h');
    if (hours < 24 * 365 * 2)
        return QString::number(days) + u'd';
    const std::int64_t years = days / 365;
    if (hours < 24 * 365 * 8)
        return two(years, 'y', days % 365, 'd');
    return QString::number(years) + u'y';
}

} // namespace sk
