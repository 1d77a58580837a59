# sk_nsis_template_for_one_user(IN OUT): CMake's template puts an installation for one user into the documents' folder, and looks for an older
# version among all users' programs only, where that installation never is. A template of a CMake that reads otherwise is an error, not a surprise.
function(sk_nsis_template_for_one_user in out)
  file(READ "${in}" text)
  foreach(change IN ITEMS
      [[StrCpy $INSTDIR "$DOCUMENTS\=>StrCpy $INSTDIR "$LOCALAPPDATA\Programs\]]
      [[ReadRegStr $0 HKLM "Software\Microsoft\Windows\CurrentVersion\Uninstall\@CPACK_PACKAGE_INSTALL_REGISTRY_KEY@" "UninstallString"=>ReadRegStr $0 HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\@CPACK_PACKAGE_INSTALL_REGISTRY_KEY@" "UninstallString"]])
    string(FIND "${change}" "=>" at)
    string(SUBSTRING "${change}" 0 ${at} before)
    math(EXPR at "${at} + 2")
    string(SUBSTRING "${change}" ${at} -1 after)
    string(FIND "${text}" "${before}" found)
    if(found EQUAL -1)
      message(FATAL_ERROR "CMake's template for NSIS no longer has: ${before}")
    endif()
    string(REPLACE "${before}" "${after}" text "${text}")
  endforeach()
  file(WRITE "${out}" "${text}")
endfunction()
