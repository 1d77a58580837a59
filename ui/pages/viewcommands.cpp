#include "viewcommands.h"

#include <sk/kube/customcolumn.h>
#include <sk/models/filterparser.h>
#include <sk/models/filterplan.h>

#include <algorithm>

namespace sk::ui {

namespace {

/// "https://host:port/prefix", without a slash at the end.
QString serverText(const QUrl &server)
{
    QString text = server.adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment).toString(QUrl::FullyEncoded);
    while (text.endsWith(u'/'))
        text.chop(1);
    return text;
}

const QString token = QStringLiteral("\"$TOKEN\""); // set by who runs it

} // namespace

QString shellWord(const QString &text)
{
    const auto harmless = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || QStringView(u"-_./:,=@+%").contains(c);
    };
    if (!text.isEmpty() && std::all_of(text.cbegin(), text.cend(), harmless))
        return text;
    QString quoted = text;
    return u'\'' + quoted.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

void describeList(ViewQuery &query, const kube::ResourceKind &kind, const QStringList &namespaces, const QString &filter, const QStringList &columns)
{
    query.type = kind.type; // in the version that is served
    query.namespaces = namespaces;
    const models::FilterPlan plan = models::planFilter(models::parseFilter(filter).root, kind);
    query.labelSelector = plan.labelSelector;
    query.fieldSelector = plan.fieldSelector;
    for (const QString &column : columns) {
        const auto custom = kube::CustomColumn::parse(column);
        if (custom && custom->source == kube::CustomColumn::Source::Label)
            query.labelColumns += custom->what;
    }
}

QString kubectlCommand(const ViewQuery &query)
{
    // With group and version, so that it means the same on a server that has the name twice.
    QString resource = query.type.plural;
    if (!query.type.group.isEmpty())
        resource += u'.' + query.type.version + u'.' + query.type.group;
    const auto command = [&](const QString &nameSpace, bool all) {
        QStringList words{QStringLiteral("kubectl"), QStringLiteral("--server=") + shellWord(serverText(query.server)), QStringLiteral("--token=") + token,
            QStringLiteral("get"), shellWord(resource)};
        if (query.type.namespaced)
            words += all ? QStringList{QStringLiteral("--all-namespaces")} : QStringList{QStringLiteral("--namespace"), shellWord(nameSpace)};
        if (!query.labelSelector.isEmpty())
            words += {QStringLiteral("--selector"), shellWord(query.labelSelector)};
        if (!query.fieldSelector.isEmpty())
            words += {QStringLiteral("--field-selector"), shellWord(query.fieldSelector)};
        if (!query.labelColumns.isEmpty())
            words += {QStringLiteral("--label-columns"), shellWord(query.labelColumns.join(u','))};
        return words.join(u' ');
    };
    if (!query.type.namespaced || query.namespaces.isEmpty())
        return command({}, true);
    QStringList commands; // kubectl takes one namespace at a time
    for (const QString &nameSpace : query.namespaces)
        commands += command(nameSpace, false);
    return commands.join(QStringLiteral("\n"));
}

QString curlCommand(const ViewQuery &query)
{
    QStringList words{QStringLiteral("curl"), QStringLiteral("--fail-with-body"), QStringLiteral("--silent"), QStringLiteral("--show-error"),
        QStringLiteral("--compressed"), QStringLiteral("--header"), QStringLiteral("\"Authorization: Bearer $TOKEN\"")};
    const auto parameter = [](const char *name, const QString &value) {
        return QLatin1String(name) + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value));
    };
    const bool all = !query.type.namespaced || query.namespaces.isEmpty();
    for (const QString &nameSpace : all ? QStringList{QString()} : query.namespaces) {
        QStringList parameters{parameter("limit", QStringLiteral("500"))};
        if (!query.labelSelector.isEmpty())
            parameters += parameter("labelSelector", query.labelSelector);
        if (!query.fieldSelector.isEmpty())
            parameters += parameter("fieldSelector", query.fieldSelector);
        words += shellWord(serverText(query.server) + QString::fromLatin1(query.type.listPath(nameSpace)) + u'?' + parameters.join(u'&'));
    }
    return words.join(u' ');
}

} // namespace sk::ui
