#pragma once

#include <sk/kube/cell.h>

#include <algorithm>

/// Asking or ordering 50,000 rows is waiting for memory: each row's cells, name and texts lie somewhere else. What will be needed some
/// rows later is sent for early. Without effect on what is computed, and where the compiler has no word for it, none at all.
namespace sk::models {

inline constexpr int lookAhead = 6; ///< rows

inline void fetchSoon(const void *address)
{
#if defined(__GNUC__)
    __builtin_prefetch(address);
#else
    (void)address;
#endif
}

/// The cells that are shown (they come first), and the name.
inline void fetchSoon(const kube::Row &row)
{
    constexpr std::size_t line = 64;
    constexpr std::size_t lines = 9;
    const auto *cells = reinterpret_cast<const char *>(row.cells.data());
    const std::size_t bytes = std::min(row.cells.size() * sizeof(kube::Cell), lines * line);
    for (std::size_t at = 0; at < bytes; at += line)
        fetchSoon(static_cast<const void *>(cells + at));
    fetchSoon(static_cast<const void *>(row.name.constData()));
}

} // namespace sk::models
