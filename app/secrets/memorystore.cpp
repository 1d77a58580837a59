#include "secretstore.h"

#include <sk/core/secret.h>

#include <QCoreApplication>
#include <QHash>
#include <QPointer>

namespace sk::secrets {

namespace {

class MemoryStore final : public SecretStore {
    Q_OBJECT

public:
    ~MemoryStore() override
    {
        for (QByteArray &secret : m_secrets)
            wipe(secret);
    }
    void read(const QString &key, QObject *context, ReadAnswer answer) override
    {
        std::optional<QByteArray> secret;
        if (const auto it = m_secrets.constFind(key); it != m_secrets.cend())
            secret = *it;
        later(context, [answer = std::move(answer), secret] { answer(secret); });
    }
    void write(const QString &key, const QByteArray &secret, QObject *context, WriteAnswer answer) override
    {
        QByteArray &entry = m_secrets[key];
        wipe(entry);
        entry = secret;
        later(context, [answer = std::move(answer)] { answer(true); });
    }
    void remove(const QString &key, QObject *context, WriteAnswer answer) override
    {
        QByteArray old = m_secrets.take(key);
        wipe(old);
        later(context, [answer = std::move(answer)] { answer(true); });
    }
    [[nodiscard]] bool persistent() const override { return false; }
    [[nodiscard]] QString displayName() const override { return QCoreApplication::translate("sk", "memory of this program"); }

private:
    template<typename Function>
    void later(QObject *context, Function function)
    {
        QMetaObject::invokeMethod(context, std::move(function), Qt::QueuedConnection);
    }
    QHash<QString, QByteArray> m_secrets;
};

} // namespace

std::unique_ptr<SecretStore> makeMemoryStore()
{
    return std::make_unique<MemoryStore>();
}

} // namespace sk::secrets

#include "memorystore.moc"
