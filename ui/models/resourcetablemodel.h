#pragma once

#include "rowfilter.h"

#include <sk/core/clock.h>
#include <sk/kube/objectstore.h>

#include <QAbstractTableModel>

#include <memory>

namespace sk::models {

/// Item data roles beyond Qt's.
enum Role {
    CellRole = Qt::UserRole + 1, ///< const sk::kube::Cell * as void*, valid until the next change
    CellTypeRole, ///< int of sk::kube::CellType
    HealthRole, ///< int of sk::kube::Health: the cell's, or for the name column the row's
    NameRole,
    NamespaceRole,
    UidRole, ///< text of the uid, for tests and links
};

/// One column of an order by several.
struct SortKey {
    int column = 0;
    Qt::SortOrder order = Qt::AscendingOrder;
    friend bool operator==(const SortKey &, const SortKey &) = default;
};

/// The rows of an ObjectStore, filtered and sorted, for a view. Sorting and filtering are inside, by typed cells, so that a batch of
/// changes costs what changed and not what is there; never reset while its store lives; selection and scroll stay on their objects.
class ResourceTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    /// `store` must outlive the model; `clock` gives "now" for ages and status sentences.
    ResourceTableModel(kube::ObjectStore &store, const Clock &clock, QObject *parent = nullptr);
    ~ResourceTableModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override; ///< by this column alone; negative: by name

    /// Only the rows that pass. A keystroke that narrows the filter before looks only at the rows that passed that.
    void setRowFilter(const RowFilter &filter);
    /// The same from a text of the filter language; where that has an error nothing changes.
    FilterError setFilter(const QString &text);
    /// Columns that the filter looks at: the visible ones.
    void setSearchedColumns(const QList<int> &columns);
    /// Only rows of these namespaces (empty: all); cluster-scoped rows always pass.
    void setNamespaces(const QStringList &namespaces);

    [[nodiscard]] int totalCount() const; ///< rows before the filter
    [[nodiscard]] int countOf(kube::Health health) const; ///< among the rows that pass
    [[nodiscard]] const kube::Row *rowAt(int row) const; ///< null when out of range; valid until the next change
    [[nodiscard]] QModelIndex indexOf(const kube::Uid &uid) const; ///< column 0; invalid when hidden or absent
    [[nodiscard]] const kube::ObjectStore &store() const;

    /// Ages moved on: repaints what depends on the time in these rows (the visible ones); `age<1h` is asked again of all.
    void tick(int firstRow, int lastRow);
    void retranslate(); ///< the language changed: titles and texts are others now

    /// The first column counts most; where all agree, and without any, rows stand by name. Unknown values last in both directions.
    void setSort(const QList<SortKey> &keys);
    [[nodiscard]] QList<SortKey> sortKeys() const;

signals:
    void countsChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::models
