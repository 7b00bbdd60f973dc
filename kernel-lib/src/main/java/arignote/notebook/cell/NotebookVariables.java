package arignote.notebook.cell;

import arignote.notebook.display.Display;
import arignote.notebook.view.Note;
import arignote.notebook.words.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Follows the notebook's variables from cell to cell: they keep their values, and a line below the cell names those that are stale. */
public final class NotebookVariables {
    private final CellVariables variables;
    private final StaleVariables stale = new StaleVariables();
    private final IntSupplier number;
    private final Set<String> lost = new LinkedHashSet<>();
    private List<StaleVariables.Run> runs = new ArrayList<>();

    /** @param number of the cell that runs, as the notebook shows it in brackets */
    public NotebookVariables(CellVariables variables, IntSupplier number) {
        this.variables = variables;
        this.number = number;
    }

    /** Around a whole cell. */
    public Object cell(String code, Function<String, Object> next) {
        runs = new ArrayList<>();
        try {
            return next.apply(code);
        } finally {
            ended(code);
        }
    }

    /** Around each of its statements. */
    public Object statement(String code, Function<String, Object> next) {
        CellNames names = CellNames.of(code);
        Map<String, Object> before = new HashMap<>();
        names.written().stream().filter(variables::knows).forEach(n -> before.put(n, variables.value(n)));
        variables.begin(names.variables());
        try {
            return next.apply(code);
        } finally {
            variables.carry();
            lost.addAll(variables.takeLost());
            Set<String> changed = before.entrySet().stream()
                    .filter(old -> !isSame(old.getValue(), variables.value(old.getKey())))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            runs.add(new StaleVariables.Run(names, changed));
        }
    }

    /** JShell could not compile the declaration of a variable any more, since something that it mentions has changed. */
    public void invalid(String variable) {
        lost.add(variable);
    }

    private void ended(String code) {
        String lostLine = lost.isEmpty()
                ? ""
                : "reset, as a type has changed: " + String.join(", ", lost) + ": run "
                        + StaleVariables.cells(lost.stream().map(stale::cell).toList());
        lost.forEach(stale::forget);
        lost.clear();
        for (String line : List.of(lostLine, stale.ran(number.getAsInt(), code, runs))) {
            if (!line.isEmpty()) {
                Display.current().show(new Note(Words.said(line)));
            }
        }
    }

    /** Whether two values are certainly the same; of mutable objects only the identity can say that. */
    private static boolean isSame(Object a, Object b) {
        boolean isPlain = a instanceof Number && a.getClass().getPackageName().equals("java.lang")
                || a instanceof CharSequence
                || a instanceof Boolean
                || a instanceof Character
                || a != null && a.getClass().isArray() && isPlainArray(a.getClass());
        return a == b || isPlain && Objects.deepEquals(a, b);
    }

    private static boolean isPlainArray(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        return element.isPrimitive() || element == String.class;
    }
}
