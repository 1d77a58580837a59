#include "jsonpath_p.h"

#include <algorithm>
#include <utility>

namespace sk::kube {

namespace {

using Step = JsonPath::Step;
using Steps = std::vector<Step>;

void walk(const Steps &steps, std::size_t at, JsonView root, JsonView value, const std::function<void(JsonView)> &visit);

JsonView firstOf(const PathSide &side, JsonView root, JsonView element)
{
    JsonView found;
    bool first = true;
    walk(side.path, 0, root, side.fromRoot ? root : element, [&](JsonView value) {
        if (std::exchange(first, false))
            found = value;
    });
    return found;
}

std::optional<double> numberOf(const PathSide &side, JsonView value)
{
    if (!side.isPath)
        return side.number;
    return value.number();
}

QString textOf(const PathSide &side, JsonView value)
{
    if (side.isPath)
        return value.text();
    return side.text ? *side.text : QString::number(side.number.value_or(0), 'g', 17);
}

template<typename T>
bool compare(PathOperator op, const T &a, const T &b)
{
    switch (op) {
    case PathOperator::Equal:
        return a == b;
    case PathOperator::NotEqual:
        return a != b;
    case PathOperator::Less:
        return a < b;
    case PathOperator::LessEqual:
        return a <= b;
    case PathOperator::Greater:
        return a > b;
    case PathOperator::GreaterEqual:
        return a >= b;
    case PathOperator::Exists:
        break;
    }
    return true;
}

bool holds(const Step &filter, JsonView root, JsonView element)
{
    const JsonView left = filter.left.isPath ? firstOf(filter.left, root, element) : JsonView();
    if (filter.left.isPath && left.isNull())
        return false; // as kubectl: what is not there is neither equal nor different
    if (filter.op == PathOperator::Exists)
        return true;
    const JsonView right = filter.right.isPath ? firstOf(filter.right, root, element) : JsonView();
    if (filter.right.isPath && right.isNull())
        return false;
    const auto a = numberOf(filter.left, left);
    const auto b = numberOf(filter.right, right);
    if (a && b)
        return compare(filter.op, *a, *b);
    return compare(filter.op, textOf(filter.left, left), textOf(filter.right, right));
}

void descend(const Steps &steps, std::size_t at, JsonView root, JsonView value, int depth, const std::function<void(JsonView)> &visit)
{
    walk(steps, at, root, value, visit);
    if (depth == deepestPath)
        return;
    if (value.isObject())
        value.eachMember([&](std::string_view, JsonView member) { descend(steps, at, root, member, depth + 1, visit); });
    else if (value.isArray())
        value.eachElement([&](JsonView element) { descend(steps, at, root, element, depth + 1, visit); });
}

/// As Go's slices with Python's negative ends.
void slice(const Step &step, int size, const std::function<void(int)> &visit)
{
    const auto clamped = [size](int index) { return std::clamp(index < 0 ? index + size : index, 0, size); };
    const int from = clamped(step.indexes[0]);
    const int to = step.hasEnd ? clamped(step.indexes[1]) : size;
    for (int i = from; i < to; i += std::max(1, step.indexes[2]))
        visit(i);
}

void walk(const Steps &steps, std::size_t at, JsonView root, JsonView value, const std::function<void(JsonView)> &visit)
{
    if (at == steps.size()) {
        if (!value.isNull())
            visit(value);
        return;
    }
    const Step &step = steps[at];
    const auto go = [&](JsonView next) { walk(steps, at + 1, root, next, visit); };
    const auto eachChild = [&](const std::function<void(JsonView)> &child) {
        if (value.isArray())
            value.eachElement(child);
        else
            value.eachMember([&](std::string_view, JsonView member) { child(member); });
    };
    switch (step.type) {
    case Step::Type::Member:
        if (value.isObject())
            go(value[step.key]);
        break;
    case Step::Type::Every:
        eachChild(go);
        break;
    case Step::Type::Indexes: {
        const auto size = static_cast<int>(value.isArray() ? value.size() : 0);
        for (const int index : step.indexes)
            if (const int i = index < 0 ? index + size : index; i >= 0 && i < size)
                go(value.at(static_cast<std::size_t>(i)));
        break;
    }
    case Step::Type::Slice:
        if (value.isArray())
            slice(step, static_cast<int>(value.size()), [&](int i) { go(value.at(static_cast<std::size_t>(i))); });
        break;
    case Step::Type::Descend:
        descend(steps, at + 1, root, value, 0, visit);
        break;
    case Step::Type::Filter:
        eachChild([&](JsonView element) {
            if (holds(step, root, element))
                go(element);
        });
        break;
    }
}

/// Compact JSON of what is no plain value, up to a length.
void writeJson(JsonView value, QString &out, qsizetype limit, int depth = 0)
{
    if (out.size() > limit || depth > deepestPath)
        return;
    const auto text = [&out](const QString &string) {
        out += u'"';
        for (const QChar c : string) {
            if (c == u'"' || c == u'\\')
                out += u'\\';
            if (c == u'\n')
                out += QLatin1String("\\n");
            else
                out += c;
        }
        out += u'"';
    };
    bool first = true;
    const auto comma = [&] {
        if (!std::exchange(first, false))
            out += u',';
    };
    if (value.isObject()) {
        out += u'{';
        value.eachMember([&](std::string_view key, JsonView member) {
            if (out.size() > limit)
                return;
            comma();
            text(exactText(key));
            out += u':';
            writeJson(member, out, limit, depth + 1);
        });
        out += u'}';
    } else if (value.isArray()) {
        out += u'[';
        value.eachElement([&](JsonView element) {
            if (out.size() > limit)
                return;
            comma();
            writeJson(element, out, limit, depth + 1);
        });
        out += u']';
    } else if (value.isString()) {
        text(value.text());
    } else {
        out += value.isNull() ? QStringLiteral("null") : value.text();
    }
}

} // namespace

JsonPath JsonPath::parse(const QString &text, Problem *problem)
{
    JsonPath path;
    Problem found;
    if (auto steps = parsePath(text, found))
        path.d = std::make_shared<const std::vector<Step>>(std::move(*steps));
    if (problem)
        *problem = found;
    return path;
}

void JsonPath::find(JsonView object, const std::function<void(JsonView)> &visit) const
{
    if (d)
        walk(*d, 0, object, object, visit);
}

QString JsonPath::text(JsonView object, int limit) const
{
    QString result;
    bool first = true;
    find(object, [&](JsonView value) {
        if (result.size() > limit)
            return;
        if (!std::exchange(first, false))
            result += u',';
        if (value.isObject() || value.isArray())
            writeJson(value, result, limit);
        else
            result += value.text();
    });
    if (result.size() > limit)
        result = result.left(limit - 1) + u'…';
    return result;
}

QString pathOf(const QStringList &keys)
{
    QString text = QStringLiteral("{");
    for (const QString &key : keys) {
        if (key.isEmpty()) {
            text += QLatin1String("[*]");
            continue;
        }
        text += u'.';
        for (const QChar c : key) {
            if (QStringView(u".[]\\{}'\" *$@").contains(c))
                text += u'\\';
            text += c;
        }
    }
    return text + u'}';
}

} // namespace sk::kube
