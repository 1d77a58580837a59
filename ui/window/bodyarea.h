#pragma once

#include <QWidget>

class QSplitter;

namespace sk::ui {

/// Navigation, pages and detail pane side by side. Below a width the detail pane covers the pages instead of squeezing them.
class BodyArea : public QWidget {
    Q_OBJECT

public:
    /// Takes ownership of the three.
    BodyArea(QWidget *navigation, QWidget *pages, QWidget *detail, QWidget *parent = nullptr);

    void setNavigationVisible(bool visible);
    void setDetailVisible(bool visible);
    /// Whether there is an object to show. A pane that lies over the pages hides them for nothing without one.
    void setDetailFilled(bool filled);
    [[nodiscard]] bool detailVisible() const { return m_detailWanted; }
    /// The detail pane lies over the pages.
    [[nodiscard]] bool covering() const { return m_covering; }

    [[nodiscard]] QByteArray saveState() const;
    void restoreState(const QByteArray &state);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    QSplitter *m_splitter;
    QWidget *m_navigation;
    QWidget *m_pages;
    QWidget *m_detail;
    bool m_detailWanted = true;
    bool m_detailFilled = false;
    bool m_covering = false;
    int m_detailWidth = 420;
    int m_navigationWidth = 204;
};

} // namespace sk::ui
