#include "connectionspane_p.h"

#include <sk/core/fileerror.h>
#include <sk/session/profileexchange.h>
#include <sk/theme/theme.h>

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QToolButton>
#include <QUuid>
#include <QVBoxLayout>

#include <utility>

namespace sk::ui {
namespace {

constexpr qint64 longestFile = 16 * 1024 * 1024;

} // namespace

ConnectionsPane::ConnectionsPane(session::ProfileStore &store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_list(new ConnectionList(this))
    , m_heading(new QLabel(this))
    , m_note(new QLabel(this))
    , m_new(new QPushButton(this))
    , m_kubeconfig(new QPushButton(this))
    , m_undo(new QPushButton(this))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(this))
{
    setFixedWidth(270);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 12);
    QFont small = m_heading->font();
    small.setBold(true);
    small.setPointSizeF(small.pointSizeF() * 0.9);
    m_heading->setFont(small);
    m_heading->setContentsMargins(16, 0, 0, 0);
    m_heading->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_heading);
    m_list->setObjectName(QStringLiteral("connections"));
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    QPalette flat = m_list->palette();
    flat.setColor(QPalette::Base, Qt::transparent);
    m_list->setPalette(flat);
    layout->addWidget(m_list, 1);
    auto *noteRow = new QHBoxLayout;
    noteRow->setContentsMargins(16, 0, 16, 0);
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setObjectName(QStringLiteral("connectionsNote"));
    noteRow->addWidget(m_note, 1);
    noteRow->addWidget(m_undo);
    layout->addLayout(noteRow);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(16, 0, 16, 0);
    for (QPushButton *button : {m_new, m_kubeconfig, m_undo})
        button->setAutoDefault(false);
    m_new->setObjectName(QStringLiteral("new"));
    m_kubeconfig->setObjectName(QStringLiteral("kubeconfig"));
    m_undo->setObjectName(QStringLiteral("undoDelete"));
    m_more->setObjectName(QStringLiteral("more"));
    m_more->setAutoRaise(true);
    buttons->addWidget(m_new);
    buttons->addWidget(m_kubeconfig);
    buttons->addStretch(1);
    buttons->addWidget(m_more);
    layout->addLayout(buttons);

    const auto add = [this](const char *name, auto handler, const QKeySequence &keys = {}) {
        auto *action = new QAction(this);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, handler);
        m_menu->addAction(action);
        addAction(action);
        return action;
    };
    m_edit = add("edit", &ConnectionsPane::editRequested, QKeySequence(Qt::Key_F2));
    m_duplicate = add("duplicate", [this] { duplicate(); }, QKeySequence(Qt::CTRL | Qt::Key_D));
    m_up = add("up", [this] { move(-1); }, QKeySequence(Qt::ALT | Qt::Key_Up));
    m_down = add("down", [this] { move(1); }, QKeySequence(Qt::ALT | Qt::Key_Down));
    m_menu->addSeparator();
    m_import = add("import", [this] { importSome(); });
    m_export = add("export", [this] { exportAll(); });
    m_menu->addSeparator();
    m_delete = add("delete", [this] { remove(); }, QKeySequence::Delete);

    connect(m_list, &ConnectionList::chosen, this, [this](const QString &id) {
        updateActions();
        emit chosen(id);
    });
    connect(m_list, &ConnectionList::openRequested, this, &ConnectionsPane::openRequested);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) { m_menu->popup(m_list->viewport()->mapToGlobal(at)); });
    connect(m_more, &QToolButton::clicked, this, [this] { m_menu->popup(m_more->mapToGlobal(QPoint(0, -m_menu->sizeHint().height()))); });
    connect(m_new, &QPushButton::clicked, this, &ConnectionsPane::newRequested);
    connect(m_kubeconfig, &QPushButton::clicked, this, &ConnectionsPane::kubeconfigRequested);
    connect(m_undo, &QPushButton::clicked, this, &ConnectionsPane::undo);
    say({}, false);
    retranslate();
}

void ConnectionsPane::reload(bool withNew)
{
    m_withNew = withNew;
    m_list->setProfiles(m_store.profiles(), withNew);
    updateActions();
}

void ConnectionsPane::setBusy(bool busy)
{
    m_busy = busy;
    updateActions();
}

void ConnectionsPane::retranslate()
{
    m_heading->setText(tr("Connections"));
    m_new->setText(tr("New"));
    m_kubeconfig->setText(tr("From kubeconfig…"));
    m_undo->setText(tr("Undo"));
    m_more->setIcon(theme::Theme::instance().icon(QStringLiteral("menu")));
    m_more->setToolTip(tr("Edit, order, import, export, delete"));
    m_more->setAccessibleName(m_more->toolTip());
    m_edit->setText(tr("Edit…"));
    m_duplicate->setText(tr("Duplicate"));
    m_up->setText(tr("Move up"));
    m_down->setText(tr("Move down"));
    m_import->setText(tr("Import…"));
    m_export->setText(tr("Export…"));
    m_delete->setText(tr("Delete"));
}

