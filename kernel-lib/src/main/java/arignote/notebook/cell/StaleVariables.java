package arignote.notebook.cell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Knows from which values each variable of the notebook was computed, and which are stale after a cell was run again. It
 * goes by the text of the cells: changes inside of an object are not followed.
 */
final class StaleVariables {
    /** One statement that was run, and the variables whose value it changed. */
    record Run(CellNames names, Set<String> changed) {}

    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<String, Set<String>> definitions = new HashMap<>();
    private final Set<String> cells = new HashSet<>();
    private final Set<Set<String>> declarations = new HashSet<>();

    private static final class Variable {
        int cell;
        int version;
        /** What it was computed from, each with its version then. */
        Map<String, Integer> sources = new HashMap<>();
    }

    /** The number of the cell that gave the variable its value last, 0 if none did. */
    int cell(String variable) {
        Variable known = variables.get(variable);
        return known == null ? 0 : known.cell;
    }

    /** A variable that has no value any more: it cannot be stale. */
    void forget(String variable) {
        variables.remove(variable);
    }

    /**
     * A cell has ended.
     *
     * @return one line that names the variables that are stale now, or an empty text
     */
    String ran(int number, String code, List<Run> runs) {
        Set<String> declared =
                runs.stream().flatMap(run -> run.names().variables().stream()).collect(Collectors.toSet());
        // The same cell, perhaps edited: it has the same text or declares the same variables.
        boolean sameText = !cells.add(code.strip());
        boolean sameVariables = !declared.isEmpty() && !declarations.add(declared);
        Set<String> replaced = new HashSet<>();
        for (Run run : runs) {
            record(number, run, sameText || sameVariables, replaced);
        }
        return line(stale(number, replaced));
    }

    private void record(int number, Run run, boolean again, Set<String> replaced) {
        CellNames names = run.names();
        names.definitions().forEach(name -> definitions.put(name, names.read()));
        Map<String, Integer> sources = new HashMap<>();
        for (String name : reached(names.read())) {
            Variable source = variables.get(name);
            if (source != null) {
                sources.put(name, source.version);
            }
        }
        for (String name : names.written()) {
            Variable variable = variables.computeIfAbsent(name, n -> new Variable());
            variable.cell = number;
            if (!names.kept().contains(name)) {
                variable.sources = new HashMap<>();
            }
            variable.sources.putAll(sources);
            variable.sources.remove(name);
            if (again && run.changed().contains(name)) {
                variable.version++;
                replaced.add(name);
            }
        }
    }

    /** The names read, also inside of the methods and classes that they lead to. */
    private Set<String> reached(Set<String> read) {
        Set<String> all = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(read);
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            if (all.add(name)) {
                open.addAll(definitions.getOrDefault(name, Set.of()));
            }
        }
        return all;
    }

    private List<Map.Entry<String, Variable>> stale(int number, Set<String> replaced) {
        Set<String> stale = new LinkedHashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, Variable> entry : variables.entrySet()) {
                boolean isOld = entry.getValue().cell != number
                        && entry.getValue().sources.entrySet().stream()
                                .anyMatch(source -> stale.contains(source.getKey())
                                        || replaced.contains(source.getKey())
                                                && variables.get(source.getKey()).version > source.getValue());
                more |= isOld && stale.add(entry.getKey());
            }
        }
        return variables.entrySet().stream()
                .filter(entry -> stale.contains(entry.getKey()))
                .sorted(Comparator.comparingInt(entry -> entry.getValue().cell))
                .toList();
    }

    private static String line(List<Map.Entry<String, Variable>> stale) {
        return stale.isEmpty()
                ? ""
                : "now stale: "
                        + stale.stream().map(Map.Entry::getKey).collect(Collectors.joining(", "))
                        + ": run "
                        + cells(stale.stream()
                                .map(entry -> entry.getValue().cell)
                                .toList());
    }

    /** {@code [5], [6]}. */
    static String cells(List<Integer> numbers) {
        return numbers.stream()
                .distinct()
                .sorted()
                .map(number -> "[" + number + "]")
                .collect(Collectors.joining(", "));
    }
}
