#pragma once

#include <QDialog>

namespace sk::ui {

/// What the program is: version, the Qt in use, the keychain, the licence. Its text can be selected and copied.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    /// `keychain` is what a user calls it, `backend` what it is reached through.
    AboutDialog(const QString &version, const QString &keychain, const QString &backend, QWidget *parent = nullptr);
};

} // namespace sk::ui
