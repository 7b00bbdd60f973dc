# Set-up for the launcher: finds or installs what is missing. Sourced by arignote, which
# defines root, venv, python, scripts, say, die and guarded. What is said goes to standard error.

readonly min_java=17
readonly requirements=notebooks/python/requirements.txt
readonly library_stamp=$root/kernel-lib/target/.built
unfinished=() # what a failure takes away again

# The major version of the JDK in a folder, from the release file that every JDK carries.
java_version() {
    sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release" 2>/dev/null || true
}

is_usable_jdk() {
    local version
    version=$(java_version "$1")
    [[ -n $version && $version -ge $min_java && -x $1/bin/java && -x $1/bin/javac ]]
}

# JAVA_HOME if it is set, else the java on the path, else Debian's usual place.
find_jdk() {
    if [[ -n ${JAVA_HOME:-} ]]; then
        is_usable_jdk "$JAVA_HOME" && echo "$JAVA_HOME"
        return
    fi
    local java folder
    if java=$(command -v java); then
        folder=$(dirname "$(dirname "$(readlink -f "$java")")")
        # A version manager's stand-in for java has to be asked where its JDK is.
        [[ -f $folder/release ]] ||
            folder=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
        is_usable_jdk "$folder" && { echo "$folder"; return; }
    fi
    for folder in /usr/lib/jvm/*/; do
        is_usable_jdk "${folder%/}" && { readlink -f "$folder"; return; }
    done
    return 1
}

# A JAVA_HOME that someone has set is never passed over in silence.
check_java_home() {
    [[ -z ${JAVA_HOME:-} ]] || is_usable_jdk "$JAVA_HOME" ||
        die "JAVA_HOME is $JAVA_HOME, which is not a JDK $min_java or newer; set it to one or unset it"
}

find_chromium() {
    local name
    for name in ${ARIGNOTE_CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return
    done
    return 1
}

has_python() {
    python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null
}

has_font() {
    [[ $(uname) != Linux ]] || { command -v fc-list && [[ -n $(fc-list "$1" file) ]]; } >/dev/null 2>&1
}

# Which the program that drives Chromium needs, and a bare system lacks.
has_libatomic() {
    [[ $(uname) != Linux ]] || PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null | grep 'libatomic\.so\.1' >/dev/null
}

on_debian() {
    command -v apt-get >/dev/null && command -v dpkg >/dev/null
}

# The oldest JDK from 17 on that this Debian or Ubuntu has.
jdk_package() {
    local version
    for version in 17 21 25; do
        if apt-cache show "openjdk-$version-jdk-headless" >/dev/null 2>&1; then
            echo "openjdk-$version-jdk-headless"
            return
        fi
    done
    echo default-jdk-headless
}

# Debian's names of what is missing here, one a line. "browser" asks for Chromium as well.
missing_packages() {
    find_jdk >/dev/null || jdk_package
    command -v mvn >/dev/null || echo maven
    [[ -f $venv/.complete ]] || has_python || printf '%s\n' python3 python3-venv
    has_font ':family=DejaVu Sans' || printf '%s\n' fontconfig fonts-dejavu-core
    has_font ':lang=zh-cn' || echo fonts-wqy-microhei
    if [[ ${1:-} == browser ]]; then
        find_chromium >/dev/null || echo chromium
        has_libatomic || echo libatomic1
    fi
}

system_packages() {
    local missing
    check_java_home
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [[ -n $missing ]] || return 0
    on_debian || die "missing here, by their Debian names: ${missing% }; install them with your package manager"
    [[ $(id -u) == 0 ]] || die "missing: sudo apt-get install --no-install-recommends ${missing% }"
    say "refreshing the list of system packages"
    guarded apt-get -q update >"$log" 2>&1 || true
    missing=$(missing_packages "$@" | tr '\n' ' ')
    say "installing ${missing% }"
    mkdir -p /usr/share/man/man1 # a slim image has none, and the JDK's package links its pages there
    # shellcheck disable=SC2086 # a list of words
    DEBIAN_FRONTEND=noninteractive guarded apt-get -q install -y --no-install-recommends $missing >"$log" 2>&1 ||
        die "could not install ${missing% }: $(reason)"
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [[ -z $missing ]] || die "still missing after installing: ${missing% }"
}

# The line of the log that says why.
reason() {
    { grep -E '^(E:|ERROR|\[ERROR\])' "$log" || cat "$log"; } | sed -E 's/^(E:|\[ERROR\]|ERROR:) *//' |
        grep -v '^ *$' | head -n 1
}

is_without_network() {
    grep -qiE 'unknown host|could not transfer|unreachable|connection.* (refused|error|failed|timed out)' "$log" ||
        grep -qE 'NewConnectionError|NameResolutionError|name resolution|No matching distribution' "$log"
}

