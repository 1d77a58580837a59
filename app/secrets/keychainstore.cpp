#include "keychainstore_p.h"

#include "servicename_p.h"

#include <sk/core/logging.h>
#include <sk/core/secret.h>

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <qt6keychain/keychain.h>

namespace sk::secrets {

namespace {

/// libsecret answers through GLib's main loop: without it no job would ever end.
bool dispatcherFits()
{
#ifdef Q_OS_LINUX
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    return dispatcher && QByteArray(dispatcher->metaObject()->className()).contains("Glib");
#else
    return true;
#endif
}

} // namespace

Error keychainError(int code, const QString &text)
{
    Error error;
    error.message = text;
    switch (code) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound: return {};
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: error.code = ErrorCode::KeychainDenied; break;
    default:
        // Everything that has no code of its own comes as OtherError with libsecret's words: no bus, no service, no collection. A prompt
        // that the user closed is a denial.
        error.code = text.contains(QLatin1String("dismissed"), Qt::CaseInsensitive) || text.contains(QLatin1String("denied"), Qt::CaseInsensitive)
            ? ErrorCode::KeychainDenied
            : ErrorCode::KeychainUnavailable;
        // A service that runs, with no keyring in it and nobody whom it could ask for the password of a new one.
        if (error.code == ErrorCode::KeychainUnavailable && text.contains(QLatin1String("/secrets/collection/")))
            error.reason = QStringLiteral("NoKeyring");
        break;
    }
    return error;
}

KeychainStore::KeychainStore(QString service)
    : m_service(std::move(service))
{
    askServiceName(this, [this](const QString &name) { m_displayName = name; });
}

KeychainStore::~KeychainStore()
{
    // A job under way ends and deletes itself; its handler is bound to this object and is gone.
}

QString KeychainStore::displayName() const
{
    return m_displayName.isEmpty() ? QCoreApplication::translate("sk", "system keyring") : m_displayName; // in the language of now
}

void KeychainStore::read(const QString &key, QObject *context, ReadAnswer answer)
{
    Operation operation;
    operation.kind = Kind::Read;
    operation.key = key;
    operation.context = context;
    operation.readAnswer = std::move(answer);
    add(std::move(operation));
}

void KeychainStore::write(const QString &key, const QByteArray &secret, QObject *context, WriteAnswer answer)
{
    Operation operation;
    operation.kind = Kind::Write;
    operation.key = key;
    operation.secret = secret;
    operation.context = context;
    operation.writeAnswer = std::move(answer);
    add(std::move(operation));
}

void KeychainStore::remove(const QString &key, QObject *context, WriteAnswer answer)
{
    Operation operation;
    operation.kind = Kind::Remove;
    operation.key = key;
    operation.context = context;
    operation.writeAnswer = std::move(answer);
    add(std::move(operation));
}

void KeychainStore::add(Operation operation)
{
    operation.number = ++m_lastNumber;
    const quint64 number = operation.number;
    m_operations.push_back(std::move(operation));
    QTimer::singleShot(m_softLimit, this, [this, number] { tooSlow(number); });
    QMetaObject::invokeMethod(this, &KeychainStore::startNext, Qt::QueuedConnection);
}

void KeychainStore::startNext()
{
    if (m_running || m_operations.empty())
        return;
    Operation &operation = m_operations.front();
    if (!dispatcherFits()) {
        Error error;
        error.code = ErrorCode::KeychainUnavailable;
        error.message = QStringLiteral("the program runs without GLib's event loop (QT_NO_GLIB)");
        Operation first = std::move(operation);
        m_operations.pop_front();
        QMetaObject::invokeMethod(this, &KeychainStore::startNext, Qt::QueuedConnection);
        answer(first, error, {});
        return;
    }

    // No parent and auto-delete: a job that is deleted while it runs crashes in libsecret's callback.
    QKeychain::Job *job = nullptr;
    switch (operation.kind) {
    case Kind::Read: job = new QKeychain::ReadPasswordJob(m_service); break;
    case Kind::Write: {
        auto *write = new QKeychain::WritePasswordJob(m_service);
        write->setBinaryData(operation.secret); // always binary: a text entry of the same key would be read first
        job = write;
        break;
    }
    case Kind::Remove: job = new QKeychain::DeletePasswordJob(m_service); break;
    }
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(operation.key);
    m_running = true;
    const quint64 number = operation.number;
    connect(job, &QKeychain::Job::finished, this, [this, number](QKeychain::Job *finished) { jobFinished(number, finished); });
    job->start();
}

void KeychainStore::jobFinished(quint64 number, QKeychain::Job *job)
{
    m_running = false;
    if (m_operations.empty() || m_operations.front().number != number)
        return;
    Operation operation = std::move(m_operations.front());
    m_operations.pop_front();
    wipe(operation.secret);
    QMetaObject::invokeMethod(this, &KeychainStore::startNext, Qt::QueuedConnection);

    const Error error = keychainError(job->error(), job->errorString());
    if (error)
        qCInfo(lcSecrets).noquote() << "keychain:" << toLogText(error);
    std::optional<QByteArray> secret;
    if (auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(job); read && job->error() == QKeychain::NoError)
        secret = read->binaryData();
    if (error || secret || operation.kind == Kind::Write || operation.answered) {
        answer(operation, error, secret);
        return;
    }
    // "Not found", and "removed": the library says so of an entry that is locked, too, when nobody unlocks it. What could not be read is
    // not nothing, and what could not be removed is not gone.
    askWhetherLocked(m_service, operation.key, this, [operation](bool locked) mutable {
        Error denied;
        if (locked) {
            denied.code = ErrorCode::KeychainDenied;
            denied.reason = QStringLiteral("Locked");
            denied.message = QStringLiteral("the keychain holds the entry and is locked");
            qCInfo(lcSecrets).noquote() << toLogText(denied);
        }
        answer(operation, denied, {});
    });
}

void KeychainStore::tooSlow(quint64 number)
{
    const auto it = std::find_if(m_operations.begin(), m_operations.end(), [number](const Operation &o) { return o.number == number; });
    if (it == m_operations.end() || it->answered)
        return;
    Error error;
    error.code = ErrorCode::KeychainUnavailable;
    error.reason = QStringLiteral("Slow");
    error.message = QStringLiteral("the keychain has not answered for %1 s").arg(static_cast<double>(m_softLimit.count()) / 1000.0);
    qCInfo(lcSecrets).noquote() << toLogText(error);
    Operation copy = *it;
    const bool withLibrary = m_running && it == m_operations.begin();
    if (withLibrary || it->kind == Kind::Remove) {
        it->answered = true; // a removal is still done when its turn comes: who signs out means it
        it->readAnswer = nullptr;
        it->writeAnswer = nullptr;
    } else {
        m_operations.erase(it);
    }
    answer(copy, error, {});
}

void KeychainStore::answer(Operation &operation, const Error &error, const std::optional<QByteArray> &secret)
{
    if (!operation.context)
        return;
    if (operation.readAnswer)
        operation.readAnswer(error ? Result<std::optional<QByteArray>>(error) : Result<std::optional<QByteArray>>(secret));
    else if (operation.writeAnswer)
        operation.writeAnswer(error ? Result<bool>(error) : Result<bool>(true));
}

std::unique_ptr<SecretStore> makeKeychainStore(const QString &service)
{
    return std::make_unique<KeychainStore>(service);
}

} // namespace sk::secrets
