#include "theme.h"

#include "icons_p.h"
#include "palettes_p.h"

#include <QEvent>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QHash>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>

namespace sk::theme {

namespace {

bool figuresHaveOneWidth(const QFont &font)
{
    const QFontMetricsF metrics(font);
    const double width = metrics.horizontalAdvance(u'0');
    const QString figures = QStringLiteral("123456789");
    return std::all_of(figures.cbegin(), figures.cend(), [&](QChar figure) { return std::abs(metrics.horizontalAdvance(figure) - width) < 0.01; });
}

} // namespace

struct Theme::Private {
    Mode mode = Mode::System;
    bool dark = false;
    bool applying = false;
    bool applied = false;
    QHash<QString, QIcon> icons;

    /// What the desktop wants: its palette is dark when its text is lighter than its window. Qt 6.4 has no colorScheme().
    bool desktopIsDark()
    {
        applying = true;
        if (applied)
            QGuiApplication::setPalette(QPalette()); // back to the platform's own
        const QPalette desktop = QGuiApplication::palette();
        applying = false;
        return desktop.color(QPalette::WindowText).lightness() > desktop.color(QPalette::Window).lightness();
    }

    void apply()
    {
        dark = mode == Mode::System ? desktopIsDark() : mode == Mode::Dark;
        applying = true;
        QGuiApplication::setPalette(makePalette(colors(dark), dark));
        applying = false;
        applied = true;
    }
};

Theme &Theme::instance()
{
    static Theme *theme = new Theme; // never destroyed: icons in static objects may ask for colours at the very end
    return *theme;
}

Theme::Theme()
    : d(new Private)
{
    if (qGuiApp)
        qGuiApp->installEventFilter(this);
}

void Theme::setMode(Mode mode)
{
    d->mode = mode;
    d->apply();
    emit changed();
}

Mode Theme::mode() const
{
    return d->mode;
}

bool Theme::dark() const
{
    return d->dark;
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // ThemeChange comes to windows when the desktop turns light or dark; ApplicationPaletteChange when its palette reaches us.
    const bool desktopChanged = event->type() == QEvent::ThemeChange || (event->type() == QEvent::ApplicationPaletteChange && watched == qGuiApp);
    if (desktopChanged && d->applied && !d->applying && d->mode == Mode::System) {
        const bool before = d->dark;
        d->apply();
        if (before != d->dark)
            QMetaObject::invokeMethod(this, &Theme::changed, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

QPalette Theme::palette() const
{
    return makePalette(colors(d->dark), d->dark);
}

QColor Theme::color(Role role) const
{
    const Colors &c = colors(d->dark);
    switch (role) {
    case Role::Line:
        return c.line;
    case Role::SecondaryText:
        return c.secondary;
    case Role::AccentText:
        return c.accentText;
    case Role::MeterUsed:
        return c.meterUsed;
    case Role::MeterRequested:
        return c.meterRequested;
    case Role::MeterTrack:
        return c.meterTrack;
    case Role::MeterOver:
    case Role::ProductionEdge:
        return c.failing.foreground;
    case Role::SelectionEdge:
        return c.accent;
    case Role::DevelopmentEdge:
        return c.unknown.foreground;
    case Role::TestEdge:
        return c.healthy.foreground;
    }
    return c.text;
}

QColor Theme::foreground(Tone tone) const
{
    const Colors &c = colors(d->dark);
    switch (tone) {
    case Tone::Healthy:
        return c.healthy.foreground;
    case Tone::Progressing:
        return c.accent;
    case Tone::Warning:
        return c.warning.foreground;
    case Tone::Failing:
        return c.failing.foreground;
    case Tone::Unknown:
        return c.unknown.foreground;
    case Tone::Neutral:
        break;
    }
    return c.text;
}

QColor Theme::background(Tone tone) const
{
    const Colors &c = colors(d->dark);
    switch (tone) {
    case Tone::Healthy:
        return c.healthy.background;
    case Tone::Progressing:
        // The selection's blue is a little too strong under accent-coloured text in the light theme.
        return d->dark ? QColor(c.selection) : QColor(0xFFEAF1FE);
    case Tone::Warning:
        return c.warning.background;
    case Tone::Failing:
        return c.failing.background;
    case Tone::Unknown:
    case Tone::Neutral:
        break;
    }
    return c.unknown.background;
}

QString Theme::symbol(Tone tone)
{
    switch (tone) {
    case Tone::Healthy:
        return QStringLiteral("●");
    case Tone::Progressing:
        return QStringLiteral("◔");
    case Tone::Warning:
        return QStringLiteral("▲");
    case Tone::Failing:
        return QStringLiteral("✖");
    case Tone::Unknown:
        return QStringLiteral("◌");
    case Tone::Neutral:
        break;
    }
    return {};
}

QIcon Theme::icon(const QString &name) const
{
    const auto known = d->icons.constFind(name);
    if (known != d->icons.cend())
        return *known;
    return *d->icons.insert(name, makeIcon(name));
}

QFont Theme::tabularFont(const QFont &base)
{
    // The usual interface fonts have figures of one width by default.
    if (figuresHaveOneWidth(base))
        return base;
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    QFont withFeature = base;
    withFeature.setFeature("tnum", 1);
    if (figuresHaveOneWidth(withFeature))
        return withFeature;
#endif
    QFont fixed = monospaceFont(base);
    fixed.setWeight(base.weight());
    fixed.setItalic(base.italic());
    return fixed;
}

QFont Theme::monospaceFont(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (base.pixelSize() > 0)
        font.setPixelSize(base.pixelSize());
    else
        font.setPointSizeF(base.pointSizeF());
    font.setStyleHint(QFont::Monospace);
    return font;
}

int Theme::rowHeight(const QFont &font)
{
    // 28 px around the 15 to 16 px of a 13 px font; grows with the font.
    return static_cast<int>(std::lround(QFontMetrics(font).height() * 1.8 / 2) * 2);
}

} // namespace sk::theme
