# The one place for compiler and linker flags; every target links sk_build_options.
add_library(sk_build_options INTERFACE)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Precompiled headers are cached only when ccache may take their words on __TIME__ and macros.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime" "${CCACHE}")
endif()

target_compile_definitions(sk_build_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY
  QT_NO_FOREACH QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
  QT_DEPRECATED_WARNINGS SK_VERSION="${PROJECT_VERSION}")
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  target_compile_options(sk_build_options INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    -Wcast-align -Wnull-dereference -Wformat=2 -Wimplicit-fallthrough
    # Designated initializers name what they set; the rest has defaults.
    -Wno-missing-field-initializers)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 12 reports null dereferences and overlapping copies (PR105651) inside the standard library and Qt that are not there.
    # As it optimizes for a release, it finds that "text" + string copies more than there can be, beyond all bounds, by the same fault.
    target_compile_options(sk_build_options INTERFACE -Wno-null-dereference -Wno-restrict "$<$<CONFIG:Release>:-Wno-stringop-overflow;-Wno-array-bounds>" -fpch-preprocess)
  endif()
  if(SK_WERROR)
    target_compile_options(sk_build_options INTERFACE -Werror)
  endif()
  find_program(MOLD mold)
  if(MOLD)
    target_link_options(sk_build_options INTERFACE -fuse-ld=mold)
  endif()
endif()
if(SK_SANITIZE_ADDRESS)
  target_compile_options(sk_build_options INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(sk_build_options INTERFACE -fsanitize=address,undefined)
endif()
if(SK_SANITIZE_THREAD)
  target_compile_options(sk_build_options INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
  target_link_options(sk_build_options INTERFACE -fsanitize=thread)
endif()
