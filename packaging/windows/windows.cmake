# Windows: an installer by NSIS for one user (no administrator's rights), with Qt beside the program.
set(CPACK_GENERATOR NSIS ZIP)
set(CPACK_NSIS_DISPLAY_NAME "Super Kubenetes Console")
set(CPACK_NSIS_INSTALL_ROOT "$LOCALAPPDATA\\Programs")
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_MODIFY_PATH OFF)
set(CPACK_NSIS_EXECUTABLES_DIRECTORY "bin")
set(CPACK_NSIS_DEFINES "RequestExecutionLevel user")
# Links of the scheme "sk:", for this user. The program checks each link and asks before it contacts a server that is not saved.
set(CPACK_NSIS_EXTRA_INSTALL_COMMANDS "
  WriteRegStr HKCU 'Software\\Classes\\sk' '' 'URL:Super Kubenetes Console'
  WriteRegStr HKCU 'Software\\Classes\\sk' 'URL Protocol' ''
  WriteRegStr HKCU 'Software\\Classes\\sk\\DefaultIcon' '' '$INSTDIR\\bin\\sk-console.exe,0'
  WriteRegStr HKCU 'Software\\Classes\\sk\\shell\\open\\command' '' '\\\"$INSTDIR\\bin\\sk-console.exe\\\" --open \\\"%1\\\"'
")
# Settings and entries of the Credential Manager are the user's and stay.
set(CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS "
  DeleteRegKey HKCU 'Software\\Classes\\sk'
")
# Qt, its plug-ins (platforms, styles, tls, iconengines, imageformats, networkinformation) and the compiler's runtime beside the program.
get_target_property(sk_qmake Qt6::qmake IMPORTED_LOCATION)
get_filename_component(sk_qt_bin "${sk_qmake}" DIRECTORY)
install(CODE "
  execute_process(COMMAND \"${sk_qt_bin}/windeployqt.exe\" --release --compiler-runtime --no-translations
    \"\${CMAKE_INSTALL_PREFIX}/bin/sk-console.exe\" COMMAND_ERROR_IS_FATAL ANY)")
install(IMPORTED_RUNTIME_ARTIFACTS Qt6Keychain::Qt6Keychain RUNTIME DESTINATION bin)
