#pragma once

#include "error.h"

#include <QString>

namespace sk {

/// Why a file could not be read or written: `file` as the user knows it, `message` in the system's words.
[[nodiscard]] inline Error fileError(ErrorCode code, const QString &file, const QString &message)
{
    Error error;
    error.code = code;
    error.detail = file;
    error.message = message;
    return error;
}

} // namespace sk
