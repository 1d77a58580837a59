# fish completion for sk-console; the options are the program's own words.
complete -c sk-console -f
complete -c sk-console -a "(sk-console --help 2>/dev/null | string match -r '^  --[a-z-]*' | string trim)"
for option in password-file grab timings config-dir
    complete -c sk-console -l $option -r -F
end
complete -c sk-console -l language -x -a "system en zh_CN"
complete -c sk-console -l theme -x -a "system light dark"
complete -c sk-console -l open -x -a "sk://nodes sk://pods sk://deployments sk://statefulsets sk://daemonsets sk://services sk://namespaces sk://events"
