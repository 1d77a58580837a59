#pragma once

#include <QHash>
#include <QObject>

#include <chrono>
#include <optional>

namespace sk::kube {

/// Divides the few streams of a connection among its lists. A watch costs a connection here, and there memory for its whole life; a
/// restricted user's hundred namespaces must not cost a hundred. Those that are looked at come first, then those used last; the
/// others read again from time to time. Main thread.
class WatchBudget : public QObject {
    Q_OBJECT

public:
    explicit WatchBudget(int most = 6, QObject *parent = nullptr);

    /// `user` was used now; `lookedAt`: it is on the screen. The first call adds it; it leaves by its destruction.
    void use(QObject *user, bool lookedAt);
    void leave(QObject *user);
    /// How often one without a stream should read again; nullopt: it may watch.
    [[nodiscard]] std::optional<std::chrono::seconds> pollOf(QObject *user) const { return m_parked.value(user); }

signals:
    /// Ask pollOf() again. Never inside use() or leave().
    void divided();

private:
    void divideSoon();
    void divide();

    struct Use {
        bool lookedAt = false;
        quint64 order = 0;
    };
    int m_most;
    quint64 m_order = 0;
    bool m_soon = false;
    QHash<QObject *, Use> m_users;
    QHash<QObject *, std::optional<std::chrono::seconds>> m_parked;
};

} // namespace sk::kube
