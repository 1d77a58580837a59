#pragma once

#include <QDialog>

namespace sk::ui {

/// All keys of the window on one sheet, made from the table of actions. Deletes itself when closed.
class ShortcutSheet : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutSheet(QWidget *parent);
};

} // namespace sk::ui
