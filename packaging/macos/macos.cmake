# macOS: one bundle in a disk image. Signing and notarizing need a developer's identity and happen when SK_SIGNING_IDENTITY names one:
#   cmake --preset release -DSK_SIGNING_IDENTITY="Developer ID Application: …" && cmake --build --preset release && cpack -G DragNDrop
#   xcrun notarytool submit … --wait && xcrun stapler staple …
set(CPACK_GENERATOR DragNDrop)
set(CPACK_DMG_VOLUME_NAME "Super Kubenetes Console ${PROJECT_VERSION}")
set(SK_SIGNING_IDENTITY "" CACHE STRING "The identity that codesign uses; empty: an unsigned bundle, which other computers refuse")
target_sources(sk-console PRIVATE "${CMAKE_CURRENT_LIST_DIR}/sk-console.icns")
set_source_files_properties("${CMAKE_CURRENT_LIST_DIR}/sk-console.icns" TARGET_DIRECTORY sk-console PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
set_target_properties(sk-console PROPERTIES MACOSX_BUNDLE ON MACOSX_BUNDLE_INFO_PLIST "${CMAKE_CURRENT_LIST_DIR}/Info.plist.in"
  OUTPUT_NAME "sk-console")
install(TARGETS sk-console BUNDLE DESTINATION .)
get_target_property(sk_qmake Qt6::qmake IMPORTED_LOCATION)
get_filename_component(sk_qt_bin "${sk_qmake}" DIRECTORY)
install(CODE "
  set(bundle \"\${CMAKE_INSTALL_PREFIX}/sk-console.app\")
  execute_process(COMMAND \"${sk_qt_bin}/macdeployqt\" \"\${bundle}\" COMMAND_ERROR_IS_FATAL ANY)
  if(NOT \"${SK_SIGNING_IDENTITY}\" STREQUAL \"\")
    execute_process(COMMAND codesign --force --deep --timestamp --options runtime --entitlements \"${CMAKE_CURRENT_LIST_DIR}/entitlements.plist\"
      --sign \"${SK_SIGNING_IDENTITY}\" \"\${bundle}\" COMMAND_ERROR_IS_FATAL ANY)
  endif()")
# The disk image is signed too, after CPack has made it.
if(NOT SK_SIGNING_IDENTITY STREQUAL "")
  file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/sign-image.cmake" @ONLY CONTENT [[
foreach(image IN LISTS CPACK_PACKAGE_FILES)
  execute_process(COMMAND codesign --force --timestamp --sign "@SK_SIGNING_IDENTITY@" "${image}" COMMAND_ERROR_IS_FATAL ANY)
endforeach()
]])
  set(CPACK_POST_BUILD_SCRIPTS "${CMAKE_CURRENT_BINARY_DIR}/sign-image.cmake")
endif()
