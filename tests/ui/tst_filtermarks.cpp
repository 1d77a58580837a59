// What the filter's box says of who does which part: the server, or the program among what was read. And the line under a mistake.

#include "fakelist.h"

#include <sk/kinds/kinds.h>
#include <sk/pages/filterlanguage.h>
#include <sk/pages/resourcepage.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/filterchip.h>
#include <sk/widgets/searchfield.h>

#include <QApplication>
#include <QCompleter>
#include <QDir>
#include <QImage>
#include <QInputMethodEvent>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QTextCharFormat>

using namespace sk;
using widgets::FilterChip;
using widgets::SearchField;

namespace {

kube::ResourceKind pods()
{
    for (const kube::ResourceKind &kind : kinds::allKinds())
        if (kind.type.id() == QLatin1String("pods"))
            return kind;
    return {};
}

kube::ListStatus live()
{
    kube::ListStatus status;
    status.freshness = kube::ListStatus::Freshness::Live;
    status.complete = true;
    return status;
}

/// Pictures for the eye, where SK_PICTURES says.
void picture(QWidget &widget, const char *name)
{
    const QString directory = qEnvironmentVariable("SK_PICTURES");
    if (!directory.isEmpty())
        widget.grab().save(directory + u'/' + QString::fromLatin1(name) + QStringLiteral(".png"));
}

const QString here = QStringLiteral("Done here, among what was read");
const QString refused = QStringLiteral("The server refused this; it is done here");
const QString soon = QStringLiteral("The server does this once you stop typing");
const QString byServer = QStringLiteral("Done by the server: only what matches is read");

} // namespace

class TestFilterMarks : public QObject {
    Q_OBJECT

    QTemporaryDir m_home;
    std::unique_ptr<settings::Settings> m_settings;
    ManualClock m_clock;
    QList<std::shared_ptr<FakeList>> m_lists;
    std::unique_ptr<ui::ResourcePage> m_page;
    SearchField *m_field = nullptr;

