#pragma once

#include <QObject>
#include <QString>

#include <functional>

namespace sk::secrets {

/// Asks, later and without starting anything, what the keychain is called. Not answered when it cannot be told or `context` dies.
void askServiceName(QObject *context, std::function<void(const QString &)> answer);

/// Whether the secret service holds an entry of ours that it does not hand out because it is locked: the library says "not found" then. Asks
/// without unlocking anything and without a prompt. Answers once, later, unless `context` dies; false where it cannot be told.
void askWhetherLocked(const QString &service, const QString &key, QObject *context, std::function<void(bool)> answer);

} // namespace sk::secrets
