#pragma once

#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>

#include <QApplication>
#include <QDialog>
#include <QTest>
#include <QTranslator>
#include <QWidget>

#include <functional>
#include <memory>

/// Pictures of dialogs to be looked at: with SK_PICTURES=DIR they are written there, in both themes, and in the languages whose .qm files
/// SK_PICTURE_LANGUAGES names (comma list; English without).
namespace sk::test {

/// Shows a dialog for its picture. It stays until the next one is shown.
class ShownDialog {
public:
    QWidget *operator()(QDialog *made)
    {
        m_dialog.reset(made);
        m_dialog->show();
        return QTest::qWaitForWindowExposed(made) ? made : nullptr;
    }

private:
    std::unique_ptr<QDialog> m_dialog;
};

/// Calls `make` for each look, which shows a widget, and grabs that. Without SK_PICTURES once, so that the making is tested all the same.
inline bool takePictures(const QString &name, const std::function<QWidget *()> &make)
{
    static const bool styled = (widgets::installStyle(*qApp), true);
    Q_UNUSED(styled)
    const QString directory = qEnvironmentVariable("SK_PICTURES");
    bool good = true;
    QStringList languages{QString()};
    if (!directory.isEmpty())
        languages += qEnvironmentVariable("SK_PICTURE_LANGUAGES").split(u',', Qt::SkipEmptyParts);
    for (const QString &file : std::as_const(languages)) {
        QTranslator translator;
        if (!file.isEmpty() && translator.load(file))
            QCoreApplication::installTranslator(&translator);
        for (const auto mode : {theme::Mode::Light, theme::Mode::Dark}) {
            theme::Theme::instance().setMode(mode);
            QWidget *widget = make();
            QCoreApplication::processEvents(); // layouts that wait for the event loop
            good = good && widget;
            if (widget && !directory.isEmpty())
                good = good && widget->grab().save(directory + u'/' + name + (mode == theme::Mode::Dark ? QStringLiteral("-dark") : QStringLiteral("-light")) + (file.isEmpty() ? QString() : QStringLiteral("-zh")) + QStringLiteral(".png"));
            if (directory.isEmpty())
                break;
        }
        QCoreApplication::removeTranslator(&translator);
    }
    theme::Theme::instance().setMode(theme::Mode::Light);
    return good;
}

} // namespace sk::test
