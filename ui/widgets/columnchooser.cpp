#include "columnchooser.h"

#include <sk/theme/theme.h>

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>

#include <algorithm>

namespace sk::widgets {

namespace {

enum ItemRole { IdRole = Qt::UserRole, IsSuggestionRole, FixedRole, RemovableRole };
constexpr int mostSuggestions = 60; ///< more is no choice; typing narrows

} // namespace

ColumnChooser::ColumnChooser(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_line(new QLineEdit)
    , m_error(new QLabel)
    , m_list(new QListWidget)
    , m_reset(new QPushButton)
{
    setObjectName(QStringLiteral("columnChooser"));
    setFrameShape(QFrame::StyledPanel);
    m_line->setClearButtonEnabled(true);
    m_line->installEventFilter(this);
    m_error->setWordWrap(true);
    m_error->hide();
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideMiddle); // what kind of field it is stands at the end
    m_list->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->addWidget(m_line);
    layout->addWidget(m_error);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_reset, 0, Qt::AlignLeft);
    setFocusProxy(m_line);

    retranslate();
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        setError({});
        rebuild();
    });
    connect(m_reset, &QPushButton::clicked, this, &ColumnChooser::resetRequested);
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (!m_building)
            take(item);
    });
}

void ColumnChooser::retranslate()
{
    setAccessibleName(tr("Choose columns"));
    m_line->setPlaceholderText(tr("Find a column, a label or a field"));
    m_line->setAccessibleName(tr("Find or add a column"));
    m_line->setToolTip(tr("A word finds columns. label:team, annotation:owner or {.spec.nodeName} and Enter add one."));
    m_list->setAccessibleName(tr("Columns"));
    m_list->setToolTip(tr("Space shows or hides, Ctrl+Up and Ctrl+Down move, Ctrl+Left and Ctrl+Right make narrower and wider, Delete takes out"));
    m_list->setAccessibleDescription(m_list->toolTip()); // who needs the keys has no mouse that rests here
    m_reset->setText(tr("Reset columns"));
}

void ColumnChooser::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ColumnChooser::setColumns(const QList<ColumnChoice> &columns)
{
    m_columns = columns;
    rebuild();
}

void ColumnChooser::setSuggestions(const QList<ColumnSuggestion> &suggestions)
{
    m_suggestions = suggestions;
    rebuild();
}

void ColumnChooser::setError(const QString &text)
{
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, theme::Theme::instance().foreground(theme::Tone::Failing));
    m_error->setPalette(palette);
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    if (!text.isEmpty())
        m_line->setFocus();
}

void ColumnChooser::popup(const QPoint &globalPosition)
{
    const int character = fontMetrics().averageCharWidth();
    const int row = theme::Theme::rowHeight(font());
    resize(character * 44, row * std::clamp(static_cast<int>(m_columns.size()) + 5, 10, 18));
    QPoint at = globalPosition;
    if (const QScreen *screen = QGuiApplication::screenAt(globalPosition)) {
        const QRect area = screen->availableGeometry();
        at.setX(std::clamp(at.x(), area.left(), std::max(area.left(), area.right() - width())));
        at.setY(std::clamp(at.y(), area.top(), std::max(area.top(), area.bottom() - height())));
    }
    move(at);
    show();
    m_line->setFocus(Qt::PopupFocusReason);
}

void ColumnChooser::rebuild()
{
    m_building = true;
    const QString keep = m_list->currentItem() ? m_list->currentItem()->data(IdRole).toString() : QString();
    const QString wanted = m_line->text().trimmed();
    m_list->clear();
    const auto add = [&](const QString &id, const QString &text, Qt::CheckState state, bool suggestion) {
        auto *item = new QListWidgetItem(text, m_list);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(state);
        item->setData(IdRole, id);
        item->setData(IsSuggestionRole, suggestion);
        item->setSizeHint({0, theme::Theme::rowHeight(font()) - 4});
        item->setToolTip(text);
        if (id == keep)
            m_list->setCurrentItem(item);
        return item;
    };
    for (const ColumnChoice &column : std::as_const(m_columns)) {
        if (!column.title.contains(wanted, Qt::CaseInsensitive) && !column.id.contains(wanted, Qt::CaseInsensitive))
            continue;
        auto *item = add(column.id, column.title, column.shown ? Qt::Checked : Qt::Unchecked, false);
        item->setData(FixedRole, column.fixed);
        item->setData(RemovableRole, column.removable);
        if (column.fixed)
            item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled);
    }
    int offered = 0;
    for (const ColumnSuggestion &suggestion : std::as_const(m_suggestions)) {
        if (offered == mostSuggestions)
            break;
        if (!suggestion.spec.contains(wanted, Qt::CaseInsensitive) && !suggestion.title.contains(wanted, Qt::CaseInsensitive))
            continue;
        const bool there = std::any_of(m_columns.cbegin(), m_columns.cend(), [&](const ColumnChoice &column) { return column.id == suggestion.spec; });
        if (there)
            continue;
        auto *item = add(suggestion.spec, suggestion.title + QStringLiteral("  ·  ") + suggestion.hint, Qt::Unchecked, true);
        item->setForeground(theme::Theme::instance().color(theme::Role::SecondaryText));
        ++offered;
    }
    m_building = false;
}

