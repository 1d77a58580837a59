#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace sk::ui {

/// What a window without a connection shows: the way to one.
class WelcomePage : public QWidget {
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);
    /// The connection of last time is being taken up, which may wait for a keychain or a network.
    void setRestoring(bool restoring);
    void focusButton();

signals:
    void signInRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    bool m_restoring = false;
    QLabel *m_text;
    QPushButton *m_signIn;
};

} // namespace sk::ui
