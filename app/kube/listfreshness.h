#pragma once

#include "resourcelist.h"

namespace sk::kube {

class ListReader;

/// How fresh the rows of one reader are; `hasRows`: some are shown.
[[nodiscard]] ListStatus::Freshness freshnessOf(const ListReader &reader, bool hasRows);

/// Several readers are as fresh as the worst of them: the greater, the worse.
[[nodiscard]] int badness(ListStatus::Freshness freshness);

/// True when rows, if there are any, are of some moment in the past and nobody knows what happened since.
[[nodiscard]] bool isOutage(ListStatus::Freshness freshness);

} // namespace sk::kube
