#pragma once

#include <QByteArray>

#include <optional>
#include <utility>

namespace sk::net {

/// Cuts a stream of bytes into blocks of whole lines. Keeps at most one unfinished line.
class LineSplitter {
public:
    explicit LineSplitter(qsizetype longestLine)
        : m_longest(longestLine)
    {
    }

    /// The whole lines that are there now, separated by '\n', without the last one's end; nullopt when there is none.
    [[nodiscard]] std::optional<QByteArray> add(const QByteArray &bytes)
    {
        // Only the new bytes are searched: a long line in small pieces must not cost the square of its length.
        const qsizetype end = bytes.lastIndexOf('\n');
        if (end < 0) {
            m_rest += bytes;
            return std::nullopt;
        }
        QByteArray block = std::exchange(m_rest, bytes.mid(end + 1));
        block.append(bytes.constData(), end);
        return block;
    }
    [[nodiscard]] bool tooLong() const { return m_rest.size() > m_longest; }
    /// What came after the last line's end.
    [[nodiscard]] QByteArray takeRest() { return std::exchange(m_rest, {}); }

private:
    QByteArray m_rest;
    qsizetype m_longest;
};

} // namespace sk::net
