#pragma once

#include "liststate.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QStackedLayout;

namespace sk::widgets {
class TableView;
}

namespace sk::ui {

/// The rows of a list, or what stands in their place; the beat by which their ages go on; and the focus, which goes to the rows even where it was asked for before there were any.
class RowsArea : public QWidget {
    Q_OBJECT

public:
    explicit RowsArea(QWidget *parent = nullptr);
    ~RowsArea() override;

    [[nodiscard]] widgets::TableView *table() const { return m_table; }
    void showState(const ListState &state);
    void focusRows(); ///< now, or when there are rows and the user has gone nowhere else since
    void cancelFocusRows(); ///< the user went on: rows that come do not take it
    /// Draws the rows greyed: they are as of some time, not of now.
    void setStale(bool stale);

signals:
    /// While this is visible, when it becomes so and then every second: the rows on screen, (0, -1) without any.
    void ticked(int firstRow, int lastRow);
    void rowsPainted(); ///< a frame with rows is on the screen; once
    void cancelRequested();
    void retryRequested();
    void clearRequested(); ///< the filter

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void tick();

    widgets::TableView *m_table;
    widgets::StateView *m_state;
    QStackedLayout *m_stack;
    QTimer m_ticking;
    bool m_painted = false;
    bool m_focusWithRows = false;
    QPointer<QWidget> m_focusMeanwhile; ///< who had it then
};

} // namespace sk::ui
