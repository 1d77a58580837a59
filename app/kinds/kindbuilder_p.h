#pragma once

#include <sk/kube/resourcekind.h>

#include <initializer_list>

namespace sk::kinds {

using kube::Category;
using kube::Cell;
using kube::CellType;
using kube::Column;
using kube::DetailSection;
using kube::Health;
using kube::JsonView;
using kube::MeterUnit;
using kube::ProjectionContext;
using kube::ResourceKind;
using kube::ResourceType;
using kube::Row;

/// What a health rule finds: the sentence of the status cell and how the object fares.
struct Verdict {
    QString text; ///< may hold one "%t": the time since `since`
    Health health = Health::None;
    UnixMs since = 0; ///< 0: no time in the text
};

/// Builds a ResourceKind column by column, each with the rule that fills it, so that a kind reads as a table.
/// wide(), rightAligned() and tip() change the column added last.
class KindBuilder {
public:
    using Fill = std::function<void(JsonView, const ProjectionContext &, Row &, Cell &)>;
    using TextOf = std::function<QString(JsonView, const ProjectionContext &)>;
    using NumberOf = std::function<double(JsonView)>;
    using StatusOf = std::function<Verdict(JsonView, const ProjectionContext &)>;
    using Path = std::initializer_list<const char *>;
    enum class Deleting { First, InRule };

    KindBuilder(ResourceType type, const char *title, Category category, int order);

    KindBuilder &column(Column column, Fill fill = {}); ///< without a rule: filled by whole(), or by monitoring
    KindBuilder &name(int widthChars = 32);
    KindBuilder &nameSpace();
    KindBuilder &age(); ///< always the last column
    /// Also sets the row's health. An object that is being deleted says so, whatever the rule, unless the rule itself decides about it.
    /// A kind without a status gets one that says nothing else, before its last column.
    KindBuilder &status(StatusOf rule, int widthChars = 34, Deleting deleting = Deleting::First);
    KindBuilder &text(const char *id, const char *title, int widthChars, TextOf rule, CellType type = CellType::Text);
    KindBuilder &path(const char *id, const char *title, int widthChars, Path path, CellType type = CellType::Text);
    KindBuilder &number(const char *id, const char *title, NumberOf rule, int widthChars = 9);
    KindBuilder &ready(const char *id, const char *title, NumberOf have, NumberOf want);
    KindBuilder &time(const char *id, const char *title, Path path); ///< shown as the time since then
    KindBuilder &wide();
    KindBuilder &tip(const char *toolTip);
    KindBuilder &kubectlSays(const char *ownWord, const char *kubectlWord); ///< see Column

    /// A rule that fills several columns at once, after those of the columns: for values that come from one walk over the object.
    KindBuilder &whole(std::function<void(JsonView, const ProjectionContext &, Row &)> rule);
    /// A field that the server takes in a fieldSelector, and the column with the same value, if there is one.
    KindBuilder &selectable(const char *field, const char *columnId = "");
    KindBuilder &versions(const QStringList &understood); ///< the best first; see ResourceKind
    KindBuilder &sortBy(const char *id, bool descending = false);
    KindBuilder &detail(std::function<QList<DetailSection>(JsonView, const ProjectionContext &)> rule);
    [[nodiscard]] ResourceKind build();

private:
    void addPlainStatus();

    ResourceKind m_kind;
    std::vector<Fill> m_fills;
    std::function<void(JsonView, const ProjectionContext &, Row &)> m_whole;
};

/// The type of a resource that every Kubernetes server may have. `shortNames`: kubectl's, and what people are used to besides (k9s's aliases).
[[nodiscard]] ResourceType typeOf(const char *group, const char *version, const char *plural, const char *kind, bool namespaced, const QStringList &shortNames = {});

} // namespace sk::kinds
