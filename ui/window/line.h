#pragma once

#include <sk/theme/theme.h>

#include <QPainter>
#include <QWidget>

namespace sk::ui {

/// One line of separation in the theme's colour.
class Line : public QWidget {
public:
    explicit Line(Qt::Orientation orientation, QWidget *parent = nullptr)
        : QWidget(parent)
    {
        if (orientation == Qt::Horizontal)
            setFixedHeight(1);
        else
            setFixedWidth(1);
    }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).fillRect(rect(), theme::Theme::instance().color(theme::Role::Line)); }
};

} // namespace sk::ui
