#include "translations.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QLocale>

#include <algorithm>
#include <iterator>

namespace sk::app {

namespace {

/// The interface font with a face for Simplified Chinese behind it. Left to itself the system picks any face that has the characters, and
/// so their Japanese forms on a desktop of another language.
QFont withChineseFace(QFont font)
{
    static const QString faces[] = {QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"), QStringLiteral("PingFang SC"),
                                    QStringLiteral("Microsoft YaHei UI"), QStringLiteral("WenQuanYi Micro Hei")};
    const QStringList installed = QFontDatabase::families();
    const auto face = std::find_if(std::begin(faces), std::end(faces), [&installed](const QString &name) { return installed.contains(name); });
    if (face != std::end(faces) && !font.families().contains(*face))
        font.setFamilies({QFontInfo(font).family(), *face}); // the real family: an alias ("Sans Serif") would give way to the second
    return font;
}

} // namespace

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
    if (locale.language() == QLocale::Chinese && qobject_cast<QApplication *>(QCoreApplication::instance()))
        QApplication::setFont(withChineseFace(QApplication::font()));
}

} // namespace sk::app
