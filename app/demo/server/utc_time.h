#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

/// Points in time as the protocols write them. By std::chrono's calendar: the C library's ways to and from UTC differ between systems, and
/// its names of days follow the locale.
namespace sk::demo {

/// RFC 3339, whole seconds, `Z`.
[[nodiscard]] std::string rfc3339(std::chrono::system_clock::time_point time);
/// As above; what follows the seconds is not looked at. Nothing for another text and for a time that the calendar does not have.
[[nodiscard]] std::optional<std::chrono::system_clock::time_point> parseRfc3339(std::string_view text);
/// The IMF-fixdate of HTTP (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
[[nodiscard]] std::string httpDate(std::chrono::system_clock::time_point time);

} // namespace sk::demo
