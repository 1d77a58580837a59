# bash completion for sk-console; the options are the program's own words.
_sk_console() {
    local cur prev words cword
    _init_completion -n : || return
    case $prev in
    --password-file | --grab | --timings) _filedir; return ;;
    --config-dir) _filedir -d; return ;;
    --language) mapfile -t COMPREPLY < <(compgen -W "system en zh_CN" -- "$cur"); return ;;
    --theme) mapfile -t COMPREPLY < <(compgen -W "system light dark" -- "$cur"); return ;;
    --open) mapfile -t COMPREPLY < <(compgen -W "sk://nodes sk://pods sk://deployments sk://statefulsets sk://daemonsets sk://services sk://namespaces sk://events" -- "$cur")
        __ltrim_colon_completions "$cur" # bash takes the colon for the end of a word
        return ;;
    --server | --user) return ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$("$1" --help 2>/dev/null | grep -o '^  --[a-z-]*')" -- "$cur")
} && complete -F _sk_console sk-console
