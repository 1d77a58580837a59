#include <sk/pages/listwords.h>
#include <sk/theme/theme.h>
#include <sk/widgets/freshnesschip.h>

#include <QApplication>
#include <QGridLayout>
#include <QLabel>
#include <QTest>
#include <QTranslator>

using namespace sk;
using Freshness = kube::ListStatus::Freshness;
using theme::Tone;

namespace {

struct Shown {
    const char *name;
    kube::ListStatus status;
    Tone tone;
    const char *english; ///< "%t" stands for the time of day
    const char *chinese;
};

constexpr UnixMs then = 1'700'000'000'000;

kube::ListStatus statusOf(Freshness freshness, ErrorCode code = ErrorCode::None)
{
    kube::ListStatus status;
    status.freshness = freshness;
    status.error.code = code;
    status.asOf = then;
    return status;
}

std::vector<Shown> everyState()
{
    std::vector<Shown> states;
    auto status = statusOf(Freshness::Live);
    status.complete = true;
    states.push_back({"live", status, Tone::Healthy, "Live", "实时"});
    status.freshness = Freshness::CatchingUp;
    states.push_back({"catching-up", status, Tone::Progressing, "Catching up", "正在同步"});
    status.freshness = Freshness::Polling;
    status.pollSeconds = 10;
    states.push_back({"polling", status, Tone::Healthy, "Polling every 10 s", "每 10 秒轮询"});
    status.viaPlatform = true;
    states.push_back({"polling-platform", status, Tone::Healthy, "Polling every 10 s", "每 10 秒轮询"});
    status = statusOf(Freshness::Live);
    status.complete = true;
    status.namespaces = 12;
    status.forbiddenNamespaces = {QStringLiteral("blog"), QStringLiteral("secret"), QStringLiteral("shop")};
    states.push_back({"forbidden", status, Tone::Warning, "Forbidden in 3 of 12 namespaces", "12 个命名空间中有 3 个无权限"});
    status = statusOf(Freshness::Loading);
    states.push_back({"reading", status, Tone::Progressing, "Reading", "读取中"});
    status = statusOf(Freshness::Partial);
    status.rowsRead = 12'345;
    status.rowsExpected = 43'210;
    states.push_back({"partial", status, Tone::Warning, "Partial 12k of 43k", "部分：12k / 43k"});
    status = statusOf(Freshness::Reconnecting, ErrorCode::ConnectionLost);
    status.since = then;
    states.push_back({"reconnecting", status, Tone::Warning, "Reconnecting since %t", "自 %t 起重新连接"});
    status.error.code = ErrorCode::NetworkUnreachable;
    states.push_back({"offline", status, Tone::Warning, "Offline", "离线"});
    status = statusOf(Freshness::Failed, ErrorCode::HostNotFound);
    status.asOf = 0;
    states.push_back({"offline-from-the-start", status, Tone::Failing, "Offline", "离线"});
    status.error.code = ErrorCode::ServerError;
    states.push_back({"failed", status, Tone::Failing, "Failed", "失败"});
    states.push_back({"session", statusOf(Freshness::Waiting, ErrorCode::SessionExpired), Tone::Warning, "As of %t", "截至 %t"});
    return states;
}

} // namespace

/// What the chip of a list says in each state, in both languages.
class TestListWords : public QObject {
    Q_OBJECT

private slots:
    void everyStateIsSaid_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("sk_en");
        QTest::newRow("Chinese") << QStringLiteral("sk_zh_CN");
    }
    void everyStateIsSaid()
    {
        QFETCH(QString, language);
        QTranslator translator;
        QVERIFY(translator.load(language, QStringLiteral(":/i18n"))); // linked in
        QCoreApplication::installTranslator(&translator);
        for (const theme::Mode mode : {theme::Mode::Light, theme::Mode::Dark}) {
            theme::Theme::instance().setMode(mode);
            QWidget sheet;
            auto *grid = new QGridLayout(&sheet);
            for (const Shown &shown : everyState()) {
                const ui::FreshnessWords words = ui::freshnessWords(shown.status);
                const QString expected = QString::fromUtf8(language == QLatin1String("sk_en") ? shown.english : shown.chinese).replace(QStringLiteral("%t"), ui::timeOfDay(then));
                QCOMPARE(words.text, expected);
                QCOMPARE(words.tone, shown.tone);
                auto *chip = new widgets::FreshnessChip;
                chip->setState(words.tone, words.text, words.toolTip);
                QCOMPARE(chip->accessibleName(), expected);
                auto *tip = new QLabel(words.toolTip);
                tip->setWordWrap(true);
                const int row = grid->rowCount();
                grid->addWidget(new QLabel(QString::fromLatin1(shown.name)), row, 0);
                grid->addWidget(chip, row, 1);
                grid->addWidget(tip, row, 2);
            }
            grid->setColumnStretch(2, 1);
            sheet.resize(900, 560);
            const QString directory = qEnvironmentVariable("SK_PICTURES");
            if (!directory.isEmpty())
                sheet.grab().save(directory + QStringLiteral("/freshness-%1-%2.png").arg(language, mode == theme::Mode::Dark ? QStringLiteral("dark") : QStringLiteral("light")));
        }
        QCoreApplication::removeTranslator(&translator);
    }

    void theToolTipNamesWhatTheChipCounts()
    {
        for (const Shown &shown : everyState()) {
            const QString tip = ui::freshnessWords(shown.status).toolTip;
            for (const QString &name : shown.status.forbiddenNamespaces)
                QVERIFY2(tip.contains(name), qPrintable(tip));
            QCOMPARE(tip.contains(QStringLiteral("platform's own list")), shown.status.viaPlatform);
        }
    }

    /// How bad something is comes before what may not be seen: "forbidden in 3" while the rest is of yesterday would be no truth.
    void troubleComesBeforeRights()
    {
        auto status = statusOf(Freshness::Reconnecting, ErrorCode::ConnectionLost);
        status.since = then;
        status.namespaces = 4;
        status.forbiddenNamespaces = {QStringLiteral("blog")};
        QVERIFY(ui::freshnessWords(status).text.startsWith(QStringLiteral("Reconnecting")));
    }
};

QTEST_MAIN(TestListWords)
#include "tst_listwords.moc"
