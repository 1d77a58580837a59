#pragma once

#include "theme.h"

namespace sk::theme {

/// The colours of one appearance, as the design names them. Every pair of text and background has a contrast of 4.5 : 1 or more.
struct Colors {
    QRgb window, base, alternate, text, secondary, line, selection, accent, accentText;
    struct Pair {
        QRgb foreground, background;
    } healthy, warning, failing, unknown;
    QRgb meterUsed, meterRequested, meterTrack;
};

[[nodiscard]] const Colors &colors(bool dark);
[[nodiscard]] QPalette makePalette(const Colors &colors, bool dark);

} // namespace sk::theme
