#pragma once

#include <QIcon>

namespace sk::theme {

/// The icon `:/icons/<name>.svg`, drawn anew in the theme's colours whenever it is painted. Null when there is no such file.
[[nodiscard]] QIcon makeIcon(const QString &name);

} // namespace sk::theme
