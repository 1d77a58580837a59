#ifndef Q_MOC_RUN // moc loses its way in raw string literals
#include "byteserver.h"
#endif
#include "faketokens.h"
#include "listtest.h"

#include <QTest>

using namespace sk;
using namespace sk::kube;
using namespace std::chrono_literals;
using test::ByteServer;
using test::Fault;
using test::Target;

namespace {

/// A server and its client.
struct Lane {
    ByteServer server;
    test::FakeTokens tokens;
    std::unique_ptr<net::ApiClient> requests;
    std::unique_ptr<net::StreamClient> streams;
    std::unique_ptr<KubeList> list;

    bool start(bool gzip)
    {
        server.gzip = gzip;
        if (!server.server.start())
            return false;
        net::ServerAddress address;
        address.base = server.server.url();
        requests = std::make_unique<net::ApiClient>(address, &tokens);
        streams = std::make_unique<net::StreamClient>(address, &tokens);
        return true;
    }
};

} // namespace

/// Lists and watches, cut, delayed, repeated and reordered at every byte: the rows are right in the end, each time.
class TestEveryByte : public QObject {
    Q_OBJECT

private slots:
    void rowsAreRight_data()
    {
        QTest::addColumn<int>("target");
        QTest::addColumn<int>("fault");
        QTest::addColumn<bool>("special"); // gzip for pages, WebSocket for streams
        const auto row = [](const char *name, Target target, Fault fault, bool special = false) {
            QTest::newRow(name) << static_cast<int>(target) << static_cast<int>(fault) << special;
        };
        row("first page, cut", Target::FirstPage, Fault::Cut);
        row("first page, delayed", Target::FirstPage, Fault::Delay);
        row("second page, cut", Target::SecondPage, Fault::Cut);
        row("second page, delayed", Target::SecondPage, Fault::Delay);
        row("second page, packed, cut", Target::SecondPage, Fault::Cut, true);
        row("second page, packed, delayed", Target::SecondPage, Fault::Delay, true);
        row("stream, cut", Target::Stream, Fault::Cut);
        row("stream, delayed", Target::Stream, Fault::Delay);
        row("stream, repeated", Target::Stream, Fault::Repeat);
        row("stream, reordered", Target::Stream, Fault::Reorder);
        row("WebSocket, cut", Target::Stream, Fault::Cut, true);
        row("WebSocket, delayed", Target::Stream, Fault::Delay, true);
        row("WebSocket, repeated", Target::Stream, Fault::Repeat, true);
        row("WebSocket, reordered", Target::Stream, Fault::Reorder, true);
    }
    void rowsAreRight()
    {
        QFETCH(int, target);
        QFETCH(int, fault);
        QFETCH(bool, special);
        const bool socket = special && static_cast<Target>(target) == Target::Stream;
        Decoder decoder;
        Reflector::Policy policy;
        policy.backoff.first = 1ms;
        policy.backoff.longest = 2ms;
        // A connection that is cut before the last byte of the head: Qt may send the request again by itself, else the limit for the head helps.
        policy.silent = policy.silentAtFirst = 1s;
        policy.head = 500ms;
        // Each run is mostly waiting, so many run side by side.
        std::vector<std::unique_ptr<Lane>> lanes;
        for (int i = 0; i < 24; ++i) {
            lanes.push_back(std::make_unique<Lane>());
            QVERIFY(lanes.back()->start(special && !socket));
        }
        const QMap<QString, QString> truth = lanes.front()->server.truth();
        qsizetype length = 1;
        for (qsizetype byte = 0; byte <= length;) {
            std::vector<Lane *> running;
            for (const auto &lane : lanes) {
                if (byte > length)
                    break;
                lane->list.reset();
                lane->server.prepare(static_cast<Target>(target), static_cast<Fault>(fault), byte);
                ClusterServices services{.requests = *lane->requests, .streams = *lane->streams, .decoder = decoder, .clock = Clock::system(), .platform = {}, .policy = policy};
                if (socket)
                    services.transports->webSocketOpened(); // what a former list of the connection found
                else
                    services.transports->chunkedSpoke();
                lane->list = std::make_unique<KubeList>(services, test::things(), QStringList());
                lane->list->start();
                running.push_back(lane.get());
                if (byte++ == 0)
                    break; // how long the answer is, is not known before the first
            }
            const auto isRight = [&truth](const Lane *lane) { return lane->server.used && test::rowsOf(lane->list->store()) == truth; };
            (void)test::until([&] { return std::all_of(running.begin(), running.end(), isRight); });
            for (const Lane *lane : running) {
                QVERIFY2(isRight(lane), qPrintable(QStringLiteral("byte %1: %2").arg(lane->server.position).arg(test::differenceOf(test::rowsOf(lane->list->store()), truth))));
                QVERIFY2(lane->list->status().complete, qPrintable(QString::number(lane->server.position)));
                length = lane->server.length;
            }
        }
        QVERIFY2(length > 100, qPrintable(QString::number(length)));
    }
};

QTEST_GUILESS_MAIN(TestEveryByte)
#include "tst_everybyte.moc"
