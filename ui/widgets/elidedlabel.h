#pragma once

#include <QLabel>

namespace sk::widgets {

/// One line of plain text that gives way where there is little room: it ends in an ellipsis then, and its tool tip has the whole of it.
/// text(), and what a screen reader says, stay whole.
class ElidedLabel : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    QSize minimumSizeHint() const override; ///< of the first few letters

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] bool isCut() const;
};

} // namespace sk::widgets
