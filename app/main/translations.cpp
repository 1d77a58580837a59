#include "translations.h"

#include <QCoreApplication>
#include <QLocale>

namespace sk::app {

void Translations::use(const QString &language)
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_qt);
    const QLocale locale = language == QLatin1String("system") || language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    const QString directory = QStringLiteral(":/i18n");
    // Nothing for the user's language: English, whose file brings the plurals.
    if (m_own.load(locale, QStringLiteral("sk"), QStringLiteral("_"), directory) || m_own.load(QStringLiteral("sk_en"), directory))
        QCoreApplication::installTranslator(&m_own);
    if (m_qt.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), directory))
        QCoreApplication::installTranslator(&m_qt);
}

} // namespace sk::app
