#include "logbuffer.h"

#include <QDateTime>
#include <QLoggingCategory>
#include <QMutex>

#include <deque>

namespace sk::app {

namespace {

struct Kept {
    QMutex mutex; // lines come from every thread
    std::deque<QString> lines;
    QtMessageHandler before = nullptr;
    bool printAll = false;
};

Kept &kept()
{
    static auto *const instance = new Kept; // outlives whatever still logs at the end
    return *instance;
}

const char *levelWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        break;
    }
    return "fatal";
}

void keep(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    Kept &all = kept();
    {
        const QMutexLocker locked(&all.mutex);
        all.lines.push_back(QStringLiteral("%1 %2 %3: %4").arg(QDateTime::currentDateTimeUtc().toString(QStringLiteral("HH:mm:ss.zzz")),
            QLatin1String(levelWord(type)), QLatin1String(context.category ? context.category : "default"), text));
        while (all.lines.size() > LogBuffer::mostLines)
            all.lines.pop_front();
    }
    if (all.before && (all.printAll || (type != QtInfoMsg && type != QtDebugMsg)))
        all.before(type, context, text);
}

} // namespace

void LogBuffer::install()
{
    Kept &all = kept();
    if (all.before)
        return;
    all.printAll = qEnvironmentVariableIsSet("QT_LOGGING_RULES");
    QLoggingCategory::setFilterRules(QStringLiteral("sk.*.debug=false")); // what the environment says is read after this
    all.before = qInstallMessageHandler(keep);
}

QStringList LogBuffer::lines()
{
    Kept &all = kept();
    const QMutexLocker locked(&all.mutex);
    return QStringList(all.lines.begin(), all.lines.end());
}

} // namespace sk::app
