#include "nodetable.h"

#include <sk/widgets/breakinglabel.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/freshnesschip.h>
#include <sk/widgets/messagebar.h>
#include <sk/widgets/pill.h>
#include <sk/widgets/searchfield.h>
#include <sk/widgets/stateview.h>
#include <sk/widgets/yamlview.h>

#include <QClipboard>
#include <QApplication>
#include <QFile>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <cmath>

using namespace sk;
using namespace sk::test;
using theme::Theme;
using theme::Tone;

namespace {

double luminance(const QColor &color)
{
    const auto part = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(color.redF()) + 0.7152 * part(color.greenF()) + 0.0722 * part(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

} // namespace

class TestWidgets : public QObject {
    Q_OBJECT

    QTemporaryDir m_pictures;

private slots:
    void initTestCase()
    {
        widgets::installStyle(*qApp);
        // Kept where SK_PICTURES says, to be looked at.
        QVERIFY(m_pictures.isValid());
    }

    void longValuesAreCopiedAsTheyAre()
    {
        const QString value = QStringLiteral("registry.example.com/team/api@sha256:0123456789abcdef");
        widgets::BreakingLabel label(value);
        QVERIFY(label.text() != value); // it may break
        label.setSelection(0, static_cast<int>(label.text().size()));
        QCOMPARE(label.selectedValue(), value);
        QApplication::clipboard()->clear();
        QTest::keySequence(&label, QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(), value);
    }

    void iconsAreInTheProgram()
    {
        for (const char *name : {"nodes", "pods", "search", "close", "sk-console"}) {
            QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(name)));
            QVERIFY2(file.exists(), name);
            QVERIFY(!Theme::instance().icon(QLatin1String(name)).pixmap(16).isNull());
        }
        QVERIFY(Theme::instance().icon(QStringLiteral("no such icon")).isNull());
    }

    void iconsAreTintedByThePalette()
    {
        const auto ink = [] {
            const QImage image = Theme::instance().icon(QStringLiteral("menu")).pixmap(32).toImage();
            return QColor(image.pixel(image.width() / 2, image.height() / 2));
        };
        Theme::instance().setMode(theme::Mode::Light);
        const QColor light = ink();
        Theme::instance().setMode(theme::Mode::Dark);
        QVERIFY(ink().lightness() > light.lightness() + 50);
    }

