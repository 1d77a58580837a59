#include "filterlanguage.h"

#include <sk/models/filtercompletion.h>
#include <sk/models/filterparser.h>
#include <sk/models/filterplan.h>

#include <QCoreApplication>

namespace sk::ui {

namespace {

using models::FilterNode;
using widgets::SearchLanguage;

/// A choice beside other parts would take them in: it gets its parentheses.
QString closed(const QString &text, const FilterNode &node)
{
    const QString part = text.mid(node.position, node.length).trimmed();
    return node.type == FilterNode::Type::Any && !part.startsWith(u'(') ? u'(' + part + u')' : part;
}

QList<SearchLanguage::Part> partsOf(const QString &text)
{
    const models::ParsedFilter parsed = models::parseFilter(text);
    QList<SearchLanguage::Part> parts;
    if (parsed.error)
        return parts;
    for (const FilterNode &child : parsed.root.children) {
        if (child.type != FilterNode::Type::Off) {
            parts.append({closed(text, child), false});
            continue;
        }
        const QString inner = text.mid(child.position + 1, child.length - 2).trimmed();
        const bool several = child.children.front().type == FilterNode::Type::All || child.children.front().type == FilterNode::Type::Any;
        parts.append({several && !inner.startsWith(u'(') ? u'(' + inner + u')' : inner, true});
    }
    return parts;
}

/// True when the selectors that were sent have this one among them.
bool isAmong(const QString &selector, const QString &sent)
{
    return selector.isEmpty() || (u',' + sent + u',').contains(u',' + selector + u',');
}

SearchLanguage::Mistake mistakeIn(const QString &text, const kube::ObjectStore *store)
{
    models::ParsedFilter parsed = models::parseFilter(text);
    if (!parsed.error && store)
        (void)models::RowFilter::compile(parsed.root, store->kind(), &parsed.error);
    return {parsed.error.position, parsed.error.length, parsed.error.message};
}

} // namespace

widgets::SearchLanguage filterLanguage(std::function<const kube::ObjectStore *()> store)
{
    SearchLanguage language;
    language.parts = partsOf;
    language.off = [](const QString &part) { return u'{' + part + u'}'; };
    language.check = [store](const QString &text) { return mistakeIn(text, store()); };
    language.complete = [store](const QString &text, int cursor) {
        SearchLanguage::Suggestions suggestions;
        if (const kube::ObjectStore *rows = store()) {
            const models::FilterCompletion found = models::completeFilter(text, cursor, *rows);
            suggestions.from = found.from;
            for (const models::FilterSuggestion &suggestion : found.suggestions)
                suggestions.list.append({suggestion.text, suggestion.hint});
        }
        return suggestions;
    };
    return language;
}

std::pair<bool, QString> markOf(const kube::ResourceKind &kind, const QString &part, const kube::Selectors &asked, bool ignored)
{
    const models::ParsedFilter parsed = models::parseFilter(part);
    const models::FilterPlan plan = models::planFilter(parsed.root, kind);
    if (parsed.error || parsed.root.children.size() != 1 || plan == models::FilterPlan())
        return {false, QCoreApplication::translate("sk", "Done here, among what was read")};
    if (ignored)
        return {false, QCoreApplication::translate("sk", "The server refused this; it is done here")};
    if (!isAmong(plan.labelSelector, asked.labels) || !isAmong(plan.fieldSelector, asked.fields))
        return {false, QCoreApplication::translate("sk", "The server does this once you stop typing")};
    return {true, QCoreApplication::translate("sk", "Done by the server: only what matches is read")};
}

QString filterHelpHtml(const kube::ResourceKind &kind)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("sk", text); };
    QString html;
    const auto head = [&](const char *title) { html += QStringLiteral("<h3>%1</h3><table cellpadding=\"3\">").arg(say(title).toHtmlEscaped()); };
    const auto row = [&](const char *example, const QString &meaning) {
        html += QStringLiteral("<tr><td><code>%1</code></td><td>&nbsp;&nbsp;%2</td></tr>").arg(QString::fromLatin1(example).toHtmlEscaped(), meaning.toHtmlEscaped());
    };
    const auto foot = [&html] { html += QStringLiteral("</table>"); };
    head(QT_TRANSLATE_NOOP("sk", "Words"));
    row("web", say(QT_TRANSLATE_NOOP("sk", "In any visible column, without regard to case; ages and measured figures are left out")));
    row("web running", say(QT_TRANSLATE_NOOP("sk", "Both")));
    row("\"two words\"", say(QT_TRANSLATE_NOOP("sk", "As it stands; also for a text that means something here")));
    row("-web", say(QT_TRANSLATE_NOOP("sk", "Not this")));
    row("/^web-\\d+$/", say(QT_TRANSLATE_NOOP("sk", "A regular expression, for each column by itself")));
    row("~wb7", say(QT_TRANSLATE_NOOP("sk", "These letters in this order")));
    foot();
    head(QT_TRANSLATE_NOOP("sk", "Columns and properties"));
    row("status:running", say(QT_TRANSLATE_NOOP("sk", "The column holds the text; the key is the column's name or title")));
    row("status:!running", say(QT_TRANSLATE_NOOP("sk", "It does not")));
    row("name=web-1", say(QT_TRANSLATE_NOOP("sk", "It is the whole text; != is not")));
    row("ns:shop,team-*", say(QT_TRANSLATE_NOOP("sk", "One of these; * stands for anything. ns and node ask for the whole name")));
    row("restarts>5", say(QT_TRANSLATE_NOOP("sk", "Numbers with < <= > >= = !=")));
    row("cpu>500m memory>1Gi", say(QT_TRANSLATE_NOOP("sk", "Quantities as Kubernetes writes them")));
    row("memory>80%", say(QT_TRANSLATE_NOOP("sk", "A share, where the column has a whole")));
    row("age<1h", say(QT_TRANSLATE_NOOP("sk", "Spans of s, m, h, d, w and y, also joined: 2d12h")));
    row("owner:web image:nginx", say(QT_TRANSLATE_NOOP("sk", "What controls it, what it runs")));
    row("health:failing,warning", say(QT_TRANSLATE_NOOP("sk", "How it fares: healthy, progressing, warning, failing, unknown, finished")));
    foot();
    head(QT_TRANSLATE_NOOP("sk", "Labels and fields"));
    row("label:app=web", say(QT_TRANSLATE_NOOP("sk", "Selectors as Kubernetes writes them, with regard to case")));
    row("label:app in (web,api)", say(QT_TRANSLATE_NOOP("sk", "One of these; notin is none of them")));
    row("label:tier!=db,!old", say(QT_TRANSLATE_NOOP("sk", "Several at once; !old has no such label")));
    row("field:metadata.name=web-1", say(QT_TRANSLATE_NOOP("sk", "A field by which the server selects")));
    foot();
    head(QT_TRANSLATE_NOOP("sk", "Together"));
    row("(a or b) -(c d)", say(QT_TRANSLATE_NOOP("sk", "or, parentheses, and not of a group")));
    row("{restarts>5}", say(QT_TRANSLATE_NOOP("sk", "A part that is switched off, as its chip is")));
    foot();
    QStringList names;
    for (const models::FilterKey &key : models::filterKeys(kind))
        names += QStringLiteral("<code>%1</code>").arg(key.key.toHtmlEscaped());
    html += QStringLiteral("<h3>%1</h3><p>%2</p>").arg(say(QT_TRANSLATE_NOOP("sk", "Keys of this list")).toHtmlEscaped(), names.join(QStringLiteral(", ")));
    html += QStringLiteral("<p>%1</p>")
                .arg(say(QT_TRANSLATE_NOOP("sk", "Parts with an arrow are done by the server, so that less is read; the others are done here. Enter turns the text into parts.")).toHtmlEscaped());
    return html;
}

} // namespace sk::ui
