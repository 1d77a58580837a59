#pragma once

#include <QString>

#include <algorithm>

namespace sk::kube {

/// True when `x` is certainly older than `y`: both are decimal numbers, as those of every Kubernetes API server are (KEP-5504), and
/// `x` is the smaller one. Of other versions nothing is known.
[[nodiscard]] inline bool isOlderVersion(const QString &x, const QString &y)
{
    const auto isNumber = [](const QString &text) {
        return !text.isEmpty() && text.front() != u'0' && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    };
    if (!isNumber(x) || !isNumber(y))
        return false;
    return x.size() != y.size() ? x.size() < y.size() : x < y;
}

} // namespace sk::kube
