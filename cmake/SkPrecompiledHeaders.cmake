# Precompiled headers: half of a file's build time was Qt's and the standard library's headers, read again for each file.
#
# A layer uses the set that fits what it may include anyway, so no header comes to sight that its link line does not allow; our own
# headers are in none of them. Each set is compiled once, by a target of its own, and used again by all. `tidy` and `clazy` build
# without, and so show an include that is missing. Packages are built without, too: GCC writes another image of the same headers each
# time, and where some of a program's variables live, which the debug symbols tell, then differed from one build to the next.
option(SK_PRECOMPILED_HEADERS "Compile Qt's and the standard library's headers once" ON)

set(sk_pch_std <algorithm> <chrono> <functional> <map> <memory> <optional> <string> <string_view> <unordered_map> <utility> <variant> <vector>)
set(sk_pch_core ${sk_pch_std} <QtCore/QtCore>)
set(sk_pch_network ${sk_pch_core} <QtNetwork/QtNetwork>)
set(sk_pch_widgets ${sk_pch_core} <QtWidgets/QtWidgets>)
set(sk_pch_demo ${sk_pch_std} <nlohmann/json.hpp>)
set(sk_pch_core_libraries Qt6::Core)
set(sk_pch_network_libraries Qt6::Network)
set(sk_pch_widgets_libraries Qt6::Widgets)
set(sk_pch_demo_libraries Qt6::Core nlohmann_json::nlohmann_json)

# sk_precompile(<target> <core|network|widgets|demo>)
function(sk_precompile target set)
  if(NOT SK_PRECOMPILED_HEADERS)
    return()
  endif()
  # A program is compiled as position independent executable code, a library as a library's: each needs a set of its own.
  get_target_property(type ${target} TYPE)
  set(owner sk_pch_${set})
  if(type STREQUAL "EXECUTABLE")
    string(APPEND owner "_program")
  endif()
  if(NOT TARGET ${owner})
    set(anchor "${CMAKE_BINARY_DIR}/pch/${owner}.cpp")
    file(CONFIGURE OUTPUT "${anchor}" CONTENT "// A target needs a source; what counts are its precompiled headers.\n" @ONLY)
    if(type STREQUAL "EXECUTABLE")
      file(CONFIGURE OUTPUT "${anchor}" CONTENT "// What counts are the precompiled headers of this program, which nobody starts.\nint main() {}\n" @ONLY)
      add_executable(${owner} "${anchor}")
    else()
      add_library(${owner} STATIC "${anchor}")
      set_target_properties(${owner} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    endif()
    target_link_libraries(${owner} PRIVATE ${sk_pch_${set}_libraries} sk_build_options)
    target_precompile_headers(${owner} PRIVATE ${sk_pch_${set}})
  endif()
  target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()
