#include "milestones.h"

#include "navigationcounts.h"
#include "pagedesk.h"

#include <sk/pages/resourcepage.h>

namespace sk::ui {

Milestones::Milestones(PageDesk &desk, NavigationCounts &counts, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
    , m_counts(counts)
{
}

void Milestones::reset()
{
    m_firstTold = m_allTold = false;
}

void Milestones::rowsPainted()
{
    if (!std::exchange(m_firstTold, true))
        emit firstRowsShown();
    check();
}

void Milestones::check()
{
    kube::Cluster *cluster = m_desk.cluster();
    if (!cluster)
        return;
    const ResourcePage *page = m_desk.current();
    // Rows that are there but not painted yet are told about when they are: the first rows come before all of them. A list without
    // rows has no first row to be painted.
    if (!m_allTold && page && page->settled() && (m_firstTold || page->counts().shown == 0)) {
        m_allTold = true;
        if (!std::exchange(m_firstTold, true))
            emit firstRowsShown();
        emit allRowsShown();
    }
    if (m_firstTold)
        cluster->catalog().read();
    kindsChanged();
}

void Milestones::kindsChanged()
{
    kube::Cluster *cluster = m_desk.cluster();
    if (m_allTold && cluster && !cluster->catalog().unsettled())
        m_counts.start();
}

} // namespace sk::ui
