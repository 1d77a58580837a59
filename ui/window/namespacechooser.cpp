#include "namespacechooser.h"

#include <sk/pages/listwords.h>
#include <sk/theme/theme.h>

#include <QCollator>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>

namespace sk::ui {

NamespaceChooser::NamespaceChooser(QWidget *parent)
    : QToolButton(parent)
    , m_popup(new QFrame(this, Qt::Popup))
    , m_search(new QLineEdit)
    , m_list(new QListWidget)
    , m_all(new QPushButton)
    , m_hint(new QLabel)
{
    setObjectName(QStringLiteral("namespaces"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setLayoutDirection(Qt::RightToLeft); // the arrow stands behind the text
    m_popup->setFrameShape(QFrame::StyledPanel);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_popup->setLayoutDirection(Qt::LeftToRight);
    auto *top = new QHBoxLayout;
    top->addWidget(m_search, 1);
    top->addWidget(m_all);
    auto *layout = new QVBoxLayout(m_popup);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_hint);
    m_search->installEventFilter(this);
    m_popup->installEventFilter(this);
    m_list->installEventFilter(this);

    m_tell.setSingleShot(true);
    m_tell.setInterval(250);
    const auto tell = [this] {
        if (m_told != m_chosen) {
            m_told = m_chosen;
            emit chosenChanged(m_chosen);
        }
    };
    connect(&m_tell, &QTimer::timeout, this, tell);
    connect(this, &QToolButton::clicked, this, &NamespaceChooser::openList);
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_ticked = false;
        fill();
    });
    connect(m_all, &QPushButton::clicked, this, [this, tell] {
        m_chosen.clear();
        updateText();
        m_popup->hide();
        tell();
    });
    connect(m_list, &QListWidget::itemPressed, this, [this](QListWidgetItem *item) { toggle(m_list->row(item)); });
    const auto icon = [this] { setIcon(theme::Theme::instance().icon(QStringLiteral("chevron-down"))); };
    connect(&theme::Theme::instance(), &theme::Theme::changed, this, icon);
    icon();
    retranslate();
}

void NamespaceChooser::setKnown(const QStringList &names)
{
    QStringList sorted = names;
    // The C locale knows no order but that of the bytes.
    QCollator collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
    collator.setNumericMode(true);
    std::sort(sorted.begin(), sorted.end(), collator);
    if (sorted == m_known)
        return;
    m_known = sorted;
    updateText();
    if (m_popup->isVisible())
        fill();
}

void NamespaceChooser::setChosen(const QStringList &names)
{
    m_chosen = names;
    m_told = names;
    updateText();
}

void NamespaceChooser::openList()
{
    m_search->clear();
    m_ticked = false;
    fill();
    const int characters = m_popup->fontMetrics().averageCharWidth();
    m_popup->resize(characters * 44, theme::Theme::rowHeight(font()) * 14);
    // Below the button, on its screen.
    QPoint place = mapToGlobal(QPoint(0, height() + 2));
    if (const QScreen *shown = screen())
        place.setX(std::min(place.x(), shown->availableGeometry().right() - m_popup->width()));
    m_popup->move(place);
    m_popup->show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void NamespaceChooser::fill()
{
    const QString words = m_search->text().trimmed();
    const QString current = m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
    m_list->clear();
    const auto add = [this](const QString &name, const QString &text) {
        auto *item = new QListWidgetItem(text, m_list);
        item->setData(Qt::UserRole, name);
        item->setSizeHint({0, theme::Theme::rowHeight(font()) - 4});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        item->setCheckState(m_chosen.contains(name) ? Qt::Checked : Qt::Unchecked);
    };
    QStringList all = m_known;
    for (const QString &name : std::as_const(m_chosen))
        if (!all.contains(name))
            all.prepend(name);
    for (const QString &name : std::as_const(all))
        if (words.isEmpty() || name.contains(words, Qt::CaseInsensitive))
            add(name, name);
    if (!words.isEmpty() && !all.contains(words) && !words.contains(u' '))
        add(words, tr("Use \"%1\"").arg(words));
    int row = 0;
    for (int i = 0; i < m_list->count(); ++i)
        if (m_list->item(i)->data(Qt::UserRole).toString() == current)
            row = i;
    m_list->setCurrentRow(row);
}

void NamespaceChooser::toggle(int row)
{
    QListWidgetItem *item = m_list->item(row);
    if (!item)
        return;
    const QString name = item->data(Qt::UserRole).toString();
    m_ticked = true;
    if (!m_chosen.removeOne(name))
        m_chosen += name;
    item->setCheckState(m_chosen.contains(name) ? Qt::Checked : Qt::Unchecked);
    updateText();
    m_tell.start();
}

bool NamespaceChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_popup && event->type() == QEvent::Hide && m_told != m_chosen)
        m_tell.start(0);
    if (event->type() == QEvent::KeyPress && (watched == m_search || watched == m_list)) {
        auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Down:
        case Qt::Key_Up:
            if (watched == m_search && m_list->count() > 0) {
                m_list->setCurrentRow(std::clamp(m_list->currentRow() + (key->key() == Qt::Key_Down ? 1 : -1), 0, m_list->count() - 1));
                return true;
            }
            break;
        case Qt::Key_Space:
            toggle(m_list->currentRow());
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            // One name typed and confirmed is a choice; after ticks Enter only confirms them.
            if (!m_ticked)
                toggle(m_list->currentRow());
            m_popup->hide();
            return true;
        default:
            break;
        }
    }
    return QToolButton::eventFilter(watched, event);
}

void NamespaceChooser::updateText()
{
    QString which;
    // All of a workspace's are "all" to who has chosen the workspace.
    const bool every = m_chosen.isEmpty()
        || (m_chosen.size() == m_known.size() && std::all_of(m_chosen.begin(), m_chosen.end(), [this](const QString &name) { return m_known.contains(name); }));
    if (every)
        which = m_known.isEmpty() ? tr("all") : tr("all (%1)").arg(numberText(m_known.size()));
    else if (m_chosen.size() <= 2)
        which = m_chosen.join(QStringLiteral(", "));
    else
        which = tr("%1 and %2 more").arg(m_chosen.first(), numberText(m_chosen.size() - 1));
    setText(tr("namespaces: %1").arg(fontMetrics().elidedText(which, Qt::ElideMiddle, fontMetrics().averageCharWidth() * 36)));
    setAccessibleName(text());
    setToolTip(m_chosen.isEmpty() ? tr("Objects of all namespaces are shown") : m_chosen.join(u'\n'));
}

void NamespaceChooser::retranslate()
{
    m_search->setPlaceholderText(tr("Type to narrow"));
    m_search->setAccessibleName(tr("Namespaces that contain"));
    m_list->setAccessibleName(tr("Namespaces"));
    m_all->setText(tr("All"));
    m_all->setAccessibleName(tr("Show all namespaces"));
    m_hint->setText(tr("Space ticks, Enter chooses, Esc closes"));
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    updateText();
}

void NamespaceChooser::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace sk::ui
