# What a shipped program is compiled and linked with beyond -O2; `packaging/verify/hardening` looks at the finished file.
# For every target, generated ones too, which is why these are directory options and not part of sk_build_options.
option(SK_HARDEN "Build as the packages are built: hardened, with debug information, the same bytes wherever the tree lies" OFF)
if(NOT SK_HARDEN)
  return()
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported()
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
  # -O2 comes first: _FORTIFY_SOURCE does nothing without it, and some compilers predefine the latter.
  add_compile_options(-g -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    add_compile_options(-fcf-protection)
  endif()
  # Neither the checkout's nor the build tree's place is anybody's business; the later one counts first.
  set(sk_source_name "/usr/src/${PROJECT_NAME}-${PROJECT_VERSION}")
  add_compile_options("-ffile-prefix-map=${PROJECT_SOURCE_DIR}=${sk_source_name}" "-ffile-prefix-map=${CMAKE_BINARY_DIR}=${sk_source_name}/build")
  if(UNIX AND NOT APPLE)
    add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--build-id=sha1 -Wl,--as-needed)
  endif()
endif()
