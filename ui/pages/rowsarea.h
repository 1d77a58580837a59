#pragma once

#include "liststate.h"

#include <QPointer>
#include <QWidget>

class QStackedLayout;

namespace sk::widgets {
class TableView;
}

namespace sk::ui {

/// The rows of a list, or what stands in their place; and the focus, which goes to the rows even where it was asked for before there were any.
class RowsArea : public QWidget {
    Q_OBJECT

public:
    explicit RowsArea(QWidget *parent = nullptr);
    ~RowsArea() override;

    [[nodiscard]] widgets::TableView *table() const { return m_table; }
    void showState(const ListState &state);
    void focusRows(); ///< now, or when there are rows and the user has gone nowhere else since
    void forgetFocus(); ///< the user went on: rows that come do not take it
    /// Draws the rows greyed: they are as of some time, not of now.
    void setStale(bool stale);

signals:
    void rowsPainted(); ///< a frame with rows is on the screen; once
    void cancelRequested();
    void retryRequested();
    void clearRequested(); ///< the filter

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    widgets::TableView *m_table;
    widgets::StateView *m_state;
    QStackedLayout *m_stack;
    bool m_painted = false;
    bool m_focusWithRows = false;
    QPointer<QWidget> m_focusMeanwhile; ///< who had it then
};

} // namespace sk::ui
