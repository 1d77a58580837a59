#include "catalog.h"

#include <algorithm>

namespace sk::kube {

namespace {

const QString defaultDomain = QStringLiteral("kubesphere.io");

QString qualified(const ResourceType &type)
{
    return type.group.isEmpty() ? type.plural : type.plural + u'.' + type.group;
}

QString singularOf(const ResourceKind &kind)
{
    return kind.singular.isEmpty() ? kind.type.kind.toLower() : kind.singular;
}

bool same(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

const ServedGroup *ServedApis::group(const QString &name) const
{
    const auto found = std::find_if(groups.cbegin(), groups.cend(), [&](const ServedGroup &each) { return each.name == name; });
    return found == groups.cend() ? nullptr : &*found;
}

ServedGroup *ServedApis::group(const QString &name)
{
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const ServedGroup &each) { return each.name == name; });
    return found == groups.end() ? nullptr : &*found;
}

const ResourceKind *findKind(const std::vector<ResourceKind> &kinds, const QString &name)
{
    using Test = bool (*)(const ResourceKind &, const QString &);
    static constexpr Test tests[] = {
        [](const ResourceKind &kind, const QString &text) {
            const ResourceType &type = kind.type;
            return same(type.id(), text) || same(qualified(type), text) || (!type.group.isEmpty() && same(type.plural + u'.' + type.version + u'.' + type.group, text));
        },
        [](const ResourceKind &kind, const QString &text) { return same(kind.type.plural, text); },
        [](const ResourceKind &kind, const QString &text) { return same(singularOf(kind), text) || same(kind.type.kind, text); },
        [](const ResourceKind &kind, const QString &text) { return kind.type.shortNames.contains(text, Qt::CaseInsensitive); },
    };
    if (name.isEmpty())
        return nullptr;
    for (const Test test : tests) {
        for (const ResourceKind &kind : kinds) {
            if (test(kind, name))
                return &kind;
        }
    }
    return nullptr;
}

QStringList kindNames(const ResourceKind &kind)
{
    QStringList names{kind.type.plural, singularOf(kind)};
    names += kind.type.shortNames;
    if (!kind.type.group.isEmpty())
        names += {qualified(kind.type), kind.type.plural + u'.' + kind.type.version + u'.' + kind.type.group};
    names.removeDuplicates();
    return names;
}

Catalog::Catalog(const std::vector<ResourceKind> &known, const PlatformInfo &platform, QObject *parent)
    : QObject(parent)
    , m_known(known)
{
    for (ResourceKind &kind : m_known) {
        if (kind.type.group.endsWith(u'.' + defaultDomain))
            kind.type.group = kind.type.group.chopped(defaultDomain.size()) + platform.apiDomain;
    }
    std::stable_sort(m_known.begin(), m_known.end(), [](const ResourceKind &a, const ResourceKind &b) {
        return std::pair(a.category, a.order) < std::pair(b.category, b.order);
    });
    m_kinds = m_known;
}

const ResourceKind *Catalog::find(const QString &name) const
{
    return findKind(m_kinds, name);
}

void Catalog::read()
{
    if (m_state == State::Unread || m_state == State::Failed)
        emit readRequested();
}

void Catalog::refresh(const QString &group)
{
    if (group.isEmpty() || unsettled() || m_state == State::Failed)
        emit readRequested();
    else
        emit groupRequested(group);
}

void Catalog::setReading()
{
    if (m_state != State::Unread && m_state != State::Failed)
        return; // what is known stays valid meanwhile
    m_state = State::Reading;
    emit changed();
}

void Catalog::setServed(const ServedApis &served, bool finished)
{
    m_kinds = mergeKinds(m_known, served);
    m_failures.clear();
    for (const ServedGroup &group : served.groups) {
        for (const ServedVersion &version : group.versions) {
            if (version.error)
                m_failures.append({group.name, version.version, version.error});
        }
    }
    m_error = {};
    if (finished)
        m_state = m_failures.isEmpty() ? State::Complete : State::Partial;
    emit changed();
}

void Catalog::setFailed(const Error &error)
{
    if (m_state == State::Complete || m_state == State::Partial)
        return; // what it said before is better than nothing
    m_error = error;
    m_state = State::Failed;
    emit changed();
}

} // namespace sk::kube
