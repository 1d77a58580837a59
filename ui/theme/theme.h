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
enum class Role { Line, SecondaryText, AccentText, MeterUsed, MeterRequested, MeterTrack, MeterOver, SelectionEdge, ProductionEdge, DevelopmentEdge, TestEdge };

/// Decides the palette of the application and answers for every colour in it. One per process, made by Application before any
/// widget; GUI thread.
class Theme : public QObject {
    Q_OBJECT

public:
    static Theme &instance(); ///< of the running application

    /// Applies the palette. The style that goes with it is sk::widgets::installStyle(): this library has no widgets.
    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const;
    [[nodiscard]] bool dark() const; ///< what is in force

    [[nodiscard]] QPalette palette() const; ///< complete, with the Disabled group, PlaceholderText and Link
    [[nodiscard]] QColor color(Role role) const;
    [[nodiscard]] QColor foreground(Tone tone) const;
    [[nodiscard]] QColor background(Tone tone) const;
    /// "●", "▲", "✖", "◔", "◌": shape beside colour. "◌" for Unknown; empty for Neutral.
    [[nodiscard]] static QString symbol(Tone tone);
    /// An icon of resources/icons by name ("nodes"), tinted for the palette; painted in the colours in force at
    /// the time of painting. A null icon when there is none of this name. "sk-console" keeps its own colours.
    [[nodiscard]] QIcon icon(const QString &name) const;
    /// The font with figures of one width, so that they stand below each other; those of the fixed font where it has none.
    [[nodiscard]] static QFont tabularFont(const QFont &base);
    [[nodiscard]] static QFont monospaceFont(const QFont &base);
    /// Row height of tables: 28 px at 96 dpi with a 13 px font, from the font's metrics.
    [[nodiscard]] static int rowHeight(const QFont &font);

signals:
    void changed(); ///< palette, icons and colours are others now

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Theme();
    struct Private;
    Private *d; // lives as long as the process
};

} // namespace sk::theme
