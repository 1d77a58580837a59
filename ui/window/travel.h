#pragma once

#include "pagehistory.h"

#include <QObject>
#include <QPointer>

#include <functional>

namespace sk::ui {

class ResourcePage;

/// Back and forward through the lists that were open, each as it was left: kind, namespaces, filter, selected object and scroll
/// position. Alt+Left and Alt+Right are actions; the mouse's own buttons for it are heard here, wherever they are pressed in the window.
class Travel : public QObject {
    Q_OBJECT

public:
    /// What it takes to get to a place.
    struct Ways {
        std::function<ResourcePage *(const PagePlace &)> open; ///< brings the page of its kind or view to the front; null: there is none any more
        std::function<QStringList()> namespaces; ///< the chosen ones
        std::function<void(const QStringList &)> chooseNamespaces;
    };
    Travel(QWidget *window, Ways ways);
    ~Travel() override;

    /// Another page is in front (null: none), or other namespaces are chosen.
    void arrived(ResourcePage *page);
    void back();
    void forward();
    [[nodiscard]] bool canGoBack() const { return m_history.canGoBack(); }
    [[nodiscard]] bool canGoForward() const { return m_history.canGoForward(); }
    void clear(); ///< another connection
    void setHeld(bool held) { m_held = held; } ///< then back() and forward() do nothing

signals:
    void changed(); ///< canGoBack() and canGoForward() may be others now

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void go(bool forward);
    void noteHowItIsLeft();
    [[nodiscard]] PagePlace placeOf(const ResourcePage &page) const;

    QWidget *m_window;
    Ways m_ways;
    PageHistory m_history;
    QPointer<ResourcePage> m_page;
    bool m_travelling = false;
    bool m_held = false;
};

} // namespace sk::ui
