#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What handlers see of HTTP: no header of the HTTP library is included here, because those compile slowly.
namespace sk::demo {

using HeaderList = std::vector<std::pair<std::string, std::string>>;
using QueryList = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
    std::string method;
    std::string target; ///< as sent
    std::string path; ///< percent-decoded
    QueryList query; ///< decoded, in the order of the request
    HeaderList headers;
    std::string body;
    std::string clientName; ///< common name of the client's certificate, which is verified; empty without one
    bool webSocket = false; ///< asks for an upgrade to WebSocket

    /// The first header of that name, case-insensitive; empty when absent.
    [[nodiscard]] std::string_view header(std::string_view name) const;
    [[nodiscard]] bool hasHeader(std::string_view name) const;
    /// The first query value of that name; empty when absent.
    [[nodiscard]] std::string_view value(std::string_view name) const;
    [[nodiscard]] bool hasValue(std::string_view name) const;
};

struct HttpResponse {
    int status = 200;
    HeaderList headers;
    std::string body;
};

/// How the transport misbehaves for one answer; see Faults.
struct TransportFaults {
    std::int64_t bytesPerSecond = 0;
    std::int64_t cutAfterBytes = -1;
    std::int64_t silentAfterBytes = -1;
};

/// One request and the way to answer it, once. Used on the server's thread only; outlives the connection harmlessly.
class Exchange {
public:
    virtual ~Exchange() = default;

    virtual void setFaults(const TransportFaults &faults) = 0;
    /// Answers with a Content-Length.
    virtual void send(HttpResponse response) = 0;
    /// Answers chunked; `produce` appends the next piece and returns false when that was the last. It is called again
    /// whenever what it gave before is written, so that a large answer never stands in memory.
    virtual void stream(HttpResponse head, std::function<bool(std::string &piece)> produce) = 0;
    /// Answers chunked and stays open for push(); or, after acceptWebSocket(), each push() is a text frame.
    virtual void begin(HttpResponse head) = 0;
    virtual void push(std::string piece) = 0;
    /// Ends what begin() or acceptWebSocket() opened; a WebSocket with close code 1000.
    virtual void end() = 0;
    virtual void acceptWebSocket() = 0;
    /// Closes the connection without an answer.
    virtual void abort() = 0;
    virtual void whenClosed(std::function<void()> callback) = 0;
    [[nodiscard]] virtual bool closed() const = 0;
    /// Calls `work` on the server's thread after a while, unless the server ends first.
    virtual void later(int milliseconds, std::function<void()> work) = 0;
};
using ExchangePtr = std::shared_ptr<Exchange>;

/// Decodes %XX, and '+' as a blank when `plusIsBlank`; a broken escape stays as it is.
[[nodiscard]] std::string percentDecode(std::string_view text, bool plusIsBlank);
/// Splits `a=b&c=d` and decodes as `application/x-www-form-urlencoded` says.
[[nodiscard]] QueryList parseQuery(std::string_view text);
[[nodiscard]] std::vector<std::string> splitPath(std::string_view path);
[[nodiscard]] bool equalsIgnoreCase(std::string_view a, std::string_view b);
[[nodiscard]] std::string_view reasonPhrase(int status);

} // namespace sk::demo
