#pragma once

#include <QString>

class QFormLayout;
class QLabel;
class QLineEdit;
class QWidget;

namespace sk::ui {

/// The rows of a page of settings. What they make belongs to the form.
[[nodiscard]] QFormLayout *makeForm(QWidget *page);
QLineEdit *addLine(QFormLayout *form, const QString &label, const QString &text, const char *name, const QString &placeholder = {});
[[nodiscard]] QLabel *makeNote(const QString &text);
/// Breaks the label's lines, and keeps it so wide that a form gives it the height of wide lines, not of narrow ones.
void wrapInForm(QLabel *label);
/// A path with *Browse…* beside it; `title` and `filter` are the chooser's. A chosen file ends the editing, as leaving the field does.
QLineEdit *addFile(QFormLayout *form, const QString &label, const char *name, const QString &title, const QString &filter);
/// A sentence in the failing tone; hidden when empty.
void showProblem(QLabel *label, const QString &problem);

} // namespace sk::ui