    [[nodiscard]] FilterChip *chip(const char *part) const
    {
        for (FilterChip *each : m_field->findChildren<FilterChip *>())
            if (each->part() == QLatin1String(part))
                return each;
        return nullptr;
    }
    [[nodiscard]] QLabel *lineMark() const { return m_field->findChild<QLabel *>(QStringLiteral("lineMark")); }
    void type(const char *text) const { m_field->line()->setText(QString::fromLatin1(text)); }

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        theme::Theme::instance().setMode(theme::Mode::Light);
    }
    void init()
    {
        m_settings = std::make_unique<settings::Settings>(m_home.filePath(QString::fromLatin1(QTest::currentTestFunction())));
        m_lists.clear();
        m_page = std::make_unique<ui::ResourcePage>(
            pods(),
            [this](const kube::ResourceKind &kind, const QStringList &) {
                m_lists += std::make_shared<FakeList>(kind);
                return m_lists.last();
            },
            QStringList(), *m_settings, m_clock);
        m_field = m_page->findChild<SearchField *>();
        m_page->resize(1000, 400);
        m_page->show();
        for (int i = 0; i < 5; ++i)
            m_lists.last()->put(i, kube::Health::Healthy, QStringLiteral("Running"));
        m_lists.last()->setStatus(live());
        QTRY_VERIFY(m_page->settled());
    }
    void cleanup() { m_page.reset(); }

    void notes_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("labels");
        QTest::addColumn<QString>("fields");
        QTest::addColumn<bool>("ignored");
        QTest::addColumn<QString>("note");
        const auto row = [](const char *name, const char *part, const char *labels, const char *fields, bool ignored, const QString &note) {
            QTest::newRow(name) << QString::fromLatin1(part) << QString::fromLatin1(labels) << QString::fromLatin1(fields) << ignored << note;
        };
        row("a word", "web", "app=web", "", false, here);
        row("a number", "restarts>5", "app=web", "", false, here);
        row("a choice", "(label:app=web or label:app=api)", "app=web", "", false, here);
        row("a label", "label:app=web", "app=web", "", false, byServer);
        row("among others", "label:app in (web,api)", "tier,app in (web,api),!old", "", false, byServer);
        row("a field", "field:status.phase=Running", "", "status.phase=Running", false, byServer);
        row("a column that is a field", "node:worker-1", "", "spec.nodeName=worker-1", false, byServer);
        row("not sent yet", "label:app=web", "", "", false, soon);
        row("another was sent", "label:app=web", "app=web-2", "", false, soon);
        row("only the label was sent", "node:worker-1", "app=web", "", false, soon);
        row("refused", "label:app=web", "app=web", "", true, refused);
        row("nothing to refuse", "restarts>5", "app=web", "", true, here);
    }
    void notes()
    {
        QFETCH(QString, part);
        QFETCH(QString, labels);
        QFETCH(QString, fields);
        QFETCH(bool, ignored);
        const auto [marked, note] = ui::markOf(pods(), part, {labels, fields}, ignored);
        QTEST(note, "note");
        QCOMPARE(marked, note == byServer);
    }

    void chipsSayWhoDoesThem()
    {
        m_page->setFilter(QStringLiteral("label:app=web restarts>5 {label:tier=front}"));
        QVERIFY(!chip("label:app=web")->isMarked()); // asked, and not answered yet
        QCOMPARE(chip("label:app=web")->accessibleDescription(), soon);
        QCOMPARE(m_lists.size(), 2);
        QCOMPARE(m_lists.last()->store().kind().selectors.labels, QStringLiteral("app=web"));
        m_lists.last()->setStatus(live());
        QTRY_VERIFY(chip("label:app=web")->isMarked());
        QVERIFY(chip("label:app=web")->toolTip().contains(byServer));
        QVERIFY(!chip("restarts>5")->isMarked());
        QCOMPARE(chip("restarts>5")->accessibleDescription(), here);
        QVERIFY(!chip("label:tier=front")->isMarked()); // switched off, nobody does it
        QCOMPARE(chip("label:tier=front")->accessibleDescription(), QString());
        const int marked = chip("label:app=web")->sizeHint().width();
        QCoreApplication::processEvents();
        picture(*m_page, "filter-marks");

        kube::ListStatus refusing = live();
        refusing.selectorsIgnored = true;
        m_lists.last()->setStatus(refusing);
        QTRY_VERIFY(!chip("label:app=web")->isMarked());
        QCOMPARE(chip("label:app=web")->accessibleDescription(), refused);
        QVERIFY(chip("label:app=web")->sizeHint().width() < marked); // the arrow is gone
    }

    void theLineSaysIt()
    {
        type("label:app=web restarts>5");
        QVERIFY(!lineMark()->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(m_lists.size(), 2, 30'000); // half a second later, without Enter
        QVERIFY(!lineMark()->isVisible());
        m_lists.last()->setStatus(live());
        QTRY_VERIFY(lineMark()->isVisible());
        QCOMPARE(lineMark()->toolTip().split(u'\n'), (QStringList{QStringLiteral("label:app=web: ") + byServer, QStringLiteral("restarts>5: ") + here}));
        QVERIFY(m_field->line()->accessibleDescription().contains(byServer));
        picture(*m_page, "filter-line-mark");
        type("label:app=we"); // is not what was asked for
        QVERIFY(!lineMark()->isVisible());
        type("label:app=web");
        QVERIFY(lineMark()->isVisible());
        QTest::keyClick(m_field->line(), Qt::Key_Return); // now its chip says so
        QVERIFY(!lineMark()->isVisible());
        QVERIFY(chip("label:app=web")->isMarked());
    }

    void aPageGoesWhileSomethingIsTyped()
    {
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_field->setFocus();
        QTRY_VERIFY(m_field->line()->hasFocus());
        QTest::keyClicks(m_field->line(), QStringLiteral("web")); // and before it is asked for
        m_page.reset();
    }

    /// A line edit has no text formats of its own: it is underlined as an input method would do it.
    void aMistakeIsUnderlined()
    {
        struct Formats : QObject {
            QList<QInputMethodEvent::Attribute> last;
            bool eventFilter(QObject *, QEvent *event) override
            {
                if (event->type() == QEvent::InputMethod)
                    last = static_cast<QInputMethodEvent *>(event)->attributes();
                return false;
            }
        } formats;
        QLineEdit *line = m_field->line();
        line->installEventFilter(&formats);
        const QColor red = theme::Theme::instance().foreground(theme::Tone::Failing);
        const auto underlined = [&] { // from where to where, in pixels of the line; (-1, -1): nothing
            const QImage image = line->grab().toImage();
            std::pair<int, int> found{-1, -1};
            for (int x = 0; x < image.width(); ++x)
                for (int y = 0; y < image.height(); ++y) {
                    const QColor colour = image.pixelColor(x, y);
                    if (colour.red() - std::max(colour.green(), colour.blue()) > 40) // a thin wave is blended with what is under it
                        found = {found.first < 0 ? x : found.first, x};
                }
            return found;
        };
        for (const char *text : {"web restrts>5", "a longer text restrts>5 web"}) {
            type(text);
            const auto at = static_cast<int>(QByteArray(text).indexOf("restrts"));
            QCOMPARE(formats.last.size(), 1);
            QCOMPARE(formats.last.first().type, QInputMethodEvent::TextFormat);
            QCOMPARE(formats.last.first().start + line->cursorPosition(), at);
            QCOMPARE(formats.last.first().length, 7);
            const QTextFormat format = formats.last.first().value.value<QTextFormat>();
            QCOMPARE(format.toCharFormat().underlineStyle(), QTextCharFormat::WaveUnderline);
            QCOMPARE(format.toCharFormat().underlineColor(), red);
            picture(*m_page, "filter-mistake");
            const auto [from, to] = underlined();
            const QFontMetrics metrics(line->font());
            const auto width = [&](int letters) { return metrics.horizontalAdvance(QString::fromLatin1(text).left(letters)); };
            const int slack = metrics.averageCharWidth(); // margins of the line, and how a wave ends
            QVERIFY2(from >= width(at) - 1 && from <= width(at) + slack, qPrintable(QStringLiteral("from %1, %2 expected").arg(from).arg(width(at))));
            QVERIFY2(to >= width(at + 7) - slack && to <= width(at + 7) + slack, qPrintable(QStringLiteral("to %1, %2 expected").arg(to).arg(width(at + 7))));
        }
        type("web restarts>5");
        QVERIFY(formats.last.isEmpty());
        QCOMPARE(underlined(), (std::pair{-1, -1}));
        line->removeEventFilter(&formats);
    }
};

QTEST_MAIN(TestFilterMarks)
#include "tst_filtermarks.moc"
