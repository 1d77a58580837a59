#pragma once

#include <sk/kube/customcolumn.h>
#include <sk/kube/fieldnames.h>
#include <sk/widgets/tableview.h>

#include <QObject>

#include <functional>

namespace sk::widgets {
class ColumnChooser;
}

namespace sk::ui {

/// The columns of a page: those of its kind and the user's own, how they are arranged, and the popup in which they are chosen.
///
/// Cells are filled where the objects are read, so a column of the user's own means that the list is read again: kindChanged().
class PageColumns : public QObject {
    Q_OBJECT

public:
    /// `layout` is what layout() gave, or empty.
    PageColumns(const kube::ResourceKind &kind, widgets::TableView *table, const QByteArray &layout, QObject *parent = nullptr);

    [[nodiscard]] const kube::ResourceKind &kind() const { return m_kind; } ///< with the user's own columns
    [[nodiscard]] const kube::ResourceKind &base() const { return m_base; } ///< without them
    /// The kind as the list has it: of a server-side table the columns come with the first page.
    void setServed(const kube::ResourceKind &kind);
    /// The view has a model of kind(): gives it its columns, arranged as in `before` (or as was asked for since).
    void apply(const QByteArray &before);

    /// Arrangement, own columns and sort, by ids: for settings and saved views.
    [[nodiscard]] QByteArray layout() const;
    /// Takes such a state up. False for what is none.
    bool setLayout(const QByteArray &layout);

    /// Adds a label, an annotation or a path as a column, or shows it where it is there. The sentence that says why not, or nothing.
    QString add(const QString &spec);
    void remove(const QString &id);
    void popup(const QPoint &globalPosition);

    /// Gives what objects have that could be a column, whenever the popup opens.
    using FieldSource = std::function<void(QObject *context, std::function<void(const kube::FieldNames &)>)>;
    void setFieldSource(FieldSource source) { m_fields = std::move(source); }

signals:
    void kindChanged(); ///< other own columns than before
    void changed(); ///< worth saving

private:
    void setOwn(const QList<kube::CustomColumn> &columns);
    void fillChooser();
    void suggest(const kube::FieldNames &names);
    [[nodiscard]] int indexOf(const QString &id) const;

    kube::ResourceKind m_base;
    kube::ResourceKind m_kind;
    QList<kube::CustomColumn> m_own;
    widgets::TableView *m_table;
    widgets::ColumnChooser *m_chooser = nullptr;
    QByteArray m_layout; ///< that apply() takes up
    QString m_toShow; ///< id of a column that was just added
    FieldSource m_fields;
};

} // namespace sk::ui
