#pragma once

#include "profile.h"

#include <sk/core/result.h>

#include <QByteArray>
#include <QList>

namespace sk::session {

/// The saved connections as a file to hand on: versioned JSON (`"kind": "sk-connections"`). Never a secret: no password, no token, no OAuth
/// client secret; what was trusted goes along as fingerprints and certificates, which are public.
[[nodiscard]] QByteArray exportProfiles(const QList<Profile> &profiles);

struct ImportedProfiles {
    QList<Profile> profiles; ///< with new ids: an import never replaces anything
    int unreadable = 0; ///< entries that were left out
};

/// FileUnreadable, with the reason in `message`, for a file that is not one of ours or of a newer version.
[[nodiscard]] Result<ImportedProfiles> importProfiles(const QByteArray &bytes);

} // namespace sk::session
