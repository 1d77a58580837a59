#pragma once

#include "objectstore.h"

#include <sk/core/clock.h>
#include <sk/core/error.h>

#include <QObject>
#include <QSet>
#include <QStringList>

namespace sk::kube {

/// How true what a list shows is, at this moment.
struct ListStatus {
    enum class Freshness {
        Idle, ///< not started
        Loading, ///< first pages are arriving
        Partial, ///< stopped by the user before the end
        Live, ///< watched
        CatchingUp, ///< rows are there; a new list or the watch's first events are on the way
        Polling, ///< read again every `pollSeconds`
        Reconnecting, ///< since `since`
        Waiting, ///< no token: the session was refused, or is being renewed for long
        Failed, ///< `error`; rows of before, if any, stay
    };
    Freshness freshness = Freshness::Idle;
    qint64 rowsRead = 0;
    qint64 rowsExpected = -1; ///< from `remainingItemCount`; -1: not said
    qint64 bytes = 0;
    UnixMs since = 0; ///< when Reconnecting, Waiting or Failed began
    UnixMs asOf = 0; ///< when the rows were last known to be true
    int pollSeconds = 0;
    Error error;
    QStringList forbiddenNamespaces;
    int namespaces = 0; ///< that are read one by one; 0: the list is read as a whole
    bool viaPlatform = false; ///< read from the platform's /kapis, because the Kubernetes API was refused
    bool selectorsIgnored = false; ///< the kind's selectors were refused, or cannot be sent this way: all rows are read
    int unmeasuredAbove = 0; ///< there are more rows than this, so monitoring is not asked about them; 0: it is, or there is nothing to ask
    bool complete = false; ///< the whole list was read at least once
    friend bool operator==(const ListStatus &, const ListStatus &) = default;
};

/// One kind of one cluster (or some namespaces of it), read in pages and then watched, as rows in a store.
///
/// The interface that pages and models see; who reads (the Kubernetes API, or the platform's /kapis where only that is allowed) is
/// an implementation. Main thread; all parsing happens on the decoder thread.
class ResourceList : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    /// Its kind is the one that was asked for, but for a server-side table it gets the server's columns: see storeReplaced().
    [[nodiscard]] virtual ObjectStore &store() = 0;
    [[nodiscard]] virtual const ListStatus &status() const = 0;
    virtual void start() = 0; ///< begins or goes on
    virtual void stop() = 0; ///< rows stay
    virtual void retry() = 0; ///< now, without waiting for the back-off
    /// All objects once more, though nothing is wrong: because the user wants to be sure, or the words made of them are of another
    /// language. Rows stay meanwhile. In trouble the same as retry().
    virtual void readAgain() { retry(); }
    /// Whether `looker` has its rows on the screen. When streams are short, lists that anybody looks at are watched, and others read from
    /// time to time. Lists are shared: who goes says first that it looks no longer. `looker` is only told apart, never used.
    void setLookedAt(const QObject *looker, bool looks);

signals:
    void statusChanged();
    /// store() is another one, with other columns: the columns of a server-side table became known, or changed. The one before lives
    /// as long as the list, and gets no more rows.
    void storeReplaced();

protected:
    virtual void lookersChanged(bool lookedAt) { Q_UNUSED(lookedAt) } ///< also when one more looks: it is the one that was used last

private:
    QSet<const QObject *> m_lookers;
};

} // namespace sk::kube
