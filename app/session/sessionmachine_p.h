#pragma once

#include "sessionmachine.h"

namespace sk::session {

/// An error of our own making, for who asked for a token.
[[nodiscard]] Error sessionError(ErrorCode code, const char *message);

} // namespace sk::session
