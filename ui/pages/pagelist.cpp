#include "pagelist.h"

#include <sk/models/filterparser.h>

#include <QSet>

#include <algorithm>

namespace sk::ui {

using Freshness = kube::ListStatus::Freshness;

PageList::PageList(const kube::ResourceKind &kind, Open open, Wanted wanted, const QStringList &namespaces, QObject *parent)
    : QObject(parent)
    , m_kind(kind)
    , m_open(std::move(open))
    , m_wanted(std::move(wanted))
    , m_namespaces(kind.type.namespaced ? namespaces : QStringList())
    , m_covered(m_namespaces)
{
    constexpr int askMs = 500;
    m_asking.setSingleShot(true);
    m_asking.setInterval(askMs);
    connect(&m_asking, &QTimer::timeout, this, &PageList::askServer);
}

PageList::~PageList()
{
    if (m_list)
        m_list->setLookedAt(this, false); // others may share it
}

void PageList::open()
{
    forgetNext();
    take(m_open(wantedKind(), m_covered));
}

/// A list may outlive its page's interest in it: others share it, and the cluster keeps it for a while. It must not call back.
void PageList::forgetNext()
{
    if (m_next)
        disconnect(m_next.get(), nullptr, this, nullptr);
    m_next.reset();
    m_readNextAgain = false;
}

void PageList::take(std::shared_ptr<kube::ResourceList> list)
{
    const std::shared_ptr<kube::ResourceList> before = std::exchange(m_list, std::move(list));
    if (before) {
        disconnect(before.get(), nullptr, this, nullptr);
        before->setLookedAt(this, false);
    }
    if (m_lookedAt)
        m_list->setLookedAt(this, true);
    connect(m_list.get(), &kube::ResourceList::statusChanged, this, &PageList::lookAtList);
    // The columns of a server-side table come with its first page, and with them another store.
    connect(m_list.get(), &kube::ResourceList::storeReplaced, this, &PageList::open);
    emit exchanged();
}

void PageList::lookAtList()
{
    if (m_readAgainWhenWhole && status().complete) {
        m_readAgainWhenWhole = false;
        m_list->readAgain();
    }
    emit statusChanged();
}

void PageList::setLookedAt(bool lookedAt)
{
    m_lookedAt = lookedAt;
    m_list->setLookedAt(this, lookedAt);
}

void PageList::readAgain()
{
    m_readAgainWhenWhole = !status().complete;
    if (!m_readAgainWhenWhole)
        m_list->readAgain();
    m_readNextAgain = m_next != nullptr;
}

void PageList::retry()
{
    if (nextError())
        m_next->retry();
    else if (status().freshness == Freshness::Live)
        m_list->readAgain();
    else
        m_list->retry();
}

Error PageList::nextError() const
{
    return m_next && m_next->status().freshness == Freshness::Failed ? m_next->status().error : Error();
}

void PageList::readColumns()
{
    if (!status().complete) {
        open(); // there is not much to be kept
        return;
    }
    forgetNext();
    m_next = m_open(wantedKind(), m_covered);
    connect(m_next.get(), &kube::ResourceList::statusChanged, this, &PageList::lookAtNext);
    lookAtNext();
}

void PageList::lookAtNext()
{
    // One that fails may yet come: the rows of before are better than none, and it is said why they stay.
    if (!m_next->status().complete) {
        emit statusChanged();
        return;
    }
    disconnect(m_next.get(), &kube::ResourceList::statusChanged, this, nullptr);
    m_readAgainWhenWhole = std::exchange(m_readNextAgain, false); // the list that waited for it goes
    take(std::exchange(m_next, nullptr));
    if (std::exchange(m_readAgainWhenWhole, false))
        m_list->readAgain();
}

bool PageList::setNamespaces(const QStringList &namespaces)
{
    if (!m_kind.type.namespaced || namespaces == m_namespaces)
        return false;
    m_namespaces = namespaces;
    // A list that holds the chosen ones already only needs to be filtered. Not one that failed: narrower rights may do for fewer namespaces.
    const bool covers = m_covered.isEmpty()
        || (!namespaces.isEmpty() && std::all_of(namespaces.begin(), namespaces.end(), [this](const QString &name) { return m_covered.contains(name); }));
    if (!covers || !(status().complete || reading())) {
        m_covered = namespaces;
        open();
    }
    return true;
}

void PageList::setFilter(const QString &text)
{
    m_filter = text;
    if (models::planFilter(models::parseFilter(text).root, m_kind) != m_plan)
        m_asking.start();
    else
        m_asking.stop();
}

void PageList::askNow()
{
    if (m_asking.isActive())
        askServer();
}

/// The filter is asked here in any case, so the rows are right at once, and the other list only has to be smaller.
void PageList::askServer()
{
    m_asking.stop();
    m_plan = models::planFilter(models::parseFilter(m_filter).root, m_kind);
    if (wantedKind().selectors == m_list->store().kind().selectors) {
        forgetNext(); // back before the other list was there
        return;
    }
    // What is left here would be read to its end for nobody: a page that opens with a filter begins with the list of all.
    if (!status().complete && m_list.use_count() == 1)
        m_list->stop();
    readColumns();
}

/// What is to be read: the user's own columns, and what the server leaves out.
kube::ResourceKind PageList::wantedKind() const
{
    kube::ResourceKind kind = m_wanted();
    kind.selectors = {m_plan.labelSelector, m_plan.fieldSelector};
    return kind;
}

bool PageList::reading() const
{
    return status().freshness == Freshness::Loading;
}

void PageList::cancel()
{
    if (reading())
        m_list->stop();
}

bool PageList::nextIsForFilter() const
{
    return m_next && m_next->store().kind().selectors != m_list->store().kind().selectors;
}

bool PageList::holdsTheChosen() const
{
    const auto asSet = [](const QStringList &names) { return QSet<QString>(names.begin(), names.end()); };
    return !narrowed() && asSet(m_covered) == asSet(m_namespaces);
}

bool PageList::settled() const
{
    const kube::ListStatus &now = status();
    switch (now.freshness) {
    case Freshness::Live:
    case Freshness::Polling:
        return now.complete;
    case Freshness::CatchingUp:
    case Freshness::Reconnecting:
        return now.complete && now.error.code == ErrorCode::None;
    case Freshness::Partial:
        return true;
    case Freshness::Failed:
        // What the server decided will not change by itself; trouble on the way may.
        return now.error.code == ErrorCode::Forbidden || now.error.code == ErrorCode::NotFound;
    case Freshness::Idle:
    case Freshness::Loading:
    case Freshness::Waiting:
        return false;
    }
    return false;
}

} // namespace sk::ui
