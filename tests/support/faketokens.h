#pragma once

#include <sk/net/tokensource.h>

#include <QPointer>

#include <vector>

namespace sk::test {

/// A token source for the net layer's tests: gives `token`, and after a refusal a new one when the test says so.
class FakeTokens final : public net::TokenSource {
public:
    void withToken(QObject *context, Answer answer) override
    {
        if (refreshing) {
            parked.push_back({context, std::move(answer)});
            return;
        }
        deliver(context, std::move(answer));
    }
    void tokenRefused(const QByteArray &refused) override
    {
        ++refusals;
        if (refused != token || refreshing)
            return;
        refreshing = true;
        ++refreshes;
    }
    void finishRefresh(const QByteArray &fresh)
    {
        token = fresh;
        refreshing = false;
        for (auto &[context, answer] : std::exchange(parked, {})) {
            if (context)
                deliver(context, std::move(answer));
        }
    }
    QByteArray token = "first-token";
    bool refreshing = false;
    int refusals = 0;
    int refreshes = 0;
    std::vector<std::pair<QPointer<QObject>, Answer>> parked;

private:
    void deliver(QObject *context, Answer answer)
    {
        const Result<QByteArray> result = token;
        QMetaObject::invokeMethod(context, [answer = std::move(answer), result] { answer(result); }, Qt::QueuedConnection);
    }
};

} // namespace sk::test
