#include "passwordchange.h"

#include <nlohmann/json.hpp>

#include <QPointer>
#include <QUrl>

namespace sk::session {

namespace {

using Json = nlohmann::json;

constexpr qsizetype shortest = 8;
constexpr qsizetype longest = 64;

QByteArray dump(const Json &json)
{
    return QByteArray::fromStdString(json.dump());
}

bool has(const QByteArray &text, char from, char to)
{
    return std::any_of(text.begin(), text.end(), [=](char c) { return c >= from && c <= to; });
}

} // namespace

PasswordRules checkPassword(const QString &password)
{
    const QByteArray bytes = password.toUtf8();
    return {bytes.size() >= shortest && bytes.size() <= longest, has(bytes, 'A', 'Z'), has(bytes, 'a', 'z'), has(bytes, '0', '9')};
}

void changePassword(net::ApiClient &client, int major, const QString &apiDomain, const QString &user, const QString &current, const QString &next, QObject *context,
                    std::function<void(const Error &, bool)> answer)
{
    const QString group = QStringLiteral("iam.") + apiDomain;
    const QByteArray version = major >= 4 ? QByteArrayLiteral("v1beta1") : QByteArrayLiteral("v1alpha2");
    const QByteArray place = QUrl::toPercentEncoding(group) + '/' + version + "/users/" + QUrl::toPercentEncoding(user);
    net::ApiRequest change;
    change.method = QByteArrayLiteral("PUT");
    change.path = "/kapis/" + place + "/password";
    change.contentType = QByteArrayLiteral("application/json");
    change.secret = true;
    change.body = dump({{"currentPassword", current.toStdString()}, {"password", next.toStdString()}});
    net::ApiRequest unmark;
    unmark.method = QByteArrayLiteral("PATCH");
    unmark.path = "/apis/" + place;
    unmark.contentType = QByteArrayLiteral("application/json-patch+json");
    unmark.body = dump(Json::array({{{"op", "remove"}, {"path", "/metadata/annotations/" + group.toStdString() + "~1uninitialized"}}}));
    QPointer<net::ApiClient> sender = &client;
    client.send(change, context, [sender, unmark, context, answer = std::move(answer)](const Result<net::ApiReply> &reply) {
        if (!reply.ok()) {
            Error error = reply.error();
            // 400 with the bare text "incorrect old password"; the rules were checked before it was sent.
            if (error.httpStatus == 400)
                error.code = ErrorCode::WrongCredentials;
            answer(error, true);
            return;
        }
        if (!sender) {
            answer({}, true);
            return;
        }
        sender->send(unmark, context, [answer](const Result<net::ApiReply> &unmarked) { answer({}, !unmarked.ok()); });
    });
}

} // namespace sk::session
