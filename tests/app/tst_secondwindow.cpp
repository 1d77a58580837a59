#include "place.h"

using namespace sk;

/// A second window on the same connection begins with what the first one knows.
class TestSecondWindow : public QObject {
    Q_OBJECT

private:
    /// Questions about which kinds there are.
    static int discoveries(const test::Place &place)
    {
        int count = 0;
        for (const auto &request : place.cluster.seenRequests()) {
            const QString path = QString::fromStdString(request.target).section(u'?', 0, 0);
            static const QRegularExpression discovery(QStringLiteral("^(/api|/apis|/api/v1|/apis/[^/]+/[^/]+)$"));
            count += discovery.match(path).hasMatch() ? 1 : 0;
        }
        return count;
    }

private slots:
    void asksNothingAboutTheKindsAgain()
    {
        test::Place place;
        QVERIFY(place.start());
        QTRY_VERIFY_WITH_TIMEOUT(place.window().connection(), 60'000);
        QVERIFY(place.quiet());
        const int asked = discoveries(place);
        QVERIFY(asked >= 2);
        const std::size_t requests = place.cluster.seenRequests().size();

        app::ConnectionWindow second(place.services());
        second.window().show();
        second.show(place.window().connection(), ui::PageAddress{QStringLiteral("configmaps"), {}, {}, {}});
        const auto listed = [&place] {
            const auto seen = place.cluster.seenRequests();
            return std::any_of(seen.begin(), seen.end(), [](const auto &request) { return request.target.starts_with("/api/v1/configmaps?") && request.target.find("limit=500") != std::string::npos; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(listed(), 60'000); // it works
        QVERIFY(place.quiet());
        QVERIFY(place.cluster.seenRequests().size() > requests);
        QCOMPARE(discoveries(place), asked);
        QVERIFY(second.connection()->cluster().catalog().find(QStringLiteral("deployments")));
    }
};

QTEST_MAIN(TestSecondWindow)
#include "tst_secondwindow.moc"
