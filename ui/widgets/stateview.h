#pragma once

#include <sk/theme/theme.h>

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace sk::widgets {

/// What stands where rows would: loading, nothing there, nothing matches, not allowed, failed. Says what, why, and what to do.
class StateView : public QWidget {
    Q_OBJECT

public:
    explicit StateView(QWidget *parent = nullptr);

    struct Content {
        theme::Tone tone = theme::Tone::Neutral;
        QString title;
        QString text; ///< below the title; may be empty
        QString details; ///< the server's own words, behind *Details*; may be empty
        QString action; ///< the button's text; empty: no button
        bool busy = false; ///< a thin progress line
        friend bool operator==(const Content &, const Content &) = default;
    };
    void setContent(const Content &content);

signals:
    void actionTriggered();

private:
    void updateColors();
    Content m_content;
    QLabel *m_symbol;
    QLabel *m_title;
    QLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_action;
    QToolButton *m_detailsButton;
    QLabel *m_details;
};

} // namespace sk::widgets
