#pragma once

#include <QByteArray>
#include <QString>

#include <string>
#include <utility>

/// Overwriting of secrets before their memory is given back. Best effort: copies that Qt, the keychain's library or the kernel made are theirs.
namespace sk {

/// Overwrites and empties. Of those who share one text, the last to call it does so; the others only let go.
inline void wipe(QByteArray &secret)
{
    if (secret.isDetached())
        secret.fill('\0'); // not inline, so that no compiler finds it useless
    secret.clear();
}
inline void wipe(QString &secret)
{
    if (secret.isDetached())
        secret.fill(QChar());
    secret.clear();
}
inline void wipe(std::string &secret)
{
    volatile char *bytes = secret.data();
    for (std::size_t i = 0; i < secret.size(); ++i)
        bytes[i] = '\0';
    secret.clear();
}

/// A text that is wiped when nobody needs it any more, for what waits in a callback.
class Secret {
public:
    explicit Secret(QString text)
        : m_text(std::move(text))
    {
    }
    ~Secret() { wipe(m_text); }
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_text;
};

} // namespace sk
