#pragma once

#include "decoding.h"
#include "platforminfo.h"
#include "reflector.h"
#include "watchbudget.h"
#include "watchtransports.h"

#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace sk::kube {

/// What reading from a cluster takes; all of it outlives its users.
struct ClusterServices {
    net::ApiClient &requests;
    net::StreamClient &streams;
    Decoder &decoder;
    const Clock &clock;
    PlatformInfo platform;
    Reflector::Policy policy{}; ///< how patient the lists are
    std::shared_ptr<WatchTransports> transports = std::make_shared<WatchTransports>(); ///< shared by the lists of a connection
    std::shared_ptr<WatchBudget> budget = std::make_shared<WatchBudget>(); ///< likewise
};

/// From whom a list is read.
enum class ListApi {
    Kubernetes, ///< `/api`, `/apis`: pages with `continue`, then a watch
    Platform, ///< `/kapis/resources.<domain>/v1alpha3`: numbered pages, no watch, so read again and again
    Tenant, ///< likewise, of namespaces alone: those that are the user's, which everybody may ask for
};

/// "/kapis/resources.<domain>/v1alpha3/namespaces/<ns>/<plural>"; percent-encoded.
[[nodiscard]] QByteArray platformListPath(const PlatformInfo &platform, const ResourceType &type, const QString &nameSpace);

/// Where the namespaces are that are the user's: "/kapis/tenant.<domain>/v1alpha2/namespaces", on v4 v1beta1.
[[nodiscard]] QByteArray tenantNamespacesPath(const PlatformInfo &platform);

/// The hands of a Reflector: fetches the pages and opens the streams that it asks for, for one kind in one namespace or in all.
/// Main thread.
class ListReader : public QObject {
    Q_OBJECT

public:
    ListReader(const ClusterServices &services, std::shared_ptr<const ResourceKind> kind, QString nameSpace, QObject *parent = nullptr);
    ~ListReader() override;

    void start();
    void stop();
    void retry();
    void relist(); ///< see Reflector::relist()
    void tokenAvailable();
    /// Whether somebody looks at its rows now: those lists are watched first when streams are short.
    void setLookedAt(bool lookedAt);
    /// Whether it may hold a second connection, for the page after the one that is arriving. On by default.
    void setReadsAhead(bool readsAhead) { m_readsAhead = readsAhead; }
    /// Begins anew with another API. `paged` false: the documented call without any parameter.
    void switchTo(ListApi api, bool paged);

    [[nodiscard]] const Reflector &machine() const { return m_machine; }
    [[nodiscard]] ListApi api() const { return m_api; }
    [[nodiscard]] bool paged() const { return m_paged; }
    [[nodiscard]] const QString &nameSpace() const { return m_nameSpace; }
    [[nodiscard]] const Error &firstError() const { return m_firstError; } ///< of the API that was tried before this one
    [[nodiscard]] qint64 rowsRead() const { return m_rowsRead; } ///< of the present list
    [[nodiscard]] qint64 rowsExpected() const { return m_rowsExpected; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; }
    /// The kind has selectors, and the rows are not chosen by them.
    [[nodiscard]] bool selectorsIgnored() const { return !m_kind->selectors.isEmpty() && (m_selectorsRefused || m_api != ListApi::Kubernetes); }
    [[nodiscard]] UnixMs asOf() const { return m_asOf; }

signals:
    void listBegan();
    /// Of a server-side table, before its first rows, and when the server has other columns now: rows from here on are by these.
    void columnsCame(const std::shared_ptr<const sk::kube::ResourceKind> &kind);
    void pageCame(const std::shared_ptr<sk::kube::Delta> &rows);
    void listEnded(); ///< after the last page
    void eventsCame(const std::shared_ptr<sk::kube::Delta> &delta, qint64 count);
    void stateChanged();
    void failed(const sk::Error &error); ///< the machine is in Failed

private:
    void act(const Reflector::Actions &actions);
    /// A page that was asked for when the beginning of the one before it had come. Its answer waits until it is its turn.
    struct Ahead {
        QString continueToken;
        QPointer<net::ApiCall> call;
        std::optional<Result<net::ApiReply>> reply;
        std::optional<quint64> request; ///< its turn has come: this request
    };

    void fetch();
    [[nodiscard]] net::ApiRequest pageRequest(const QString &continueToken) const;
    void answered(quint64 request, const Result<net::ApiReply> &reply);
    void followHead(quint64 request); ///< of the page that is arriving
    void lookAhead(quint64 request);
    void dropAhead();
    void addSelectors(net::ApiRequest &request) const;
    void askForTable(net::ApiRequest &request) const; ///< where the kind is read as one
    void pageArrived(const net::ApiReply &reply);
    void headRead(quint64 request, PageHead head);
    void pageDecoded(quint64 request, quint64 list, ListPage page);
    void openWatch();
    void askForProbe();
    void takeShare();
    void linesCame(const QByteArray &block);
    [[nodiscard]] QString nextPage(const PageHead &head) const;

    ClusterServices m_services;
    std::shared_ptr<const ResourceKind> m_kind;
    QString m_nameSpace;
    Reflector m_machine;
    ListApi m_api = ListApi::Kubernetes;
    bool m_paged = true;
    bool m_selectorsRefused = false;
    Error m_firstError;
    QTimer m_timer;
    QPointer<net::ApiCall> m_call;
    std::shared_ptr<Ahead> m_ahead;
    quint64 m_headsSought = 0; ///< of this request's page
    bool m_readsAhead = true;
    std::unique_ptr<net::LineStream> m_stream;
    QString m_knownNamespace, m_knownName; ///< of an object of the list, for the probe
    bool m_lookedAt = false;
    bool m_streamEnded = false; ///< and its end is on its way through the decoder
    bool m_chunkedRefused = false; ///< this list may not be watched so: that says nothing about the connection
    quint64 m_request = 0; ///< answers to older requests and streams are dropped
    quint64 m_list = 0; ///< rows of older lists are dropped; those of a stopped one are not, it goes on behind them
    qint64 m_rowsRead = 0;
    qint64 m_rowsExpected = -1;
    qint64 m_bytes = 0;
    UnixMs m_asOf = 0;
};

} // namespace sk::kube
