# Every test, sourced by arignote: the library's, then the notebooks' and their pages'.

failed=0
exec 9<"$root/arignote"
! command -v flock >/dev/null || flock 9 # Maven writes into target/, one at a time
guarded mvn -B -ntp -Dstyle.color=never -f "$root/pom.xml" verify || failed=1
exec 9<&-
ARIGNOTE_CHROMIUM=$(find_chromium) guarded "$python" -m pytest -c "$scripts/pytest.ini" "$scripts/tests" "$@" || failed=1
exit "$failed"
