#ifndef Q_MOC_RUN // moc loses its way in raw string literals
#include "fakekube.h"
#endif
#include "faketokens.h"
#include "listtest.h"

#include <sk/kube/kubelist.h>

#include <QTest>

#include <atomic>

using namespace sk;
using namespace sk::kube;
using Freshness = ListStatus::Freshness;

/// A list that is live is read once more when it is asked to: with F5, or because the sentences of its rows are of another language.
class TestReadAgain : public QObject {
    Q_OBJECT

private slots:
    void aLiveListIsReadAgain()
    {
        test::FakeKube kube;
        QVERIFY(kube.server.start());
        for (int i = 0; i < 600; ++i)
            kube.put(QStringLiteral("t%1").arg(i, 4, 10, QLatin1Char('0')), QStringLiteral("0"));
        test::FakeTokens tokens;
        net::ServerAddress address;
        address.base = kube.server.url();
        net::ApiClient requests(address, &tokens);
        net::StreamClient streams(address, &tokens);
        Decoder decoder;
        const ClusterServices services{.requests = requests, .streams = streams, .decoder = decoder, .clock = Clock::system(), .platform = {}, .policy = {}};
        services.transports->chunkedSpoke();
        // What the decoder makes of an object follows the language, which the objects know nothing of.
        auto word = std::make_shared<std::atomic<int>>(1);
        ResourceKind kind = test::things();
        kind.project = [word](JsonView, const ProjectionContext &, Row &row) {
            row.cells[0].text = row.name;
            row.cells[1].text = QString::number(word->load());
        };
        KubeList list(services, kind, {});
        list.start();
        QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 20'000);
        const auto all = [&list](const char *text) {
            const auto rows = test::rowsOf(list.store());
            return rows.size() == 600 && std::all_of(rows.cbegin(), rows.cend(), [text](const QString &value) { return value == QLatin1String(text); });
        };
        QVERIFY(all("1"));

        int smallest = list.store().size();
        bool whole = true;
        connect(&list.store(), &ObjectStore::changed, this, [&] { smallest = std::min(smallest, list.store().size()); });
        connect(&list, &ResourceList::statusChanged, this, [&] { whole = whole && list.status().complete && list.status().freshness != Freshness::Loading; });
        word->store(2);
        list.readAgain();
        QTRY_VERIFY_WITH_TIMEOUT(all("2"), 20'000);
        QTRY_COMPARE_WITH_TIMEOUT(list.status().freshness, Freshness::Live, 20'000);
        QCOMPARE(smallest, 600); // rows stay where they are
        QVERIFY(whole); // and nobody calls it empty or loading
        QCOMPARE(kube.lists, 2);
        // It goes on being live.
        kube.put(QStringLiteral("late"), QStringLiteral("0"));
        QTRY_COMPARE_WITH_TIMEOUT(list.store().size(), 601, 20'000);
    }
};

QTEST_GUILESS_MAIN(TestReadAgain)
#include "tst_readagain.moc"
