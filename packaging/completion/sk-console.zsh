#compdef sk-console
# The options are the program's own words.
local -a options
options=(${(f)"$($words[1] --help 2>/dev/null | grep -o '^  --[a-z-]*' | tr -d ' ')"})
case ${words[CURRENT-1]} in
    --password-file|--grab|--timings) _files ;;
    --config-dir) _files -/ ;;
    --language) compadd system en zh_CN ;;
    --theme) compadd system light dark ;;
    --open) compadd -Q sk://nodes sk://pods sk://deployments sk://statefulsets sk://daemonsets sk://services sk://namespaces sk://events ;;
    --server|--user) _message value ;;
    *) compadd -a options ;;
esac
