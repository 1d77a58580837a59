#pragma once

#include <sk/kube/resourcekind.h>

#include <QString>
#include <QStringList>
#include <QUrl>

namespace sk::ui {

/// What a list asks the server for: enough to ask the same elsewhere.
struct ViewQuery {
    QUrl server; ///< with the path under which it is reached; no user, no query
    kube::ResourceType type;
    QStringList namespaces; ///< empty: all
    QString labelSelector; ///< what of the filter the server does
    QString fieldSelector;
    QStringList labelColumns; ///< labels that are shown as columns
};

/// All but the server: `filter` as in the filter's field, `columns` by their ids.
void describeList(ViewQuery &query, const kube::ResourceKind &kind, const QStringList &namespaces, const QString &filter, const QStringList &columns);

/// The list as a command for a POSIX shell. The token is the variable $TOKEN, to be set by who runs it: no secret is in the text.
[[nodiscard]] QString kubectlCommand(const ViewQuery &query);
/// The same request as our own, page by page at most 500 objects: the first page.
[[nodiscard]] QString curlCommand(const ViewQuery &query);

/// The text as one word of a POSIX shell, whatever is in it; as it is where nothing in it means anything to a shell.
[[nodiscard]] QString shellWord(const QString &text);

} // namespace sk::ui
