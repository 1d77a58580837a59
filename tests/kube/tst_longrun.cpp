#ifndef Q_MOC_RUN // moc loses its way in raw string literals
#include "fakekube.h"
#endif
#include "faketokens.h"
#include "listtest.h"

#include <QTest>

#include <random>

using namespace sk;
using namespace sk::kube;
using namespace std::chrono_literals;
using Freshness = ListStatus::Freshness;
using test::FakeKube;

namespace {

constexpr int changesPerSecond = 200;
constexpr int objects = 1'200; ///< three pages
constexpr int faultEveryMs = 400; ///< on average

} // namespace

/// A list that lives long in a bad neighbourhood. SK_LONG_RUN_SECONDS says how long (5).
class TestLongRun : public QObject {
    Q_OBJECT

private slots:
    void endsWithTheRowsOfAFreshList()
    {
        bool given = false;
        int seconds = qEnvironmentVariableIntValue("SK_LONG_RUN_SECONDS", &given);
        seconds = given ? seconds : 5;
        const std::uint32_t seed = std::random_device{}();
        std::mt19937 random(seed);
        const auto chance = [&random](int of) { return static_cast<int>(random() % static_cast<std::uint32_t>(of)); };

        FakeKube kube;
        QVERIFY(kube.server.start());
        const auto name = [](int i) { return QStringLiteral("t%1").arg(i, 4, 10, QLatin1Char('0')); };
        for (int i = 0; i < objects; ++i)
            kube.put(name(i), QStringLiteral("0"));
        test::FakeTokens tokens;
        net::ServerAddress address;
        address.base = kube.server.url();
        net::ApiClient requests(address, &tokens);
        net::StreamClient streams(address, &tokens);
        Decoder decoder;
        Reflector::Policy policy;
        policy.backoff.first = 20ms;
        policy.backoff.longest = 300ms;
        policy.poll = 1s;
        policy.silentAtFirst = 2s;
        ClusterServices services{.requests = requests, .streams = streams, .decoder = decoder, .clock = Clock::system(), .platform = {}, .policy = policy};
        KubeList list(services, test::things(), {});
        int smallest = objects;
        bool whole = false;
        connect(&list, &ResourceList::statusChanged, this, [&] { whole = whole || list.status().complete; });
        connect(&list.store(), &ObjectStore::changed, this, [&] { smallest = whole ? std::min(smallest, list.store().size()) : smallest; });
        list.start();

        QElapsedTimer watch;
        watch.start();
        qint64 changes = 0;
        qint64 nextFault = faultEveryMs;
        int faults = 0;
        std::vector<std::pair<qint64, std::function<void()>>> repairs;
        const auto step = [&] {
            const qint64 now = watch.elapsed();
            for (; changes < now * changesPerSecond / 1000; ++changes) {
                const QString which = name(chance(objects));
                if (chance(10) == 0 && kube.objects.contains(which))
                    kube.remove(which);
                else
                    kube.put(which, QString::number(changes));
            }
            std::erase_if(repairs, [now](const auto &repair) {
                if (repair.first > now)
                    return false;
                repair.second();
                return true;
            });
            if (now < nextFault)
                return;
            nextFault = now + chance(2 * faultEveryMs);
            ++faults;
            switch (chance(9)) {
            case 0: kube.endStreams(true); break;
            case 1: kube.endStreams(false); break;
            case 2: // half a line, then the end
                for (const auto &stream : std::as_const(kube.streams))
                    stream->request.header("Upgrade").isEmpty() ? stream->chunk("{\"type\":\"MODIFIED\",\"object\":{\"metadata\":{\"na") : stream->close();
                kube.endStreams(false);
                break;
            case 3: // 410, in the stream
                kube.forgetHistory();
                kube.endStreams(true);
                break;
            case 4: // 410 as a status
                kube.watchStatus = 410;
                kube.endStreams(false);
                repairs.emplace_back(now + 100, [&kube] { kube.watchStatus = 200; });
                break;
            case 5: // a server in trouble
                kube.listStatus = kube.watchStatus = chance(2) == 0 ? 500 : 429;
                kube.endStreams(false);
                repairs.emplace_back(now + 300, [&kube] { kube.listStatus = kube.watchStatus = 200; });
                break;
            case 6: kube.expireContinueOnce = 1; kube.expiredGivesToken = chance(2) == 0; kube.forgetHistory(); kube.endStreams(true); break;
            case 7: kube.garbageOnce = "{\"type\":\"ADDED\",\"obj\n"; kube.endStreams(true); break;
            case 8: list.stop(); repairs.emplace_back(now + 100, [&list] { list.start(); }); break;
            }
        };
        QTimer stepping;
        connect(&stepping, &QTimer::timeout, this, step);
        stepping.start(5);
        QVERIFY(test::until([&] { return watch.elapsed() >= seconds * 1000LL; }, std::chrono::seconds(seconds + 60)));
        stepping.stop();
        for (const auto &repair : std::exchange(repairs, {}))
            repair.second();
        kube.garbageOnce.clear();
        kube.expireContinueOnce = 0;

        QMap<QString, QString> truth;
        for (auto it = kube.objects.cbegin(); it != kube.objects.cend(); ++it)
            truth.insert(it.key(), it->first);
        const QByteArray label = "seed " + QByteArray::number(seed) + ", " + QByteArray::number(faults) + " faults: ";
        const bool right = test::until([&] { return list.status().freshness == Freshness::Live && test::rowsOf(list.store()) == truth; }, 60s);
        QVERIFY2(right, (label + test::differenceOf(test::rowsOf(list.store()), truth).toUtf8()).constData());
        KubeList fresh(services, test::things(), {});
        fresh.start();
        QVERIFY(test::until([&] { return fresh.status().complete; }));
        QCOMPARE(test::differenceOf(test::rowsOf(list.store()), test::rowsOf(fresh.store())), QString());
        QVERIFY2(smallest > objects / 2, qPrintable(QStringLiteral("the list shrank to %1 rows in between").arg(smallest)));
        QVERIFY(changes > seconds * changesPerSecond * 9 / 10);
        qInfo("%lld changes, %d faults, %d lists, %d watches", static_cast<long long>(changes), faults, kube.lists, kube.watches);
    }
};

QTEST_GUILESS_MAIN(TestLongRun)
#include "tst_longrun.moc"
