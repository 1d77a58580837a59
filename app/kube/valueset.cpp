#include "valueset.h"

#include <string>

namespace sk::kube {

namespace {

/// Values come from a server that may be broken: none of them may pass for two.
void append(std::string &set, std::string_view name, std::string_view value)
{
    if (name.find_first_of("\n=") != std::string_view::npos || value.find('\n') != std::string_view::npos)
        return;
    if (set.empty())
        set += '\n';
    set.append(name).append("=").append(value) += '\n';
}

/// Fields are named in ASCII, and this runs for each of a row: without a conversion, and keys short enough for no allocation.
void assignAscii(std::string &to, QStringView from)
{
    to.clear();
    for (const QChar c : from)
        to += c.toLatin1();
}

JsonView member(JsonView object, QStringView path, std::string &key)
{
    while (!path.isEmpty()) {
        const qsizetype dot = path.indexOf(u'.');
        assignAscii(key, dot < 0 ? path : path.left(dot));
        object = object[key];
        path = dot < 0 ? QStringView() : path.mid(dot + 1);
    }
    return object;
}

QString ownerOf(JsonView metadata, TextPool &texts)
{
    const JsonView owners = metadata["ownerReferences"];
    JsonView owner = owners.findElement([](JsonView entry) { return entry["controller"].boolean(); });
    if (owner.isNull())
        owner = owners.at(0);
    if (owner.isNull())
        return {};
    return texts.get(std::string(owner["kind"].string()).append("/").append(owner["name"].string()));
}

} // namespace

QString nameInSet(const QString &name)
{
    return u'\n' + name + u'=';
}

std::optional<QStringView> valueIn(const QString &set, const QString &nameInSet)
{
    const qsizetype at = set.indexOf(nameInSet);
    if (at < 0)
        return std::nullopt;
    const qsizetype begin = at + nameInSet.size();
    return QStringView(set).mid(begin, set.indexOf(u'\n', begin) - begin);
}

void eachValue(const QString &set, const std::function<void(QStringView, QStringView)> &visit)
{
    for (const QStringView line : QStringView(set).split(u'\n', Qt::SkipEmptyParts)) {
        const qsizetype equals = line.indexOf(u'=');
        visit(line.left(equals), line.mid(equals + 1));
    }
}

void readFacts(const ResourceKind &kind, JsonView object, TextPool &texts, Row &row)
{
    const JsonView metadata = object["metadata"];
    std::string set;
    metadata["labels"].eachMember([&set](std::string_view key, JsonView value) { append(set, key, value.string()); });
    row.labels = texts.get(set);
    set.clear();
    std::string name;
    for (const auto &[field, column] : kind.selectableFields) {
        if (!column.isEmpty())
            continue;
        // A field that is not set is an empty text to a fieldSelector, or "false".
        const JsonView value = member(object, field, name);
        if (value.isNull())
            continue;
        assignAscii(name, field);
        append(set, name, value.isString() ? value.string() : value.boolean() ? "true" : value.text().toStdString());
    }
    row.fields = texts.get(set);
    row.owner = ownerOf(metadata, texts);
}

} // namespace sk::kube
