// A list as the program shows it, measured from inside: what a user does with 50,000 rows, and what a busy and an idle cluster cost.
// Prints one JSON object. `tests/bench/run` starts the server and sets the figures beside what is expected.
//
//     sk-bench-list load|work|changes|idle URL TOKEN-FILE [SECONDS]
#include <sk/kinds/kinds.h>
#include <sk/kube/cluster.h>
#include <sk/models/resourcetablemodel.h>
#include <sk/net/tokensource.h>
#include <sk/pages/resourcepage.h>
#include <sk/settings/settings.h>
#include <sk/theme/theme.h>
#include <sk/widgets/appstyle.h>
#include <sk/widgets/tableview.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <limits>

#include <sys/resource.h>
#include <unistd.h>

using namespace sk;

namespace {

class FixedToken final : public net::TokenSource {
public:
    explicit FixedToken(QByteArray token)
        : m_token(std::move(token))
    {
    }
    void withToken(QObject *context, Answer answer) override
    {
        QMetaObject::invokeMethod(context, [answer = std::move(answer), token = Result<QByteArray>(m_token)] { answer(token); }, Qt::QueuedConnection);
    }
    void tokenRefused(const QByteArray &) override { }

private:
    QByteArray m_token;
};

/// How long the event loop was not at home, from a heartbeat of 4 ms, phase by phase.
class Stalls : public QObject {
public:
    Stalls()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_delays.push_back(std::max(0.0, static_cast<double>(m_since.nsecsElapsed()) / 1e6 - beat));
            m_since.restart();
        });
        begin();
        m_timer.start(beat);
    }
    void stop() { m_timer.stop(); } ///< a beat every 4 ms is no idleness
    void begin()
    {
        m_delays.clear();
        m_since.restart();
    }
    [[nodiscard]] QJsonObject end()
    {
        m_delays.push_back(std::max(0.0, static_cast<double>(m_since.nsecsElapsed()) / 1e6 - beat));
        std::sort(m_delays.begin(), m_delays.end());
        const QJsonObject result{{QStringLiteral("p99"), m_delays[m_delays.size() * 99 / 100]}, {QStringLiteral("max"), m_delays.back()},
            {QStringLiteral("beats"), static_cast<qint64>(m_delays.size())}};
        begin();
        return result;
    }

private:
    static constexpr int beat = 4;
    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<double> m_delays;
};

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// CPU of the calling (main) thread alone.
double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

qint64 residentBytes()
{
    QFile file(QStringLiteral("/proc/self/statm"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE) : 0;
}

qint64 peakBytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<qint64>(usage.ru_maxrss) * 1024;
}

void spin(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

bool spinUntil(const std::function<bool()> &condition, int seconds = 120)
{
    QTimer alarm; // a loop that waits has to wake up for the limit
    alarm.start(100);
    QElapsedTimer watch;
    watch.start();
    while (!condition()) {
        if (watch.elapsed() > seconds * 1000)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents); // the overload with a time does not wait but polls
    }
    return true;
}

struct Bench {
    QTemporaryDir home;
    settings::Settings settings{home.path()};
    FixedToken tokens;
    net::ApiClient requests;
    net::StreamClient streams;
    kube::Cluster cluster;
    QStackedWidget window;
    Stalls stalls;

    Bench(const net::ServerAddress &address, const QByteArray &token)
        : tokens(token)
        , requests(address, &tokens)
        , streams(address, &tokens)
        , cluster(requests, streams, {}, Clock::system())
    {
        window.resize(1600, 1000);
        window.show();
        spin(std::chrono::milliseconds(300));
    }
    ui::ResourcePage *open(const QString &id)
    {
        for (const kube::ResourceKind &kind : kinds::allKinds()) {
            if (kind.type.id() != id)
                continue;
            auto *page = new ui::ResourcePage(kind, [this, kind](const kube::ResourceKind &, const QStringList &namespaces) { return cluster.list(kind, namespaces); }, {}, settings, Clock::system());
            window.addWidget(page);
            window.setCurrentWidget(page);
            return page;
        }
        return nullptr;
    }
};

