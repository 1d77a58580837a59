#pragma once

#include "decoder.h"

#include <QByteArray>
#include <QStringList>

namespace sk::kube {

/// What the objects of a list have that could be a column: names met in a sample of them, in order of the alphabet.
struct FieldNames {
    QStringList labels; ///< keys
    QStringList annotations; ///< keys
    QStringList paths; ///< of single values, as JsonPath writes them; elements of arrays as [*]. Of Secrets none below `data`
};

/// Reads the names out of a list (a page of it). Values are not kept. Empty where the body is no list.
[[nodiscard]] FieldNames decodeFieldNames(DecoderState &state, const QByteArray &body);

} // namespace sk::kube