hash_of() {
    (cd "$root" && find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
}

# An environment cannot be moved, so its mark holds the place as well as the list.
environment_mark() {
    echo "$root $(hash_of "$1")"
}

has_environment() {
    [[ -x $1/bin/python && "$(cat "$1/.complete" 2>/dev/null)" == "$(environment_mark "$2")" ]]
}

# A Python environment from a locked list: its folder, the list, what to say.
python_environment() {
    ! has_environment "$1" "$2" || return 0
    has_python || die "python3 is not Python 3.10 or newer with its venv module"
    say "installing $3"
    rm -rf "$1"
    unfinished=("$1")
    if ! { guarded python3 -m venv "$1" &&
        guarded "$1/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes \
            --only-binary :all: -r "$root/$2" &&
        environment_mark "$2" >"$1/.complete"; } >"$log" 2>&1; then
        ! is_without_network || die "the Python packages could not be downloaded: the first use needs a network"
        die "the Python packages could not be installed: $(reason)"
    fi
    unfinished=()
}

library_mark() {
    echo "$jdk $(hash_of pom.xml kernel-lib/pom.xml kernel-lib/src/main)"
}

class_path() {
    echo "$root/kernel-lib/target/arignote-0.1.0.jar:$(cat "$root/kernel-lib/target/classpath")"
}

is_library_complete() {
    [[ "$(cat "$library_stamp" 2>/dev/null)" == "$(library_mark)" ]] || return 1
    local entries entry
    IFS=: read -ra entries <<<"$(class_path)"
    for entry in "${entries[@]}"; do
        [[ -f $entry ]] || return 1
    done
}

library() {
    ! is_library_complete || return 0
    say "building the library with Maven"
    rm -f "$library_stamp"
    if ! guarded mvn -q -B -Dstyle.color=never -f "$root/pom.xml" -pl kernel-lib -am package -Dmaven.test.skip -Dspotless.check.skip \
        >"$log" 2>&1; then
        ! is_without_network || die "the library's dependencies could not be downloaded: the first use needs a network"
        die "Maven could not build the library: $(reason)"
    fi
    class_data
    library_mark >"$library_stamp"
}

# The classes that a program loads up to its first function, as this JDK has them in memory. Without it all works, later.
class_data() {
    local archive=$root/kernel-lib/target/arignote-0.1.0.jsa
    rm -f "$archive"
    guarded "$python" "$scripts/java.py" "$jdk" "$(class_path)" "-XX:ArchiveClassesAtExit=$archive" "$scripts/First.java" \
        >"$log" 2>&1 || rm -f "$archive"
}

benchmarks_mark() {
    echo "$(library_mark) $(hash_of bench/pom.xml bench/src/main bench/src/vector)"
}

benchmarks() {
    local stamp=$root/bench/target/.built
    [[ "$(cat "$stamp" 2>/dev/null)" != "$(benchmarks_mark)" ]] || return 0
    say "building the benchmarks with Maven"
    rm -f "$stamp"
    if ! guarded mvn -q -B -Dstyle.color=never -f "$root/pom.xml" -pl bench -am package -Dmaven.test.skip -Dspotless.check.skip \
        >"$log" 2>&1; then
        ! is_without_network || die "the benchmarks' dependencies could not be downloaded: the first use needs a network"
        die "Maven could not build the benchmarks: $(reason)"
    fi
    benchmarks_mark >"$stamp"
}

peers() {
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        die "the peers need Python 3.11 or newer; bench --quick measures without them"
    python_environment "$root/bench/.venv" bench/peers/requirements.txt \
        "PyTensor, JAX and NumPy into bench/.venv (about 850 MB, once)"
}

# Everything, one launcher at a time: a second one waits and finds the work done. The words
# ask for more: browser for Chromium, benchmarks, and with them peers. sources asks for less: no built library.
set_up() {
    [[ $root != *:* ]] || die "the folder $root has a colon in its name, which no Java class path can hold"
    exec 9<"$root/arignote"
    if command -v flock >/dev/null && ! flock -n 9; then
        say "waiting for another arignote to finish its set-up"
        flock 9
    fi
    log=$(mktemp)
    trap 'rm -rf "$log" "${unfinished[@]}"' EXIT
    system_packages "$@"
    jdk=$(find_jdk)
    export JAVA_HOME=$jdk
    python_environment "$venv" "$requirements" "Jupyter and the Java kernel into .venv (about 400 MB, once)"
    if [[ ${1:-} != sources ]]; then
        library
        "$python" "$scripts/kernelspec.py" "$jdk" "$(class_path)"
    fi
    [[ ${1:-} != benchmarks ]] || benchmarks
    [[ ${2:-} != peers ]] || peers
    rm -f "$log"
    trap - EXIT
    exec 9<&-
}
