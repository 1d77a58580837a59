#include "decoder.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

namespace sk::kube {

void DecoderState::rest()
{
    document.release();
#if defined(__GLIBC__)
    malloc_trim(0); // glibc keeps what was freed below something that is still in use
#endif
}

bool DecoderState::restIfDue(std::chrono::steady_clock::time_point now)
{
    constexpr std::uint64_t worthIt = 4'000'000;
    if (document.bytesRead() - m_readUntilRest < worthIt || now - m_rested < std::chrono::minutes(1))
        return false;
    m_readUntilRest = document.bytesRead();
    m_rested = now;
    rest();
    return true;
}

Decoder::Decoder(QObject *parent)
    : QObject(parent)
    , m_state(std::make_unique<DecoderState>())
    , m_worker(new QObject)
{
    m_thread.setObjectName(QStringLiteral("sk-decoder"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

Decoder::~Decoder()
{
    m_thread.requestInterruption();
    m_thread.quit();
    m_thread.wait();
}

} // namespace sk::kube
