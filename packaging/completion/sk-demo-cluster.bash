# bash completion for sk-demo-cluster; options and faults are the program's own words.
_sk_demo_cluster() {
    local cur prev words cword
    _init_completion || return
    case $prev in
    --cert | --key | --ca-out) _filedir; return ;;
    --server-version) mapfile -t COMPREPLY < <(compgen -W "3.3 3.4 4.1" -- "$cur"); return ;;
    --fault) compopt -o nospace
        mapfile -t COMPREPLY < <(compgen -S = -W "$("$1" --help 2>/dev/null | sed -n 's/^Faults: //p')" -- "$cur")
        return ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$("$1" --help 2>/dev/null | grep -o '^  --[a-z-]*')" -- "$cur")
} && complete -F _sk_demo_cluster sk-demo-cluster
