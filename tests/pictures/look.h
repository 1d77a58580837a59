#pragma once

#include "goldenpicture.h"
#include "translations.h"

#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>

#include <QApplication>
#include <QTest>
#include <QWidget>

/// The looks in which each picture is taken: light and dark, in English and Chinese, with pinned fonts. A test's rows are named
/// "<picture>-<theme>-<language>", as its pictures are.
class Look {
public:
    void install()
    {
        sk::widgets::installStyle(*qApp);
        QFont font(QStringLiteral("DejaVu Sans"));
        font.setPixelSize(13);
        font.setStyleHint(QFont::SansSerif);
        QApplication::setFont(font);
        QApplication::setCursorFlashTime(0);
    }
    static void addRows(std::initializer_list<const char *> pictures)
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<QString>("language");
        for (const char *name : pictures)
            for (const char *theme : {"light", "dark"})
                for (const char *language : {"en", "zh_CN"})
                    QTest::addRow("%s-%s-%s", name, theme, language) << QString::fromLatin1(theme) << QString::fromLatin1(language);
    }
    void dress()
    {
        QFETCH(QString, theme);
        QFETCH(QString, language);
        sk::theme::Theme::instance().setMode(theme == QLatin1String("dark") ? sk::theme::Mode::Dark : sk::theme::Mode::Light);
        m_translations.use(language);
    }
    /// Of the row that runs, without its look.
    static QString picture() { return QString::fromLatin1(QTest::currentDataTag()).section(u'-', 0, -3); }
    /// Empty where the widget looks as in the picture of the row that runs; else what differs.
    static QString difference(QWidget &widget)
    {
        // Layouts inside layouts follow one another by events.
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        return GoldenPicture::compare(widget.grab().toImage(), QString::fromLatin1(QTest::currentDataTag()));
    }

private:
    sk::app::Translations m_translations;
};

#define COMPARE_PICTURE(widget) \
    do { \
        const QString different = Look::difference(widget); \
        QVERIFY2(different.isEmpty(), qPrintable(different)); \
        if (!GoldenPicture::isOfThisQt()) \
            QSKIP("Of the size of the picture; the rest is compared with Qt 6.4 alone, of which it is: another Qt draws scroll bars otherwise"); \
    } while (false)
