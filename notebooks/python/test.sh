# Every test, sourced by arignote: the library's, then the notebooks' and their pages'.
# With --fuzz and a number: random graphs alone; their report goes to standard output.

failed=0

# Maven, without what Java says of its vector module at each start.
maven() {
    guarded mvn -B -ntp -Dstyle.color=never -f "$root/pom.xml" "$@" \
        2> >(exec grep --line-buffered -v '^WARNING: Using incubator modules' >&2)
}

if [[ ${1:-} == --fuzz ]]; then
    [[ $# == 2 && $2 =~ ^[1-9][0-9]*$ ]] || die "test --fuzz takes a number of graphs: test --fuzz 100000"
    report=$root/kernel-lib/target/fuzz.md
    rm -f "$report"
    maven -q -pl kernel-lib test -Dtest=FuzzTest "-Darignote.fuzz=$2" >&2 || failed=1
    [[ ! -f $report ]] || cat "$report"
    exit "$failed"
fi
exec 9<"$root/arignote"
! command -v flock >/dev/null || flock 9 # Maven writes into target/, one at a time
maven verify || failed=1
exec 9<&-
ARIGNOTE_CHROMIUM=$(find_chromium) guarded "$python" -m pytest -c "$scripts/pytest.ini" "$scripts/tests" "$@" || failed=1
exit "$failed"
