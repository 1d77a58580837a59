#pragma once

#include <QString>

#ifdef Q_OS_WIN
#include <QLockFile>
#endif

namespace sk::app {

/// A lock that ends with its process, however that ends. On Unix it is the kernel's, not a process number in a file: in another sandbox that
/// number means another process, or none, and the lock would be taken for one that was left behind.
class ProcessLock {
public:
    explicit ProcessLock(const QString &file);
    ~ProcessLock();
    Q_DISABLE_COPY_MOVE(ProcessLock)

    enum class Answer { Held, Taken, Impossible };
    /// Held: it is ours now. Taken: another process has it. Impossible: the file cannot be made. Does not wait.
    [[nodiscard]] Answer tryLock();

private:
#ifdef Q_OS_WIN
    QLockFile m_lock;
#else
    QString m_file;
    int m_descriptor = -1;
#endif
};

} // namespace sk::app
