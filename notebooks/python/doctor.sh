# What is installed, what is missing and the command that mends it. Sourced by arignote.

healthy=true

# A line of the report: what, a version or nothing, the command that mends it.
report() {
    if [[ -n $2 ]]; then
        printf '  ok       %-18s %s\n' "$1" "$2"
    else
        printf '  missing  %-18s %s\n' "$1" "mend with: $3"
        healthy=false
    fi
}

install() {
    if on_debian; then echo "sudo apt-get install $*"; else echo "your package manager: $*"; fi
}

jdk=$(find_jdk || true)
if [[ -n ${JAVA_HOME:-} && -z $jdk ]]; then
    report 'JDK 17 or newer' '' "unset JAVA_HOME ($JAVA_HOME is no such JDK)"
else
    report 'JDK 17 or newer' "${jdk:+$(java_version "$jdk")  $jdk}" "$(install "$(jdk_package)")"
fi
report 'Maven' "$(JAVA_HOME=$jdk mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p')" "$(install maven)"
report 'Python' "$(has_python && python3 --version | cut -d' ' -f2)" "$(install python3 python3-venv) (3.10 or newer)"
report 'Latin font' "$(has_font ':family=DejaVu Sans' && echo 'DejaVu Sans')" "$(install fontconfig fonts-dejavu-core)"
report 'Chinese font' "$(has_font ':lang=zh-cn' && { fc-match -f '%{family[0]}' ':lang=zh-cn' 2>/dev/null || echo found; })" \
    "$(install fonts-wqy-microhei)"
chromium=$(find_chromium || true)
report 'Chromium' "${chromium:+$("$chromium" --version 2>/dev/null | sed 's/ *built on.*//')}" "$(install chromium) (for slides and test)"
report 'libatomic' "$(has_libatomic && echo libatomic.so.1)" "$(install libatomic1) (for slides and test)"

has_environment "$venv" "$requirements" && environment=.venv || environment=
report 'Jupyter' "${environment:+$("$python" -c 'import jupyterlab; print("JupyterLab", jupyterlab.__version__)')  .venv}" './arignote kernel'
is_library_complete && built=kernel-lib/target/arignote-0.1.0.jar || built=
report 'Library' "$built" './arignote classpath'
[[ -f $venv/share/jupyter/kernels/arignote/kernel.json ]] && spec='Java (Arignote)' || spec=
report 'Kernel' "$spec" './arignote classpath'

"$healthy"
