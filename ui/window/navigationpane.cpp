#include "navigationpane.h"

#include "navigationtree_p.h"
#include "viewmenu.h"

#include <sk/dialogs/errortext.h>
#include <sk/pages/listwords.h>
#include <sk/pages/savedviews.h>
#include <sk/settings/keys.h>
#include <sk/theme/theme.h>

#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace sk::ui {

using namespace navigation;

namespace {

constexpr int mostRecent = 4;
constexpr int mostRemembered = 12; ///< so that there are some left when favourites are not shown twice
const QString customSection = QStringLiteral("custom");
const QString viewPrefix = QStringLiteral("view "); ///< no kind's id has a blank
const QString layoutName = QStringLiteral("navigation");

} // namespace

QString categoryTitle(kube::Category category)
{
    switch (category) {
    case kube::Category::Cluster:
        return QCoreApplication::translate("sk", "Cluster");
    case kube::Category::Workloads:
        return QCoreApplication::translate("sk", "Workloads");
    case kube::Category::Network:
        return QCoreApplication::translate("sk", "Network");
    case kube::Category::Configuration:
        return QCoreApplication::translate("sk", "Configuration");
    case kube::Category::Storage:
        return QCoreApplication::translate("sk", "Storage");
    case kube::Category::Access:
        return QCoreApplication::translate("sk", "Access");
    case kube::Category::Custom:
        return QCoreApplication::translate("sk", "Custom resources");
    }
    return {};
}

