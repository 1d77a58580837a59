#pragma once

#include <sk/kube/resourcelist.h>
#include <sk/theme/theme.h>

#include <QString>

namespace sk::ui {

/// What the freshness mark of a list says.
struct FreshnessText {
    theme::Tone tone = theme::Tone::Neutral;
    QString text;
    QString toolTip;
};
[[nodiscard]] FreshnessText freshnessText(const kube::ListStatus &status);

/// "12,500 of about 43,000 read", while a list is being read; empty otherwise.
[[nodiscard]] QString progressText(const kube::ListStatus &status);

/// A time of day as the status area writes it, "14:03:22".
[[nodiscard]] QString clockText(UnixMs time);

} // namespace sk::ui
