#include "pagememory.h"

namespace sk::ui {

namespace {

QString layoutName(const QString &kindId)
{
    return QStringLiteral("list/") + kindId;
}

QString filtersName(const QString &kindId)
{
    return QStringLiteral("filterHistory/") + kindId;
}

} // namespace

PageMemory::PageMemory(settings::Settings &settings, const QString &kindId, const QString &viewId)
    : m_settings(settings)
    , m_kindId(kindId)
    , m_viewId(viewId)
{
}

std::optional<SavedView> PageMemory::view() const
{
    return m_viewId.isEmpty() ? std::nullopt : SavedViews::of(m_settings).find(m_viewId);
}

QByteArray PageMemory::layout() const
{
    if (const auto shown = view(); shown && !shown->layout.isEmpty())
        return shown->layout;
    return m_settings.layout(layoutName(m_kindId));
}

void PageMemory::keepLayout(const QByteArray &layout)
{
    if (m_viewId.isEmpty())
        m_settings.setLayout(layoutName(m_kindId), layout);
    else
        SavedViews::of(m_settings).arrange(m_viewId, layout);
}

QStringList PageMemory::filters() const
{
    return QString::fromUtf8(m_settings.layout(filtersName(m_kindId))).split(u'\n', Qt::SkipEmptyParts);
}

void PageMemory::keepFilters(const QStringList &filters)
{
    m_settings.setLayout(filtersName(m_kindId), filters.join(u'\n').toUtf8());
}

} // namespace sk::ui
