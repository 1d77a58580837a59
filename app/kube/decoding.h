#pragma once

#include "decoder.h"
#include "objectdetail.h"
#include "objectstore.h"

#include <sk/core/result.h>

#include <QStringList>

/// What is read on the decoder thread, as plain functions: bytes in, values out. None of them fails on odd input; what cannot be
/// read is said in the result.
namespace sk::kube {

/// What a page says about the rest of its list.
struct PageHead {
    bool readable = false; ///< false: no JSON, or no list
    QString resourceVersion; ///< empty on /kapis
    QString continueToken; ///< empty: the last page
    qint64 remaining = -1; ///< -1: not said
    qint64 total = -1; ///< `totalItems` of /kapis
    qint64 items = 0;
};

struct ListPage {
    PageHead head;
    Delta rows;
    std::vector<Column> columns; ///< of a server-side table: the rows' cells are by these. Empty: by the kind's
};

/// True when a row made for the one fits the other.
[[nodiscard]] bool sameColumns(const std::vector<Column> &a, const std::vector<Column> &b);

/// The `continue` token of a list's page of which only the beginning is here. Nothing: not known yet, or there is none.
/// (Go writes kind, apiVersion and metadata before the items; ListMeta is the same in lists and tables.)
[[nodiscard]] QString continueTokenIn(DecoderState &state, const QByteArray &beginning);

/// Reads a page of a list. `headRead` is called before the first row is projected, so that the next page can be asked for
/// meanwhile where it was not yet.
[[nodiscard]] ListPage decodePage(DecoderState &state, const ResourceKind &kind, const QByteArray &body, UnixMs now,
    const std::function<void(const PageHead &)> &headRead);

/// Some lines of a watch.
struct WatchBatch {
    Delta delta; ///< one entry for each object: its last state in these lines
    QString resourceVersion; ///< of the last line that had one, bookmarks included
    qint64 events = 0; ///< without bookmarks
    bool bookmark = false; ///< there was one
    bool unreadable = false; ///< a line was no event: something was missed
    Error error; ///< an ERROR event
};
[[nodiscard]] WatchBatch decodeWatch(DecoderState &state, const ResourceKind &kind, const QByteArray &lines, UnixMs now);

/// Reads one object. BadAnswer when it is none.
[[nodiscard]] Result<std::shared_ptr<const ObjectDetail>> decodeDetail(DecoderState &state, const ResourceKind &kind, const QByteArray &body, UnixMs now);

[[nodiscard]] Result<QList<ObjectEvent>> decodeEvents(DecoderState &state, const QByteArray &body);

/// The names of a list's objects, in order; `readable` false when there is no list.
struct Names {
    bool readable = false;
    QStringList names;
};
[[nodiscard]] Names decodeNames(DecoderState &state, const QByteArray &body);

/// The last value of each row of each metric of a monitoring answer, by "node", or "namespace/pod". Without the metrics that failed.
using Metrics = QHash<QString, QHash<QString, double>>; ///< metric → name → value
[[nodiscard]] Metrics decodeMetrics(DecoderState &state, const QByteArray &body);

/// The computed requests that the documented node call writes into annotations ("node.<apiDomain>/cpu-requests").
struct NodeRequests {
    QHash<QString, JoinedValues::Value> cpu; ///< only `b`
    QHash<QString, JoinedValues::Value> memory;
    qint64 items = 0;
    qint64 total = 0;
};
[[nodiscard]] NodeRequests decodeNodeRequests(DecoderState &state, const QByteArray &body, const QString &apiDomain);

/// An object as YAML in block style, keys in the order of the server. `metadata.managedFields` is left out. With `maskSecret` the
/// values under `data` and `stringData`, and the copy of them that kubectl leaves in an annotation, are replaced by stars.
/// `apiVersion` and `kind` come from `type` where the object does not say them (lists of /kapis do not).
[[nodiscard]] QString toYaml(JsonView object, const ResourceType &type, bool maskSecret);

} // namespace sk::kube
