#pragma once

#include "http_types.h"
#include "utc_time.h"

#include <boost/asio/buffer.hpp>

#include <algorithm>
#include <cstdio>
#include <deque>

/// What one answer still has to send, and how much of it may go; private to http_server.cpp.
namespace sk::demo {

class AnswerQueue {
public:
    void reset()
    {
        m_sentBody = 0;
        m_faults = {};
    }
    void setFaults(const TransportFaults &faults) { m_faults = faults; }
    [[nodiscard]] bool empty() const { return m_pieces.empty(); }

    /// Status line and headers; `lengthLine` is the last header, with its line end.
    void pushHead(const HttpResponse &response, std::string_view lengthLine, bool keepAlive)
    {
        std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ' + std::string(reasonPhrase(response.status)) + "\r\n";
        for (const auto &[name, value] : response.headers)
            text += name + ": " + value + "\r\n";
        text += "Date: " + httpDate(std::chrono::system_clock::now()) + "\r\n";
        if (!keepAlive)
            text += "Connection: close\r\n";
        text += lengthLine;
        m_pieces.push_back({text + "\r\n", false});
    }
    void pushBody(std::string bytes) { m_pieces.push_back({std::move(bytes), true}); }
    void pushChunk(std::string bytes)
    {
        char size[32];
        std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
        m_pieces.push_back({size, false});
        m_pieces.push_back({std::move(bytes), true});
        m_pieces.push_back({"\r\n", false});
    }
    void pushLastChunk() { m_pieces.push_back({"0\r\n\r\n", false}); }

    /// No fault counts bytes: everything may go at once.
    [[nodiscard]] bool plain() const { return m_faults.bytesPerSecond <= 0 && m_faults.cutAfterBytes < 0 && m_faults.silentAfterBytes < 0; }
    /// Everything; the bytes stay where they are until the next call.
    std::vector<boost::asio::const_buffer> takeAll()
    {
        m_out = std::exchange(m_pieces, {});
        std::vector<boost::asio::const_buffer> buffers;
        for (const auto &piece : m_out)
            buffers.push_back(boost::asio::buffer(piece.bytes));
        return buffers;
    }
    struct Slice {
        std::string bytes;
        bool body = false; ///< counts for the byte faults
    };
    /// What may go of the first piece; empty when a fault says that no more may.
    Slice takeSlice()
    {
        auto &piece = m_pieces.front();
        const auto size = piece.body ? allowance(piece.bytes.size()) : piece.bytes.size();
        Slice slice{piece.bytes.substr(0, size), piece.body};
        piece.bytes.erase(0, size);
        if (piece.bytes.empty())
            m_pieces.pop_front();
        return slice;
    }
    std::string takeFrame()
    {
        auto bytes = std::move(m_pieces.front().bytes);
        m_pieces.pop_front();
        return bytes;
    }
    void sent(std::size_t bytes) { m_sentBody += static_cast<std::int64_t>(bytes); }

    [[nodiscard]] bool cutNow() const { return m_faults.cutAfterBytes >= 0 && m_sentBody >= m_faults.cutAfterBytes; }
    [[nodiscard]] bool silentNow() const { return m_faults.silentAfterBytes >= 0 && m_sentBody >= m_faults.silentAfterBytes; }
    [[nodiscard]] bool paced() const { return m_faults.bytesPerSecond > 0; }

private:
    struct Piece {
        std::string bytes;
        bool body;
    };

    [[nodiscard]] std::size_t allowance(std::size_t size) const
    {
        auto allowed = static_cast<std::int64_t>(size);
        if (m_faults.bytesPerSecond > 0)
            allowed = std::min<std::int64_t>(allowed, std::max<std::int64_t>(1, m_faults.bytesPerSecond / 20));
        if (m_faults.cutAfterBytes >= 0)
            allowed = std::min(allowed, m_faults.cutAfterBytes - m_sentBody);
        if (m_faults.silentAfterBytes >= 0)
            allowed = std::min(allowed, m_faults.silentAfterBytes - m_sentBody);
        return static_cast<std::size_t>(std::max<std::int64_t>(0, allowed));
    }

    std::deque<Piece> m_pieces;
    std::deque<Piece> m_out;
    TransportFaults m_faults;
    std::int64_t m_sentBody = 0;
};

} // namespace sk::demo
