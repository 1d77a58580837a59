#pragma once

#include <sk/core/clock.h>
#include <sk/kube/objectdetail.h>

#include <QWidget>

#include <functional>

namespace sk::ui {

/// Widgets for the parts of an object's detail; ownership goes to the caller's layout.
[[nodiscard]] QWidget *makeSectionTitle(const QString &text);
[[nodiscard]] QWidget *makeQuietLine(const QString &text);
using AsColumn = std::function<void(const QString &spec)>;
/// `asColumn`, when given, is in the context menu of each entry that says what one field has: it gets the field's path.
[[nodiscard]] QWidget *makeSection(const kube::DetailSection &section, UnixMs now, const AsColumn &asColumn = {});
[[nodiscard]] QWidget *makeEventRow(const kube::ObjectEvent &event, UnixMs now);
/// `asColumn`, when given, is in the context menu of each pair.
[[nodiscard]] QWidget *makePairs(const QList<QPair<QString, QString>> &pairs, const QString &whenEmpty, const std::function<void(const QString &key)> &asColumn = {});

} // namespace sk::ui
