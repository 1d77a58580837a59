#include "tablelayout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

namespace sk::widgets {

namespace {

constexpr int widest = 4000; ///< pixels; more is no width that anybody drew
constexpr qsizetype most = 500;

const QString columnsKey = QStringLiteral("columns");
const QString sortKey = QStringLiteral("sort");
const QString idKey = QStringLiteral("id");
const QString widthKey = QStringLiteral("width");
const QString hiddenKey = QStringLiteral("hidden");
const QString descendingKey = QStringLiteral("descending");

} // namespace

QByteArray TableLayout::toBytes() const
{
    QJsonArray columnArray;
    for (const Column &column : columns) {
        QJsonObject object{{idKey, column.id}};
        if (column.width > 0)
            object.insert(widthKey, column.width);
        if (column.hidden)
            object.insert(hiddenKey, true);
        columnArray.append(object);
    }
    QJsonArray sortArray;
    for (const Sort &key : sort)
        sortArray.append(QJsonObject{{idKey, key.id}, {descendingKey, key.descending}});
    return QJsonDocument(QJsonObject{{columnsKey, columnArray}, {sortKey, sortArray}}).toJson(QJsonDocument::Compact);
}

std::optional<TableLayout> TableLayout::fromBytes(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    const QJsonArray columnArray = document.object().value(columnsKey).toArray();
    if (columnArray.isEmpty() || columnArray.size() > most)
        return std::nullopt;
    TableLayout layout;
    QSet<QString> seen;
    for (const QJsonValue &value : columnArray) {
        const QString id = value[idKey].toString();
        if (id.isEmpty() || seen.contains(id))
            continue;
        seen.insert(id);
        layout.columns.append({id, std::clamp(value[widthKey].toInt(), 0, widest), value[hiddenKey].toBool()});
    }
    for (const QJsonValue &value : document.object().value(sortKey).toArray()) {
        const QString id = value[idKey].toString();
        if (!id.isEmpty() && layout.sort.size() < most)
            layout.sort.append({id, value[descendingKey].toBool()});
    }
    if (layout.columns.isEmpty())
        return std::nullopt;
    return layout;
}

} // namespace sk::widgets
