#pragma once

#include <QProxyStyle>

class QApplication;
class QStyleOptionHeader;

namespace sk::widgets {

/// Fusion, flatter: one line instead of gradients and bevels, corners of 4, thin scroll bars. Every colour is the palette's.
class AppStyle : public QProxyStyle {
    Q_OBJECT

public:
    AppStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents, const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const override;

private:
    void drawHeader(const QStyleOptionHeader &header, QPainter *painter, const QWidget *widget) const;
};

/// Makes AppStyle the application's style. Once, before Theme::setMode() and before any widget.
void installStyle(QApplication &application);

} // namespace sk::widgets
