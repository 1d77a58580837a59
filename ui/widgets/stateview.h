#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace sk::widgets {

/// A line of 3 px: how far a list is read. Moves only when there is something to tell; unknown totals show no false share.
class ProgressLine : public QWidget {
    Q_OBJECT

public:
    explicit ProgressLine(QWidget *parent = nullptr);
    void setProgress(qint64 done, qint64 total); ///< total -1: not known
    QSize sizeHint() const override { return {100, 3}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    qint64 m_done = 0;
    qint64 m_total = -1;
};

/// What stands in the place of rows when there are none: loading, nothing there, nothing matches, not allowed, failed.
/// Words are the caller's; each state has its own look and at most one button.
class StateView : public QWidget {
    Q_OBJECT

public:
    enum class State { Hidden, Loading, Empty, NothingMatches, Forbidden, Error };
    Q_ENUM(State)

    explicit StateView(QWidget *parent = nullptr);

    void showNothing(); ///< hides the widget: there is data
    /// "Reading pods" / "12,500 of about 43,000 read · 14 MB"; with *Cancel*.
    void showLoading(const QString &title, const QString &counts, qint64 done, qint64 total);
    void showEmpty(const QString &title, const QString &text);
    void showNothingMatches(const QString &title, const QString &text); ///< with *Clear filter*
    void showForbidden(const QString &title, const QString &advice, const QString &details = {}); ///< with *Retry*
    void showError(const QString &title, const QString &advice, const QString &details); ///< with *Retry*; details on request
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString title() const;

signals:
    void cancelRequested();
    void clearRequested();
    void retryRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void show(State state, const QString &icon, const QString &title, const QString &text, const QString &details, const QString &button);
    void refreshIcon();

    State m_state = State::Hidden;
    QString m_iconName;
    ProgressLine *m_progress;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_button;
    QToolButton *m_detailsButton;
    QLabel *m_details;
};

} // namespace sk::widgets
