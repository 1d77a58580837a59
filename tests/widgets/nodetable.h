#pragma once

#include "celldelegate.h"

#include <sk/models/resourcetablemodel.h>
#include <sk/widgets/tableview.h>

#include <array>

/// A table over a live model of nodes, as a page has it: what tests of widgets show.
namespace sk::test {

using namespace kube;

inline constexpr UnixMs now = 1'700'000'000'000;
inline constexpr double gi = 1024.0 * 1024 * 1024;

inline ResourceKind nodes()
{
    ResourceKind kind;
    const auto add = [&kind](const QString &id, const char *title, CellType type, int width, MeterUnit unit = MeterUnit::Cores) {
        Column column;
        column.id = id;
        column.title = title;
        column.type = type;
        column.widthChars = width;
        column.meterUnit = unit;
        kind.columns.push_back(column);
    };
    add(QStringLiteral("name"), "Name", CellType::Name, 24);
    add(QStringLiteral("status"), "Status", CellType::Status, 30);
    add(QStringLiteral("roles"), "Roles", CellType::Text, 12);
    add(QStringLiteral("cpu"), "CPU, cores", CellType::Meter, 20);
    add(QStringLiteral("memory"), "Memory", CellType::Meter, 24, MeterUnit::Bytes);
    add(QStringLiteral("pods"), "Pods", CellType::Number, 8);
    add(QStringLiteral("age"), "Age", CellType::Age, 8);
    return kind;
}

inline Row node(int number)
{
    static const std::array healths{Health::Healthy, Health::Healthy, Health::Warning, Health::Failing, Health::Progressing, Health::Unknown};
    static const std::array sentences{"Ready", "Ready", "Ready, disk pressure", "NotReady for %t: kubelet silent", "Joining", "Unknown"};
    const auto which = static_cast<std::size_t>(number % 6);
    Row row;
    row.uid = Uid{static_cast<quint64>(number) + 1, 1};
    row.name = QStringLiteral("worker-%1").arg(number, 5, 10, QLatin1Char('0'));
    row.health = healths[which];
    row.cells.resize(7);
    row.cells[0].text = row.name;
    row.cells[1].text = QString::fromLatin1(sentences[which]);
    row.cells[1].health = healths[which];
    row.cells[1].a = static_cast<double>(now - 720'000);
    row.cells[2].text = QStringLiteral("worker");
    if (which != 3) {
        row.cells[3].a = 1 + number % 15;
        row.cells[3].b = 3 + number % 13;
        row.cells[3].c = 16;
        row.cells[4].a = (which == 2 ? 63.0 : 20 + number % 30) * gi;
        row.cells[4].b = 50 * gi;
        row.cells[4].c = 64 * gi;
    }
    row.cells[5].a = number % 110;
    row.cells[6].a = static_cast<double>(now - number * 86'400'000LL * 3);
    return row;
}

inline Delta nodesDelta(int first, int count)
{
    Delta delta;
    for (int i = 0; i < count; ++i)
        delta.upserts.push_back(node(first + i));
    return delta;
}

/// A table over a live model, as a page has it.
struct Table {
    Table()
        : store(nodes())
        , clock(now)
        , model(store, clock)
    {
        view.setItemDelegate(new ui::CellDelegate(&view));
        view.setModel(&model);
        QList<widgets::TableColumn> columns;
        for (const Column &column : store.kind().columns)
            columns += widgets::TableColumn{column.id, column.widthChars, false};
        view.setColumns(columns);
        view.setSort({{0, Qt::AscendingOrder}});
        view.resize(900, 420);
    }
    ObjectStore store;
    ManualClock clock;
    models::ResourceTableModel model;
    widgets::TableView view;
};

} // namespace sk::test
