#include "processlock.h"

#include <QFile>

#ifdef Q_OS_UNIX
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#endif

namespace sk::app {

#ifdef Q_OS_UNIX

ProcessLock::ProcessLock(const QString &file)
    : m_file(file)
{
}

ProcessLock::~ProcessLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor); // the file stays: to remove it would take it from one who has just opened it
}

ProcessLock::Answer ProcessLock::tryLock()
{
    if (m_descriptor < 0)
        m_descriptor = ::open(QFile::encodeName(m_file).constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (m_descriptor < 0)
        return Answer::Impossible;
    int result = 0;
    do
        result = ::flock(m_descriptor, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    return result == 0 ? Answer::Held : errno == EWOULDBLOCK ? Answer::Taken : Answer::Impossible;
}

#else

ProcessLock::ProcessLock(const QString &file)
    : m_lock(file)
{
    m_lock.setStaleLockTime(0);
}

ProcessLock::~ProcessLock() = default;

ProcessLock::Answer ProcessLock::tryLock()
{
    if (m_lock.tryLock())
        return Answer::Held;
    return m_lock.error() == QLockFile::LockFailedError ? Answer::Taken : Answer::Impossible;
}

#endif

} // namespace sk::app
