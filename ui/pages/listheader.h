#pragma once

#include "liststate.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace sk::widgets {
class FreshnessChip;
class MessageBar;
class SearchField;
}

namespace sk::ui {

class PageList;

/// What stands above the rows of a list: its filter, freshness mark, buttons, summary, how far it is read, and what is wrong with it.
class ListHeader : public QWidget {
    Q_OBJECT

public:
    explicit ListHeader(QWidget *parent = nullptr);

    void showSituation(const ListSituation &situation, const PageList &list);
    [[nodiscard]] widgets::SearchField *search() const { return m_search; }
    [[nodiscard]] QWidget *lastTabStop() const;
    [[nodiscard]] QPoint columnsPosition() const; ///< where the popup of the columns opens; global
    void setTitle(const QString &title); ///< of the kind, plural

signals:
    void columnsRequested();
    void saveViewRequested();
    void cancelRequested();
    void goOnRequested(); ///< reading, where it was cancelled
    void retryRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    bool m_partial = false;
    widgets::SearchField *m_search;
    widgets::FreshnessChip *m_chip;
    QToolButton *m_columns;
    QToolButton *m_saveView;
    QLabel *m_summary;
    QToolButton *m_cancel;
    widgets::MessageBar *m_trouble;
    QPushButton *m_retry;
    widgets::ProgressLine *m_progress;
};

} // namespace sk::ui
