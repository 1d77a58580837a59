#pragma once

#include <sk/core/error.h>

#include <QString>

namespace sk::ui {

/// An error in the user's words: what happened, what it means, what to do. The server's own words stay in `details`.
struct ErrorText {
    QString title; ///< one short sentence: "The server refused this name or password."
    QString advice; ///< what to do; may be empty
    QString details; ///< untranslated words of the server, status, address; for *Details*
    enum class Field { None, Server, User, Password, Advanced } field = Field::None; ///< the sign-in field it concerns
};

/// The one place that turns errors into sentences.
[[nodiscard]] ErrorText errorText(const Error &error);

/// "9:59": what is left of a lock-out.
[[nodiscard]] QString minutesAndSeconds(int seconds);

} // namespace sk::ui
