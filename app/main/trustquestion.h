#pragma once

#include "connectionscope.h"

#include <sk/session/profilestore.h>

#include <QWidget>

#include <memory>

namespace sk::app {

/// An open connection met a certificate that it does not trust: fetches that certificate, without saying anything to the server, and shows it, beside the
/// one that was trusted if a key was pinned. What the user decides is saved with the connection, which then goes on in place. Does
/// nothing while the window is asking already. `profiles` outlives the window.
void askForTrust(const std::shared_ptr<ConnectionScope> &connection, session::ProfileStore &profiles, QWidget *window);

} // namespace sk::app
