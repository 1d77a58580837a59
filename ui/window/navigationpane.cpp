#include "navigationpane.h"

#include <sk/pages/listwords.h>
#include <sk/theme/theme.h>

#include <QApplication>
#include <QCoreApplication>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sk::ui {

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int countRole = Qt::UserRole + 1;
constexpr int forbiddenRole = Qt::UserRole + 2;
constexpr int titleRole = Qt::UserRole + 3; ///< untranslated title of a kind, number of a category

bool isHeading(const QModelIndex &index)
{
    return index.data(idRole).toString().isEmpty();
}

/// A heading in small bold letters, or a kind with its count at the right.
class NavigationDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int height = theme::Theme::rowHeight(option.font);
        return {40, isHeading(index) ? height + (index.row() == 0 ? 0 : 4) : height - 4};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const override
    {
        QStyleOptionViewItem option = given;
        initStyleOption(&option, index);
        const QString text = option.text;
        option.text.clear();
        const QWidget *widget = option.widget;
        QStyle *style = widget ? widget->style() : QApplication::style();
        style->drawControl(QStyle::CE_ItemViewItem, &option, painter, widget);

        const auto &theme = theme::Theme::instance();
        const bool heading = isHeading(index);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        if (selected && !heading)
            painter->fillRect(QRect(0, option.rect.y(), 3, option.rect.height()), theme.color(theme::Role::SelectionEdge));
        QRect box = option.rect;
        box.setLeft(heading ? 12 : 24);
        box.setRight(option.rect.right() - 12);
        if (heading) {
            QFont font = option.font;
            font.setBold(true);
            font.setPointSizeF(font.pointSizeF() * 0.88);
            painter->setFont(font);
            painter->setPen(theme.color(theme::Role::SecondaryText));
            painter->drawText(box.adjusted(0, 0, 0, -3), Qt::AlignLeft | Qt::AlignBottom, text);
        } else {
            const bool forbidden = index.data(forbiddenRole).toBool();
            const qint64 count = index.data(countRole).isValid() ? index.data(countRole).toLongLong() : -1;
            const QString right = forbidden ? QCoreApplication::translate("sk", "no right") : (count >= 0 ? numberText(count) : QString());
            QFont font = option.font;
            font.setBold(selected);
            font.setItalic(forbidden);
            const QColor textColor = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
            const QColor dim = selected ? textColor : theme.color(theme::Role::SecondaryText);
            painter->setFont(theme::Theme::tabularFont(font));
            const int rightWidth = right.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(right) + 8;
            painter->setPen(dim);
            painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, right);
            painter->setFont(font);
            painter->setPen(forbidden ? dim : textColor);
            const QString elided = painter->fontMetrics().elidedText(text, Qt::ElideMiddle, box.width() - rightWidth);
            painter->drawText(box.adjusted(0, 0, -rightWidth, 0), Qt::AlignLeft | Qt::AlignVCenter, elided);
        }
        painter->restore();
    }
};

/// Opens with Enter whatever the platform activates with.
class KindTree final : public QTreeWidget {
public:
    explicit KindTree(NavigationPane *pane)
        : QTreeWidget(pane)
        , m_pane(pane)
    {
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space) && currentItem()) {
            const QString id = currentItem()->data(0, idRole).toString();
            if (!id.isEmpty())
                emit m_pane->opened(id, event->modifiers().testFlag(Qt::ControlModifier));
            else
                currentItem()->setExpanded(!currentItem()->isExpanded());
            return;
        }
        QTreeWidget::keyPressEvent(event);
    }
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        QTreeWidget::mouseReleaseEvent(event);
        QTreeWidgetItem *hit = itemAt(event->pos());
        if (!hit || (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton))
            return;
        const QString id = hit->data(0, idRole).toString();
        if (!id.isEmpty())
            emit m_pane->opened(id, event->button() == Qt::MiddleButton || event->modifiers().testFlag(Qt::ControlModifier));
        else if (event->button() == Qt::LeftButton)
            hit->setExpanded(!hit->isExpanded());
    }

