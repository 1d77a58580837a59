#pragma once

#include <QDialog>

namespace sk::ui {

/// How to filter, on one page beside the window. Not modal: one tries while one reads. Deletes itself when closed.
class FilterHelp : public QDialog {
    Q_OBJECT

public:
    FilterHelp(const QString &html, QWidget *parent);
};

} // namespace sk::ui
