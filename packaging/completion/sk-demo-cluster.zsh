#compdef sk-demo-cluster
# Options and faults are the program's own words.
local -a options
options=(${(f)"$($words[1] --help 2>/dev/null | grep -o '^  --[a-z-]*' | tr -d ' ')"})
case ${words[CURRENT-1]} in
    --cert|--key|--ca-out) _files ;;
    --server-version) compadd 3.3 3.4 4.1 ;;
    --fault) compadd -S = ${=$($words[1] --help 2>/dev/null | sed -n 's/^Faults: //p')} ;;
    *) compadd -a options ;;
esac
