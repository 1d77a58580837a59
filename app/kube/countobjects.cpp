#include "countobjects.h"

namespace sk::kube {

namespace {

Result<qint64> decodeCount(DecoderState &state, const QByteArray &body)
{
    const auto root = state.document.parse({body.constData(), static_cast<std::size_t>(body.size())});
    const JsonView items = root ? (*root)["items"] : JsonView();
    if (!root || !(*root)["metadata"].isObject() || (!items.isArray() && !items.isNull())) {
        Error error;
        error.code = ErrorCode::BadAnswer;
        error.message = QStringLiteral("the answer is no list");
        return error;
    }
    const JsonView metadata = (*root)["metadata"];
    const auto here = static_cast<qint64>(items.size());
    if (metadata["continue"].string().empty())
        return here;
    const qint64 remaining = metadata["remainingItemCount"].integer(-1);
    return remaining < 0 ? -1 : here + remaining;
}

} // namespace

void countObjects(const ClusterServices &services, const ResourceType &type, const QString &nameSpace, QObject *context, CountAnswer answer)
{
    net::ApiRequest request;
    request.path = type.listPath(nameSpace);
    request.query.emplace_back(QStringLiteral("limit"), QStringLiteral("1"));
    request.accept = QByteArrayLiteral("application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json");
    services.requests.send(request, context, [&decoder = services.decoder, context, answer = std::move(answer)](const Result<net::ApiReply> &reply) {
        if (!reply.ok()) {
            answer(reply.error());
            return;
        }
        decoder.run(
            context, [body = reply.value().body](DecoderState &state) { return decodeCount(state, body); }, [answer](Result<qint64> &&count) { answer(count); });
    });
}

} // namespace sk::kube
