#include "tableexport.h"

#include <sk/models/cellformat.h>
#include <sk/models/resourcetablemodel.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>
#include <utility>

namespace sk::ui {

using kube::Cell;
using kube::CellType;
using kube::Column;

namespace {

QString number(double value)
{
    return QString::number(value, 'g', 15);
}

/// For machines: plain numbers, times as times. What has no plain value is as it is shown.
QString csvText(const Column &column, const Cell &cell, UnixMs now)
{
    switch (column.type) {
    case CellType::Number:
    case CellType::Cores:
    case CellType::Bytes:
        return std::isnan(cell.a) ? QString() : number(cell.a);
    default:
        return models::copyText(column, cell, now);
    }
}

QJsonValue jsonNumber(double value)
{
    return std::isnan(value) ? QJsonValue(QJsonValue::Null) : QJsonValue(value);
}

QJsonValue jsonValue(const Column &column, const Cell &cell, UnixMs now)
{
    if (models::isUnknown(column, cell))
        return QJsonValue(QJsonValue::Null);
    switch (column.type) {
    case CellType::Number:
    case CellType::Cores:
    case CellType::Bytes:
        return jsonNumber(cell.a);
    case CellType::Meter:
        return QJsonObject{{QStringLiteral("used"), jsonNumber(cell.a)}, {QStringLiteral("requested"), jsonNumber(cell.b)},
            {QStringLiteral("allocatable"), jsonNumber(cell.c)}};
    default:
        return models::copyText(column, cell, now);
    }
}

} // namespace

QByteArray csvField(const QString &text)
{
    QString field = text;
    if (!field.isEmpty() && QStringView(u"=+-@\t\r").contains(field.front())) {
        bool isNumber = false;
        (void)field.toDouble(&isNumber);
        if (!isNumber)
            field.prepend(u'\'');
    }
    const bool quote = field.contains(u',') || field.contains(u'"') || field.contains(u'\n') || field.contains(u'\r')
        || (!field.isEmpty() && (field.front() == u' ' || field.back() == u' '));
    if (quote)
        field = u'"' + field.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return field.toUtf8();
}

TableExport::TableExport(const models::ResourceTableModel &model, QList<int> columns, Format format, QIODevice &device, UnixMs now)
    : m_model(model)
    , m_columns(std::move(columns))
    , m_format(format)
    , m_device(device)
    , m_now(now)
{
    m_rows.reserve(static_cast<std::size_t>(model.rowCount()));
    for (int row = 0; row < model.rowCount(); ++row)
        if (const kube::Row *object = model.rowAt(row))
            m_rows.push_back(object->uid);
}

void TableExport::put(const QByteArray &bytes)
{
    m_failed = m_failed || m_device.write(bytes) != bytes.size();
}

void TableExport::begin()
{
    if (m_format == Format::Json) {
        put("[");
        return;
    }
    QByteArrayList titles;
    for (const int column : std::as_const(m_columns))
        titles += csvField(models::columnTitle(m_model.store().kind().columns[static_cast<std::size_t>(column)]));
    put(titles.join(',') + "\r\n");
}

QByteArray TableExport::line(const kube::Row &row) const
{
    QByteArrayList fields;
    QByteArray json = "{";
    for (const int index : m_columns) {
        const Column &column = m_model.store().kind().columns[static_cast<std::size_t>(index)];
        Cell cell = row.cells[static_cast<std::size_t>(index)];
        if (index == 0 && cell.text.isEmpty())
            cell.text = row.name;
        if (m_format == Format::Csv) {
            fields += csvField(csvText(column, cell, m_now));
            continue;
        }
        // One member at a time: a QJsonObject of all would put them in the order of the alphabet.
        const QByteArray member = QJsonDocument(QJsonObject{{column.id, jsonValue(column, cell, m_now)}}).toJson(QJsonDocument::Compact);
        if (json.size() > 1)
            json += ',';
        json += member.mid(1, member.size() - 2);
    }
    return m_format == Format::Csv ? fields.join(',') + "\r\n" : json + '}';
}

bool TableExport::step(int rows)
{
    if (!std::exchange(m_begun, true))
        begin();
    const int end = std::min(m_next + rows, total());
    for (; m_next < end && !m_failed; ++m_next) {
        const int index = m_model.store().indexOf(m_rows[static_cast<std::size_t>(m_next)]);
        if (index < 0)
            continue; // gone since
        if (m_format == Format::Json)
            put(m_first ? "\n" : ",\n");
        m_first = false;
        put(line(m_model.store().row(index)));
    }
    if (m_next < total() && !m_failed)
        return false;
    if (m_format == Format::Json)
        put("\n]\n");
    return true;
}

} // namespace sk::ui
