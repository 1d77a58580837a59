#include "palettes_p.h"

namespace sk::theme {

namespace {

constexpr Colors light{
    0xFFF4F6F8, 0xFFFFFFFF, 0xFFFAFBFC, 0xFF1B2330, 0xFF566171, 0xFFDCE1E7, 0xFFDCE8FD, 0xFF2563D6, 0xFFFFFFFF,
    {0xFF1A7340, 0xFFE3F3E9}, {0xFF8A5A00, 0xFFFBF0DA}, {0xFFB8261F, 0xFFFBE6E4}, {0xFF5F6B7A, 0xFFECEFF2},
    0xFF4A86E8, 0xFFB9CFF6, 0xFFE7EBEF,
};
constexpr Colors dark{
    0xFF15191F, 0xFF1C2128, 0xFF20262E, 0xFFE6EAF0, 0xFF9DA9B8, 0xFF2E3640, 0xFF24364F, 0xFF6EA3FF, 0xFF10151C,
    {0xFF56C98F, 0xFF1B3529}, {0xFFE3B04B, 0xFF3A3019}, {0xFFFF8078, 0xFF412423}, {0xFF98A4B3, 0xFF2A313A},
    0xFF5B94F2, 0xFF334A6E, 0xFF2B323B,
};

QColor mixed(QColor a, QColor b, double share)
{
    return QColor::fromRgbF(static_cast<float>(a.redF() * (1 - share) + b.redF() * share),
        static_cast<float>(a.greenF() * (1 - share) + b.greenF() * share), static_cast<float>(a.blueF() * (1 - share) + b.blueF() * share));
}

} // namespace

const Colors &colors(bool isDark)
{
    return isDark ? dark : light;
}

QPalette makePalette(const Colors &c, bool isDark)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, QColor color) { palette.setColor(QPalette::All, role, color); };
    const QColor base(c.base);
    const QColor line(c.line);
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.base);
    set(QPalette::AlternateBase, c.alternate);
    set(QPalette::Text, c.text);
    set(QPalette::Button, isDark ? QColor(c.alternate) : base);
    set(QPalette::ButtonText, c.text);
    set(QPalette::BrightText, isDark ? QColor(Qt::white) : QColor(c.accentText));
    set(QPalette::ToolTipBase, isDark ? QColor(c.alternate) : base);
    set(QPalette::ToolTipText, c.text);
    set(QPalette::PlaceholderText, c.secondary);
    // The selection is a quiet background on which the text stays as it is: tones remain readable in selected rows.
    set(QPalette::Highlight, c.selection);
    set(QPalette::HighlightedText, c.text);
    set(QPalette::Link, c.accent);
    set(QPalette::LinkVisited, c.accent);
    // The five shades from which Fusion draws edges.
    set(QPalette::Light, isDark ? QColor(c.line).lighter(120) : QColor(Qt::white));
    set(QPalette::Midlight, mixed(base, line, 0.5));
    set(QPalette::Mid, line);
    set(QPalette::Dark, isDark ? QColor(c.line).darker(130) : QColor(c.line).darker(120));
    set(QPalette::Shadow, isDark ? QColor(Qt::black) : QColor(c.line).darker(150));

    const QColor faded = mixed(QColor(c.secondary), QColor(c.window), 0.35);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText, QPalette::HighlightedText,
             QPalette::ToolTipText, QPalette::Link, QPalette::LinkVisited})
        palette.setColor(QPalette::Disabled, role, faded);
    palette.setColor(QPalette::Disabled, QPalette::Base, c.window);
    palette.setColor(QPalette::Disabled, QPalette::Button, c.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    return palette;
}

} // namespace sk::theme
