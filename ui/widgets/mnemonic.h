#pragma once

#include <QString>

namespace sk::widgets {

/// A label's words without its mnemonic, where it is read and not pressed: lists, and names for screen readers. Western texts mark a letter
/// ("&About"); Chinese, Japanese and Korean ones add it in parentheses, "关于(&A)", and those go with it.
[[nodiscard]] QString withoutMnemonic(QString label);

} // namespace sk::widgets