private:
    NavigationPane *m_pane;
};

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

NavigationPane::NavigationPane(const std::vector<kube::ResourceKind> &kinds, QWidget *parent)
    : QWidget(parent)
    , m_tree(new KindTree(this))
    , m_kinds(kinds)
{
    std::stable_sort(m_kinds.begin(), m_kinds.end(), [](const kube::ResourceKind &a, const kube::ResourceKind &b) {
        return std::pair(a.category, a.order) < std::pair(b.category, b.order);
    });
    m_tree->setObjectName(QStringLiteral("navigation"));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(false);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setItemDelegate(new NavigationDelegate(m_tree));
    m_tree->viewport()->setBackgroundRole(QPalette::Window);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_tree);
    setFocusProxy(m_tree);
    setMinimumWidth(120);

    QTreeWidgetItem *heading = nullptr;
    for (const kube::ResourceKind &kind : m_kinds) {
        if (!heading || heading->data(0, titleRole).toInt() != static_cast<int>(kind.category)) {
            heading = new QTreeWidgetItem(m_tree);
            heading->setData(0, titleRole, static_cast<int>(kind.category));
            heading->setFlags(Qt::ItemIsEnabled);
            heading->setExpanded(true);
        }
        auto *entry = new QTreeWidgetItem(heading);
        entry->setData(0, idRole, kind.type.id());
        entry->setData(0, titleRole, QString::fromUtf8(kind.title));
    }
    m_tree->expandAll();
    retranslate();
    connect(&theme::Theme::instance(), &theme::Theme::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
}

QStringList NavigationPane::order() const
{
    QStringList ids;
    for (const kube::ResourceKind &kind : m_kinds)
        ids += kind.type.id();
    return ids;
}

QTreeWidgetItem *NavigationPane::item(const QString &kindId) const
{
    for (int group = 0; group < m_tree->topLevelItemCount(); ++group)
        for (int child = 0; child < m_tree->topLevelItem(group)->childCount(); ++child)
            if (QTreeWidgetItem *entry = m_tree->topLevelItem(group)->child(child); entry->data(0, idRole).toString() == kindId)
                return entry;
    return nullptr;
}

void NavigationPane::setCurrent(const QString &kindId)
{
    m_tree->setCurrentItem(item(kindId));
    if (kindId.isEmpty())
        m_tree->clearSelection();
}

void NavigationPane::setCount(const QString &kindId, qint64 count)
{
    QTreeWidgetItem *entry = item(kindId);
    if (!entry || (entry->data(0, countRole).isValid() && entry->data(0, countRole).toLongLong() == count))
        return;
    entry->setData(0, countRole, count);
    const QString title = entry->text(0);
    entry->setData(0, Qt::AccessibleTextRole, count < 0 ? title : QStringLiteral("%1, %2").arg(title, numberText(count)));
}

void NavigationPane::setForbidden(const QString &kindId, bool forbidden)
{
    QTreeWidgetItem *entry = item(kindId);
    if (!entry || entry->data(0, forbiddenRole).toBool() == forbidden)
        return;
    entry->setData(0, forbiddenRole, forbidden);
    entry->setToolTip(0, forbidden ? tr("There is no right to list %1.").arg(inSentence(entry->text(0))) : QString());
}

void NavigationPane::clearCounts()
{
    for (const kube::ResourceKind &kind : m_kinds) {
        setCount(kind.type.id(), -1);
        setForbidden(kind.type.id(), false);
    }
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
    for (int group = 0; group < m_tree->topLevelItemCount(); ++group) {
        QTreeWidgetItem *heading = m_tree->topLevelItem(group);
        heading->setText(0, categoryTitle(static_cast<kube::Category>(heading->data(0, titleRole).toInt())));
        for (int child = 0; child < heading->childCount(); ++child)
            heading->child(child)->setText(0, QCoreApplication::translate("sk", heading->child(child)->data(0, titleRole).toString().toUtf8().constData()));
    }
}

void NavigationPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
