# Windows: an installer by NSIS for one user (no administrator's rights), with Qt beside the program.
set(CPACK_GENERATOR NSIS ZIP)
set(CPACK_NSIS_DISPLAY_NAME "Super Kubenetes Console")
set(CPACK_NSIS_INSTALL_ROOT "$LOCALAPPDATA\\Programs")
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_MODIFY_PATH OFF)
set(CPACK_NSIS_EXECUTABLES_DIRECTORY "bin")
set(CPACK_NSIS_DEFINES "RequestExecutionLevel user")
include("${CMAKE_CURRENT_LIST_DIR}/registry.cmake")
include("${CMAKE_CURRENT_LIST_DIR}/template.cmake")
sk_nsis_template_for_one_user("${CMAKE_ROOT}/Modules/Internal/CPack/NSIS.template.in" "${CMAKE_CURRENT_BINARY_DIR}/nsis/NSIS.template.in")
list(PREPEND CMAKE_MODULE_PATH "${CMAKE_CURRENT_BINARY_DIR}/nsis") # where CPack looks first; include(CPack) hands it on
target_sources(sk-console PRIVATE "${CMAKE_CURRENT_LIST_DIR}/sk-console.rc")
# Qt, its plug-ins (platforms, styles, tls, iconengines, imageformats, networkinformation) and the compiler's runtime beside the program.
get_target_property(sk_qmake Qt6::qmake IMPORTED_LOCATION)
get_filename_component(sk_qt_bin "${sk_qmake}" DIRECTORY)
install(CODE "
  execute_process(COMMAND \"${sk_qt_bin}/windeployqt.exe\" --release --compiler-runtime --no-translations
    \"\${CMAKE_INSTALL_PREFIX}/bin/sk-console.exe\" COMMAND_ERROR_IS_FATAL ANY)")
# The other libraries (QtKeychain, simdjson, yaml-cpp, OpenSSL, zlib), found in the finished program's table; Windows' own stay where they are.
install(TARGETS sk-console sk-demo-cluster
  RUNTIME_DEPENDENCIES PRE_EXCLUDE_REGEXES "^api-ms-" "^ext-ms-" "^[Qq]t6" POST_EXCLUDE_REGEXES ".*[Ss]ystem32.*"
  RUNTIME DESTINATION bin)
