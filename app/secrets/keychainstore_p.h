#pragma once

#include "secretstore.h"

#include <QPointer>
#include <QTimer>

#include <deque>

namespace QKeychain {
class Job;
}

namespace sk::secrets {

/// The system's keychain. QtKeychain runs one job at a time for the whole process, and a job that waits for the user blocks all
/// later ones; so at most one of ours is with the library, the others wait here where they can be answered and dropped.
class KeychainStore final : public SecretStore {
    Q_OBJECT

public:
    explicit KeychainStore(QString service);
    ~KeychainStore() override;

    void read(const QString &key, QObject *context, ReadAnswer answer) override;
    void write(const QString &key, const QByteArray &secret, QObject *context, WriteAnswer answer) override;
    void remove(const QString &key, QObject *context, WriteAnswer answer) override;
    [[nodiscard]] bool persistent() const override { return true; }
    [[nodiscard]] QString displayName() const override;

    /// After so long whoever waits is answered KeychainUnavailable; the job goes on by itself. For tests, settable.
    void setSoftLimit(std::chrono::milliseconds limit) { m_softLimit = limit; }

private:
    enum class Kind { Read, Write, Remove };
    struct Operation {
        quint64 number = 0;
        Kind kind = Kind::Read;
        QString key;
        QByteArray secret;
        QPointer<QObject> context;
        ReadAnswer readAnswer;
        WriteAnswer writeAnswer;
        bool answered = false;
    };

    void add(Operation operation);
    void startNext();
    void jobFinished(quint64 number, QKeychain::Job *job);
    void tooSlow(quint64 number);
    static void answer(Operation &operation, const Error &error, const std::optional<QByteArray> &secret);

    QString m_service;
    QString m_displayName;
    std::deque<Operation> m_operations; ///< the first is with the library when m_running
    std::chrono::milliseconds m_softLimit{20'000};
    quint64 m_lastNumber = 0;
    bool m_running = false;
};

/// What the library's answer means. Public for the test of the table.
[[nodiscard]] Error keychainError(int code, const QString &text);

} // namespace sk::secrets
