#pragma once

#include "cell.h"
#include "jsonview.h"
#include "resourcetype.h"
#include "textpool.h"

#include <QList>
#include <QPair>

#include <functional>
#include <vector>

namespace sk::kube {

/// Where a kind stands in the navigation.
enum class Category : quint8 { Cluster, Workloads, Network, Configuration, Storage, Access, Custom };

/// A titled part of the detail pane: facts as (label, value), or conditions, or chips.
struct DetailSection {
    enum class Shape : quint8 { Facts, Conditions, Chips, Meters };
    struct Entry {
        QString label; ///< translated
        QString value;
        Health health = Health::None;
        UnixMs since = 0; ///< conditions: last transition; 0: none
        QString note; ///< conditions: the reason and message
        double used = unknownNumber, requested = unknownNumber, total = unknownNumber; ///< meters
        MeterUnit unit = MeterUnit::Cores;
        bool secret = false; ///< masked until asked for
        QString path; ///< a JSONPath of what it says, "{.spec.nodeName}"; empty: no one field says it
    };
    QString title; ///< translated
    Shape shape = Shape::Facts;
    QList<Entry> entries;
};

/// What a projection gets besides the object.
struct ProjectionContext {
    TextPool &texts; ///< for values that many rows share: namespaces, nodes, images
    UnixMs now; ///< when the page or event arrived
};

/// What the server is asked to leave out of a list, in its own writing; empty: nothing. Where it refuses them, or the way of reading
/// has none, everything is read (ListStatus::selectorsIgnored): who asks must be content with more than they asked for.
struct Selectors {
    QString labels; ///< "app in (web,api),!old"
    QString fields; ///< "spec.nodeName=worker-1"
    [[nodiscard]] bool isEmpty() const { return labels.isEmpty() && fields.isEmpty(); }
    friend bool operator==(const Selectors &, const Selectors &) = default;
};

/// Everything the program knows about one kind, as data. Written once, in app/kinds/kind_<name>.cpp; nothing else names a kind. Kinds
/// without a file are made by the Catalog from the server's discovery.
struct ResourceKind {
    ResourceType type;
    QStringList versions; ///< that `project` understands, the best first; empty: whatever the server prefers
    QString singular; ///< "pod", as discovery says; empty: the kind in lower case
    QStringList verbs; ///< as discovery says ("list", "watch", "patch" …); empty: not known
    QStringList subresources; ///< "scale", "status" …; empty: none, or not known
    const char *title = ""; ///< plural, for navigation and tabs: QT_TRANSLATE_NOOP("sk", "Nodes")
    QString titleText; ///< used instead of `title` when not empty: kinds without a file
    bool table = false; ///< read as a server-side table: its columns are the server's, and come with the first page
    Category category = Category::Cluster;
    int order = 100; ///< within the category
    std::vector<Column> columns; ///< the first is the name
    /// Fields besides metadata.name and metadata.namespace that the server takes in a fieldSelector of this kind, and the column
    /// that shows the same value (empty: none does, the row keeps it in Row::fields).
    QList<QPair<QString, QString>> selectableFields;
    Selectors selectors; ///< of the list that is to be read: empty in what app/kinds declares
    QString defaultSort = QStringLiteral("name"); ///< column id
    bool defaultSortDescending = false;

    /// Fills `row.cells` (already sized to `columns`) and `row.health`; metadata (uid, name, namespace, created) is filled before.
    /// Decoder thread; must not keep views.
    std::function<void(JsonView object, const ProjectionContext &context, Row &row)> project;

    /// Fills the `custom` columns, which are the last ones; empty without any. `object` may be its metadata alone. Decoder thread.
    std::function<void(JsonView object, const ProjectionContext &context, Row &row)> projectCustom;

    /// The kind's own sections of the detail pane; labels, annotations and conditions come by themselves. Decoder thread.
    std::function<QList<DetailSection>(JsonView object, const ProjectionContext &context)> detail;

    [[nodiscard]] int columnIndex(const QString &id) const; ///< -1: none
    [[nodiscard]] QString displayTitle() const; ///< translated, plural
};

} // namespace sk::kube
