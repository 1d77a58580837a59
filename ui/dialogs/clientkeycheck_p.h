#pragma once

#include <sk/core/error.h>

#include <QObject>
#include <QString>

namespace sk::ui {

/// Reads a client certificate and its key and tells whether they can be used together. On a thread of the pool: the files may lie on something slow, and opening a
/// locked key is slow by design. Main thread; the answer to what is no longer asked for is dropped.
class ClientKeyCheck final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// The same question again asks nothing. An empty `certificateFile` is forget().
    void ask(const QString &certificateFile, const QString &keyFile, const QString &passphrase);
    void forget(); ///< something was changed: what was found counts no more
    [[nodiscard]] bool running() const { return m_running; }
    /// Why they cannot be used as they are (PassphraseNeeded, ClientCertificateUnusable, FileUnreadable); none while that is not known.
    [[nodiscard]] const Error &error() const { return m_error; }

signals:
    void answered();

private:
    quint64 m_question = 0;
    bool m_running = false;
    bool m_asked = false;
    Error m_error;
};

} // namespace sk::ui
