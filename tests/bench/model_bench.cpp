// The table model alone with 50,000 pods: sorts, keystrokes, live changes. One JSON line a figure; beside ours the same by Qt's own
// proxy over the same rows, in the same run. Figures of a debug build say nothing.

#include <sk/models/cellorder.h>
#include <sk/models/resourcetablemodel.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace sk;
using namespace sk::kube;
using namespace sk::models;

namespace {

constexpr int rows = 50'000;
constexpr UnixMs now = 1'760'000'000'000;

ResourceKind podsKind()
{
    ResourceKind kind;
    kind.title = "Pods";
    const auto add = [&kind](const char *id, CellType type) {
        Column column;
        column.id = QString::fromLatin1(id);
        column.title = id;
        column.type = type;
        kind.columns.push_back(column);
    };
    add("name", CellType::Name);
    add("namespace", CellType::Name);
    add("ready", CellType::Ready);
    add("status", CellType::Status);
    add("restarts", CellType::Number);
    add("memory", CellType::Bytes);
    add("ip", CellType::IpAddress);
    add("node", CellType::Name);
    add("image", CellType::Text);
    add("age", CellType::Age);
    return kind;
}

Row pod(quint64 id, QRandomGenerator &random)
{
    static const QStringList apps{QStringLiteral("cart"), QStringLiteral("auth"), QStringLiteral("ledger"), QStringLiteral("gateway"), QStringLiteral("report-gen"),
        QStringLiteral("checkout"), QStringLiteral("catalog"), QStringLiteral("search")};
    static std::vector<QString> namespaces;
    static std::vector<QString> nodes;
    static std::vector<QString> images;
    if (nodes.empty()) {
        for (int i = 0; i < 46; ++i)
            namespaces.push_back(QStringLiteral("team-%1").arg(i, 3, 10, QLatin1Char('0')));
        for (int i = 0; i < 5000; ++i)
            nodes.push_back(QStringLiteral("worker-%1").arg(i, 5, 10, QLatin1Char('0')));
        for (int i = 0; i < 300; ++i)
            images.push_back(QStringLiteral("registry.example.com/team/app-%1:1.%2").arg(i).arg(i % 17));
    }
    static const std::array states{std::pair{QStringLiteral("Running"), Health::Healthy}, std::pair{QStringLiteral("Pending: 0/128 nodes fit"), Health::Progressing},
        std::pair{QStringLiteral("CrashLoopBackOff"), Health::Failing}, std::pair{QStringLiteral("Completed"), Health::Finished}};
    Row row;
    row.uid = {id + 1, 1};
    row.name = QStringLiteral("%1-%2-%3").arg(apps[static_cast<qsizetype>(id % 8)]).arg(id * 2654435761U % 0xffffffffU, 8, 16).arg(id % 0xfffff, 5, 16, QLatin1Char('0'));
    row.nameSpace = namespaces[id % namespaces.size()];
    row.cells.resize(10);
    row.cells[0].text = row.name;
    row.cells[1].text = row.nameSpace;
    row.cells[2].a = random.bounded(3);
    row.cells[2].b = 2;
    const auto &[state, health] = states[random.bounded(20) > 16 ? random.bounded(4) : 0];
    row.cells[3].text = state;
    row.cells[3].health = health;
    row.health = health;
    row.cells[4].a = random.bounded(40);
    if (random.bounded(5) != 0)
        row.cells[5].a = random.bounded(2000) * 1048576.0;
    row.cells[6].text = QStringLiteral("10.%1.%2.%3").arg(244 + static_cast<int>(id >> 16)).arg((id >> 8) & 255).arg(id & 255);
    row.cells[7].text = nodes[random.bounded(5000)];
    row.cells[8].text = images[random.bounded(300)];
    row.cells[9].a = static_cast<double>(now - random.bounded(1'000'000'000));
    return row;
}

template<typename Work>
double median(int times, Work work)
{
    std::vector<double> took;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        work(i);
        took.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(took.begin(), took.end());
    return took[took.size() / 2];
}

void say(const char *figure, double ours, double rival = -1)
{
    if (rival < 0)
        std::printf("{\"figure\": \"%s\", \"ms\": %.2f}\n", figure, ours);
    else
        std::printf("{\"figure\": \"%s\", \"ms\": %.2f, \"rival\": \"QSortFilterProxyModel\", \"rival_ms\": %.2f}\n", figure, ours, rival);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    ObjectStore store(podsKind());
    ManualClock clock(now);
    ResourceTableModel model(store, clock);
    QRandomGenerator random(1);
    QElapsedTimer timer;
    timer.start();
    for (quint64 page = 0; page < rows / 500; ++page) {
        Delta delta;
        for (quint64 i = 0; i < 500; ++i)
            delta.upserts.push_back(pod(page * 500 + i, random));
        store.apply(std::move(delta));
    }
    say("50,000 rows in pages of 500, making them included", static_cast<double>(timer.nsecsElapsed()) / 1e6);

    ResourceTableModel plain(store, clock);
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(&plain);
    proxy.setSortCaseSensitivity(Qt::CaseInsensitive);
    proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy.setFilterKeyColumn(-1);
    for (int column = 0; column < model.columnCount(); ++column) {
        const QByteArray figure = "sort by " + store.kind().columns[static_cast<std::size_t>(column)].id.toLatin1();
        const double ours = median(5, [&](int i) {
            model.setSort({{column, i % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder}});
        });
        const double rival = median(1, [&](int) { proxy.sort(column, Qt::DescendingOrder); });
        say(figure.constData(), ours, rival);
    }
    say("sort by three columns", median(5, [&](int i) {
        model.setSort({{3, Qt::AscendingOrder}, {4, i % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder}, {7, Qt::AscendingOrder}});
    }));

    const QString typed = QStringLiteral("crash");
    const QString rare = QStringLiteral("ledger-7f");
    for (const QString &text : {typed, rare}) {
        double worst = 0;
        for (qsizetype n = 1; n <= text.size(); ++n)
            worst = std::max(worst, median(1, [&](int) { (void)model.setFilter(text.left(n)); }));
        for (qsizetype n = text.size() - 1; n >= 0; --n)
            worst = std::max(worst, median(1, [&](int) { (void)model.setFilter(text.left(n)); }));
        proxy.sort(-1);
        double rival = 0;
        for (qsizetype n = 1; n <= text.size(); ++n)
            rival = std::max(rival, median(1, [&](int) { proxy.setFilterFixedString(text.left(n)); }));
        proxy.setFilterFixedString({});
        say(qPrintable(QStringLiteral("slowest keystroke of \\\"%1\\\", there and back").arg(text)), worst, rival);
    }
    proxy.setSourceModel(nullptr);

    const auto batch = [&](int) {
        Delta delta;
        for (int k = 0; k < 25; ++k)
            delta.upserts.push_back(pod(random.bounded(rows), random));
        store.apply(std::move(delta));
    };
    model.setSort({{0, Qt::AscendingOrder}});
    say("a batch of 25 changes, sorted by name (two models)", median(80, batch));
    model.setSort({{4, Qt::DescendingOrder}});
    say("a batch of 25 changes, sorted by a number that changes (two models)", median(80, batch));
    return 0;
}
