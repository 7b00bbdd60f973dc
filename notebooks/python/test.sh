# Every test, sourced by arignote: the library's, then the notebooks' and their pages'. With a name: that test alone.
# With --fuzz and a number: random graphs alone; their report goes to standard output. With --peers: beside PyTensor.

failed=0

# Maven, without what Java says of its vector module at each start.
maven() {
    guarded mvn -B -ntp -Dstyle.color=never -f "$root/pom.xml" "$@" \
        2> >(exec grep --line-buffered -v 'WARNING: Using incubator modules' >&2)
}

if [[ ${1:-} == --fuzz ]]; then
    [[ $# == 2 && $2 =~ ^[1-9][0-9]*$ ]] || die "test --fuzz takes a number of graphs: test --fuzz 100000"
    report=$root/kernel-lib/target/fuzz.md
    rm -f "$report"
    maven -q -pl kernel-lib test -Dspotless.check.skip -Dtest=FuzzTest "-Darignote.fuzz=$2" >&2 || failed=1
    [[ ! -f $report ]] || cat "$report"
    exit "$failed"
fi

if [[ ${1:-} == --peers ]]; then
    graphs=${2:-1000}
    [[ $# -le 2 && $graphs =~ ^[1-9][0-9]*$ ]] || die "test --peers takes a number of graphs: test --peers 1000"
    maven -q -pl kernel-lib test -Dspotless.check.skip -Dtest=PyTensorExportTest "-Darignote.fuzz.export=$graphs" >&2 ||
        exit 1
    exec "$root/bench/.venv/bin/python" "$root/kernel-lib/src/test/python/pytensor_fuzz.py" "$root/kernel-lib/target/fuzz.json"
fi

pytest() {
    ARIGNOTE_CHROMIUM=$(find_chromium) guarded "$python" -m pytest -c "$scripts/pytest.ini" "$@" || failed=1
}

# One JUnit class, method or pattern of a module, with options of Maven's, and how many tests it had.
junit() {
    local reports=$root/$1/target/surefire-reports mark
    mark=$(mktemp)
    maven -q -pl "$1" -am test -Dspotless.check.skip -Dsurefire.failIfNoSpecifiedTests=false "-Dtest=$2" "${@:3}" >&2 || failed=1
    [[ ! -d $reports ]] || find "$reports" -name '*.txt' -newer "$mark" -exec sed -n 's/ -- in .*\.\([^.]*\)$/  \1/; /^Tests run:/p' {} +
    rm -f "$mark"
}

if [[ ${1:-} == -* ]]; then
    pytest "$scripts/tests" "$@"
    exit "$failed"
elif [[ -n ${1:-} ]]; then
    mapfile -t found < <("$python" "$scripts/one_test.py" "$1")
    case ${found[0]:-} in
        junit) junit "${found[@]:1}" "${@:2}" ;;
        pytest) pytest "${found[1]}" "${@:2}" ;;
        *) failed=1 ;;
    esac
    exit "$failed"
fi
exec 9<"$root/arignote"
! command -v flock >/dev/null || flock 9 # Maven writes into target/, one at a time
maven verify || failed=1
exec 9<&-
pytest "$scripts/tests"
exit "$failed"
