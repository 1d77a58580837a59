#pragma once

#include "settings.h"

/// Every setting of the program.
namespace sk::settings::keys {

const SettingInfo &language(); ///< "system", "en", "zh_CN"
const SettingInfo &theme(); ///< "system", "light", "dark"
const SettingInfo &lastConnection(); ///< id of the profile used last
const SettingInfo &openConnections(); ///< string list: ids of the profiles that windows showed at the end
const SettingInfo &lastPage(); ///< plural of the kind shown last, "nodes"
const SettingInfo &lastView(); ///< id of the saved view shown last; empty: its kind's own page
const SettingInfo &lastNamespaces(); ///< string list; empty: all
const SettingInfo &favouriteKinds(); ///< string list of kinds' ids, in the user's order
const SettingInfo &recentKinds(); ///< string list of kinds' ids, the last first
const SettingInfo &detailVisible(); ///< bool
const SettingInfo &navigationVisible(); ///< bool

} // namespace sk::settings::keys
