#include "linkopener.h"

#include <sk/core/logging.h>

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace sk::app {

LinkOpener::LinkOpener(Host host, QObject *parent)
    : QObject(parent)
    , m_host(std::move(host))
{
}

void LinkOpener::open(const DeepLink &link)
{
    if (link.server.isEmpty())
        return openOn(front(), link.page);
    for (ConnectionWindow *window : m_host.windows()) {
        const session::Profile *shown = m_host.profiles->find(window->profileId());
        const QString server = window->connection() ? window->connection()->session().server().address.base.toString() : shown ? shown->server : QString();
        if (isSameServer(server, link.server))
            return openOn(window, link.page);
    }
    const session::Profile *saved = savedFor(link.server);
    if (!saved)
        return ask(link);
    const session::Profile profile = *saved; // a window that opens may change the store
    ConnectionWindow *window = front();
    if (window->connection())
        window = m_host.newWindow();
    openOn(window, link.page);
    if (profile.keepSignedIn)
        window->restore(profile);
    else
        window->openSignIn(profile.id);
}

void LinkOpener::openOn(ConnectionWindow *window, const ui::PageAddress &page)
{
    if (window->connection())
        window->window().open(page);
    else
        setFirstPage(window, page);
    bringToFront(*window);
}

void LinkOpener::ask(const DeepLink &link)
{
    ConnectionWindow *window = front();
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Open a link"),
        tr("A link leads to a server that is not saved here: %1").arg(link.server.host()), QMessageBox::NoButton, &window->window());
    box->setObjectName(QStringLiteral("unknownServer"));
    box->setTextFormat(Qt::PlainText); // a link's words are not markup
    box->setInformativeText(tr("Its address is %1. Nothing was sent to it. Sign in there only if you know this server and expected the link.").arg(link.server.toString()));
    auto *signIn = box->addButton(tr("Sign in there…"), QMessageBox::AcceptRole);
    auto *cancel = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(cancel);
    box->setEscapeButton(cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(signIn, &QPushButton::clicked, window, [this, window, link] {
        ConnectionWindow *target = window->connection() ? m_host.newWindow() : window;
        setFirstPage(target, link.page);
        target->openSignInAt(link.server);
    });
    bringToFront(*window);
    box->open();
}

void LinkOpener::setFirstPage(ConnectionWindow *window, const ui::PageAddress &page)
{
    if (!m_firstPages.contains(window))
        connect(window, &QObject::destroyed, this, [this, window] { m_firstPages.remove(window); });
    m_firstPages.insert(window, page);
}

std::optional<ui::PageAddress> LinkOpener::takeFirstPage(ConnectionWindow *window)
{
    const auto it = m_firstPages.constFind(window);
    if (it == m_firstPages.constEnd())
        return std::nullopt;
    const ui::PageAddress page = *it;
    m_firstPages.erase(it);
    return page;
}

ConnectionWindow *LinkOpener::front() const
{
    const auto windows = m_host.windows();
    ConnectionWindow *best = windows.front();
    for (ConnectionWindow *window : windows) {
        if (window->window().isActiveWindow())
            return window;
        if (window->connection())
            best = window;
    }
    return best;
}

const session::Profile *LinkOpener::savedFor(const QUrl &server) const
{
    for (const session::Profile &profile : m_host.profiles->profiles()) {
        if (!profile.demo && isSameServer(profile.server, server))
            return &profile;
    }
    return nullptr;
}

void LinkOpener::bringToFront(ConnectionWindow &window)
{
    ui::MainWindow &widget = window.window();
    widget.setWindowState(widget.windowState() & ~Qt::WindowMinimized);
    widget.show();
    widget.raise();
    // A window that waits for a dialog takes no keys: they are the dialog's.
    QWidget *target = &widget;
    for (QWidget *each = QApplication::activeModalWidget(), *modal = each; each; each = each->parentWidget()) {
        if (each == &widget)
            target = modal;
    }
    target->raise();
    target->activateWindow();
}

} // namespace sk::app
