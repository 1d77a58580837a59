#pragma once

#include <sk/kube/kubelist.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QMap>
#include <QTimer>

#include <functional>

/// What the tests of lists have in common: a kind with a value, and a look at a store's rows.
namespace sk::test {

inline kube::ResourceKind things(bool namespaced = false)
{
    kube::ResourceKind kind;
    kind.type = {QString(), QStringLiteral("v1"), QStringLiteral("things"), QStringLiteral("Thing"), namespaced, {}};
    kind.columns.resize(2);
    kind.columns[0].id = QStringLiteral("name");
    kind.columns[1].id = QStringLiteral("value");
    kind.project = [](kube::JsonView object, const kube::ProjectionContext &, kube::Row &row) {
        row.cells[0].text = row.name;
        row.cells[1].text = object["metadata"]["labels"]["value"].text();
    };
    return kind;
}

inline QMap<QString, QString> rowsOf(const kube::ObjectStore &store)
{
    QMap<QString, QString> rows;
    for (int i = 0; i < store.size(); ++i)
        rows.insert(store.row(i).name, store.row(i).cells[1].text);
    return rows;
}

/// What differs, for a message that one can read: QCOMPARE cuts maps of a thousand rows.
inline QString differenceOf(const QMap<QString, QString> &rows, const QMap<QString, QString> &truth)
{
    QStringList lines;
    for (auto it = truth.cbegin(); it != truth.cend(); ++it) {
        if (!rows.contains(it.key()))
            lines.append(QStringLiteral("missing ") + it.key());
        else if (rows.value(it.key()) != *it)
            lines.append(it.key() + QStringLiteral(" is ") + rows.value(it.key()) + QStringLiteral(" not ") + *it);
    }
    for (auto it = rows.cbegin(); it != rows.cend(); ++it) {
        if (!truth.contains(it.key()))
            lines.append(QStringLiteral("left over ") + it.key());
    }
    return lines.mid(0, 10).join(QStringLiteral(", "));
}

/// Waits for a condition without the pauses of QTRY_…, which a thousand short waits would be made of.
inline bool until(const std::function<bool()> &condition, std::chrono::milliseconds limit = std::chrono::milliseconds(20'000))
{
    QTimer alarm;
    alarm.start(50); // wakes the loop up when nothing happens
    QElapsedTimer watch;
    watch.start();
    while (!condition()) {
        if (watch.elapsed() > limit.count())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace sk::test
