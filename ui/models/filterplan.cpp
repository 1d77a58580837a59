#include "filterplan.h"

#include "filtertests_p.h"

#include <QRegularExpression>

#include <algorithm>

namespace sk::models {

namespace {

using Test = SelectorTerm::Test;
using Type = FilterNode::Type;

/// As Kubernetes checks them; one that is not valid would have the whole list refused.
bool isLabelKey(const QString &key)
{
    static const QRegularExpression valid(QStringLiteral("\\A([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\z"));
    return valid.match(key).hasMatch();
}

bool isLabelValue(const QString &value)
{
    static const QRegularExpression valid(QStringLiteral("\\A([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?\\z"));
    return valid.match(value).hasMatch();
}

bool isObjectName(const QString &value)
{
    static const QRegularExpression valid(QStringLiteral("\\A[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\\z"));
    return valid.match(value).hasMatch();
}

QString labelText(const FilterNode &node)
{
    QStringList parts;
    for (const SelectorTerm &term : node.terms) {
        if (!isLabelKey(term.key) || !std::all_of(term.values.begin(), term.values.end(), isLabelValue))
            return {};
        const bool in = term.test == Test::In;
        if (term.test == Test::Exists)
            parts += term.key;
        else if (term.test == Test::Missing)
            parts += u'!' + term.key;
        else if (term.values.size() == 1)
            parts += term.key + (in ? QStringLiteral("=") : QStringLiteral("!=")) + term.values.front();
        else
            parts += term.key + (in ? QStringLiteral(" in (") : QStringLiteral(" notin (")) + term.values.join(u',') + u')';
    }
    return parts.join(u',');
}

QString fieldTerm(const QString &field, bool equal, const QString &value)
{
    QString escaped;
    for (const QChar c : value) {
        if (c == u',' || c == u'=' || c == u'\\')
            escaped += u'\\';
        escaped += c;
    }
    return field + (equal ? QStringLiteral("=") : QStringLiteral("!=")) + escaped;
}

QString fieldText(const FilterNode &node)
{
    QStringList parts;
    for (const SelectorTerm &term : node.terms) {
        if (term.values.size() != 1 || term.values.front().contains(u'*'))
            return {};
        parts += fieldTerm(term.key, term.test == Test::In, term.values.front());
    }
    return parts.join(u',');
}

/// "node:worker-1", "ns:shop" and "name=web-1" are fields too. Only in lower case: names are, and the server tells them apart.
QString comparisonText(const FilterNode &node, const kube::ResourceKind &kind)
{
    const KeyMeaning meaning = meaningOf(kind, node.text);
    const bool equal = node.op == FilterOp::Equal || (meaning.identity && node.op == FilterOp::Contains);
    const bool notEqual = node.op == FilterOp::NotEqual || (meaning.identity && node.op == FilterOp::NotContains);
    if ((!equal && !notEqual) || node.values.size() != 1 || !isObjectName(node.values.front()))
        return {};
    if (meaning.what == KeyMeaning::What::Namespace)
        return kind.type.namespaced ? fieldTerm(QStringLiteral("metadata.namespace"), equal, node.values.front()) : QString();
    if (meaning.what != KeyMeaning::What::Column)
        return {};
    if (meaning.column == 0)
        return fieldTerm(QStringLiteral("metadata.name"), equal, node.values.front());
    const kube::Column &column = kind.columns[static_cast<std::size_t>(meaning.column)];
    if (column.type != kube::CellType::Name)
        return {};
    for (const auto &[field, columnId] : kind.selectableFields) {
        if (columnId == column.id)
            return fieldTerm(field, equal, node.values.front());
    }
    return {};
}

} // namespace

FilterPlan planFilter(const FilterNode &root, const kube::ResourceKind &kind)
{
    QStringList labels;
    QStringList fields;
    for (const FilterNode &part : root.children) {
        const QString label = part.type == Type::Label ? labelText(part) : QString();
        const QString field = part.type == Type::Field ? fieldText(part) : part.type == Type::Compare ? comparisonText(part, kind) : QString();
        if (!label.isEmpty())
            labels += label;
        if (!field.isEmpty())
            fields += field;
    }
    return {labels.join(u','), fields.join(u',')};
}

} // namespace sk::models
