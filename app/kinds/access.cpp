#include "access_p.h"
#include "platform_p.h"

namespace sk::kinds {

namespace {

QString subjectsText(JsonView binding, std::string_view kind)
{
    QStringList names;
    binding["subjects"].eachElement([&](JsonView subject) {
        if (subject["kind"].string() != kind)
            return;
        const QString space = subject["namespace"].text();
        names += space.isEmpty() ? subject["name"].text() : space + u'/' + subject["name"].text();
    });
    return names.join(u',');
}

QString roleText(JsonView binding)
{
    return binding["roleRef"]["kind"].text() + u'/' + binding["roleRef"]["name"].text();
}

KindBuilder::TextOf subjects(const char *kind)
{
    return [kind](JsonView object, const ProjectionContext &context) { return context.texts.get(subjectsText(object, kind).toStdString()); };
}

QList<DetailSection> rules(JsonView role, const ProjectionContext &)
{
    QList<DetailSection> list;
    Section section(QT_TRANSLATE_NOOP("sk", "Rules"));
    role["rules"].eachElement([&section](JsonView rule) {
        QString what = joined(rule["resources"], QStringLiteral(", "));
        if (what.isEmpty())
            what = joined(rule["nonResourceURLs"], QStringLiteral(", "));
        if (const QString groups = joined(rule["apiGroups"], QStringLiteral(", ")); !groups.isEmpty())
            what += QStringLiteral(" (") + groups + u')';
        if (const QString names = joined(rule["resourceNames"], QStringLiteral(", ")); !names.isEmpty())
            what += QStringLiteral(": ") + names;
        section.named(what, joined(rule["verbs"], QStringLiteral(", ")));
    });
    section.addTo(list);
    return list;
}

} // namespace

ResourceKind roleLike(ResourceType type, const char *title, Category category, int order)
{
    const bool namespaced = type.namespaced;
    KindBuilder builder(std::move(type), title, category, order);
    builder.name(44);
    if (namespaced)
        builder.nameSpace();
    return builder.number("rules", QT_TRANSLATE_NOOP("sk", "Rules"), [](JsonView o) { return static_cast<double>(o["rules"].size()); })
        .text("alias", QT_TRANSLATE_NOOP("sk", "Alias"), 26, platformAnnotation("alias-name"))
        .wide()
        .age()
        .detail(rules)
        .build();
}

ResourceKind bindingLike(ResourceType type, const char *title, Category category, int order)
{
    const bool namespaced = type.namespaced;
    KindBuilder builder(std::move(type), title, category, order);
    builder.name(44);
    if (namespaced)
        builder.nameSpace();
    return builder.text("role", QT_TRANSLATE_NOOP("sk", "Role"), 40, [](JsonView o, const ProjectionContext &c) { return c.texts.get(roleText(o).toStdString()); })
        .text("users", QT_TRANSLATE_NOOP("sk", "Users"), 20, subjects("User"))
        .wide()
        .text("groups", QT_TRANSLATE_NOOP("sk", "Groups"), 20, subjects("Group"))
        .wide()
        .text("serviceaccounts", QT_TRANSLATE_NOOP("sk", "Service accounts"), 30, subjects("ServiceAccount"))
        .wide()
        .age()
        .detail([](JsonView binding, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Binding"))
                .fact(QT_TRANSLATE_NOOP("sk", "Role"), roleText(binding)).from("{.roleRef.name}")
                .fact(QT_TRANSLATE_NOOP("sk", "Users"), subjectsText(binding, "User")).from("{.subjects[?(@.kind==\"User\")].name}")
                .fact(QT_TRANSLATE_NOOP("sk", "Groups"), subjectsText(binding, "Group")).from("{.subjects[?(@.kind==\"Group\")].name}")
                .fact(QT_TRANSLATE_NOOP("sk", "Service accounts"), subjectsText(binding, "ServiceAccount")).from("{.subjects[?(@.kind==\"ServiceAccount\")].name}")
                .addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
