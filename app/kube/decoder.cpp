#include "decoder.h"

namespace sk::kube {

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
