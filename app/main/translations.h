#pragma once

#include <QObject>
#include <QTranslator>

namespace sk::app {

/// Puts the texts of a language in force. Changing it at run time sends LanguageChange to every widget. Main thread.
class Translations : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// "system", "en" or "zh_CN".
    void use(const QString &language);

private:
    QTranslator m_own;
    QTranslator m_qt;
};

} // namespace sk::app
