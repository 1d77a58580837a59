#include "faults.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace sk::demo {

namespace {

constexpr std::array answers{"", "500", "502", "503", "429", "redirect", "html"};

struct Entry {
    const char *name;
    std::optional<std::string> (*set)(Faults &faults, std::string_view value);
};

template<auto Member>
std::optional<std::string> setNumber(Faults &faults, std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || value < -1 || value > 1'000'000'000)
        return "'" + std::string(text) + "' is not a number from -1 to 1000000000";
    faults.*Member = static_cast<std::remove_reference_t<decltype(faults.*Member)>>(value);
    return std::nullopt;
}

template<auto Member>
std::optional<std::string> setSwitch(Faults &faults, std::string_view text)
{
    if (text != "true" && text != "false")
        return "'" + std::string(text) + "' is neither true nor false";
    faults.*Member = text == "true";
    return std::nullopt;
}

std::optional<std::string> setAnswer(Faults &faults, std::string_view text)
{
    if (text == "none")
        text = "";
    if (std::find(answers.begin(), answers.end(), text) == answers.end())
        return "'" + std::string(text) + "' is none of none 500 502 503 429 redirect html";
    faults.answer = std::string(text);
    return std::nullopt;
}

std::optional<std::string> setAnswerOnly(Faults &faults, std::string_view text)
{
    static constexpr std::array known{"lists", "watches", "gets", "writes", "tokens"};
    for (std::size_t at = 0; at < text.size();) {
        const auto comma = std::min(text.find(',', at), text.size());
        const auto word = text.substr(at, comma - at);
        if (std::find(known.begin(), known.end(), word) == known.end())
            return "'" + std::string(word) + "' is none of lists watches gets writes tokens";
        at = comma + 1;
    }
    faults.answerOnly = std::string(text);
    return std::nullopt;
}

std::optional<std::string> setRedirect(Faults &faults, std::string_view text)
{
    faults.redirectTo = std::string(text);
    return std::nullopt;
}

constexpr std::array entries{
    Entry{"latencyMs", setNumber<&Faults::latencyMs>},
    Entry{"bytesPerSecond", setNumber<&Faults::bytesPerSecond>},
    Entry{"cutAfterBytes", setNumber<&Faults::cutAfterBytes>},
    Entry{"silentAfterBytes", setNumber<&Faults::silentAfterBytes>},
    Entry{"bufferChunkedWatch", setSwitch<&Faults::bufferChunkedWatch>},
    Entry{"refuseWebSocketWatch", setSwitch<&Faults::refuseWebSocketWatch>},
    Entry{"answer", setAnswer},
    Entry{"answerOnly", setAnswerOnly},
    Entry{"answerTimes", setNumber<&Faults::answerTimes>},
    Entry{"retryAfterSeconds", setNumber<&Faults::retryAfterSeconds>},
    Entry{"redirectTo", setRedirect},
    Entry{"continueLifeMs", setNumber<&Faults::continueLifeMs>},
    Entry{"watchLifeMs", setNumber<&Faults::watchLifeMs>},
    Entry{"prometheusDown", setSwitch<&Faults::prometheusDown>},
    Entry{"failDiscoveryGroup", setSwitch<&Faults::failDiscoveryGroup>},
};

} // namespace

std::string faultNames()
{
    std::string names;
    for (const auto &entry : entries)
        names += (names.empty() ? "" : " ") + std::string(entry.name);
    return names;
}

std::optional<std::string> setFault(Faults &faults, std::string_view name, std::string_view value)
{
    for (const auto &entry : entries) {
        if (entry.name == name) {
            if (auto error = entry.set(faults, value))
                return "fault " + std::string(name) + ": " + *error;
            return std::nullopt;
        }
    }
    return "unknown fault '" + std::string(name) + "'; there are: " + faultNames();
}

} // namespace sk::demo
