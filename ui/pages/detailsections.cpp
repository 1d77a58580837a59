#include "detailsections.h"

#include "celldelegate.h"

#include <sk/core/age.h>
#include <sk/core/quantity.h>
#include <sk/theme/theme.h>
#include <sk/widgets/breakinglabel.h>
#include <sk/widgets/meterpainter.h>

#include <QAction>
#include <QCoreApplication>
#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace sk::ui {

namespace {

/// A place for lupdate to find the texts.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(sk::ui::DetailSections)
};

widgets::BreakingLabel *makeLabel(const QString &text, bool quiet = false)
{
    auto *label = new widgets::BreakingLabel(text);
    if (quiet) {
        QPalette colors = label->palette();
        colors.setColor(QPalette::WindowText, theme::Theme::instance().color(theme::Role::SecondaryText));
        colors.setColor(QPalette::Text, colors.color(QPalette::WindowText)); // labels over Base draw in Text
        label->setPalette(colors);
    }
    return label;
}

QLabel *makeToned(const QString &text, theme::Tone tone)
{
    auto *label = new QLabel(text);
    QPalette colors = label->palette();
    colors.setColor(QPalette::WindowText, theme::Theme::instance().foreground(tone));
    colors.setColor(QPalette::Text, colors.color(QPalette::WindowText)); // labels over Base draw in Text
    label->setPalette(colors);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

/// From the top of the first line of a text to its baseline. A line that takes letters from a font of another script is as high as that.
qreal ascentOf(const QLabel &label)
{
    QTextLayout layout(label.text(), label.font());
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    return line.isValid() ? line.ascent() : 0;
}

/// Puts the first lines of the labels of a row on one baseline: a grid knows only tops.
void alignBaselines(const QGridLayout &grid, int row)
{
    QList<QLabel *> labels;
    qreal deepest = 0;
    for (int column = 0; column < grid.columnCount(); ++column) {
        QLayoutItem *item = grid.itemAtPosition(row, column);
        if (auto *label = item ? qobject_cast<QLabel *>(item->widget()) : nullptr) {
            labels << label;
            deepest = std::max(deepest, ascentOf(*label));
        }
    }
    for (QLabel *label : std::as_const(labels))
        label->setContentsMargins(0, static_cast<int>(std::lround(deepest - ascentOf(*label))), 0, 0);
}

/// A menu of its own takes the place of the one that the label would have: what that was used for is in it.
void addColumnMenu(widgets::BreakingLabel *label, const std::function<void()> &asColumn)
{
    auto *copy = new QAction(Words::tr("Copy"), label);
    QObject::connect(copy, &QAction::triggered, label, &widgets::BreakingLabel::copy);
    auto *show = new QAction(Words::tr("Show as column"), label);
    QObject::connect(show, &QAction::triggered, label, asColumn);
    label->addActions({copy, show});
    label->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void addColumnMenus(std::initializer_list<widgets::BreakingLabel *> labels, const kube::DetailSection::Entry &entry, const AsColumn &asColumn)
{
    if (!asColumn || entry.path.isEmpty())
        return;
    for (widgets::BreakingLabel *label : labels)
        addColumnMenu(label, [asColumn, path = entry.path] { asColumn(path); });
}

class MeterBar final : public QWidget {
public:
    MeterBar(double used, double requested)
        : m_used(used)
        , m_requested(requested)
    {
        setMinimumWidth(80);
    }
    QSize sizeHint() const override { return {160, fontMetrics().height()}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const double thickness = fontMetrics().height() / 2.0;
        widgets::paintMeter(&painter, QRectF(0, (height() - thickness) / 2.0, width(), thickness), m_used, m_requested);
    }

private:
    double m_used;
    double m_requested;
};

QString meterFigures(const kube::DetailSection::Entry &entry)
{
    const double shown = std::isnan(entry.used) ? entry.requested : entry.used;
    const bool known = !std::isnan(shown);
    const QString none = QStringLiteral("–");
    switch (entry.unit) {
    case kube::MeterUnit::Cores:
        return (known ? formatCores(shown) : none) + QStringLiteral(" / ") + formatCores(entry.total);
    case kube::MeterUnit::Bytes:
        return (known ? formatBytesLike(shown, entry.total) : none) + QStringLiteral(" / ") + formatBytes(entry.total);
    case kube::MeterUnit::Pieces:
        return (known ? QString::number(std::lround(shown)) : none) + QStringLiteral(" / ") + QString::number(std::lround(entry.total));
    }
    return none;
}

QWidget *makeChips(const QList<kube::DetailSection::Entry> &entries, const AsColumn &asColumn)
{
    QStringList texts;
    for (const auto &entry : entries)
        texts << (entry.label.isEmpty() ? entry.value : entry.value.isEmpty() ? entry.label : entry.label + u'=' + entry.value);
    auto *label = makeLabel(texts.join(u'\n'));
    label->setTextFormat(Qt::RichText);
    const QString ground = theme::Theme::instance().background(theme::Tone::Unknown).name();
    QStringList parts;
    for (const QString &text : texts)
        parts << QStringLiteral("<span style=\"background-color:%1\">&nbsp;%2&nbsp;</span>").arg(ground, widgets::BreakingLabel::withBreaks(text).toHtmlEscaped());
    label->setText(parts.join(QStringLiteral("&nbsp; ")));
    if (!entries.isEmpty())
        addColumnMenus({label}, entries.first(), asColumn); // one column tells of all
    return label;
}

void addEntry(QGridLayout *grid, const kube::DetailSection &section, const kube::DetailSection::Entry &entry, UnixMs now, const AsColumn &asColumn)
{
    const int row = grid->rowCount();
    using Shape = kube::DetailSection::Shape;
    if (section.shape == Shape::Meters) {
        auto *name = makeLabel(entry.label);
        grid->addWidget(name, row, 0);
        grid->addWidget(new MeterBar(entry.used / entry.total, entry.requested / entry.total), row, 1);
        auto *figures = makeLabel(meterFigures(entry), true);
        figures->setAlignment(Qt::AlignRight);
        figures->setWordWrap(false);
        addColumnMenus({name, figures}, entry, asColumn);
        grid->addWidget(figures, row, 2);
        grid->setColumnStretch(1, 1);
        return;
    }
    if (section.shape == Shape::Conditions) {
        const theme::Tone tone = toneOf(entry.health);
        grid->addWidget(makeToned(theme::Theme::symbol(tone), tone), row, 0);
        auto *name = makeLabel(entry.label);
        QFont strong = name->font();
        strong.setWeight(QFont::DemiBold);
        name->setFont(strong);
        grid->addWidget(name, row, 1);
        auto *note = makeLabel(entry.note.isEmpty() ? entry.value : entry.note, true);
        grid->addWidget(note, row, 2);
        addColumnMenus({name, note}, entry, asColumn);
        auto *since = makeLabel(entry.since ? humanDuration(now - entry.since) : QString(), true);
        since->setAlignment(Qt::AlignRight | Qt::AlignTop);
        since->setWordWrap(false);
        if (entry.since)
            since->setToolTip(QLocale().toString(QDateTime::fromMSecsSinceEpoch(entry.since), QLocale::LongFormat));
        grid->addWidget(since, row, 3);
        grid->setColumnStretch(2, 1);
        return;
    }
    auto *label = makeLabel(entry.label, true);
    label->setFixedWidth(label->fontMetrics().averageCharWidth() * 17);
    grid->addWidget(label, row, 0);
    if (entry.secret) {
        auto *reveal = new QToolButton;
        reveal->setText(Words::tr("Show"));
        reveal->setAccessibleName(Words::tr("Show the value of %1").arg(entry.label));
        reveal->setCheckable(true);
        auto *value = makeLabel(QStringLiteral("••••••••"));
        QObject::connect(reveal, &QToolButton::toggled, value, [value, reveal, text = entry.value](bool shown) {
            value->setValue(shown ? text : QStringLiteral("••••••••"));
            reveal->setText(shown ? Words::tr("Hide") : Words::tr("Show"));
        });
        grid->addWidget(value, row, 1);
        grid->addWidget(reveal, row, 2);
    } else {
        const theme::Tone tone = toneOf(entry.health);
        auto *value = makeLabel(entry.value + (entry.note.isEmpty() ? QString() : QStringLiteral(" · ") + entry.note));
        if (tone == theme::Tone::Warning || tone == theme::Tone::Failing) {
            QPalette colors = value->palette();
            colors.setColor(QPalette::WindowText, theme::Theme::instance().foreground(tone));
            colors.setColor(QPalette::Text, colors.color(QPalette::WindowText)); // labels over Base draw in Text
            value->setPalette(colors);
        }
        grid->addWidget(value, row, 1);
        addColumnMenus({label, value}, entry, asColumn);
    }
    grid->setColumnStretch(1, 1);
}

} // namespace

QWidget *makeSectionTitle(const QString &text)
{
    auto *label = new QLabel(text);
    QFont strong = label->font();
    strong.setWeight(QFont::DemiBold);
    strong.setPointSizeF(strong.pointSizeF() * 0.92);
    label->setFont(strong);
    QPalette colors = label->palette();
    colors.setColor(QPalette::WindowText, theme::Theme::instance().color(theme::Role::SecondaryText));
    colors.setColor(QPalette::Text, colors.color(QPalette::WindowText)); // labels over Base draw in Text
    label->setPalette(colors);
    label->setContentsMargins(0, 8, 0, 2);
    return label;
}

QWidget *makeQuietLine(const QString &text)
{
    QLabel *label = makeLabel(text, true);
    QFont small = label->font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    label->setFont(small);
    return label;
}

QWidget *makeSection(const kube::DetailSection &section, UnixMs now, const AsColumn &asColumn)
{
    if (section.shape == kube::DetailSection::Shape::Chips) {
        return makeChips(section.entries, asColumn);
    }
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    for (const auto &entry : section.entries)
        addEntry(grid, section, entry, now, asColumn);
    for (int row = 0; row < grid->rowCount(); ++row)
        alignBaselines(*grid, row);
    return box;
}

QWidget *makeEventRow(const kube::ObjectEvent &event, UnixMs now)
{
    auto *box = new QWidget;
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 4);
    grid->setHorizontalSpacing(8);
    auto *age = makeLabel(event.last ? humanDuration(now - event.last) : QString(), true);
    age->setFixedWidth(age->fontMetrics().averageCharWidth() * 8);
    if (event.last)
        age->setToolTip(QLocale().toString(QDateTime::fromMSecsSinceEpoch(event.last), QLocale::LongFormat));
    grid->addWidget(age, 0, 0);
    const auto tone = event.warning ? theme::Tone::Warning : theme::Tone::Neutral;
    auto *reason = makeToned((event.warning ? theme::Theme::symbol(tone) + u' ' : QString()) + event.reason
                                 + (event.count > 1 ? QStringLiteral(" ×%1").arg(event.count) : QString()), tone);
    QFont strong = reason->font();
    strong.setWeight(QFont::DemiBold);
    reason->setFont(strong);
    grid->addWidget(reason, 0, 1);
    alignBaselines(*grid, 0);
    grid->addWidget(makeLabel(event.message), 1, 1);
    grid->setColumnStretch(1, 1);
    return box;
}

QWidget *makePairs(const QList<QPair<QString, QString>> &pairs, const QString &whenEmpty, const std::function<void(const QString &key)> &asColumn)
{
    if (pairs.isEmpty())
        return makeLabel(whenEmpty, true);
    auto *box = new QWidget;
    auto *layout = new QGridLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(6);
    for (const auto &[key, value] : pairs) {
        const int row = layout->rowCount();
        auto *name = makeLabel(key, true);
        layout->addWidget(name, row, 0);
        auto *text = makeLabel(value);
        layout->addWidget(text, row + 1, 0);
        if (!asColumn)
            continue;
        for (widgets::BreakingLabel *label : {name, text})
            addColumnMenu(label, [asColumn, key = key] { asColumn(key); });
    }
    return box;
}

} // namespace sk::ui
