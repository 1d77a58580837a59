#include "watchbudget.h"

#include <algorithm>
#include <vector>

namespace sk::kube {

namespace {

using namespace std::chrono_literals;

constexpr auto leastPoll = 10s;
constexpr int polledASecond = 2; ///< of all that have no stream together

} // namespace

WatchBudget::WatchBudget(int most, QObject *parent)
    : QObject(parent)
    , m_most(most)
{
}

void WatchBudget::use(QObject *user, bool lookedAt)
{
    if (!m_users.contains(user))
        connect(user, &QObject::destroyed, this, [this, user] { leave(user); });
    m_users.insert(user, {lookedAt, ++m_order});
    // Who comes when all streams are taken is not to open one more until it is known who gives one up.
    if (m_users.size() <= m_most)
        m_parked.remove(user);
    else if (!m_parked.contains(user) && !lookedAt)
        m_parked.insert(user, leastPoll);
    divideSoon();
}

void WatchBudget::leave(QObject *user)
{
    m_parked.remove(user);
    if (m_users.remove(user) > 0)
        divideSoon();
}

void WatchBudget::divideSoon()
{
    if (std::exchange(m_soon, true))
        return;
    QMetaObject::invokeMethod(this, &WatchBudget::divide, Qt::QueuedConnection);
}

void WatchBudget::divide()
{
    m_soon = false;
    std::vector<std::pair<Use, QObject *>> users;
    users.reserve(static_cast<std::size_t>(m_users.size()));
    for (auto it = m_users.cbegin(); it != m_users.cend(); ++it)
        users.emplace_back(*it, it.key());
    std::sort(users.begin(), users.end(), [](const auto &x, const auto &y) {
        return x.first.lookedAt != y.first.lookedAt ? x.first.lookedAt : x.first.order > y.first.order;
    });
    m_parked.clear();
    const auto most = static_cast<std::size_t>(m_most);
    if (users.size() > most) {
        const auto poll = std::max<std::chrono::seconds>(leastPoll, std::chrono::seconds((users.size() - most) / polledASecond));
        for (std::size_t i = most; i < users.size(); ++i)
            m_parked.insert(users[i].second, poll);
    }
    emit divided();
}

} // namespace sk::kube
