#pragma once

#include "kindbuilder_p.h"

#include <QCoreApplication>

namespace sk::kinds {

/// A text that many rows share; numbers and booleans as text.
[[nodiscard]] QString pooled(JsonView value, const ProjectionContext &context);
[[nodiscard]] QString fromUtf8(std::string_view text);
/// An RFC 3339 time; 0 when there is none.
[[nodiscard]] UnixMs timeOf(JsonView value);
[[nodiscard]] double numberOr(JsonView value, double fallback);
/// A quantity as a number; unknownNumber when there is none. Accepts plain JSON numbers.
[[nodiscard]] double quantityOf(JsonView value);
/// For use inside a sentence that may hold "%t": the server's own words, shortened to one line, with nothing that looks like a place holder.
[[nodiscard]] QString evidence(const QString &text);
void setStatus(const Verdict &verdict, Row &row, Cell &cell);

/// The condition of that type; an empty view if there is none.
[[nodiscard]] JsonView condition(JsonView object, std::string_view type);
[[nodiscard]] bool conditionIs(JsonView object, std::string_view type, std::string_view status = "True");
[[nodiscard]] bool isDeleting(JsonView object);
/// "Terminating for %t", with the finalizers that hold it back. KindBuilder says it for all kinds; for those that decide themselves when.
[[nodiscard]] Verdict deletingVerdict(JsonView object, const ProjectionContext &context);

/// {"a":"b"} as "a=b,c=d"; keys in the object's order.
[[nodiscard]] QString labelsText(JsonView labels);
/// A LabelSelector as kubectl prints it: "app=web,tier in (a,b),!x"; empty for none.
[[nodiscard]] QString selectorText(JsonView selector);
/// Texts of an array's elements, joined by ",".
[[nodiscard]] QString joined(JsonView array, const QString &separator = QStringLiteral(","));
/// One member of each element, joined by ",".
[[nodiscard]] QString joinedMember(JsonView array, std::string_view key, const QString &separator = QStringLiteral(","));
/// Kind and name of the controller: "ReplicaSet/web-1"; else of the first owner.
[[nodiscard]] QString ownerText(JsonView object);
/// "cpu 2, memory 4Gi" from {"cpu":"2","memory":"4Gi"}.
[[nodiscard]] QString quantitiesText(JsonView quantities);

/// A section of facts; leaves out those without a value.
class Section {
public:
    explicit Section(const char *title, DetailSection::Shape shape = DetailSection::Shape::Facts);
    /// `label`: QT_TRANSLATE_NOOP("sk", …)
    Section &fact(const char *label, const QString &value, Health health = Health::None);
    Section &fact(const char *label, JsonView value); ///< its field is where the value stands
    /// A label that the object gives, such as a key or a container's name.
    Section &named(const QString &label, const QString &value, Health health = Health::None, const QString &note = {});
    Section &named(const QString &label, JsonView value);
    /// The field that the last one was made from, as a JSONPath, so that the user can have it as a column. Nothing if that was left out.
    Section &from(const QString &path);
    Section &from(const char *path) { return from(QString::fromLatin1(path)); }
    Section &secret(const QString &label, const QString &value);
    Section &chip(const QString &text);
    Section &meter(const char *label, double total, MeterUnit unit);
    void addTo(QList<DetailSection> &list) const; ///< unless it is empty

private:
    DetailSection m_section;
    bool m_added = false; ///< the last one: it had a value
};

/// How the addresses behind a service fare.
[[nodiscard]] Verdict endpointsVerdict(double ready, double all);
[[nodiscard]] QString yesNo(bool value);
/// "RWO,ROX", as kubectl shortens access modes; others as they are.
[[nodiscard]] QString accessModes(JsonView modes, const ProjectionContext &context);

} // namespace sk::kinds
