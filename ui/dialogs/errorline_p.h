#pragma once

#include "errortext.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace sk::ui {

/// A sentence beside a field: what went wrong and what to do, the server's own words behind a *Details* expander. Hidden when empty.
class ErrorLine final : public QWidget {
    Q_OBJECT

public:
    explicit ErrorLine(QWidget *parent = nullptr);
    void show(const Error &error);
    /// A warning of our own, without details.
    void showWarning(const QString &text);
    void clear();
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] const Error &error() const { return m_error; }
    /// Lets errors that the user can do something about carry a button; whoever asks for it listens to actionTriggered().
    void offerActions() { m_offersActions = true; }

signals:
    void actionTriggered(); ///< what the error's own button offers: to see the certificate, to open the settings

private:
    void applyText();
    QLabel *m_text;
    QPushButton *m_action;
    bool m_offersActions = false;
    QToolButton *m_expander;
    QLabel *m_details;
    Error m_error;
    QString m_warning;

protected:
    void changeEvent(QEvent *event) override;
};

} // namespace sk::ui