void ColumnChooser::take(QListWidgetItem *item)
{
    const QString id = item->data(IdRole).toString();
    const bool on = item->checkState() == Qt::Checked;
    // Later: the list is built anew by what follows, and this item is in use.
    if (item->data(IsSuggestionRole).toBool()) {
        if (on)
            QMetaObject::invokeMethod(this, [this, id] { emit addRequested(id); }, Qt::QueuedConnection);
        return;
    }
    for (ColumnChoice &column : m_columns)
        if (column.id == id)
            column.shown = on;
    QMetaObject::invokeMethod(this, [this, id, on] { emit shownChanged(id, on); }, Qt::QueuedConnection);
}

void ColumnChooser::enter()
{
    const QString text = m_line->text().trimmed();
    if (text.isEmpty())
        return;
    // What reads as a label or a path is one, whatever else it may be a part of; else the first that was found.
    const bool spelled = text.contains(u':') || text.startsWith(u'{') || text.startsWith(u'.');
    if (!spelled && m_list->count() > 0) {
        QListWidgetItem *item = m_list->currentItem() ? m_list->currentItem() : m_list->item(0);
        if (!item->data(FixedRole).toBool())
            item->setCheckState(item->checkState() == Qt::Checked ? Qt::Unchecked : Qt::Checked);
        return;
    }
    emit addRequested(text);
}

void ColumnChooser::moveCurrent(int by)
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || item->data(IsSuggestionRole).toBool() || item->data(FixedRole).toBool())
        return;
    const QString id = item->data(IdRole).toString();
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].id != id)
            continue;
        const qsizetype to = i + by;
        if (to < 0 || to >= m_columns.size() || m_columns[to].fixed)
            return;
        m_columns.move(i, to);
        rebuild();
        emit moved(id, static_cast<int>(to));
        return;
    }
}

void ColumnChooser::widenCurrent(int characters)
{
    const QListWidgetItem *item = m_list->currentItem();
    if (item && !item->data(IsSuggestionRole).toBool())
        emit widened(item->data(IdRole).toString(), characters);
}

bool ColumnChooser::listKey(int key, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::ControlModifier && (key == Qt::Key_Up || key == Qt::Key_Down)) {
        moveCurrent(key == Qt::Key_Up ? -1 : 1);
        return true;
    }
    if (modifiers & Qt::ControlModifier && (key == Qt::Key_Left || key == Qt::Key_Right)) {
        // The edge goes where the arrow points, and it is the left one where writing goes to the left.
        widenCurrent((key == Qt::Key_Right) == (layoutDirection() == Qt::LeftToRight) ? 1 : -1);
        return true;
    }
    if (key == Qt::Key_Delete && m_list->currentItem() && m_list->currentItem()->data(RemovableRole).toBool()) {
        emit removeRequested(m_list->currentItem()->data(IdRole).toString());
        return true;
    }
    if (key == Qt::Key_Up && m_list->currentRow() <= 0) {
        m_line->setFocus(Qt::OtherFocusReason);
        return true;
    }
    return false;
}

bool ColumnChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (watched == m_list && listKey(key->key(), key->modifiers()))
            return true;
        if (watched == m_line) {
            if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
                enter();
                return true;
            }
            if (key->key() == Qt::Key_Down && m_list->count() > 0) {
                m_list->setCurrentRow(std::max(0, m_list->currentRow()));
                m_list->setFocus(Qt::OtherFocusReason);
                return true;
            }
            if (key->key() == Qt::Key_Escape && !m_line->text().isEmpty()) {
                m_line->clear();
                return true;
            }
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace sk::widgets