void ConnectionsPane::updateActions()
{
    const qsizetype at = m_store.indexOf(selectedId());
    const bool saved = at > 0;
    m_list->setEnabled(!m_busy);
    m_new->setEnabled(!m_busy);
    m_kubeconfig->setEnabled(!m_busy);
    m_more->setEnabled(!m_busy);
    m_edit->setEnabled(!m_busy && (saved || m_withNew));
    m_duplicate->setEnabled(!m_busy && saved);
    m_up->setEnabled(!m_busy && at > 1);
    m_down->setEnabled(!m_busy && saved && at + 1 < m_store.profiles().size());
    m_export->setEnabled(m_store.profiles().size() > 1);
    m_delete->setEnabled(!m_busy && (saved || (m_withNew && selectedId().isEmpty())));
}

void ConnectionsPane::say(const QString &text, bool undoable)
{
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
    m_undo->setVisible(undoable);
}

void ConnectionsPane::remove()
{
    const QString id = selectedId();
    if (id.isEmpty()) {
        emit newDropped();
        return;
    }
    const session::Profile *profile = m_store.find(id);
    if (!profile || profile->demo)
        return;
    settleRemoval();
    m_removed = Removed{*profile, m_store.indexOf(id)};
    if (const Error error = m_store.remove(id))
        emit failed(error);
    reload(m_withNew);
    m_list->setCurrentRow(static_cast<int>(std::min<qsizetype>(m_removed->at, m_list->count() - 1)));
    emit chosen(selectedId());
    say(tr("“%1” was deleted.").arg(m_removed->profile.name), true);
    m_undo->setFocus();
}

void ConnectionsPane::undo()
{
    const auto removed = std::exchange(m_removed, std::nullopt);
    if (!removed)
        return;
    if (const Error error = m_store.insert(removed->at, removed->profile))
        emit failed(error);
    say({}, false);
    reload(m_withNew);
    select(removed->profile.id);
}

void ConnectionsPane::settleRemoval()
{
    if (const auto removed = std::exchange(m_removed, std::nullopt))
        emit secretsToForget(removed->profile.id);
}

void ConnectionsPane::duplicate()
{
    const session::Profile *original = m_store.find(selectedId());
    if (!original || original->demo)
        return;
    session::Profile copy = *original;
    copy.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    copy.name = tr("%1 (copy)").arg(original->name);
    if (const Error error = m_store.insert(m_store.indexOf(original->id) + 1, copy))
        emit failed(error);
    reload(m_withNew);
    select(copy.id);
}

void ConnectionsPane::move(int steps)
{
    if (const Error error = m_store.move(selectedId(), steps))
        emit failed(error);
    reload(m_withNew);
}

void ConnectionsPane::exportAll()
{
    auto *chooser = new QFileDialog(this, tr("Export connections"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setDefaultSuffix(QStringLiteral("json"));
    chooser->selectFile(QStringLiteral("connections.json"));
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &name) {
        const QByteArray bytes = session::exportProfiles(m_store.profiles());
        QSaveFile file(name);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            emit failed(fileError(ErrorCode::FileUnwritable, name, file.errorString()));
        else
            say(tr("%n connection(s) exported, without any secret.", nullptr, static_cast<int>(m_store.profiles().size() - 1)), false);
    });
    chooser->open();
}

void ConnectionsPane::importSome()
{
    auto *chooser = new QFileDialog(this, tr("Import connections"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    chooser->setNameFilters({tr("Connections (*.json)"), tr("All files (*)")});
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString &name) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            emit failed(fileError(ErrorCode::FileUnreadable, name, file.errorString()));
            return;
        }
        const auto imported = session::importProfiles(file.read(longestFile));
        if (!imported) {
            emit failed(fileError(ErrorCode::FileUnreadable, name, imported.error().message));
            return;
        }
        for (const session::Profile &profile : imported->profiles) {
            if (const Error error = m_store.save(profile)) {
                emit failed(error);
                break;
            }
        }
        reload(m_withNew);
        QString text = tr("%n connection(s) imported.", nullptr, static_cast<int>(imported->profiles.size()));
        if (imported->unreadable > 0)
            text += u' ' + tr("%n could not be read.", nullptr, imported->unreadable);
        say(text, false);
    });
    chooser->open();
}

} // namespace sk::ui
