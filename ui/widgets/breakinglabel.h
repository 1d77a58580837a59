#pragma once

#include <QLabel>

namespace sk::widgets {

/// A selectable label for long values without blanks (images, annotations, secrets): they may break after separators instead of
/// widening the pane. What is copied is the value itself, without the break marks.
class BreakingLabel : public QLabel {
    Q_OBJECT

public:
    explicit BreakingLabel(const QString &text = {}, QWidget *parent = nullptr);
    void setValue(const QString &text);
    [[nodiscard]] static QString withBreaks(const QString &text); ///< marks where `text` may break; for rich text made by the caller
    void copy() const; ///< what is selected, or all of it
    [[nodiscard]] QString selectedValue() const; ///< the selection as it is in the value

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QString m_value;
};

} // namespace sk::widgets
