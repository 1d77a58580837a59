#pragma once

#include "jsonview.h"
#include "textpool.h"

#include <QObject>
#include <QPointer>
#include <QThread>

#include <chrono>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace sk::kube {

/// What work on the decoder thread may use: the parser's buffers and the shared texts. Touched by that thread alone.
struct DecoderState {
    JsonDocument document;
    TextPool texts;
    /// After much work, of which no more is expected soon: gives the memory that it took back to the system.
    void rest();
    /// After each piece of work: figures of thousands of nodes that come every few seconds leave holes that the process would keep.
    /// Rests when a minute has passed and more than a few megabytes were read in it; says whether it did.
    bool restIfDue(std::chrono::steady_clock::time_point now);

private:
    std::chrono::steady_clock::time_point m_rested = std::chrono::steady_clock::now();
    std::uint64_t m_readUntilRest = 0;
};

/// The one thread on which JSON is read and let go. Work goes in with everything that it needs in it, and comes back as a value that
/// nobody changes any more: no lock anywhere. Runs in the order of posting.
///
/// Main thread. The destructor drops what was not begun, waits for what is under way, and no answer comes afterwards.
class Decoder : public QObject {
    Q_OBJECT

public:
    explicit Decoder(QObject *parent = nullptr);
    ~Decoder() override;

    /// Runs `work(DecoderState &)` there and `answer(Value &&)` here, on the main thread, unless `context` died meanwhile.
    template<typename Work, typename Answer>
    void run(QObject *context, Work work, Answer answer)
    {
        using Value = std::invoke_result_t<Work, DecoderState &>;
        post([this, alive = QPointer<QObject>(context), work = std::move(work), answer = std::move(answer)](DecoderState &state) mutable {
            auto value = std::make_shared<Value>(work(state));
            tell(alive, [answer = std::move(answer), value]() mutable { answer(std::move(*value)); });
        });
    }

    /// From inside work: runs `message` on the main thread, before the work's answer, unless `context` died.
    template<typename Message>
    void tell(const QPointer<QObject> &context, Message message)
    {
        // Back through this object, which lives on the main thread; only there may `context` be asked.
        QMetaObject::invokeMethod(
            this,
            [context, message = std::move(message)]() mutable {
                if (context)
                    message();
            },
            Qt::QueuedConnection);
    }

private:
    template<typename Job>
    void post(Job job)
    {
        QMetaObject::invokeMethod(
            m_worker,
            [job = std::move(job), state = m_state.get()]() mutable {
                // A thread that ends still empties its queue; what nobody waits for is not read.
                if (QThread::currentThread()->isInterruptionRequested())
                    return;
                job(*state);
                state->restIfDue(std::chrono::steady_clock::now());
            },
            Qt::QueuedConnection);
    }

    std::unique_ptr<DecoderState> m_state;
    QThread m_thread;
    QObject *m_worker; ///< lives on the thread and gives it its event queue
};

} // namespace sk::kube
