#pragma once

#include <sk/core/secret.h>

#include <QByteArray>
#include <QIODevice>

#include <algorithm>
#include <cstring>

namespace sk::net {

/// A request's body that can be read once and never again.
///
/// Qt sends a request again by itself when the server closes the connection without an answer, a POST too. A password would be
/// counted twice for the lock-out, and a write done twice. A body that cannot be rewound makes Qt give up instead.
class OneWayBody final : public QIODevice {
    Q_OBJECT

public:
    explicit OneWayBody(QByteArray data, QObject *parent = nullptr)
        : QIODevice(parent)
        , m_data(std::move(data))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    ~OneWayBody() override { wipe(m_data); }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_data.size() - m_at; }
    [[nodiscard]] bool atEnd() const override { return m_at >= m_data.size(); }
    bool reset() override { return m_at == 0; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const qint64 size = std::min<qint64>(most, m_data.size() - m_at);
        if (size <= 0)
            return m_at >= m_data.size() ? -1 : 0;
        std::memcpy(to, m_data.constData() + m_at, static_cast<size_t>(size));
        m_at += size;
        return size;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_data;
    qint64 m_at = 0;
};

} // namespace sk::net
