#include "mnemonic.h"

#include <QRegularExpression>

namespace sk::widgets {

QString withoutMnemonic(QString label)
{
    static const QRegularExpression added(QStringLiteral("\\s*\\(&[^)]\\)"));
    static const QRegularExpression mark(QStringLiteral("&(.)")); // "&&" is one that is read
    return label.remove(added).replace(mark, QStringLiteral("\\1"));
}

} // namespace sk::widgets
