#pragma once

#include "world.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Small tools for making texts fast: random numbers, times, uids, JSON escapes and templates with holes.
namespace sk::demo {

/// Seconds since 1970, UTC. 32 bits keep pods small and last until 2106.
using Seconds = std::uint32_t;

/// A fast generator with the same sequence on every platform (splitmix64), which the standard distributions do not promise.
class Rng {
public:
    explicit Rng(std::uint64_t seed) : m_state(seed) { }
    std::uint64_t next();
    /// Evenly from [0, n); 0 for n = 0.
    std::uint32_t below(std::uint32_t n) { return n == 0 ? 0 : static_cast<std::uint32_t>(next() % n); }
    std::uint32_t between(std::uint32_t low, std::uint32_t high) { return low + below(high - low + 1); }
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    bool chance(double probability) { return unit() < probability; }
    /// Letters as Kubernetes puts them at the end of generated names: no vowels, no look-alikes.
    std::string suffix(std::size_t length);

private:
    std::uint64_t m_state;
};

[[nodiscard]] std::uint64_t mix(std::uint64_t value);
[[nodiscard]] std::uint64_t hashOf(std::string_view text);

/// A version 4 UUID that follows from `id`.
[[nodiscard]] std::string uidText(std::uint64_t id);
void appendUid(std::string &out, std::uint64_t id);

/// "2026-11-23T22:06:43Z"
void appendTime(std::string &out, Seconds time);
[[nodiscard]] std::string timeText(Seconds time);
/// "2026-11-23T22:06:43.472253Z", as events and leases carry it.
[[nodiscard]] std::string microTimeText(Seconds time, std::uint32_t microseconds);
/// The inverse of timeText; 0 when it is not such a time.
[[nodiscard]] Seconds parseTime(std::string_view text);
void appendNumber(std::string &out, std::uint64_t number);
/// `text` with JSON's escapes, without quotes.
void appendEscaped(std::string &out, std::string_view text);

/// A Kubernetes quantity ("250m", "1Gi") as a number; 0 when it is none.
[[nodiscard]] double parseQuantity(std::string_view text);

/// As kubectl prints ages: "45s", "2m14s", "12m", "3h5m", "2d3h", "12d", "2y40d" (apimachinery duration.HumanDuration).
[[nodiscard]] std::string humanDuration(std::int64_t seconds);

/// What a template's hole is filled with.
enum class Hole : std::uint8_t { Name, Uid, ResourceVersion, Created, Deletion, NodeMember, NodeName, ManagedStatus };

/// A text with holes, cut into pieces once and filled often. A hole is written `@@N`, N its number as one capital letter (A = Hole::Name).
class HoledText {
public:
    HoledText() = default;
    explicit HoledText(std::string_view text);
    /// Appends the text; `fill(hole, out)` appends what belongs into a hole.
    template<typename Fill>
    void render(std::string &out, Fill &&fill) const
    {
        for (const Piece &piece : m_pieces) {
            out.append(m_text, piece.begin, piece.length);
            if (piece.holed)
                fill(piece.hole, out);
        }
    }
    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    [[nodiscard]] static std::string mark(Hole hole);

private:
    struct Piece {
        std::size_t begin;
        std::size_t length;
        Hole hole;
        bool holed;
    };
    std::string m_text;
    std::vector<Piece> m_pieces;
};

/// `value` as compact JSON; invalid UTF-8 is replaced rather than thrown at.
[[nodiscard]] std::string dumped(const Json &value);

/// The member at a path such as {"spec", "replicas"}, or null.
[[nodiscard]] const Json *find(const Json &value, std::initializer_list<std::string_view> path);
/// The string at a path, or empty.
[[nodiscard]] std::string stringAt(const Json &value, std::initializer_list<std::string_view> path);
/// The whole number at a path, or `otherwise`.
[[nodiscard]] std::int64_t numberAt(const Json &value, std::initializer_list<std::string_view> path, std::int64_t otherwise = 0);

} // namespace sk::demo
