# Links of the scheme "sk:", for this user, in NSIS' words; included by windows.cmake, and by a test that needs no Windows. The program checks
# each link and asks before it contacts a server that is not saved. NSIS takes ' for its quotes, so that " may stand in a value as it is.
set(CPACK_NSIS_EXTRA_INSTALL_COMMANDS [[
  WriteRegStr HKCU 'Software\Classes\sk' '' 'URL:Super Kubenetes Console'
  WriteRegStr HKCU 'Software\Classes\sk' 'URL Protocol' ''
  WriteRegStr HKCU 'Software\Classes\sk\DefaultIcon' '' '$INSTDIR\bin\sk-console.exe,0'
  WriteRegStr HKCU 'Software\Classes\sk\shell\open\command' '' '"$INSTDIR\bin\sk-console.exe" --open "%1"'
]])
# Settings and entries of the Credential Manager are the user's and stay.
set(CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS [[
  DeleteRegKey HKCU 'Software\Classes\sk'
]])
