#pragma once

#include <nlohmann/json.hpp>

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>
#include <QString>

/// The exchanges that were recorded from real servers.
namespace demotest {

struct Recording {
    QString version;
    QString name;
    QByteArray method, path, body;
    PlainClient::Headers headers;
    int status = 0;
    QByteArray contentType;
    QByteArray answer;
};

inline QByteArray text(const nlohmann::json &value)
{
    return value.is_string() ? QByteArray::fromStdString(value.get<std::string>()) : QByteArray();
}

inline nlohmann::json parseAnswer(const QByteArray &body)
{
    return nlohmann::json::parse(body.toStdString(), nullptr, false);
}

inline QList<Recording> readRecordings(const QString &version)
{
    QList<Recording> list;
    QDir directory(QStringLiteral(SK_TEST_DATA) + QStringLiteral("/recordings/") + version);
    const auto files = directory.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const auto &name : files) {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const auto all = nlohmann::json::parse(file.readAll().toStdString());
        Recording recording;
        recording.version = version;
        recording.name = name.chopped(5);
        const auto &request = all["request"];
        recording.method = text(request["method"]);
        recording.path = text(request["path"]);
        recording.body = request.contains("body") ? text(request["body"]) : QByteArray();
        for (const auto &[key, value] : request["headers"].items())
            recording.headers.append({QByteArray::fromStdString(key), text(value)});
        const auto &response = all["response"];
        recording.status = response["status"];
        for (const auto &header : response["headers"]) {
            if (header[0] == "Content-Type")
                recording.contentType = text(header[1]);
        }
        if (response.contains("body")) {
            recording.answer = text(response["body"]);
        } else {
            for (const auto &line : response["lines"])
                recording.answer += text(line[1]).trimmed() + '\n';
        }
        list.append(recording);
    }
    return list;
}

} // namespace demotest