QJsonObject work(Bench &bench, bool onlyLoad)
{
    QJsonObject result;
    const qint64 emptyBytes = residentBytes();
    // Pods are opened in a window that has shown a list before, as an operator's has: its fonts and styles are loaded.
    ui::ResourcePage *before = bench.open(QStringLiteral("namespaces"));
    if (!spinUntil([before] { return before->settled(); }))
        return {};
    spin(std::chrono::milliseconds(300));
    const double cpuBefore = cpuSeconds();
    const double threadBefore = threadSeconds();
    QElapsedTimer watch;
    watch.start();
    double firstRows = -1;
    bench.stalls.begin();
    ui::ResourcePage *page = bench.open(QStringLiteral("pods"));
    QObject::connect(page, &ui::ResourcePage::rowsPainted, page, [&] { firstRows = firstRows < 0 ? static_cast<double>(watch.nsecsElapsed()) / 1e9 : firstRows; });
    if (!spinUntil([page] { return page->settled(); }))
        return {};
    result[QStringLiteral("all_rows_s")] = static_cast<double>(watch.nsecsElapsed()) / 1e9;
    result[QStringLiteral("first_rows_s")] = firstRows;
    result[QStringLiteral("load_cpu_s")] = cpuSeconds() - cpuBefore;
    result[QStringLiteral("load_main_thread_cpu_s")] = threadSeconds() - threadBefore;
    result[QStringLiteral("load_stalls")] = bench.stalls.end();
    auto *model = qobject_cast<models::ResourceTableModel *>(page->view()->model());
    const int rows = model->totalCount();
    spin(std::chrono::milliseconds(300)); // the memory that reading took goes back
    result[QStringLiteral("rows")] = rows;
    result[QStringLiteral("bytes_per_row")] = static_cast<double>(residentBytes() - emptyBytes) / std::max(1, rows);
    result[QStringLiteral("peak_bytes")] = peakBytes();
    if (onlyLoad)
        return result; // for a profiler

    spin(std::chrono::milliseconds(300));
    bench.stalls.begin();
    double worstSort = 0;
    double worstSortCpu = 0;
    for (const int column : page->view()->visibleColumns()) {
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            const double cpu = threadSeconds();
            watch.restart();
            page->view()->sortByColumn(column, order);
            const double took = static_cast<double>(watch.nsecsElapsed()) / 1e6;
            if (took > worstSort) {
                worstSort = took;
                result[QStringLiteral("sort_of")] = model->headerData(column, Qt::Horizontal).toString();
            }
            worstSortCpu = std::max(worstSortCpu, (threadSeconds() - cpu) * 1000);
            spin(std::chrono::milliseconds(60));
        }
    }
    page->view()->sortByColumn(0, Qt::AscendingOrder);
    spin(std::chrono::milliseconds(60));
    result[QStringLiteral("sort_ms")] = worstSort;
    result[QStringLiteral("sort_cpu_ms")] = worstSortCpu;
    result[QStringLiteral("sort_stalls")] = bench.stalls.end();

    double worstKey = 0;
    double worstKeyCpu = 0;
    for (const QString &word : {QStringLiteral("web-12"), QStringLiteral("running"), QStringLiteral("-shop 1")}) {
        QStringList steps;
        for (qsizetype i = 1; i <= word.size(); ++i)
            steps.append(word.left(i));
        for (qsizetype i = word.size() - 1; i >= 0; --i)
            steps.append(word.left(i));
        for (const QString &text : std::as_const(steps)) {
            const double cpu = threadSeconds();
            watch.restart();
            (void)model->setFilter(text);
            const double took = static_cast<double>(watch.nsecsElapsed()) / 1e6;
            if (took > worstKey) {
                worstKey = took;
                result[QStringLiteral("keystroke_of")] = text;
            }
            worstKeyCpu = std::max(worstKeyCpu, (threadSeconds() - cpu) * 1000);
            spin(std::chrono::milliseconds(40));
        }
    }
    result[QStringLiteral("keystroke_ms")] = worstKey;
    result[QStringLiteral("keystroke_cpu_ms")] = worstKeyCpu;
    result[QStringLiteral("filter_stalls")] = bench.stalls.end();

    QScrollBar *bar = page->view()->verticalScrollBar();
    for (int i = 0; i <= 300; ++i) {
        bar->setValue(static_cast<int>(static_cast<qint64>(bar->maximum()) * ((i * 37) % 300) / 300));
        spin(std::chrono::milliseconds(8));
    }
    result[QStringLiteral("scroll_stalls")] = bench.stalls.end();
    return result;
}

