#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace sk::secrets {

/// Asks, later and without starting anything, what the keychain is called. Not answered when it cannot be told or `context` dies.
void askServiceName(QObject *context, std::function<void(const QString &)> answer);

} // namespace sk::secrets
