#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace sk::widgets {

/// How a user arranged the columns of a table, by the ids of the columns: it survives columns that come and go, and another program
/// version with others. (QHeaderView's own state is bound to the number and order of the columns, and is taken wherever it is offered.)
struct TableLayout {
    struct Column {
        QString id;
        int width = 0; ///< pixels; 0: the default
        bool hidden = false;
        friend bool operator==(const Column &, const Column &) = default;
    };
    struct Sort {
        QString id;
        bool descending = false;
        friend bool operator==(const Sort &, const Sort &) = default;
    };
    QList<Column> columns; ///< in the order on screen
    QList<Sort> sort; ///< the first counts most

    /// JSON in UTF-8, for settings and for files of saved views.
    [[nodiscard]] QByteArray toBytes() const;
    /// Nothing for what is no such state.
    [[nodiscard]] static std::optional<TableLayout> fromBytes(const QByteArray &bytes);
    friend bool operator==(const TableLayout &, const TableLayout &) = default;
};

} // namespace sk::widgets
