#pragma once

#include <sk/core/age.h>
#include <sk/kinds/kinds.h>

#include <QFile>
#include <QString>

namespace sk::test {

/// When the recordings' objects are looked at: after the newest of them.
inline constexpr UnixMs testNow = 1'795'471'737'000; // 2026-11-23T22:08:57Z

inline const std::vector<kube::ResourceKind> &kinds()
{
    static const std::vector<kube::ResourceKind> all = kinds::allKinds();
    return all;
}

inline const kube::ResourceKind *kindOf(const QString &lowerKind)
{
    for (const auto &kind : kinds()) {
        if (kind.type.kind.toLower() == lowerKind)
            return &kind;
    }
    return nullptr;
}

/// Does what the decoder does before a kind's projection, then projects.
inline kube::Row project(const kube::ResourceKind &kind, kube::JsonView object, kube::TextPool &texts, UnixMs now = testNow)
{
    kube::Row row;
    row.name = object["metadata"]["name"].text();
    row.nameSpace = object["metadata"]["namespace"].text();
    row.created = parseTime(object["metadata"]["creationTimestamp"].string()).value_or(0);
    row.cells.resize(kind.columns.size());
    kind.project(object, kube::ProjectionContext{texts, now}, row);
    return row;
}

inline QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace sk::test
