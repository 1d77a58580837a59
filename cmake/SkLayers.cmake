# One static library per layer of ARCHITECTURE.md.
#
# sk_add_layer(<name> DIR <dir>... USES <targets>... PRIVATE_USES <targets>... [PRECOMPILE <set>])
#
# Each layer publishes its headers through generated forwarding headers, `#include <sk/<dir>/<file>>`, in an include
# directory of its own. A target sees only the directories of the layers that it links, so an include that goes up or
# sideways does not compile. Headers whose name ends in `_p.h` are not published.
function(sk_add_layer name)
  cmake_parse_arguments(arg "" "PRECOMPILE" "DIR;USES;PRIVATE_USES" ${ARGN})
  set(include_root "${CMAKE_BINARY_DIR}/include/${name}")
  set(sources)
  foreach(dir IN LISTS arg_DIR)
    get_filename_component(absolute "${dir}" ABSOLUTE)
    get_filename_component(short "${dir}" NAME)
    if(dir STREQUAL ".")
      get_filename_component(short "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
    endif()
    file(GLOB dir_sources CONFIGURE_DEPENDS "${absolute}/*.cpp")
    file(GLOB dir_headers CONFIGURE_DEPENDS "${absolute}/*.h")
    list(APPEND sources ${dir_sources} ${dir_headers})
    foreach(header IN LISTS dir_headers)
      get_filename_component(file "${header}" NAME)
      if(NOT file MATCHES "_p\\.h$")
        set(forward "${include_root}/sk/${short}/${file}")
        # Relative, so that a compiler cache recognises the same source in another checkout.
        file(RELATIVE_PATH target "${include_root}/sk/${short}" "${header}")
        file(CONFIGURE OUTPUT "${forward}" CONTENT "#include \"${target}\"\n" @ONLY)
      endif()
    endforeach()
  endforeach()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC "${include_root}")
  target_link_libraries(${name} PUBLIC ${arg_USES} PRIVATE ${arg_PRIVATE_USES} sk_build_options)
  set_target_properties(${name} PROPERTIES AUTOMOC ON POSITION_INDEPENDENT_CODE ON)
  if(arg_PRECOMPILE)
    sk_precompile(${name} ${arg_PRECOMPILE})
  endif()
endfunction()
