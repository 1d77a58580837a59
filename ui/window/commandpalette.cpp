#include "commandpalette.h"

#include <sk/models/fuzzymatch.h>
#include <sk/theme/theme.h>

#include <QAccessible>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QScreen>
#include <QSet>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace sk::ui {

namespace {

constexpr qsizetype mostShown = 50;
constexpr int rowsOnScreen = 12;
enum ItemRole { DetailRole = Qt::UserRole, HintRole };

/// Icon, title, what it is in a quieter colour, and its keys at the end.
class EntryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &plain, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = plain;
        initStyleOption(&option, index);
        const QStyle *style = option.widget->style();
        style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
        painter->save();
        const QFontMetrics &metrics = option.fontMetrics;
        const int gap = metrics.averageCharWidth();
        QRect rect = option.rect.adjusted(gap, 0, -gap, 0);
        const int side = metrics.height();
        if (!option.icon.isNull())
            option.icon.paint(painter, QRect(rect.left(), rect.center().y() - side / 2, side, side));
        rect.setLeft(rect.left() + side + gap);
        const QColor text = option.palette.color(option.state & QStyle::State_Selected ? QPalette::HighlightedText : QPalette::Text);
        const QColor quiet = theme::Theme::instance().color(theme::Role::SecondaryText);
        const QString hint = index.data(HintRole).toString();
        painter->setFont(option.font);
        if (!hint.isEmpty()) {
            painter->setPen(quiet);
            painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, hint);
            rect.setRight(rect.right() - metrics.horizontalAdvance(hint) - 2 * gap);
        }
        const QString detail = index.data(DetailRole).toString();
        const int detailWidth = std::min(metrics.horizontalAdvance(detail) + 2 * gap, rect.width() / 2);
        const QString title = metrics.elidedText(option.text, Qt::ElideMiddle, rect.width() - detailWidth);
        painter->setPen(text);
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
        rect.setLeft(rect.left() + metrics.horizontalAdvance(title) + 2 * gap);
        painter->setPen(quiet);
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, metrics.elidedText(detail, Qt::ElideRight, rect.width()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override { return {10, theme::Theme::rowHeight(option.font)}; }
};

int scoreOf(const PaletteEntry &entry, const QString &typed)
{
    int best = models::fuzzyScore(typed, entry.title);
    for (const QString &name : entry.names) {
        // A short name that is typed in full means what it names, before all that only begin so.
        const int score = models::fuzzyScore(typed, name);
        best = std::max(best, score == 1000 ? 1100 : score);
    }
    return best < 0 ? best : best + entry.weight;
}

} // namespace

CommandPalette::CommandPalette(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_line(new QLineEdit)
    , m_list(new QListWidget)
    , m_nothing(new QLabel)
{
    setObjectName(QStringLiteral("palette"));
    setFrameShape(StyledPanel);
    m_line->setObjectName(QStringLiteral("paletteLine"));
    m_line->installEventFilter(this);
    m_list->setFrameShape(NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus); // the line keeps it
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_nothing->setMargin(8);
    m_nothing->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->setSpacing(4);
    layout->addWidget(m_line);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &CommandPalette::rebuild);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    connect(m_list, &QListWidget::currentRowChanged, this, &CommandPalette::announce);
    retranslate();
}

void CommandPalette::addSource(Source source)
{
    m_sources.append(std::move(source));
}

void CommandPalette::popup(const QRect &below)
{
    m_line->clear();
    rebuild();
    const int height = theme::Theme::rowHeight(font()) * (rowsOnScreen + 2);
    const int width = std::max(below.width(), fontMetrics().averageCharWidth() * 64);
    QRect area(below.left() + (below.width() - width) / 2, below.top(), width, height);
    if (const QScreen *screen = QGuiApplication::screenAt(below.center()))
        area.moveLeft(std::clamp(area.left(), screen->availableGeometry().left(), std::max(screen->availableGeometry().left(), screen->availableGeometry().right() - width)));
    setGeometry(area);
    show();
    m_line->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::rebuild()
{
    const QString typed = m_line->text().trimmed();
    struct Ranked {
        int score;
        PaletteEntry entry;
    };
    std::vector<Ranked> ranked;
    for (const Source &source : std::as_const(m_sources)) {
        for (PaletteEntry &entry : source(typed)) {
            if (const int score = scoreOf(entry, typed); score >= 0)
                ranked.push_back({score, std::move(entry)});
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked &a, const Ranked &b) { return a.score > b.score; });
    m_shown.clear();
    m_list->clear();
    QSet<QString> seen; // two lists may hold the same object
    for (Ranked &each : ranked) {
        if (m_shown.size() == mostShown)
            break;
        const PaletteEntry &entry = each.entry;
        if (const qsizetype before = seen.size(); seen.insert(entry.title + u'\n' + entry.detail), seen.size() == before)
            continue;
        auto *item = new QListWidgetItem(theme::Theme::instance().icon(entry.icon), entry.title, m_list);
        item->setData(DetailRole, entry.detail);
        item->setData(HintRole, entry.hint);
        QStringList spoken{entry.title, entry.detail};
        if (!entry.hint.isEmpty())
            spoken += entry.hint;
        item->setData(Qt::AccessibleTextRole, spoken.join(QStringLiteral(", ")));
        item->setToolTip(entry.title);
        m_shown.append(std::move(each.entry));
    }
    m_list->setVisible(!m_shown.isEmpty());
    m_nothing->setVisible(m_shown.isEmpty());
    m_list->setCurrentRow(m_shown.isEmpty() ? -1 : 0);
}

void CommandPalette::choose()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_shown.size())
        return;
    const auto run = m_shown.at(row).run;
    hide();
    if (run)
        run();
}

void CommandPalette::step(int by)
{
    const int count = m_list->count();
    if (count > 0)
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, count - 1));
}

/// The focus stays in the line, so that a screen reader hears of the choice only if the line says it.
void CommandPalette::announce()
{
    const QListWidgetItem *item = m_list->currentItem();
    const QString text = item ? item->data(Qt::AccessibleTextRole).toString() : QString();
    if (text == m_line->accessibleDescription())
        return;
    m_line->setAccessibleDescription(text);
    QAccessibleEvent event(m_line, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

QStringList CommandPalette::shownTitles() const
{
    QStringList titles;
    for (const PaletteEntry &entry : m_shown)
        titles += entry.title;
    return titles;
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Down:
            step(1);
            return true;
        case Qt::Key_Up:
            step(-1);
            return true;
        case Qt::Key_PageDown:
            step(rowsOnScreen);
            return true;
        case Qt::Key_PageUp:
            step(-rowsOnScreen);
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose();
            return true;
        case Qt::Key_K:
            if (key->modifiers() == Qt::ControlModifier) { // the same keys that opened it
                hide();
                return true;
            }
            break;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::retranslate()
{
    setAccessibleName(tr("Go to"));
    m_line->setPlaceholderText(tr("Go to kind, view, object or action"));
    m_line->setAccessibleName(m_line->placeholderText());
    m_list->setAccessibleName(tr("What fits"));
    m_nothing->setText(tr("Nothing of this name among the kinds, views, actions and lists that are loaded."));
}

void CommandPalette::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
