#pragma once

#include "rowfilter.h"

#include <QStringView>

namespace sk::models {

/// A text to look for without regard to case, made once.
class Needle {
public:
    Needle() = default;
    explicit Needle(const QString &text);
    [[nodiscard]] bool occursIn(QStringView text) const;
    /// May a number's text hold it? Most words may not, which saves writing the numbers of all rows.
    [[nodiscard]] bool mayBeNumber() const { return m_mayBeNumber; }

private:
    QString m_folded;
    bool m_ascii = true;
    bool m_mayBeNumber = false;
};

/// What is visible of a row, as texts.
class RowTexts {
public:
    explicit RowTexts(const std::vector<kube::Column> &columns);
    /// Calls `visit(text)` for each visible column until one returns true, and returns whether one did.
    template<typename Visit>
    bool any(const kube::Row &row, const QList<int> &visible, bool numbersToo, Visit visit) const
    {
        if (visible.isEmpty()) {
            for (std::size_t c = 0; c < m_columns.size() && c < row.cells.size(); ++c) {
                if (one(row, c, numbersToo, visit))
                    return true;
            }
            return false;
        }
        for (const int c : visible) {
            if (c >= 0 && static_cast<std::size_t>(c) < m_columns.size() && static_cast<std::size_t>(c) < row.cells.size() && one(row, static_cast<std::size_t>(c), numbersToo, visit))
                return true;
        }
        return false;
    }

private:
    template<typename Visit>
    bool one(const kube::Row &row, std::size_t c, bool numbersToo, Visit visit) const
    {
        const kube::Column &column = m_columns[c];
        const kube::Cell &cell = row.cells[c];
        switch (column.type) {
        case kube::CellType::Status:
            // What has another word at kubectl is found by both.
            return visit(QStringView(cell.text)) || (*column.kubectlWord && cell.text.contains(m_own[c].own) && visit(QStringView(m_own[c].kubectl)));
        case kube::CellType::Text:
        case kube::CellType::Name:
        case kube::CellType::IpAddress:
        case kube::CellType::Version:
        case kube::CellType::Value:
            return visit(QStringView(c == 0 && cell.text.isEmpty() ? row.name : cell.text));
        case kube::CellType::Age:
        case kube::CellType::Duration:
            return false;
        default:
            return numbersToo && !column.joined && visit(number(column, cell));
        }
    }
    /// The number as it is shown; valid until the thread's next call.
    [[nodiscard]] QStringView number(const kube::Column &column, const kube::Cell &cell) const;

    struct Words {
        QString own, kubectl;
    };
    const std::vector<kube::Column> &m_columns;
    std::vector<Words> m_own; ///< by column; empty for most
};

/// "team-*": `*` stands for anything; without regard to case. No other sign has a meaning.
[[nodiscard]] bool globMatches(QStringView pattern, QStringView text);

/// The letters of `folded` occur in `text` in this order.
[[nodiscard]] bool fuzzyMatches(const QString &folded, QStringView text);

} // namespace sk::models
