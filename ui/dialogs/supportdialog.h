#pragma once

#include <QDialog>

class QLabel;
class QPlainTextEdit;

namespace sk::ui {

/// Shows a support report in full before it goes into a file or the clipboard. What its reader deletes there is not saved either.
class SupportDialog : public QDialog {
    Q_OBJECT

public:
    explicit SupportDialog(const QString &report, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    /// Writes what is shown; says in the dialog whether that worked.
    bool save(const QString &file);

private:
    void chooseFile();
    QPlainTextEdit *m_text;
    QLabel *m_said;
};

} // namespace sk::ui
