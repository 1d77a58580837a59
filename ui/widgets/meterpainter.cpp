#include "meterpainter.h"

#include "cellpainting.h"

namespace sk::widgets {

void paintMeter(QPainter *painter, const QRectF &box, double used, double requested)
{
    paintMeter(*painter, box, used, requested, 1.0);
}

} // namespace sk::widgets
