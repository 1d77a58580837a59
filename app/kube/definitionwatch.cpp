#include "definitionwatch.h"

#include "tablesource.h"

#include <chrono>

namespace sk::kube {

namespace {

using namespace std::chrono_literals;

constexpr auto gather = 2s;

std::shared_ptr<const ResourceKind> tableOf(const ResourceType &type)
{
    auto kind = std::make_shared<ResourceKind>();
    kind->type = type;
    kind->table = true;
    kind->columns = plainColumns(type);
    return kind;
}

} // namespace

DefinitionWatch::DefinitionWatch(const ClusterServices &services, const ResourceType &definitions, QObject *parent)
    : QObject(parent)
    , m_reader(services, tableOf(definitions), {})
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gather);
    connect(&m_gather, &QTimer::timeout, this, [this] {
        QStringList groups = std::exchange(m_changed, {}).values();
        groups.sort();
        emit groupsChanged(groups);
    });
    connect(&m_reader, &ListReader::listBegan, this, [this] { m_seen.clear(); });
    connect(&m_reader, &ListReader::pageCame, this, [this](const std::shared_ptr<Delta> &rows) { rowsCame(*rows, false); });
    connect(&m_reader, &ListReader::eventsCame, this, [this](const std::shared_ptr<Delta> &rows, qint64) { rowsCame(*rows, true); });
    connect(&m_reader, &ListReader::listEnded, this, &DefinitionWatch::listEnded);
    m_reader.start();
}

DefinitionWatch::~DefinitionWatch() = default;

void DefinitionWatch::tokenAvailable()
{
    m_reader.tokenAvailable();
}

bool DefinitionWatch::refused() const
{
    return m_reader.machine().state() == Reflector::State::Failed;
}

void DefinitionWatch::retry()
{
    if (refused())
        m_reader.retry();
}

void DefinitionWatch::rowsCame(const Delta &rows, bool change)
{
    for (const Uid &uid : rows.removals)
        note(m_names.take(uid));
    for (const Row &row : rows.upserts) {
        m_seen.insert(row.uid);
        // In a list that is read again only what is new says something; in a watch a change may be a version that is served now.
        if (change || (m_known && !m_names.contains(row.uid)))
            note(row.name);
        m_names.insert(row.uid, row.name);
    }
}

void DefinitionWatch::listEnded()
{
    for (auto it = m_names.begin(); it != m_names.end();) {
        if (m_seen.contains(it.key())) {
            ++it;
        } else {
            note(*it);
            it = m_names.erase(it);
        }
    }
    m_seen.clear();
    m_known = true;
}

void DefinitionWatch::note(const QString &name)
{
    // "certificates.cert-manager.io": the name of a definition is its plural and its group.
    const qsizetype dot = name.indexOf(u'.');
    if (dot < 0)
        return;
    m_changed.insert(name.mid(dot + 1));
    if (!m_gather.isActive())
        m_gather.start();
}

} // namespace sk::kube