QJsonObject changes(Bench &bench, int seconds)
{
    QJsonObject result;
    ui::ResourcePage *page = bench.open(QStringLiteral("pods"));
    if (!spinUntil([page] { return page->settled(); }))
        return {};
    spin(std::chrono::seconds(2));
    auto *model = qobject_cast<models::ResourceTableModel *>(page->view()->model());
    page->view()->scrollTo(model->index(model->rowCount() / 2, 0), QAbstractItemView::PositionAtTop);
    spin(std::chrono::milliseconds(200));
    page->view()->setCurrentIndex(model->index(page->view()->visibleRows().first + 5, 0));
    spin(std::chrono::milliseconds(200));
    const auto top = [&] { return model->rowAt(page->view()->visibleRows().first)->uid; };
    const auto chosen = page->selection();
    const kube::Uid topBefore = top();
    const auto before = bench.cluster.counters();
    const double cpu = cpuSeconds();
    const double main = threadSeconds();
    QElapsedTimer watch;
    watch.start();
    bench.stalls.begin();
    spin(std::chrono::seconds(seconds));
    const double took = static_cast<double>(watch.nsecsElapsed()) / 1e9;
    result[QStringLiteral("stalls")] = bench.stalls.end();
    result[QStringLiteral("core_share")] = (cpuSeconds() - cpu) / took;
    result[QStringLiteral("main_thread_share")] = (threadSeconds() - main) / took;
    const auto after = bench.cluster.counters();
    result[QStringLiteral("events_per_second")] = static_cast<double>(after.watchEvents - before.watchEvents) / took;
    spin(std::chrono::milliseconds(200));
    const auto flushed = bench.cluster.counters();
    result[QStringLiteral("events_not_applied")] = static_cast<double>(std::max<qint64>(0, after.watchEvents - flushed.watchEventsApplied));
    const auto stillChosen = page->selection();
    const bool gone = chosen && !model->indexOf(chosen->uid).isValid(); // the cluster may have removed it
    result[QStringLiteral("selection_kept")] = chosen && (gone || (stillChosen && stillChosen->uid == chosen->uid));
    result[QStringLiteral("scroll_kept")] = !model->indexOf(topBefore).isValid() || top() == topBefore;
    result[QStringLiteral("peak_bytes")] = peakBytes();
    return result;
}

QJsonObject idle(Bench &bench, int seconds)
{
    QJsonObject result;
    std::vector<ui::ResourcePage *> pages;
    for (const char *id : {"nodes", "apps/deployments", "services", "configmaps", "pods"}) {
        pages.push_back(bench.open(QString::fromLatin1(id)));
        if (!spinUntil([&pages] { return pages.back()->settled(); }))
            return {};
    }
    spin(std::chrono::seconds(70)); // figures from monitoring have come a few times, and their buffers are as large as they get
    const auto before = bench.cluster.counters();
    const double cpu = cpuSeconds();
    bench.stalls.stop();
    // Memory goes up and down with each answer of monitoring: what counts is how far down it comes, at the beginning and at the end.
    const int part = std::min(120, seconds / 2);
    qint64 lowestFirst = std::numeric_limits<qint64>::max();
    qint64 lowestLast = lowestFirst;
    QElapsedTimer watch;
    watch.start();
    QTimer sample;
    QObject::connect(&sample, &QTimer::timeout, [&] {
        const qint64 at = watch.elapsed() / 1000;
        const qint64 bytes = residentBytes();
        if (at <= part)
            lowestFirst = std::min(lowestFirst, bytes);
        if (at >= seconds - part)
            lowestLast = std::min(lowestLast, bytes);
    });
    sample.start(std::chrono::seconds(2));
    spin(std::chrono::seconds(seconds));
    const double took = static_cast<double>(watch.nsecsElapsed()) / 1e9;
    result[QStringLiteral("core_share")] = (cpuSeconds() - cpu) / took;
    result[QStringLiteral("growth_bytes")] = lowestLast - lowestFirst;
    result[QStringLiteral("resident_bytes")] = lowestLast;
    result[QStringLiteral("events_per_second")] = static_cast<double>(bench.cluster.counters().watchEvents - before.watchEvents) / took;
    const auto live = std::count_if(pages.begin(), pages.end(), [](const auto *page) { return page->status().freshness == kube::ListStatus::Freshness::Live; });
    result[QStringLiteral("live_views")] = static_cast<qint64>(live);
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QFile tokenFile(arguments.value(3));
    if (arguments.size() < 4 || !tokenFile.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "usage: sk-bench-list load|work|changes|idle URL TOKEN-FILE [SECONDS]\n");
        return 2;
    }
    widgets::installStyle(application);
    theme::Theme::instance().setMode(theme::Mode::Light);
    net::ServerAddress address;
    address.base = QUrl(arguments.at(2));
    const int seconds = arguments.value(4, QStringLiteral("60")).toInt();
    Bench bench(address, tokenFile.readAll().trimmed());
    const QString what = arguments.at(1);
    const QJsonObject result = what == QLatin1String("changes") ? changes(bench, seconds) : what == QLatin1String("idle") ? idle(bench, seconds) : work(bench, what == QLatin1String("load"));
    while (bench.window.count() > 0)
        delete bench.window.widget(0);
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Compact).constData());
    return result.isEmpty() ? 1 : 0;
}
