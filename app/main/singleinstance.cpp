#include "singleinstance.h"

#include "processlock.h"

#include <sk/core/logging.h>

#include <QCryptographicHash>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QStandardPaths>
#include <QThread>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <utility>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <unistd.h>
#endif
#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace sk::app {

namespace {

constexpr qsizetype longestRequest = 8 * 1024;
constexpr int patienceMs = 3000; ///< with a first start that is busy, or is just beginning
const QByteArray accepted = QByteArrayLiteral("ok\n");

/// The folder's permissions keep others out; this keeps out what they may have left there before.
bool isOwnUser([[maybe_unused]] const QLocalSocket &socket)
{
#ifdef Q_OS_LINUX
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(static_cast<int>(socket.socketDescriptor()), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
#elif defined(Q_OS_UNIX)
    uid_t user{};
    gid_t group{};
    return getpeereid(static_cast<int>(socket.socketDescriptor()), &user, &group) == 0 && user == geteuid();
#else
    return true;
#endif
}

} // namespace

SingleInstance::SingleInstance(QString runtimeDirectory, const QString &configDirectory, QObject *parent)
    : QObject(parent)
{
    if (runtimeDirectory.isEmpty())
        return;
    const QByteArray which = QCryptographicHash::hash(QDir(configDirectory).absolutePath().toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    m_name = std::move(runtimeDirectory) + QStringLiteral("/sk-console-") + QString::fromLatin1(which);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server.nextPendingConnection())
            serve(socket);
    });
}

SingleInstance::~SingleInstance() = default;

QString SingleInstance::runtimeDirectory()
{
    const QString directory = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
#ifdef Q_OS_UNIX
    const QFileInfo info(directory);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    if (directory.isEmpty() || info.ownerId() != geteuid() || (info.permissions() & others))
        return {};
    // A sandbox's own runtime folder is its own alone; this one is shared by all of the same application.
    if (const QString flatpak = qEnvironmentVariable("FLATPAK_ID"); !flatpak.isEmpty()) {
        const QString shared = directory + QStringLiteral("/app/") + flatpak;
        return QFileInfo(shared).isDir() ? shared : QString();
    }
#endif
    return directory;
}

SingleInstance::Role SingleInstance::claim(const QString &link)
{
    if (m_name.isEmpty())
        return Role::Alone;
    // The lock decides who is first, so that two starts at once do not take each other's socket away. It ends with its process, however that ends.
    m_lock = std::make_unique<ProcessLock>(m_name + QStringLiteral(".lock"));
    const QDeadlineTimer deadline(patienceMs);
    do {
        const ProcessLock::Answer lock = m_lock->tryLock();
        if (lock == ProcessLock::Answer::Held) {
            QLocalServer::removeServer(m_name); // of a start that ended badly: we hold the lock, so nobody listens there
            m_server.setSocketOptions(QLocalServer::UserAccessOption);
            if (m_server.listen(m_name))
                return Role::First;
            qCWarning(lcCore).noquote() << "no socket for later starts:" << m_server.errorString();
            return Role::Alone;
        }
        if (lock == ProcessLock::Answer::Impossible) {
            qCInfo(lcCore) << "no lock can be held in the user's runtime directory; running without";
            return Role::Alone;
        }
        if (handOver(link))
            return Role::Later;
        QThread::msleep(50); // it is just beginning, and does not listen yet
    } while (!deadline.hasExpired());
    qCWarning(lcCore) << "another start of the program does not answer; running beside it";
    return Role::Alone;
}

bool SingleInstance::handOver(const QString &link) const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patienceMs / 3) || !isOwnUser(socket))
        return false;
#ifdef Q_OS_WIN
    AllowSetForegroundWindow(ASFW_ANY); // else the first start may only flash in the task bar
#endif
    const nlohmann::json request{{"link", link.toStdString()}, {"activationToken", qgetenv("XDG_ACTIVATION_TOKEN").toStdString()}};
    // The environment's bytes need not be UTF-8, and dump() would throw.
    socket.write(QByteArray::fromStdString(request.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)) + '\n');
    QByteArray answer;
    const QDeadlineTimer deadline(patienceMs);
    while (!answer.endsWith('\n') && socket.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
        answer += socket.readAll();
    return answer == accepted;
}

void SingleInstance::serve(QLocalSocket *socket)
{
    connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
    if (!isOwnUser(*socket)) {
        qCWarning(lcCore) << "another user reached the socket for later starts, and was turned away";
        return socket->abort();
    }
    QTimer::singleShot(patienceMs, socket, [socket] { socket->abort(); });
    const auto read = [this, socket] {
        if (socket->bytesAvailable() > longestRequest)
            return socket->abort();
        if (!socket->canReadLine())
            return;
        const auto request = nlohmann::json::parse(socket->readLine().toStdString(), nullptr, false);
        const auto textAt = [&request](const char *name) {
            const auto it = request.is_object() ? request.find(name) : request.end();
            return it != request.end() && it->is_string() ? QByteArray::fromStdString(it->get<std::string>()) : QByteArray();
        };
        if (!request.is_object())
            return socket->abort();
        const QString link = QString::fromUtf8(textAt("link"));
        const QByteArray token = textAt("activationToken");
        socket->write(accepted);
        socket->disconnectFromServer();
        emit requested(link, token);
    };
    connect(socket, &QLocalSocket::readyRead, this, read);
    read();
}

} // namespace sk::app
