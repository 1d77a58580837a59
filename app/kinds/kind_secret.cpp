#include "fields_p.h"

namespace sk::kinds {

kube::ResourceKind secretKind()
{
    return KindBuilder(typeOf("", "v1", "secrets", "Secret", true, {QStringLiteral("sec")}), QT_TRANSLATE_NOOP("sk", "Secrets"), Category::Configuration, 20)
        .name()
        .nameSpace()
        .path("type", QT_TRANSLATE_NOOP("sk", "Type"), 34, {"type"})
        .number("data", QT_TRANSLATE_NOOP("sk", "Data"), [](JsonView o) { return static_cast<double>(o["data"].size()); })
        .text("immutable", QT_TRANSLATE_NOOP("sk", "Immutable"), 10, [](JsonView o, const ProjectionContext &) { return o["immutable"].boolean() ? yesNo(true) : QString(); })
        .wide()
        .selectable("type", "type")
        .age()
        .detail([](JsonView object, const ProjectionContext &) {
            QList<DetailSection> list;
            Section(QT_TRANSLATE_NOOP("sk", "Secret")).fact(QT_TRANSLATE_NOOP("sk", "Type"), object["type"]).addTo(list);
            Section data(QT_TRANSLATE_NOOP("sk", "Data"));
            object["data"].eachMember([&data](std::string_view key, JsonView value) {
                const std::string_view coded = value.string();
                const QByteArray bytes = QByteArray::fromBase64(QByteArray(coded.data(), static_cast<qsizetype>(coded.size())));
                const QString text = QString::fromUtf8(bytes);
                // What is no text is shown as the server sent it.
                data.secret(fromUtf8(key), text.contains(QChar::ReplacementCharacter) ? fromUtf8(coded) : text);
            });
            data.addTo(list);
            return list;
        })
        .build();
}

} // namespace sk::kinds
