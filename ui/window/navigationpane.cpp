#include "navigationpane.h"

#include "viewmenu.h"

#include <sk/pages/savedviews.h>
#include <sk/theme/theme.h>

#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <utility>

namespace sk::ui {

using namespace navigation;

NavigationPane::NavigationPane(settings::Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_views(SavedViews::of(settings))
    , m_memory(settings)
    , m_tree(new Tree(this))
    , m_filter(new QLineEdit(this))
    , m_entries(*m_tree, m_memory, m_views)
{
    m_tree->setObjectName(QStringLiteral("navigation"));
    m_filter->setObjectName(QStringLiteral("navigationFilter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->installEventFilter(this);
    m_filter->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    auto *edge = new QVBoxLayout;
    edge->setContentsMargins(8, 0, 8, 0);
    edge->addWidget(m_filter);
    layout->addLayout(edge);
    layout->addWidget(m_tree, 1);
    setFocusProxy(m_tree);
    setMinimumWidth(120);
    connect(m_tree, &Tree::chosen, this, &NavigationPane::choose);
    connect(&m_views, &SavedViews::changed, this, &NavigationPane::fill);
    connect(m_tree, &Tree::typed, this, [this](const QString &text) {
        m_filter->show();
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->setText(text);
    });
    connect(m_tree, &Tree::favouriteToggled, this, [this](QTreeWidgetItem *toggled) {
        if (const QString id = toggled->data(0, IdRole).toString(); m_entries.contains(id))
            setFavourite(id, !isFavourite(id));
    });
    // Whoever only looked around leaves the mark at the page that is in front.
    connect(m_tree, &Tree::left, this, [this] {
        QTreeWidgetItem *marked = m_tree->currentItem();
        QTreeWidgetItem *found = currentEntry();
        if (!found || (marked && marked->data(0, IdRole) == found->data(0, IdRole)))
            return;
        for (QTreeWidgetItem *above = found->parent(); above; above = above->parent())
            if (!above->isExpanded())
                return;
        m_tree->setCurrentItem(found);
    });
    connect(m_tree, &Tree::menuRequested, this, &NavigationPane::showMenu);
    connect(m_tree, &QTreeWidget::itemExpanded, this, [this](QTreeWidgetItem *each) { folded(each, false); });
    connect(m_tree, &QTreeWidget::itemCollapsed, this, [this](QTreeWidgetItem *each) { folded(each, true); });
    connect(m_filter, &QLineEdit::textChanged, this, &NavigationPane::setFilter);
    connect(&theme::Theme::instance(), &theme::Theme::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
    retranslate();
}

NavigationPane::~NavigationPane()
{
    disconnect(m_tree, nullptr, this, nullptr); // its focus leaves it while it dies, after all members here
}

void NavigationPane::setCatalog(const kube::Catalog *catalog)
{
    if (m_entries.catalog())
        disconnect(m_entries.catalog(), nullptr, this, nullptr);
    m_entries.setCatalog(catalog);
    m_filter->clear();
    m_filter->hide();
    if (catalog)
        connect(catalog, &kube::Catalog::changed, this, &NavigationPane::fill);
    fill();
}

void NavigationPane::fill()
{
    const QString currentId = m_tree->currentItem() ? m_tree->currentItem()->data(0, IdRole).toString() : QString();
    const int scrolled = m_tree->verticalScrollBar()->value();
    m_filling = true;
    m_entries.fill(m_filter->text());
    m_filling = false;
    setCurrent(m_current, m_currentView);
    if (QTreeWidgetItem *before = m_entries.item(currentId); before && !m_tree->currentItem()) {
        // The keyboard stays where it was, or at the group that is folded over it.
        while (before->parent() && !before->parent()->isExpanded())
            before = before->parent();
        m_tree->setCurrentItem(before, 0, QItemSelectionModel::NoUpdate);
    }
    m_tree->doItemsLayout(); // else the scroll bar knows nothing of the new entries yet
    m_tree->verticalScrollBar()->setValue(scrolled);
    emit unfoldedChanged();
}

void NavigationPane::noteOpened(const QString &kindId)
{
    const bool shown = m_entries.recent().contains(kindId);
    m_memory.noteOpened(kindId);
    // One that is there already keeps its place: entries must not move under the mouse.
    if (m_entries.catalog() && !shown && !isFavourite(kindId))
        fill();
}

bool NavigationPane::isFavourite(const QString &kindId) const
{
    return m_memory.isFavourite(kindId);
}

void NavigationPane::setFavourite(const QString &kindId, bool favourite)
{
    m_memory.setFavourite(kindId, favourite);
    fill();
}

void NavigationPane::folded(QTreeWidgetItem *each, bool isFolded)
{
    if (m_filling || !m_filter->text().isEmpty())
        return;
    m_memory.setUnfolded(each->data(0, IdRole).toString(), entryOf(m_tree->indexFromItem(each)) == Entry::Group, !isFolded);
    emit unfoldedChanged();
}

void NavigationPane::choose(QTreeWidgetItem *chosen, bool newTab)
{
    const QString id = chosen->data(0, IdRole).toString();
    switch (entryOf(m_tree->indexFromItem(chosen))) {
    case Entry::Kind: emit opened(id, newTab); break;
    case Entry::View: emit viewOpened(id, newTab); break;
    case Entry::Failure: emit retryRequested(id); break;
    default: break;
    }
}

void NavigationPane::setFilter(const QString &text)
{
    fill();
    if (text.isEmpty())
        return;
    // Enter opens the first kind that matches.
    for (QTreeWidgetItemIterator it(m_tree); *it; ++it) {
        if (entryOf(m_tree->indexFromItem(*it)) == Entry::Kind) {
            m_tree->setCurrentItem(*it);
            break;
        }
    }
}

bool NavigationPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_filter || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        m_filter->clear();
        m_filter->hide();
        m_tree->setFocus(Qt::OtherFocusReason);
        return true;
    case Qt::Key_Down:
        m_tree->setFocus(Qt::OtherFocusReason);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const QTreeWidgetItem *current = m_tree->currentItem(); current && entryOf(m_tree->currentIndex()) == Entry::Kind) {
            const QString id = current->data(0, IdRole).toString();
            m_filter->clear(); // which makes the tree anew
            m_filter->hide();
            emit opened(id, key->modifiers().testFlag(Qt::ControlModifier));
        }
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void NavigationPane::showMenu(QTreeWidgetItem *entry, const QPoint &where)
{
    const QString id = entry->data(0, IdRole).toString();
    const Entry what = entryOf(m_tree->indexFromItem(entry));
    if (what == Entry::View) {
        const auto view = m_views.find(id);
        std::function<void()> replace;
        if (view && view->kind == m_current)
            replace = [this, id] { emit viewReplaceRequested(id); };
        showViewMenu(m_views, id, where, this, [this, id](bool newTab) { emit viewOpened(id, newTab); }, replace);
        return;
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    switch (what) {
    case Entry::Kind: {
        menu->addAction(tr("Open"), this, [this, id] { emit opened(id, false); });
        menu->addAction(tr("Open in a new tab"), this, [this, id] { emit opened(id, true); });
        menu->addSeparator();
        const bool favourite = isFavourite(id);
        QAction *toggle = menu->addAction(favourite ? tr("Remove from the favourites") : tr("Add to the favourites"), this, [this, id, favourite] { setFavourite(id, !favourite); });
        toggle->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
        toggle->setShortcutContext(Qt::WidgetShortcut); // said here, done by the tree
        break;
    }
    case Entry::Failure:
        menu->addAction(tr("Ask again"), this, [this, id] { emit retryRequested(id); });
        break;
    default:
        addViewActions(menu, m_views, this);
        menu->addSeparator();
        menu->addAction(tr("Unfold all"), m_tree, &QTreeWidget::expandAll);
        menu->addAction(tr("Fold all"), m_tree, &QTreeWidget::collapseAll);
        menu->addSeparator();
        menu->addAction(tr("Ask the server for its kinds again"), this, [this] { emit retryRequested(QString()); });
        break;
    }
    menu->popup(where);
}

QStringList NavigationPane::order() const
{
    return m_entries.order();
}

QStringList NavigationPane::unfolded() const
{
    return m_entries.unfolded();
}

QTreeWidgetItem *NavigationPane::currentEntry() const
{
    QTreeWidgetItem *view = m_entries.item(m_currentView);
    return view ? view : m_entries.item(m_current);
}

void NavigationPane::setCurrent(const QString &kindId, const QString &viewId)
{
    const bool other = m_current != kindId || m_currentView != viewId; // not exchanged: a refill passes these themselves
    m_current = kindId;
    m_currentView = viewId;
    QTreeWidgetItem *found = currentEntry();
    const QTreeWidgetItem *marked = m_tree->currentItem();
    if (marked && found && marked->data(0, IdRole) == found->data(0, IdRole))
        return; // the one that was clicked, be it among the favourites
    if (found) {
        const bool filling = std::exchange(m_filling, true); // a group that unfolds to show it is not one that the user unfolded
        for (QTreeWidgetItem *above = found->parent(); above; above = above->parent())
            above->setExpanded(true);
        m_tree->setCurrentItem(found);
        m_filling = filling;
        // Into sight when all that follows from opening it (the recent kinds, the first layout) is done; a mere refill scrolls nothing.
        if (other)
            QTimer::singleShot(0, this, [this] {
                if (QTreeWidgetItem *current = currentEntry())
                    m_tree->scrollToItem(current);
            });
    } else {
        m_tree->clearSelection();
    }
}

void NavigationPane::setCount(const QString &kindId, qint64 count)
{
    m_entries.setCount(kindId, count);
}

void NavigationPane::setForbidden(const QString &kindId, bool forbidden)
{
    m_entries.setForbidden(kindId, forbidden);
}

void NavigationPane::focusList()
{
    m_tree->setFocus(Qt::ShortcutFocusReason);
    if (!m_tree->currentItem() && m_tree->topLevelItemCount() > 0)
        m_tree->setCurrentItem(m_tree->topLevelItem(0)->child(0));
}

void NavigationPane::retranslate()
{
    m_tree->setAccessibleName(tr("Kinds of objects"));
    m_filter->setAccessibleName(tr("Find a kind"));
    m_filter->setPlaceholderText(tr("Find a kind"));
    fill();
}

void NavigationPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
