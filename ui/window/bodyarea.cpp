#include "bodyarea.h"

#include <QDataStream>
#include <QIODevice>
#include <QResizeEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace sk::ui {

namespace {
constexpr int coverBelow = 1150; ///< width of the whole area under which three columns are too many
} // namespace

BodyArea::BodyArea(QWidget *navigation, QWidget *pages, QWidget *detail, QWidget *parent)
    : QWidget(parent)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_navigation(navigation)
    , m_pages(pages)
    , m_detail(detail)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_navigation);
    m_splitter->addWidget(m_pages);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_detail->setMinimumWidth(280);
    m_pages->setMinimumWidth(320);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] {
        if (m_navigation->isVisible())
            m_navigationWidth = m_navigation->width();
        if (!m_covering && m_detail->isVisible())
            m_detailWidth = m_detail->width();
    });
}

void BodyArea::setNavigationVisible(bool visible)
{
    m_navigation->setVisible(visible);
    arrange();
}

void BodyArea::setDetailVisible(bool visible)
{
    m_detailWanted = visible;
    arrange();
}

void BodyArea::setDetailFilled(bool filled)
{
    if (m_detailFilled == filled)
        return;
    m_detailFilled = filled;
    arrange();
}

void BodyArea::arrange()
{
    const bool cover = width() < coverBelow;
    if (cover != m_covering) {
        m_covering = cover;
        if (cover) {
            m_detail->setParent(this);
        } else {
            m_splitter->addWidget(m_detail);
        }
    }
    m_detail->setVisible(m_detailWanted && m_detailFilled); // a pane that only asks for a row takes room from the rows
    const int left = m_navigation->isVisibleTo(m_splitter) ? std::clamp(m_navigationWidth, 120, std::max(120, width() / 3)) : 0;
    if (m_covering) {
        const int detail = std::min(m_detailWidth, std::max(280, width() - left));
        m_detail->setGeometry(width() - detail, 0, detail, height());
        m_detail->raise();
        m_splitter->setSizes({left, width() - left});
    } else {
        const int right = m_detailWanted && m_detailFilled ? std::clamp(m_detailWidth, 280, std::max(280, width() - left - 320)) : 0;
        m_splitter->setSizes({left, width() - left - right, right});
    }
}

void BodyArea::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

QByteArray BodyArea::saveState() const
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_4);
    stream << quint8(1) << m_navigationWidth << m_detailWidth;
    return bytes;
}

void BodyArea::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_4);
    quint8 version = 0;
    int navigation = 0;
    int detail = 0;
    stream >> version >> navigation >> detail;
    if (stream.status() != QDataStream::Ok || version != 1)
        return;
    m_navigationWidth = std::clamp(navigation, 120, 600);
    m_detailWidth = std::clamp(detail, 280, 1200);
    arrange();
}

} // namespace sk::ui
