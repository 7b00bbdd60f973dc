package arignote.notebook;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names that a cell can use, or could after an import: what to say when one is not known.
 *
 * @param defined variables and methods of the cells, types that are imported
 * @param classes the qualified names of all classes with a simple name, in any order
 */
record KnownNames(Collection<String> defined, Function<String, List<String>> classes) {
    // By their names: no room uses the front doors.
    private static final Set<String> FRONT_DOOR = statics("arignote.Arignote"), TENSORS = statics("arignote.T");

    /** Of several classes with one name, the reader means the one from the package that stands first. */
    private static final List<String> PACKAGES = List.of(
            "arignote.",
            "arignote.eager.",
            "java.lang.",
            "java.util.",
            "java.util.function.",
            "java.util.stream.",
            "java.nio.file.",
            "java.io.",
            "java.math.",
            "java.time.",
            "org.nd4j.linalg.factory.",
            "org.nd4j.linalg.api.ndarray.",
            "org.nd4j.linalg.ops.transforms.",
            "org.nd4j.linalg.indexing.",
            "tech.tablesaw.api.",
            "org.knowm.xchart.");

    /** What to do about an unknown name, or nothing. */
    String hint(String name, boolean method) {
        if (!method && Character.isUpperCase(name.charAt(0))) {
            String found = qualified(name);
            if (!found.isEmpty() && !packageOf(found).equals("java.lang.")) {
                return "Add: import " + imported(found) + ";";
            }
        }
        if (method && FRONT_DOOR.contains(name)) {
            return "Add: import static arignote.Arignote.*;";
        }
        if (method && TENSORS.contains(name)) {
            return "Write T." + name + "(…).";
        }
        String near = near(name, defined);
        if (!near.isEmpty()) {
            return "Did you mean " + near + "?";
        }
        return Character.isUpperCase(name.charAt(0))
                ? "Is an import missing, or the cell that defines it not run yet?"
                : "Run the cell that defines it first, or check its spelling.";
    }

    /** Our own classes are imported all at once. */
    private static String imported(String name) {
        return packageOf(name).equals("arignote.") ? "arignote.*" : name;
    }

    private static String packageOf(String name) {
        return name.substring(0, name.lastIndexOf('.') + 1);
    }

    /** What to do about a method or field that a type does not have, or nothing. */
    String hintOnMember(String type, String member) {
        String found = qualified(type.replaceFirst("<.*", ""));
        try {
            Class<?> known = Class.forName(found, false, KnownNames.class.getClassLoader());
            String near = near(
                    member,
                    Arrays.stream(known.getMethods()).map(Method::getName).toList());
            return near.isEmpty() ? "" : "Did you mean " + near + "?";
        } catch (ClassNotFoundException | LinkageError e) {
            return "";
        }
    }

    /** The class that the reader means, or nothing. */
    private String qualified(String name) {
        return classes.apply(name).stream()
                .filter(each -> PACKAGES.contains(packageOf(each)))
                .min(Comparator.comparingInt(each -> PACKAGES.indexOf(packageOf(each))))
                .orElse("");
    }

    /** The name that differs in one letter, or two of a long one; in capitals at no cost. */
    private static String near(String name, Collection<String> names) {
        int allowed = name.length() < 3 ? 0 : name.length() < 6 ? 1 : 2;
        return names.stream()
                .filter(each -> !each.equals(name) && each.length() > 1)
                .filter(each -> distance(each, name) <= allowed)
                .min(Comparator.comparingInt((String each) -> distance(each, name))
                        .thenComparing(each -> each))
                .orElse("");
    }

    /** How many letters have to be put in, left out or changed. */
    static int distance(String a, String b) {
        String one = a.toLowerCase(Locale.ROOT), other = b.toLowerCase(Locale.ROOT);
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, j -> j);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private static Set<String> statics(String type) {
        try {
            return Arrays.stream(Class.forName(type).getMethods())
                    .filter(method -> Modifier.isStatic(method.getModifiers()))
                    .map(Method::getName)
                    .collect(Collectors.toSet());
        } catch (ClassNotFoundException e) {
            return Set.of();
        }
    }
}
