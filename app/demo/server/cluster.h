#pragma once

#include <sk/world/world.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// The stand-in for a ks-apiserver: a loopback HTTP(S) server in front of a World.
namespace sk::demo {

/// How the server misbehaves on purpose. Faults act on API requests and streams, not on `/demo/…` control requests.
struct Faults {
    int latencyMs = 0; ///< added before each answer
    std::int64_t bytesPerSecond = 0; ///< 0: unlimited
    std::int64_t cutAfterBytes = -1; ///< closes the connection after so many body bytes of an answer; -1: never
    std::int64_t silentAfterBytes = -1; ///< sends nothing more after so many body bytes, connection left open; -1: never
    bool bufferChunkedWatch = false; ///< keeps chunked watches back until they end, as a v3 server with auditing does
    bool refuseWebSocketWatch = false; ///< 403 to each, as a proxy on the way does
    std::string answer; ///< "", "500" (text), "502" (HTML page), "503" (ErrStatus), "429", "redirect", "html" (console login page)
    std::string answerOnly; ///< which requests get `answer`: empty for all, or a comma list of "lists", "watches", "gets", "writes", "tokens"
    int answerTimes = -1; ///< how many requests more get `answer`; -1: until it is switched off
    int retryAfterSeconds = 1; ///< what "429" asks for
    std::string redirectTo; ///< target of "redirect"
    int continueLifeMs = -1; ///< a continue token is 410 Expired so long after its first page; -1: it lives as long as the history
    int watchLifeMs = -1; ///< cuts each watch, without a word, so long after it began; -1: never
    bool prometheusDown = false;
    bool failDiscoveryGroup = false; ///< the discovery of one API group, backup.example.com, answers 503
};

/// What listens at the port: a user may type the address of any of these instead of ks-apiserver's.
enum class Face {
    KsApiserver,
    ConsoleV3, ///< the web console of v3: HTML, forwards `/kapis` and `/api` with its cookie only, and no `/oauth/token`
    ConsoleV4, ///< the web console of v4: HTML, forwards `/oauth`, `/kapis` and `/api`, but not `/version`
    KubeApiserver, ///< a bare kube-apiserver: client certificate or service account token, no `/oauth`, no `/kapis`
    Ingress, ///< an ingress controller that knows no such host
    Redirect, ///< sends everybody to Faults::redirectTo, or to itself with https
};

/// What happens on demand to the watches that are open.
struct WatchTrouble {
    enum class Kind {
        End, ///< the stream ends as at its timeoutSeconds
        Cut, ///< the connection breaks
        Error, ///< an ERROR event with `code`, then the end
    };
    Kind kind = Kind::Cut;
    int code = 410; ///< 410 Expired, 429 TooManyRequests, 500 InternalError
};

/// What an administrator does to an account while its user works.
struct UserChange {
    std::optional<bool> disabled;
    std::optional<bool> uninitialized; ///< must change the password
    std::optional<std::string> password;
    std::optional<int> lockedSeconds; ///< 0 ends a lock
    bool revokeTokens = false;
};

struct ClusterOptions {
    WorldOptions world;
    Face face = Face::KsApiserver;
    std::string address = "127.0.0.1"; ///< loopback only; anything else is refused
    std::uint16_t port = 0; ///< 0: a free one
    std::string version = "3.4"; ///< "3.3", "3.4", "4.1"
    std::string clientId = "kubesphere";
    std::string clientSecret = "kubesphere";
    bool tls = false;
    std::string certificateFile; ///< PEM; empty with tls: a CA and a server certificate are made in memory
    std::string privateKeyFile;
    std::string caOutputFile; ///< where to write the made CA's certificate; empty: nowhere
    int accessTokenSeconds = 7200;
    int refreshTokenSeconds = 14400;
    bool multipleLogin = true;
    int clockSkewSeconds = 0; ///< the server's clock minus the real one
    int lockoutFailures = 10;
    int lockoutSeconds = 600;
    Faults faults;
    /// Serves the world as a kube-apiserver too, on a TLS port of its own with its own CA; nodes then have addresses 127.0.0.x, and
    /// a Service `ks-apiserver` of type NodePort opens a port there. See Cluster::kubeconfig().
    bool kubeApiserver = false;
    std::string kubeconfigOutputFile; ///< where to write kubeconfig(); implies kubeApiserver
};

/// Runs the server on a thread of its own. All members may be called from any thread.
class Cluster {
public:
    explicit Cluster(ClusterOptions options);
    ~Cluster(); ///< stops
    Cluster(const Cluster &) = delete;
    Cluster &operator=(const Cluster &) = delete;

    /// Builds the world and listens. On failure returns one clear English line (port in use, certificate does not fit its
    /// key, address not loopback …) and nothing is left running.
    [[nodiscard]] std::optional<std::string> start();
    void stop();

    [[nodiscard]] std::string url() const; ///< "http://127.0.0.1:40123"; empty when not running
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::string caCertificatePem() const; ///< of the made CA; empty without one

    void setFaults(const Faults &faults);
    /// Forgets all tokens and cuts all connections, as a restart of ks-apiserver does.
    void restart();
    void disturbWatches(const WatchTrouble &trouble);
    [[nodiscard]] int openWatches() const;
    /// False when there is no such user.
    bool changeUser(const std::string &name, const UserChange &change);
    /// A kubeconfig for the kube-apiserver with the contexts `certificate` (the current one), `token` and `nobody` (a token that is
    /// refused); empty without ClusterOptions::kubeApiserver.
    [[nodiscard]] std::string kubeconfig() const;
    [[nodiscard]] std::string kubeApiserverUrl() const; ///< "https://127.0.0.1:40124"; empty without
    /// Runs `work` on the server's thread and waits for it: for tests that change the world.
    void withWorld(const std::function<void(World &)> &work);

    /// What was asked, in order, for tests that count. Bodies of `/oauth/token` are kept decoded, so a test can see what arrived.
    struct SeenRequest {
        std::string method;
        std::string target;
        std::vector<std::pair<std::string, std::string>> headers;
        std::string body;
    };
    [[nodiscard]] std::vector<SeenRequest> seenRequests() const;
    void clearSeenRequests();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::demo
