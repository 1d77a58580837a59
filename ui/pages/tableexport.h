#pragma once

#include <sk/core/clock.h>
#include <sk/kube/cell.h>

#include <QIODevice>
#include <QList>

#include <vector>

namespace sk::models {
class ResourceTableModel;
}

namespace sk::ui {

/// Writes the rows that a table shows, in its order and with its columns, piece by piece, so that nobody waits for 50,000 of them.
///
/// CSV is RFC 4180 in UTF-8: a line of titles, CRLF, quotes where needed. Spreadsheets run cells that begin with = + - @ as formulas, and
/// anybody who may write an annotation would then run something on the reader's machine: such texts get an apostrophe in front. Plain
/// numbers do not. JSON is an array of objects by the ids of the columns, everything as it is: numbers as numbers (cores, bytes), times in
/// ISO 8601, null for what is not known.
class TableExport {
public:
    enum class Format { Csv, Json };

    /// `columns` are logical indices, in the order on screen. The device is open for writing and outlives it. The rows are those that the
    /// model shows now; of rows that go meanwhile nothing is written. The model outlives it.
    TableExport(const models::ResourceTableModel &model, QList<int> columns, Format format, QIODevice &device, UnixMs now);

    /// Writes some rows. True when that were the last ones.
    bool step(int rows = 500);
    [[nodiscard]] int written() const { return m_next; }
    [[nodiscard]] int total() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] bool failed() const { return m_failed; } ///< the device took less than it was given; see its errorString()

private:
    void put(const QByteArray &bytes);
    void begin();
    [[nodiscard]] QByteArray line(const kube::Row &row) const;

    const models::ResourceTableModel &m_model;
    QList<int> m_columns;
    Format m_format;
    QIODevice &m_device;
    UnixMs m_now;
    std::vector<kube::Uid> m_rows;
    int m_next = 0;
    bool m_begun = false;
    bool m_first = true; ///< no row was written yet
    bool m_failed = false;
};

/// One field of a CSV line: quoted where RFC 4180 wants it, and harmless to a spreadsheet.
[[nodiscard]] QByteArray csvField(const QString &text);

} // namespace sk::ui
