#pragma once

#include "catalog.h"
#include "fieldnames.h"
#include "objectdetail.h"
#include "platforminfo.h"
#include "resourcelist.h"

#include <sk/core/clock.h>
#include <sk/net/apiclient.h>
#include <sk/net/streamclient.h>

#include <QObject>

#include <functional>
#include <memory>

namespace sk::kube {

/// One cluster as the user interface sees it: lists by kind, details of objects, figures joined to rows. Owns the decoder thread.
/// Main thread.
class Cluster : public QObject {
    Q_OBJECT

public:
    /// The clients and the clock must outlive it. `known`: the kinds that have a file; see Catalog.
    Cluster(net::ApiClient &requests, net::StreamClient &streams, PlatformInfo platform, const Clock &clock, std::vector<ResourceKind> known = {},
        QObject *parent = nullptr);
    ~Cluster() override; ///< stops all lists and the decoder thread

    /// What kinds there are. Asks the server nothing until Catalog::read().
    [[nodiscard]] Catalog &catalog();

    /// The list of a kind, started. Views of the same kind and namespaces share one; it is kept for 30 s after the last one let go.
    /// `namespaces` empty: all. Up to five are read one by one; for more, the list of all is read, and holds other namespaces' rows too.
    [[nodiscard]] std::shared_ptr<ResourceList> list(const ResourceKind &kind, const QStringList &namespaces = {});

    /// Lets go of the lists that nobody used for 30 s. Called by itself every now and then while there are such lists.
    void letGo();

    /// Reads one object and its YAML. The answer comes once, on the main thread, not after `context` died.
    using DetailAnswer = std::function<void(const Result<std::shared_ptr<const ObjectDetail>> &)>;
    void detail(const ResourceKind &kind, const QString &nameSpace, const QString &name, QObject *context, DetailAnswer answer);

    /// The events about one object, newest first.
    using EventsAnswer = std::function<void(const Result<QList<ObjectEvent>> &)>;
    void events(const ResourceKind &kind, const QString &nameSpace, const QString &name, QObject *context, EventsAnswer answer);

    /// How many objects of the kind there are, in a namespace or (empty) in all; -1 where the server does not say. The answer comes
    /// once, on the main thread, not after `context` died.
    using CountAnswer = std::function<void(const Result<qint64> &)>;
    void count(const ResourceKind &kind, const QString &nameSpace, QObject *context, CountAnswer answer);

    /// What the first objects of a list have that could be a column. Empty names where they cannot be read. The answer comes once, not
    /// after `context` died.
    using FieldsAnswer = std::function<void(const FieldNames &)>;
    void fields(const ResourceKind &kind, const QString &nameSpace, QObject *context, FieldsAnswer answer);

    /// The rows that are in memory, list by list: those in use and those kept for a while.
    void eachLoaded(const std::function<void(const ObjectStore &)> &visit) const;

    /// A new token is there after a time without one: streams and lists that wait for it go on at once. To be connected to
    /// TokenSource::available.
    void tokenAvailable();

    /// Watch events received and applied so far, for --timings.
    struct Counters {
        qint64 watchEvents = 0;
        qint64 watchEventsApplied = 0;
    };
    [[nodiscard]] Counters counters() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace sk::kube