    void everyPairIsReadable_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void everyPairIsReadable()
    {
        QFETCH(bool, dark);
        Theme &theme = Theme::instance();
        theme.setMode(dark ? theme::Mode::Dark : theme::Mode::Light);
        QCOMPARE(theme.dark(), dark);
        const QPalette palette = QApplication::palette();
        for (const Tone tone : {Tone::Healthy, Tone::Progressing, Tone::Warning, Tone::Failing, Tone::Unknown}) {
            QVERIFY2(contrast(theme.foreground(tone), theme.background(tone)) >= 4.5, qPrintable(QString::number(static_cast<int>(tone))));
            QVERIFY(contrast(theme.foreground(tone), palette.color(QPalette::Base)) >= 4.5);
            QVERIFY2(contrast(theme.foreground(tone), palette.color(QPalette::Highlight)) >= 4.0, qPrintable(QString::number(static_cast<int>(tone))));
        }
        QVERIFY(contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
        QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Window)) >= 4.5);
        QVERIFY(palette.color(QPalette::Disabled, QPalette::Text) != palette.color(QPalette::Text));
    }

    void yamlPaths_data()
    {
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("path");
        const auto row = [](int line, const char *path) { QTest::addRow("%d %s", line, path) << line << QString::fromLatin1(path); };
        row(0, "metadata");
        row(1, "metadata/labels");
        row(2, "metadata/labels/app.kubernetes.io/name");
        row(3, "metadata/labels/a: b");
        row(5, "metadata/annotations/note");
        row(6, "metadata/annotations/note");
        row(7, "metadata/annotations/note");
        row(10, "spec/containers//image");
        row(11, "spec/containers//name");
        row(13, "spec/containers//ports//containerPort");
        row(14, "spec/containers//ports//protocol");
        row(15, "spec/containers//image");
        row(17, "spec/args/");
        row(18, "spec/nodeName");
        row(20, "status/phase");
    }

    void yamlPaths()
    {
        QFETCH(int, line);
        QFETCH(QString, path);
        const QString yaml = QStringLiteral("metadata:\n  labels:\n    app.kubernetes.io/name: shop\n    \"a: b\": c\n  annotations:\n    note: |\n      spec: no key\n      other\n"
                                            "spec:\n  containers:\n  - image: r/api:1\n    name: api\n    ports:\n    - containerPort: 80\n      protocol: TCP\n  - image: r/log:2\n"
                                            "  args:\n  - --verbose\n  nodeName: worker-2\nstatus:\n  phase: Running\n");
        QCOMPARE(widgets::YamlView::pathAt(yaml.split(u'\n'), line).join(u'/'), path);
    }

    void searchFieldWaitsAndClears()
    {
        widgets::SearchField field;
        QSignalSpy spy(&field, &widgets::SearchField::filterChanged);
        QSignalSpy leave(&field, &widgets::SearchField::leaveRequested);
        QTest::keyClicks(field.line(), QStringLiteral("run"));
        QCOMPARE(spy.count(), 0); // still typing
        QTRY_COMPARE(spy.count(), 1);
        QCOMPARE(spy.last().first().toString(), QStringLiteral("run"));
        QTest::keyClick(field.line(), Qt::Key_Escape);
        QCOMPARE(spy.last().first().toString(), QString());
        QTest::keyClicks(field.line(), QStringLiteral("x"));
        QTest::keyClick(field.line(), Qt::Key_Return);
        QCOMPARE(spy.last().first().toString(), QStringLiteral("x"));
        QCOMPARE(leave.count(), 1);
    }

    void statesHaveTheirButtons()
    {
        widgets::StateView view;
        QSignalSpy cancel(&view, &widgets::StateView::cancelRequested);
        QSignalSpy clear(&view, &widgets::StateView::clearRequested);
        QSignalSpy retry(&view, &widgets::StateView::retryRequested);
        const auto press = [&view] { view.findChild<QPushButton *>()->click(); };
        view.showLoading(QStringLiteral("Reading pods"), QStringLiteral("500 read"), 500, -1);
        press();
        view.showNothingMatches(QStringLiteral("Nothing matches"), {});
        press();
        view.showError(QStringLiteral("Lost"), {}, {});
        press();
        view.showForbidden(QStringLiteral("Not allowed"), {});
        press();
        QCOMPARE(cancel.count(), 1);
        QCOMPARE(clear.count(), 1);
        QCOMPARE(retry.count(), 2);
        view.showEmpty(QStringLiteral("No pods"), {});
        QVERIFY(view.findChild<QPushButton *>()->isHidden());
        view.showNothing();
        QVERIFY(view.isHidden());
    }

    /// Pictures of everything in both themes, to be opened and judged; here only that they are neither empty nor the same.
    void pictures()
    {
        const QString directory = qEnvironmentVariableIsSet("SK_PICTURES") ? qEnvironmentVariable("SK_PICTURES") : m_pictures.path();
        QList<QImage> images;
        for (const bool dark : {false, true}) {
            Theme::instance().setMode(dark ? theme::Mode::Dark : theme::Mode::Light);
            QWidget gallery;
            gallery.resize(1000, 1000);
            auto *layout = new QVBoxLayout(&gallery);
            layout->setContentsMargins(0, 0, 0, 0);
            auto *bar = new widgets::MessageBar;
            bar->setMessage(Tone::Warning, QStringLiteral("Signed in elsewhere at 14:31:07."), QStringLiteral("What you see is as of then; nothing is lost."));
            auto *go = new QPushButton(QStringLiteral("Continue"));
            go->setDefault(true);
            bar->addControl(go);
            bar->addControl(new QPushButton(QStringLiteral("Other user...")));
            layout->addWidget(bar);
            auto *row = new QHBoxLayout;
            row->setContentsMargins(12, 0, 12, 0);
            auto *field = new widgets::SearchField;
            field->setFilterText(QStringLiteral("worker -cordoned"));
            row->addWidget(field, 1);
            for (const auto &[tone, text] : {std::pair{Tone::Healthy, "Live"}, {Tone::Warning, "As of 14:31:07"}, {Tone::Failing, "Failed"}, {Tone::Progressing, "Catching up"}, {Tone::Unknown, "Polling"}}) {
                auto *chip = new widgets::FreshnessChip;
                chip->setState(tone, QString::fromLatin1(text));
                row->addWidget(chip);
            }
            auto *production = new widgets::Pill;
            production->setState(Tone::Failing, QStringLiteral("PRODUCTION"), true);
            row->addWidget(production);
            auto *off = new QPushButton(QStringLiteral("Disabled"));
            off->setEnabled(false);
            row->addWidget(off);
            layout->addLayout(row);
            Table table;
            table.store.apply(nodesDelta(0, 14));
            table.view.selectRow(2);
            table.view.setMinimumHeight(330);
            layout->addWidget(&table.view);
            auto *states = new QHBoxLayout;
            auto *loading = new widgets::StateView;
            auto *error = new widgets::StateView;
            auto *nothing = new widgets::StateView;
            states->addWidget(loading);
            states->addWidget(error);
            states->addWidget(nothing);
            layout->addLayout(states, 1);
            auto *yaml = new widgets::YamlView;
            yaml->setYaml(QStringLiteral("apiVersion: v1\nkind: Node\nmetadata:\n  name: worker-00012\n  labels:\n    pool: \"general\"\nspec:\n  unschedulable: true\n  count: 12\n"));
            yaml->setMaximumHeight(170);
            layout->addWidget(yaml);
            loading->showLoading(QStringLiteral("Reading pods"), QStringLiteral("12,500 of about 43,000 read · 14 MB"), 12500, 43000);
            error->showError(QStringLiteral("The cluster does not answer"), QStringLiteral("The server could not be reached for 12 s. Check the network; the console tries again by itself."), QStringLiteral("connection refused"));
            nothing->showNothingMatches(QStringLiteral("Nothing matches"), QStringLiteral("The filter \"abc\" hides all 128 nodes."));
            gallery.show();
            QVERIFY(QTest::qWaitForWindowExposed(&gallery));
            const QImage image = gallery.grab().toImage();
            QVERIFY(image.save(directory + (dark ? QStringLiteral("/gallery-dark.png") : QStringLiteral("/gallery-light.png"))));
            images += image;
            table.view.setParent(nullptr);
            for (auto *button : gallery.findChildren<QPushButton *>())
                QVERIFY(!button->text().isEmpty() || button->isHidden());
        }
        QVERIFY(images[0] != images[1]);
        QVERIFY(images[0].pixelColor(500, 500).lightness() > images[1].pixelColor(500, 500).lightness());
    }
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
