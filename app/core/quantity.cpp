#include "quantity.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sk {

namespace {

struct Suffix {
    std::string_view text;
    double factor;
};

// k8s.io/apimachinery/pkg/api/resource/suffix.go
constexpr std::array suffixes{
    Suffix{"Ki", 1024.0}, Suffix{"Mi", 1048576.0}, Suffix{"Gi", 1073741824.0}, Suffix{"Ti", 1099511627776.0},
    Suffix{"Pi", 1125899906842624.0}, Suffix{"Ei", 1152921504606846976.0},
    Suffix{"n", 1e-9}, Suffix{"u", 1e-6}, Suffix{"m", 1e-3}, Suffix{"", 1.0}, Suffix{"k", 1e3}, Suffix{"M", 1e6},
    Suffix{"G", 1e9}, Suffix{"T", 1e12}, Suffix{"P", 1e15}, Suffix{"E", 1e18},
};

constexpr std::array<const char *, 7> binaryUnits{"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

std::size_t unitOf(double bytes)
{
    std::size_t unit = 0;
    double value = std::abs(bytes);
    while (value >= 1024.0 && unit + 1 < binaryUnits.size()) {
        value /= 1024.0;
        ++unit;
    }
    return unit;
}

/// At most one decimal, and none when it would be ".0".
QString shortNumber(double value)
{
    const double rounded = std::round(value * 10.0) / 10.0;
    return QString::number(rounded, 'f', rounded == std::floor(rounded) ? 0 : 1);
}

} // namespace

std::optional<double> parseQuantity(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    const char *begin = text.data();
    const char *end = begin + text.size();
    if (*begin == '+')
        ++begin;
    double number = 0;
    // "E" is both an exponent and exa: from_chars takes "1E3" whole and stops at "1E".
    const auto [rest, error] = std::from_chars(begin, end, number);
    if (error != std::errc{})
        return std::nullopt;
    const std::string_view suffix(rest, static_cast<std::size_t>(end - rest));
    for (const Suffix &known : suffixes) {
        if (known.text == suffix)
            return number * known.factor;
    }
    return std::nullopt;
}

QString formatCores(double cores)
{
    if (cores != 0 && std::abs(cores) < 1.0)
        return QString::number(std::lround(cores * 1000)) + QStringLiteral("m");
    return shortNumber(cores);
}

QString formatBytes(double bytes)
{
    const std::size_t unit = unitOf(bytes);
    const QString number = shortNumber(bytes / std::pow(1024.0, static_cast<double>(unit)));
    return unit == 0 ? number : number + u' ' + QLatin1String(binaryUnits[unit]);
}

QString formatBytesLike(double bytes, double of)
{
    return shortNumber(bytes / std::pow(1024.0, static_cast<double>(unitOf(of))));
}

} // namespace sk
