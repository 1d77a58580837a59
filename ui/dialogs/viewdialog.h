#pragma once

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace sk::ui {

/// Asks for a view's name and icon. Deletes itself when closed.
class ViewDialog : public QDialog {
    Q_OBJECT

public:
    ViewDialog(const QString &title, const QString &name, const QString &icon, QWidget *parent);

signals:
    void chosen(const QString &name, const QString &icon);

private:
    QLineEdit *m_name;
    QComboBox *m_icon;
};

} // namespace sk::ui
