#include "deletion.h"

#include <sk/core/age.h>

#include <QCoreApplication>
#include <QStringList>

namespace sk::kube {

namespace {

constexpr UnixMs patience = 60'000; ///< after the time at which the object is due: what takes longer hangs
constexpr qsizetype longest = 240; ///< characters of finalizers in a sentence

QString finalizersOf(JsonView metadata)
{
    QStringList names;
    metadata["finalizers"].eachElement([&names](JsonView name) { names += name.text(); });
    QString text = names.join(QStringLiteral(", ")).simplified();
    if (text.size() > longest)
        text = text.left(longest - 1) + QChar(0x2026);
    return text.remove(u'%'); // no name holds one, and "%t" is the place of the time
}

} // namespace

std::optional<Deletion> deletionOf(JsonView metadata, UnixMs now)
{
    if (!metadata["deletionTimestamp"].isString())
        return std::nullopt;
    // The server sets the time at which the object is due: the request's time plus the grace period.
    const UnixMs due = parseTime(metadata["deletionTimestamp"].string()).value_or(0);
    Deletion deletion;
    deletion.since = due == 0 ? 0 : due - 1000 * metadata["deletionGracePeriodSeconds"].integer();
    deletion.health = due != 0 && now > due + patience ? Health::Warning : Health::Progressing;
    const QString finalizers = finalizersOf(metadata);
    if (deletion.since == 0)
        deletion.text = finalizers.isEmpty() ? QCoreApplication::translate("sk", "Terminating") : QCoreApplication::translate("sk", "Terminating, waits for %1").arg(finalizers);
    else if (finalizers.isEmpty())
        deletion.text = QCoreApplication::translate("sk", "Terminating for %t");
    else
        deletion.text = QCoreApplication::translate("sk", "Terminating for %t, waits for %1").arg(finalizers);
    return deletion;
}

} // namespace sk::kube
