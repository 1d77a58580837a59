#pragma once

#include <QAbstractButton>

namespace sk::ui {

/// A button that looks like the line that it opens: its text in the colour of a placeholder, the keys behind it.
class SearchButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit SearchButton(QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace sk::ui
