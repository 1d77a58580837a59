#pragma once

#include <sk/pages/resourcepage.h>

#include <QWidget>

class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace sk::ui {

/// The open pages, a tab for each, and what lies across all of them.
class PageTabs : public QWidget {
    Q_OBJECT

public:
    explicit PageTabs(QWidget *parent = nullptr);

    /// Takes ownership and brings it to the front.
    void add(ResourcePage *page);
    void close(int index);
    void closeAll();
    void setCurrent(ResourcePage *page);
    void step(int by); ///< to the next or previous tab, around the ends
    [[nodiscard]] ResourcePage *current() const; ///< null: none
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] QList<ResourcePage *> pages() const;
    [[nodiscard]] ResourcePage *find(const QString &kindId, const QString &viewId = {}) const; ///< the first of the kind, or of this view of it; null: none
    void setBar(QWidget *bar); ///< between the tabs and the page; takes ownership
    void retitle();
    [[nodiscard]] static QString nameOf(const ResourcePage &page); ///< of its saved view, else of its kind

signals:
    void currentChanged(); ///< another page is in front, or none

protected:
    void changeEvent(QEvent *event) override;

private:
    void orderBehindTabs(QWidget *page);

    QTabBar *m_bar;
    QStackedWidget *m_stack;
    QVBoxLayout *m_layout;
};

} // namespace sk::ui
