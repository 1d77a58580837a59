#include "kindmemory.h"

#include <sk/settings/keys.h>

namespace sk::ui {

namespace {

constexpr int mostRemembered = 12; ///< so that there are some left when favourites are not shown twice
const QString layoutName = QStringLiteral("navigation");

} // namespace

KindMemory::KindMemory(settings::Settings &settings)
    : m_settings(settings)
{
    for (const QByteArray &fold : settings.layout(layoutName).split('\n')) {
        if (!fold.isEmpty())
            m_folds.insert(QString::fromUtf8(fold));
    }
}

QStringList KindMemory::favourites() const
{
    return m_settings.value(settings::keys::favouriteKinds()).toStringList();
}

bool KindMemory::isFavourite(const QString &kindId) const
{
    return favourites().contains(kindId);
}

void KindMemory::setFavourite(const QString &kindId, bool favourite)
{
    QStringList ids = favourites();
    ids.removeAll(kindId);
    if (favourite)
        ids.append(kindId);
    m_settings.setValue(settings::keys::favouriteKinds(), ids);
}

QStringList KindMemory::openedLast() const
{
    return m_settings.value(settings::keys::recentKinds()).toStringList();
}

void KindMemory::noteOpened(const QString &kindId)
{
    QStringList ids = openedLast();
    ids.removeAll(kindId);
    ids.prepend(kindId);
    m_settings.setValue(settings::keys::recentKinds(), QStringList(ids.mid(0, mostRemembered)));
}

void KindMemory::setUnfolded(const QString &id, bool isGroup, bool unfolded)
{
    if (unfolded == isGroup)
        m_folds.insert(id);
    else
        m_folds.remove(id);
    QStringList folds = m_folds.values();
    folds.sort();
    m_settings.setLayout(layoutName, folds.join(u'\n').toUtf8());
}

} // namespace sk::ui
