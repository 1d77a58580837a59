#pragma once

#include <QWidget>

#include <functional>

namespace sk::ui {

/// Asks before every session of the user is ended: says what this does on a server of the given major version, and offers to forget the
/// session on this computer alone, which is the default. `answer` is called with what was chosen; not at all after *Cancel*. Does not block.
void askSignOutEverywhere(QWidget *parent, int serverMajor, const QString &user, std::function<void(bool everywhere)> answer);

} // namespace sk::ui
