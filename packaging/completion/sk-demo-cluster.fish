# fish completion for sk-demo-cluster; options and faults are the program's own words.
complete -c sk-demo-cluster -f
complete -c sk-demo-cluster -a "(sk-demo-cluster --help 2>/dev/null | string match -r '^  --[a-z-]*' | string trim)"
for option in cert key ca-out
    complete -c sk-demo-cluster -l $option -r -F
end
complete -c sk-demo-cluster -l server-version -x -a "3.3 3.4 4.1"
complete -c sk-demo-cluster -l fault -x -a "(sk-demo-cluster --help 2>/dev/null | string match -rg '^Faults: (.*)' | string split ' ')="
