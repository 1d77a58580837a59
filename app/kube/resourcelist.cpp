#include "resourcelist.h"

namespace sk::kube {

void ResourceList::setLookedAt(const QObject *looker, bool looks)
{
    const bool before = m_lookers.contains(looker);
    if (looks)
        m_lookers.insert(looker);
    else
        m_lookers.remove(looker);
    if (before || looks)
        lookersChanged(!m_lookers.isEmpty());
}

} // namespace sk::kube
