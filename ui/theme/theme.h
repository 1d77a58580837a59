#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

/// Colours, icons and measures. The only place that knows light and dark.
namespace sk::theme {

enum class Mode { System, Light, Dark };

/// A tone carries meaning; the theme gives it a colour and a background of at least 4.5 : 1.
enum class Tone { Neutral, Healthy, Progressing, Warning, Failing, Unknown };

/// Meanings that QPalette has no role for.
enum class Role { Line, SecondaryText, MeterUsed, MeterRequested, MeterTrack, MeterOver, SelectionEdge, ProductionEdge, DevelopmentEdge, TestEdge };

/// Decides the palette of the application and answers for every colour in it. One per process, made by Application before any
/// widget; GUI thread.
class Theme : public QObject {
    Q_OBJECT

public:
    static Theme &instance(); ///< of the running application

    void setMode(Mode mode); ///< applies the palette and the Fusion style
    [[nodiscard]] Mode mode() const;
    [[nodiscard]] bool dark() const; ///< what is in force

    [[nodiscard]] QPalette palette() const; ///< complete, with the Disabled group, PlaceholderText and Link
    [[nodiscard]] QColor color(Role role) const;
    [[nodiscard]] QColor foreground(Tone tone) const;
    [[nodiscard]] QColor background(Tone tone) const;
    /// "●", "▲", "✖", "◔", "◌": shape beside colour. "◌" for Unknown; empty for Neutral.
    [[nodiscard]] static QString symbol(Tone tone);
    /// An icon of resources/icons by name ("nodes"), tinted for the palette; follows theme changes when asked for again.
    [[nodiscard]] QIcon icon(const QString &name) const;
    /// The application's font with tabular figures where the font has them.
    [[nodiscard]] static QFont tabularFont(const QFont &base);
    [[nodiscard]] static QFont monospaceFont(const QFont &base);
    /// Row height of tables: 28 px at 96 dpi with a 13 px font, from the font's metrics.
    [[nodiscard]] static int rowHeight(const QFont &font);

signals:
    void changed(); ///< palette, icons and colours are others now

private:
    Theme();
    struct Private;
    Private *d; // lives as long as the process
};

} // namespace sk::theme
