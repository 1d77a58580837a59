#include "filtertests_p.h"

#include "cellformat.h"
#include "filterparser.h"
#include "rowtext_p.h"

#include <sk/core/quantity.h>
#include <sk/kube/valueset.h>

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sk::models {

namespace {

using kube::Cell;
using kube::CellType;
using kube::Column;
using kube::Row;
using What = KeyMeaning::What;

QString say(const char *sentence)
{
    return QCoreApplication::translate("sk", sentence);
}

RowTest fail(FilterError &error, const FilterNode &node, const QString &message)
{
    if (!error)
        error = {node.position, std::max(node.length, 1), message};
    return [](const Row &, const RowLook &) { return true; };
}

bool isOrder(FilterOp op)
{
    return op == FilterOp::Less || op == FilterOp::LessEqual || op == FilterOp::Greater || op == FilterOp::GreaterEqual;
}

bool isNegative(FilterOp op)
{
    return op == FilterOp::NotContains || op == FilterOp::NotEqual;
}

bool holds(FilterOp op, double order)
{
    switch (op) {
    case FilterOp::Less: return order < 0;
    case FilterOp::LessEqual: return order <= 0;
    case FilterOp::Greater: return order > 0;
    case FilterOp::GreaterEqual: return order >= 0;
    default: return order == 0;
    }
}

/// The values of a text comparison: what each of them asks of a text.
struct TextValues {
    TextValues(const FilterNode &node, bool identity)
    {
        const bool whole = identity || node.op == FilterOp::Equal || node.op == FilterOp::NotEqual;
        for (const QString &value : node.values) {
            if (value.contains(u'*'))
                globs += value;
            else if (whole)
                wholes += value;
            else
                needles.emplace_back(value);
        }
    }
    [[nodiscard]] bool match(QStringView text) const
    {
        return std::any_of(needles.begin(), needles.end(), [text](const Needle &needle) { return needle.occursIn(text); })
            || std::any_of(wholes.begin(), wholes.end(), [text](const QString &value) { return text.compare(value, Qt::CaseInsensitive) == 0; })
            || std::any_of(globs.begin(), globs.end(), [text](const QString &value) { return globMatches(value, text); });
    }
    std::vector<Needle> needles;
    QStringList wholes;
    QStringList globs;
};

template<typename TextOf>
RowTest textTest(const FilterNode &node, bool identity, TextOf textOf)
{
    return [values = TextValues(node, identity), negative = isNegative(node.op), textOf](
               const Row &row, const RowLook &) { return values.match(textOf(row)) != negative; };
}

/// A number that is compared with one of the wanted ones. Unknown numbers pass no comparison, and every "is not".
template<typename NumberOf>
RowTest numberTest(const FilterNode &node, std::vector<double> wanted, NumberOf numberOf)
{
    return [op = node.op, wanted = std::move(wanted), numberOf](const Row &row, const RowLook &look) {
        const double number = numberOf(row, look);
        if (std::isnan(number))
            return isNegative(op);
        const bool any = std::any_of(wanted.begin(), wanted.end(), [&](double value) { return holds(op, number - value); });
        return any != isNegative(op);
    };
}

const Cell &cellOf(const Row &row, std::size_t column)
{
    static const Cell none;
    return column < row.cells.size() ? row.cells[column] : none;
}

/// What the numbers of a column are called when one is missing.
QString numberNeeded(const Column &column, const QString &key)
{
    switch (column.type) {
    case CellType::Cores:
        return say(QT_TRANSLATE_NOOP("sk", "%1 needs a number of cores, such as 2 or 500m.")).arg(key);
    case CellType::Bytes:
        return say(QT_TRANSLATE_NOOP("sk", "%1 needs a size, such as 512Mi or 1Gi.")).arg(key);
    case CellType::Meter:
        return say(QT_TRANSLATE_NOOP("sk", "%1 needs a quantity, such as 500m or 1Gi, or a share, such as 80%.")).arg(key);
    case CellType::Ready:
        return say(QT_TRANSLATE_NOOP("sk", "%1 needs a number, a share such as 100%, or both numbers such as 1/2.")).arg(key);
    default:
        return say(QT_TRANSLATE_NOOP("sk", "%1 needs a number.")).arg(key);
    }
}

/// Of the time since then, or of how long something took or goes on.
RowTest spanTest(CellType type, const FilterNode &node, std::size_t column, bool &onTime, FilterError &error)
{
    if (!isOrder(node.op))
        return fail(error, node, say(QT_TRANSLATE_NOOP("sk", "%1 is compared with < or >, as in %1<1h.")).arg(node.text));
    std::vector<double> wanted;
    for (const QString &value : node.values) {
        const auto span = parseSpan(value);
        if (!span)
            return fail(error, node, say(QT_TRANSLATE_NOOP("sk", "%1 needs a span of time, such as 90s, 1h or 2d12h.")).arg(node.text));
        wanted.push_back(static_cast<double>(*span));
    }
    onTime = true;
    if (type == CellType::Duration) {
        return numberTest(node, std::move(wanted), [column](const Row &row, const RowLook &look) {
            const Cell &cell = cellOf(row, column);
            return std::isnan(cell.a) ? static_cast<double>(look.now) - cell.b : cell.a;
        });
    }
    return numberTest(node, std::move(wanted), [column](const Row &row, const RowLook &look) { return static_cast<double>(look.now) - cellOf(row, column).a; });
}

RowTest quantityTest(const Column &column, const FilterNode &node, std::size_t index, FilterError &error)
{
    const bool hasShare = column.type == CellType::Meter || column.type == CellType::Ready;
    std::vector<double> wanted;
    const bool share = node.values.front().endsWith(u'%');
    if (column.type == CellType::Ready && node.values.front().contains(u'/') && !isOrder(node.op))
        return textTest(node, true, [column, index](const Row &row) { return displayText(column, cellOf(row, index), 0); });
    for (const QString &value : node.values) {
        const QByteArray digits = (share && value.endsWith(u'%') ? value.chopped(1) : value).toUtf8();
        const auto number = parseQuantity({digits.constData(), static_cast<std::size_t>(digits.size())});
        if (!number || value.endsWith(u'%') != share || (share && !hasShare))
            return fail(error, node, numberNeeded(column, node.text));
        wanted.push_back(share ? *number / 100 : *number);
    }
    const bool isMeter = column.type == CellType::Meter;
    return numberTest(node, std::move(wanted), [isMeter, share, index](const Row &row, const RowLook &) {
        const Cell &cell = cellOf(row, index);
        // As it is shown: use where it is measured, else what was asked for.
        const double shown = isMeter && std::isnan(cell.a) ? cell.b : cell.a;
        const double whole = isMeter ? cell.c : cell.b;
        return !share ? shown : whole > 0 ? shown / whole : kube::unknownNumber;
    });
}

RowTest healthTest(const FilterNode &node, FilterError &error)
{
    using kube::Health;
    static const QList<std::pair<QString, Health>> words{{QStringLiteral("healthy"), Health::Healthy}, {QStringLiteral("progressing"), Health::Progressing},
        {QStringLiteral("warning"), Health::Warning}, {QStringLiteral("failing"), Health::Failing}, {QStringLiteral("unknown"), Health::Unknown}, {QStringLiteral("finished"), Health::Finished}};
    quint32 wanted = 0;
    for (const QString &value : node.values) {
        const auto found = std::find_if(words.begin(), words.end(), [&value](const auto &entry) { return entry.first.compare(value, Qt::CaseInsensitive) == 0; });
        if (found == words.end() || isOrder(node.op))
            return fail(error, node, say(QT_TRANSLATE_NOOP("sk", "health is one of healthy, progressing, warning, failing, unknown, finished.")));
        wanted |= 1U << static_cast<unsigned>(found->second);
    }
    return [wanted, negative = isNegative(node.op)](const Row &row, const RowLook &) { return ((wanted >> static_cast<unsigned>(row.health)) & 1U) != (negative ? 1U : 0U); };
}

RowTest columnTest(const kube::ResourceKind &kind, const KeyMeaning &meaning, const FilterNode &node, bool &onTime, FilterError &error)
{
    const auto index = static_cast<std::size_t>(meaning.column);
    const Column &column = kind.columns[index];
    switch (column.type) {
    case CellType::Age:
    case CellType::Duration:
        return spanTest(column.type, node, index, onTime, error);
    case CellType::Number:
    case CellType::Cores:
    case CellType::Bytes:
    case CellType::Meter:
    case CellType::Ready:
        return quantityTest(column, node, index, error);
    case CellType::Status:
        if (isOrder(node.op))
            return fail(error, node, say(QT_TRANSLATE_NOOP("sk", "%1 has no order: ask with : or =.")).arg(node.text));
        break;
    case CellType::Text:
    case CellType::Name:
    case CellType::IpAddress:
    case CellType::Version:
    case CellType::Value:
        if (isOrder(node.op)) {
            std::vector<Cell> wanted(static_cast<std::size_t>(node.values.size()));
            std::transform(node.values.begin(), node.values.end(), wanted.begin(), [](const QString &value) {
                const double amount = parseQuantity(value.toStdString()).value_or(kube::unknownNumber); // for columns of the user's own
                return Cell{value, amount, kube::unknownNumber, kube::unknownNumber, {}};
            });
            return [column, index, op = node.op, wanted](const Row &row, const RowLook &) {
                const Cell &cell = cellOf(row, index);
                return !isUnknown(column, cell)
                    && std::any_of(wanted.begin(), wanted.end(), [&](const Cell &value) { return holds(op, compareCells(column, cell, value)); });
            };
        }
        break;
    }
    if (*column.kubectlWord) {
        return [values = TextValues(node, meaning.identity), negative = isNegative(node.op), own = say(column.ownWord), also = QString::fromLatin1(column.kubectlWord), index](
                   const Row &row, const RowLook &) {
            const QString &text = cellOf(row, index).text;
            return (values.match(text) || (text.contains(own) && values.match(also))) != negative;
        };
    }
    return textTest(node, meaning.identity, [index](const Row &row) -> QStringView {
        const Cell &cell = cellOf(row, index);
        return index == 0 && cell.text.isEmpty() ? row.name : cell.text;
    });
}

/// A selector's term against the value that a row has for it, or has not.
bool selects(const SelectorTerm &term, const std::optional<QStringView> &value)
{
    const auto oneOf = [&] {
        return std::any_of(term.values.begin(), term.values.end(), [&](const QString &wanted) { return wanted.contains(u'*') ? globMatches(wanted, *value) : *value == wanted; });
    };
    switch (term.test) {
    case SelectorTerm::Test::Exists: return value.has_value();
    case SelectorTerm::Test::Missing: return !value.has_value();
    case SelectorTerm::Test::In: return value && oneOf();
    case SelectorTerm::Test::NotIn: return !value || !oneOf(); // as in Kubernetes: what has no such label is not it
    }
    return false;
}

} // namespace

RowTest compileComparison(const kube::ResourceKind &kind, const FilterNode &node, bool &onTime, FilterError &error)
{
    const KeyMeaning meaning = meaningOf(kind, node.text);
    const auto noOrder = [&] { return fail(error, node, say(QT_TRANSLATE_NOOP("sk", "%1 has no order: ask with : or =.")).arg(node.text)); };
    switch (meaning.what) {
    case What::Namespace:
        return isOrder(node.op) ? noOrder() : textTest(node, true, [](const Row &row) -> QStringView { return row.nameSpace; });
    case What::Owner:
        return isOrder(node.op) ? noOrder() : textTest(node, false, [](const Row &row) -> QStringView { return row.owner; });
    case What::Health:
        return healthTest(node, error);
    case What::Column:
        return columnTest(kind, meaning, node, onTime, error);
    case What::Unknown:
        break;
    }
    const QString near = nearestKey(kind, node.text);
    FilterNode key = node;
    key.length = std::min(node.length, static_cast<int>(node.text.size()));
    return fail(error, key,
        near.isEmpty() ? say(QT_TRANSLATE_NOOP("sk", "There is no column \"%1\" here. Put the text in quotes to look for it.")).arg(node.text)
                       : say(QT_TRANSLATE_NOOP("sk", "There is no column \"%1\" here. Did you mean \"%2\"?")).arg(node.text, near));
}

RowTest compileLabels(const FilterNode &node)
{
    std::vector<std::pair<QString, SelectorTerm>> terms;
    for (const SelectorTerm &term : node.terms)
        terms.emplace_back(kube::nameInSet(term.key), term);
    return [terms](const Row &row, const RowLook &) {
        return std::all_of(terms.begin(), terms.end(), [&row](const auto &term) { return selects(term.second, kube::valueIn(row.labels, term.first)); });
    };
}

RowTest compileFields(const kube::ResourceKind &kind, const FilterNode &node, FilterError &error)
{
    using ValueOf = std::function<QStringView(const Row &)>;
    std::vector<std::pair<ValueOf, SelectorTerm>> terms;
    for (const SelectorTerm &term : node.terms) {
        ValueOf valueOf;
        if (term.key == QLatin1String("metadata.name")) {
            valueOf = [](const Row &row) -> QStringView { return row.name; };
        } else if (term.key == QLatin1String("metadata.namespace")) {
            valueOf = [](const Row &row) -> QStringView { return row.nameSpace; };
        } else {
            QStringList known{QStringLiteral("metadata.name")};
            if (kind.type.namespaced)
                known += QStringLiteral("metadata.namespace");
            for (const auto &[field, columnId] : kind.selectableFields) {
                known += field;
                if (field != term.key)
                    continue;
                if (const int column = kind.columnIndex(columnId); column >= 0)
                    valueOf = [index = static_cast<std::size_t>(column)](const Row &row) -> QStringView { return cellOf(row, index).text; };
                else
                    valueOf = [name = kube::nameInSet(field)](const Row &row) { return kube::valueIn(row.fields, name).value_or(QStringView()); };
            }
            if (!valueOf)
                return fail(error, node,
                    say(QT_TRANSLATE_NOOP("sk", "The server selects these objects only by the fields %1.")).arg(known.join(QStringLiteral(", "))));
        }
        terms.emplace_back(std::move(valueOf), term);
    }
    return [terms](const Row &row, const RowLook &) {
        return std::all_of(terms.begin(), terms.end(), [&row](const auto &term) { return selects(term.second, term.first(row)); });
    };
}

} // namespace sk::models
