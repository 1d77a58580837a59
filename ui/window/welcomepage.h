#pragma once

#include <sk/core/clock.h>
#include <sk/core/error.h>

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace sk::widgets {
class MessageBar;
}

namespace sk::ui {

/// What a window without a connection shows: the way to one.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(const Clock &clock, QWidget *parent = nullptr);
    /// The connection `name` of last time is being taken up, which may wait for a keychain or a network; empty: none. With `trouble` a bar
    /// says what hinders it; `nextTry` is by the clock's now(), 0 while a try is under way.
    void setRestoring(const QString &name, const Error &trouble = {}, UnixMs nextTry = 0);
    void focusButton();

signals:
    void signInRequested();
    void retryRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void updateBar();
    const Clock &m_clock;
    QString m_restoring;
    Error m_trouble;
    UnixMs m_nextTry = 0;
    QTimer m_second; ///< the count-down
    widgets::MessageBar *m_bar;
    QPushButton *m_retry;
    QLabel *m_text;
    QPushButton *m_signIn;
};

} // namespace sk::ui
