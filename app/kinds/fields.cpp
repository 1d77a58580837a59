#include "fields_p.h"

#include <sk/core/age.h>
#include <sk/core/quantity.h>
#include <sk/kube/deletion.h>
#include <sk/kube/jsonpath.h>

namespace sk::kinds {

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString pooled(JsonView value, const ProjectionContext &context)
{
    return value.isString() ? context.texts.get(value.string()) : value.text();
}

UnixMs timeOf(JsonView value)
{
    return parseTime(value.string()).value_or(0);
}

double numberOr(JsonView value, double fallback)
{
    return value.number().value_or(fallback);
}

double quantityOf(JsonView value)
{
    if (const auto number = value.number())
        return *number;
    return parseQuantity(value.string()).value_or(kube::unknownNumber);
}

QString evidence(const QString &text)
{
    constexpr qsizetype longest = 240;
    QString line = text.simplified();
    if (line.size() > longest) {
        line.truncate(longest - 1);
        line += QChar(0x2026);
    }
    // A server's "%t" must not be taken for the place of the time.
    return line.replace(QLatin1String("%t"), QStringLiteral("%\u2060t"));
}

void setStatus(const Verdict &verdict, Row &row, Cell &cell)
{
    cell.text = verdict.text;
    cell.health = verdict.health;
    if (verdict.since != 0)
        cell.a = static_cast<double>(verdict.since);
    row.health = verdict.health;
}

JsonView condition(JsonView object, std::string_view type)
{
    return object["status"]["conditions"].findElement([type](JsonView entry) { return entry["type"].string() == type; });
}

bool conditionIs(JsonView object, std::string_view type, std::string_view status)
{
    return condition(object, type)["status"].string() == status;
}

bool isDeleting(JsonView object)
{
    return object["metadata"]["deletionTimestamp"].isString();
}

Verdict deletingVerdict(JsonView object, const ProjectionContext &context)
{
    const auto deletion = kube::deletionOf(object["metadata"], context.now);
    return deletion ? Verdict{deletion->text, deletion->health, deletion->since} : Verdict();
}

QString labelsText(JsonView labels)
{
    QStringList parts;
    labels.eachMember([&parts](std::string_view key, JsonView value) { parts += fromUtf8(key) + u'=' + value.text(); });
    return parts.join(u',');
}

QString selectorText(JsonView selector)
{
    QStringList parts;
    if (selector["matchLabels"].size() > 0)
        parts += labelsText(selector["matchLabels"]);
    selector["matchExpressions"].eachElement([&parts](JsonView expression) {
        const QString key = expression["key"].text();
        const std::string_view verb = expression["operator"].string();
        const QString values = u'(' + joined(expression["values"]) + u')';
        if (verb == "In")
            parts += key + QStringLiteral(" in ") + values;
        else if (verb == "NotIn")
            parts += key + QStringLiteral(" notin ") + values;
        else if (verb == "DoesNotExist")
            parts += u'!' + key;
        else
            parts += key;
    });
    return parts.join(u',');
}

QString joined(JsonView array, const QString &separator)
{
    QStringList parts;
    array.eachElement([&parts](JsonView element) { parts += element.text(); });
    return parts.join(separator);
}

QString joinedMember(JsonView array, std::string_view key, const QString &separator)
{
    QStringList parts;
    array.eachElement([&parts, key](JsonView element) {
        if (QString text = element[key].text(); !text.isEmpty())
            parts += std::move(text);
    });
    return parts.join(separator);
}

QString ownerText(JsonView object)
{
    const JsonView owners = object["metadata"]["ownerReferences"];
    JsonView owner = owners.findElement([](JsonView entry) { return entry["controller"].boolean(); });
    if (owner.isNull())
        owner = owners.at(0);
    return owner.isNull() ? QString() : owner["kind"].text() + u'/' + owner["name"].text();
}

QString quantitiesText(JsonView quantities)
{
    QStringList parts;
    quantities.eachMember([&parts](std::string_view key, JsonView value) { parts += fromUtf8(key) + u' ' + value.text(); });
    return parts.join(QStringLiteral(", "));
}

Verdict endpointsVerdict(double ready, double all)
{
    if (all <= 0)
        return {QCoreApplication::translate("sk", "No addresses"), Health::Warning, 0};
    if (ready >= all)
        return {QCoreApplication::translate("sk", "%1 ready").arg(ready), Health::Healthy, 0};
    return {QCoreApplication::translate("sk", "%1 of %2 ready").arg(QString::number(ready), QString::number(all)), ready > 0 ? Health::Warning : Health::Failing, 0};
}

QString yesNo(bool value)
{
    return value ? QCoreApplication::translate("sk", "Yes") : QCoreApplication::translate("sk", "No");
}

QString accessModes(JsonView modes, const ProjectionContext &context)
{
    QStringList parts;
    modes.eachElement([&parts](JsonView mode) {
        const std::string_view name = mode.string();
        if (name == "ReadWriteOnce")
            parts += QStringLiteral("RWO");
        else if (name == "ReadOnlyMany")
            parts += QStringLiteral("ROX");
        else if (name == "ReadWriteMany")
            parts += QStringLiteral("RWX");
        else if (name == "ReadWriteOncePod")
            parts += QStringLiteral("RWOP");
        else
            parts += fromUtf8(name);
    });
    return context.texts.get(parts.join(u',').toStdString());
}

Section::Section(const char *title, DetailSection::Shape shape)
{
    m_section.title = QCoreApplication::translate("sk", title);
    m_section.shape = shape;
}

Section &Section::fact(const char *label, const QString &value, Health health)
{
    return named(QCoreApplication::translate("sk", label), value, health);
}

Section &Section::fact(const char *label, JsonView value)
{
    return named(QCoreApplication::translate("sk", label), value);
}

Section &Section::named(const QString &label, JsonView value)
{
    return named(label, value.text()).from(kube::pathOf(value.path()));
}

Section &Section::from(const QString &path)
{
    if (m_added)
        m_section.entries.last().path = path;
    return *this;
}

Section &Section::named(const QString &label, const QString &value, Health health, const QString &note)
{
    m_added = !value.isEmpty();
    if (!m_added)
        return *this;
    DetailSection::Entry entry;
    entry.label = label;
    entry.value = value;
    entry.health = health;
    entry.note = note;
    m_section.entries += entry;
    return *this;
}

Section &Section::secret(const QString &label, const QString &value)
{
    m_added = false; // a column would show it
    DetailSection::Entry entry;
    entry.label = label;
    entry.value = value;
    entry.secret = true;
    m_section.entries += entry;
    return *this;
}

Section &Section::chip(const QString &text)
{
    return named({}, text);
}

Section &Section::meter(const char *label, double total, MeterUnit unit)
{
    m_added = !std::isnan(total);
    if (!m_added)
        return *this;
    DetailSection::Entry entry;
    entry.label = QCoreApplication::translate("sk", label);
    entry.total = total;
    entry.unit = unit;
    m_section.entries += entry;
    return *this;
}

void Section::addTo(QList<DetailSection> &list) const
{
    if (!m_section.entries.isEmpty())
        list += m_section;
}

} // namespace sk::kinds