NavigationPane::NavigationPane(settings::Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_tree(new Tree(this))
    , m_filter(new QLineEdit(this))
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
    for (const QByteArray &fold : settings.layout(layoutName).split('\n')) {
        if (!fold.isEmpty())
            m_folds.insert(QString::fromUtf8(fold));
    }

    connect(m_tree, &Tree::chosen, this, [this](QTreeWidgetItem *chosen, bool newTab) {
        const QString id = chosen->data(0, IdRole).toString();
        if (entryOf(m_tree->indexFromItem(chosen)) == Entry::Failure)
            emit retryRequested(id);
        else if (id.startsWith(viewPrefix))
            emit viewOpened(id.mid(viewPrefix.size()), newTab);
        else
            emit opened(id, newTab);
    });
    connect(&SavedViews::of(settings), &SavedViews::changed, this, &NavigationPane::fill);
    connect(m_tree, &Tree::typed, this, [this](const QString &text) {
        m_filter->show();
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->setText(text);
    });
    connect(m_tree, &Tree::favouriteToggled, this, [this](QTreeWidgetItem *toggled) {
        if (const QString id = toggled->data(0, IdRole).toString(); m_items.contains(id))
            setFavourite(id, !isFavourite(id));
    });
    // Whoever only looked around leaves the mark at the page that is in front.
    connect(m_tree, &Tree::left, this, [this] {
        QTreeWidgetItem *marked = m_tree->currentItem();
        QTreeWidgetItem *found = item(m_current);
        if (!found || (marked && marked->data(0, IdRole).toString() == m_current))
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
    if (m_catalog)
        disconnect(m_catalog, nullptr, this, nullptr);
    m_catalog = catalog;
    m_counts.clear();
    m_forbidden.clear();
    m_filter->clear();
    m_filter->hide();
    if (catalog)
        connect(catalog, &kube::Catalog::changed, this, &NavigationPane::fill);
    fill();
}

QTreeWidgetItem *NavigationPane::addSection(const QString &id, const QString &title)
{
    auto *section = new QTreeWidgetItem(m_tree, {title});
    section->setData(0, EntryRole, static_cast<int>(Entry::Section));
    section->setData(0, IdRole, id);
    section->setFlags(Qt::ItemIsEnabled);
    return section;
}

void NavigationPane::addKind(QTreeWidgetItem *parent, const kube::ResourceKind &kind)
{
    auto *entry = new QTreeWidgetItem(parent, {kind.displayTitle()});
    entry->setData(0, EntryRole, static_cast<int>(Entry::Kind));
    entry->setData(0, IdRole, kind.type.id());
    m_items.insert(kind.type.id(), entry);
    describe(entry);
}

void NavigationPane::describe(QTreeWidgetItem *entry) const
{
    const QString id = entry->data(0, IdRole).toString();
    const bool forbidden = m_forbidden.contains(id);
    const auto count = m_counts.constFind(id);
    const bool counted = count != m_counts.cend() && !forbidden;
    entry->setData(0, CountRole, counted ? QVariant(*count) : QVariant());
    entry->setData(0, ForbiddenRole, forbidden);
    const QString title = entry->text(0);
    if (forbidden)
        entry->setData(0, Qt::AccessibleTextRole, QStringLiteral("%1, %2").arg(title, QCoreApplication::translate("sk", "no right")));
    else
        entry->setData(0, Qt::AccessibleTextRole, counted ? QStringLiteral("%1, %2").arg(title, numberText(*count)) : title);
    const kube::ResourceKind *kind = m_catalog ? m_catalog->find(id) : nullptr;
    if (forbidden)
        entry->setToolTip(0, tr("There is no right to list %1.").arg(inSentence(title)));
    else if (kind)
        entry->setToolTip(0, QStringLiteral("%1 (%2)").arg(kind->type.kind, kind->type.apiVersion()));
}

void NavigationPane::fill()
{
    const QString currentId = m_tree->currentItem() ? m_tree->currentItem()->data(0, IdRole).toString() : QString();
    const int scrolled = m_tree->verticalScrollBar()->value();
    m_filling = true;
    m_items.clear();
    m_tree->clear();
    if (m_catalog) {
        const bool filtered = !m_filter->text().isEmpty();
        const auto addNamed = [this](const QString &id, const QString &title, const QStringList &ids) {
            QTreeWidgetItem *section = nullptr;
            for (const QString &each : ids) {
                const kube::ResourceKind *kind = m_catalog->find(each);
                if (kind && kind->type.id() == each)
                    addKind(section ? section : section = addSection(id, title), *kind);
            }
        };
        if (!filtered) {
            addNamed(QStringLiteral("favourites"), QCoreApplication::translate("sk", "Favourites"), m_settings.value(settings::keys::favouriteKinds()).toStringList());
            addViews();
            // One alone is the kind on the screen: that needs no way to it.
            if (const QStringList ids = recent(); ids.size() > 1)
                addNamed(QStringLiteral("recent"), QCoreApplication::translate("sk", "Recent"), ids);
        }
        QTreeWidgetItem *section = nullptr;
        for (const kube::ResourceKind &kind : m_catalog->kinds()) {
            if (kind.category == kube::Category::Custom || !matches(kind))
                continue;
            const QString id = QStringLiteral("category%1").arg(static_cast<int>(kind.category));
            if (!section || section->data(0, IdRole).toString() != id)
                section = addSection(id, categoryTitle(kind.category));
            addKind(section, kind);
        }
        fillCustom();
        // What was folded stays so; while filtering everything that matches is open.
        for (int i = 0; i < m_tree->topLevelItemCount(); ++i) {
            QTreeWidgetItem *each = m_tree->topLevelItem(i);
            each->setExpanded(filtered || !m_folds.contains(each->data(0, IdRole).toString()));
            for (int j = 0; j < each->childCount(); ++j)
                each->child(j)->setExpanded(filtered || m_folds.contains(each->child(j)->data(0, IdRole).toString()));
        }
    }
    m_filling = false;
    setCurrent(m_current);
    if (QTreeWidgetItem *before = item(currentId); before && !m_tree->currentItem()) {
        // The keyboard stays where it was, or at the group that is folded over it.
        while (before->parent() && !before->parent()->isExpanded())
            before = before->parent();
        m_tree->setCurrentItem(before, 0, QItemSelectionModel::NoUpdate);
    }
    m_tree->doItemsLayout(); // else the scroll bar knows nothing of the new entries yet
    m_tree->verticalScrollBar()->setValue(scrolled);
    emit unfoldedChanged();
}

/// Below the kinds among the favourites.
void NavigationPane::addViews()
{
    const QList<SavedView> &views = SavedViews::of(m_settings).views();
    if (views.isEmpty())
        return;
    const QString id = QStringLiteral("favourites");
    QTreeWidgetItem *section = m_tree->topLevelItemCount() > 0 ? m_tree->topLevelItem(0) : nullptr;
    if (!section || section->data(0, IdRole).toString() != id)
        section = addSection(id, QCoreApplication::translate("sk", "Favourites"));
    for (const SavedView &view : views) {
        auto *entry = new QTreeWidgetItem(section, {view.name});
        entry->setData(0, EntryRole, static_cast<int>(Entry::Kind));
        entry->setData(0, IdRole, QString(viewPrefix + view.id));
        if (!view.icon.isEmpty())
            entry->setIcon(0, theme::Theme::instance().icon(view.icon));
        entry->setToolTip(0, view.filter.isEmpty() ? view.kind : view.kind + u'\n' + view.filter);
        entry->setData(0, Qt::AccessibleTextRole, tr("%1, view").arg(view.name));
    }
}

void NavigationPane::fillCustom()
{
    QTreeWidgetItem *section = nullptr;
    QTreeWidgetItem *group = nullptr;
    const auto inSection = [this, &section] { return section ? section : section = addSection(customSection, categoryTitle(kube::Category::Custom)); };
    for (const kube::ResourceKind &kind : m_catalog->kinds()) {
        if (kind.category != kube::Category::Custom || !matches(kind))
            continue;
        if (!group || group->text(0) != kind.type.group) {
            group = new QTreeWidgetItem(inSection(), {kind.type.group});
            group->setData(0, EntryRole, static_cast<int>(Entry::Group));
            group->setData(0, IdRole, QString(QStringLiteral("group ") + kind.type.group));
            group->setFlags(Qt::ItemIsEnabled);
        }
        addKind(group, kind);
        group->setData(0, CountRole, group->childCount());
        group->setData(0, Qt::AccessibleTextRole, tr("%1, %n kind(s)", nullptr, group->childCount()).arg(kind.type.group));
    }
    if (!m_filter->text().isEmpty())
        return;
    const auto addFailure = [&](const QString &id, const QString &title, const Error &error) {
        auto *entry = new QTreeWidgetItem(inSection(), {title});
        entry->setData(0, EntryRole, static_cast<int>(Entry::Failure));
        entry->setData(0, IdRole, id);
        entry->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        const ErrorText words = errorText(error);
        entry->setToolTip(0, tr("What %1 has is not known. %2 Press Enter to ask again.").arg(title, words.title));
        entry->setData(0, Qt::AccessibleTextRole, QStringLiteral("%1, %2").arg(title, QCoreApplication::translate("sk", "no answer")));
    };
    QSet<QString> told;
    for (const kube::Catalog::Failure &failure : m_catalog->failures()) {
        if (!told.contains(failure.group))
            addFailure(failure.group, failure.group.isEmpty() ? failure.version : failure.group, failure.error);
        told.insert(failure.group);
    }
    if (m_catalog->state() == kube::Catalog::State::Failed)
        addFailure(QString(), tr("Other kinds"), m_catalog->error());
}

bool NavigationPane::matches(const kube::ResourceKind &kind) const
{
    const QString text = m_filter->text().trimmed();
    if (text.isEmpty() || kind.displayTitle().contains(text, Qt::CaseInsensitive) || kind.type.group.contains(text, Qt::CaseInsensitive))
        return true;
    const QStringList names = kube::kindNames(kind);
    return std::any_of(names.cbegin(), names.cend(), [&text](const QString &name) { return name.contains(text, Qt::CaseInsensitive); });
}

QStringList NavigationPane::recent() const
{
    QStringList ids = m_settings.value(settings::keys::recentKinds()).toStringList();
    ids.removeIf([this](const QString &id) { return isFavourite(id) || !m_catalog->find(id); });
    return ids.mid(0, mostRecent);
}

void NavigationPane::noteOpened(const QString &kindId)
{
    QStringList ids = m_settings.value(settings::keys::recentKinds()).toStringList();
    const bool shown = m_catalog && recent().contains(kindId);
    ids.removeAll(kindId);
    ids.prepend(kindId);
    m_settings.setValue(settings::keys::recentKinds(), QStringList(ids.mid(0, mostRemembered)));
    // One that is there already keeps its place: entries must not move under the mouse.
    if (m_catalog && !shown && !isFavourite(kindId))
        fill();
}

bool NavigationPane::isFavourite(const QString &kindId) const
{
    return m_settings.value(settings::keys::favouriteKinds()).toStringList().contains(kindId);
}

void NavigationPane::setFavourite(const QString &kindId, bool favourite)
{
    QStringList ids = m_settings.value(settings::keys::favouriteKinds()).toStringList();
    ids.removeAll(kindId);
    if (favourite)
        ids.append(kindId);
    m_settings.setValue(settings::keys::favouriteKinds(), ids);
    fill();
}

void NavigationPane::folded(QTreeWidgetItem *each, bool isFolded)
{
    if (m_filling || !m_filter->text().isEmpty())
        return;
    const QString id = each->data(0, IdRole).toString();
    const bool byDefault = entryOf(m_tree->indexFromItem(each)) == Entry::Group;
    if (isFolded == byDefault)
        m_folds.remove(id);
    else
        m_folds.insert(id);
    QStringList folds = m_folds.values();
    folds.sort();
    m_settings.setLayout(layoutName, folds.join(u'\n').toUtf8());
    emit unfoldedChanged();
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
        if (QTreeWidgetItem *current = m_tree->currentItem(); current && entryOf(m_tree->currentIndex()) == Entry::Kind) {
            const QString id = current->data(0, IdRole).toString();
            const bool newTab = key->modifiers().testFlag(Qt::ControlModifier);
            m_filter->clear();
            m_filter->hide();
            if (id.startsWith(viewPrefix))
                emit viewOpened(id.mid(viewPrefix.size()), newTab);
            else
                emit opened(id, newTab);
        }
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void NavigationPane::showMenu(QTreeWidgetItem *entry, const QPoint &where)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString id = entry->data(0, IdRole).toString();
    if (id.startsWith(viewPrefix)) {
        delete menu;
        const QString viewId = id.mid(viewPrefix.size());
        const auto view = SavedViews::of(m_settings).find(viewId);
        std::function<void()> replace;
        if (view && view->kind == m_current)
            replace = [this, viewId] { emit viewReplaceRequested(viewId); };
        showViewMenu(SavedViews::of(m_settings), viewId, where, this, [this, viewId](bool newTab) { emit viewOpened(viewId, newTab); }, replace);
        return;
    }
    switch (entryOf(m_tree->indexFromItem(entry))) {
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
        addViewActions(menu, SavedViews::of(m_settings), this);
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
    QStringList ids;
    if (!m_catalog)
        return ids;
    ids = m_settings.value(settings::keys::favouriteKinds()).toStringList();
    ids.removeIf([this](const QString &id) { return !m_catalog->find(id); });
    for (const kube::ResourceKind &kind : m_catalog->kinds()) {
        if (!ids.contains(kind.type.id()))
            ids += kind.type.id();
    }
    return ids;
}

QStringList NavigationPane::unfolded() const
{
    QStringList ids;
    for (auto it = m_items.cbegin(); it != m_items.cend(); ++it) {
        bool open = true;
        for (QTreeWidgetItem *above = (*it)->parent(); above; above = above->parent())
            open = open && above->isExpanded();
        if (open && !ids.contains(it.key()))
            ids += it.key();
    }
    return ids;
}

QTreeWidgetItem *NavigationPane::item(const QString &kindId) const
{
    // Of several the one that was added last: favourites and recent ones come first.
    return m_items.value(kindId, nullptr);
}

void NavigationPane::setCurrent(const QString &kindId)
{
    const bool other = m_current != kindId; // not exchanged: a refill passes m_current itself
    m_current = kindId;
    const QTreeWidgetItem *marked = m_tree->currentItem();
    if (marked && !kindId.isEmpty() && marked->data(0, IdRole).toString() == kindId)
        return; // the one that was clicked, be it among the favourites
    if (QTreeWidgetItem *found = item(kindId)) {
        const bool filling = std::exchange(m_filling, true); // a group that unfolds to show it is not one that the user unfolded
        for (QTreeWidgetItem *above = found->parent(); above; above = above->parent())
            above->setExpanded(true);
        m_tree->setCurrentItem(found);
        m_filling = filling;
        // Into sight when all that follows from opening it (the recent kinds, the first layout) is done; a mere refill scrolls nothing.
        if (other)
            QTimer::singleShot(0, this, [this] {
                if (QTreeWidgetItem *current = item(m_current))
                    m_tree->scrollToItem(current);
            });
    } else {
        m_tree->clearSelection();
    }
}

void NavigationPane::setCount(const QString &kindId, qint64 count)
{
    if (m_counts.value(kindId, -1) == count)
        return;
    if (count < 0)
        m_counts.remove(kindId);
    else
        m_counts.insert(kindId, count);
    for (auto it = m_items.constFind(kindId); it != m_items.cend() && it.key() == kindId; ++it)
        describe(*it);
}

void NavigationPane::setForbidden(const QString &kindId, bool forbidden)
{
    if (m_forbidden.contains(kindId) == forbidden)
        return;
    if (forbidden)
        m_forbidden.insert(kindId);
    else
        m_forbidden.remove(kindId);
    for (auto it = m_items.constFind(kindId); it != m_items.cend() && it.key() == kindId; ++it)
        describe(*it);
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
