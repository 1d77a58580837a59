#pragma once

#include <sk/session/session.h>
#include <sk/theme/theme.h>

#include <QPointer>
#include <QWidget>

class QLabel;

namespace sk::ui {

/// The line at the bottom: the state of the session in word and shape, the server, until when; at the right what the page says of
/// its rows.
class StatusArea : public QWidget {
    Q_OBJECT

public:
    explicit StatusArea(QWidget *parent = nullptr);
    void setSession(const session::Session *session); ///< null: none; outlives what is shown of it
    /// Without a session: one is being taken up, whose server may be away.
    void setRestoring(bool restoring, bool away);
    /// What the window says everywhere of a server that is away.
    [[nodiscard]] static QString awayText();
    void update(); ///< the session's state changed
    void setRows(const QString &text);
    [[nodiscard]] QString text() const; ///< all of it, for tests and screen readers

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showServer();

    QPointer<const session::Session> m_session;
    bool m_restoring = false;
    bool m_away = false;
    QString m_serverText;
    QLabel *m_state;
    QLabel *m_server;
    QLabel *m_until;
    QLabel *m_rows;
};

} // namespace sk::ui
