#pragma once

#include <sk/core/error.h>

#include <QByteArray>

namespace sk::net {

/// Makes an Error of any answer that is not 2xx, whatever of the server's eight shapes its body has (`metav1.Status`, text, OAuth,
/// `{"message"}`, `{"ErrStatus"}`, router text, panic text, HTML). Content-Type is not believed. On v3 a 500 whose text ends in
/// "not found" is NotFound.
[[nodiscard]] Error decodeError(int httpStatus, const QByteArray &body);

/// True when a body is a web page, not an API's answer.
[[nodiscard]] bool looksLikeHtml(const QByteArray &body);

} // namespace sk::net
