package arignote.notebook.errors;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import jdk.jshell.ImportSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.PersistentSnippet;

/**
 * The names that a cell can use, or could after an import: what to say when one is not known.
 *
 * @param defined variables of the cells, types that are defined or imported
 * @param methods of the cells
 * @param classes the qualified names of all classes with a simple name, in any order
 */
record KnownNames(Collection<String> defined, Collection<String> methods, Function<String, List<String>> classes) {
    // By name: no room uses the front door.
    private static final Set<String> FRONT_DOOR = NearNames.statics("arignote.Arignote"),
            TENSORS = NearNames.statics("arignote.T");

    /** Of several classes with one name, the one from the first of these packages is meant. */
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

    /** The names that a shell knows now. */
    static KnownNames of(JShell shell) {
        Set<String> defined = new TreeSet<>(), methods = new TreeSet<>();
        shell.snippets()
                .filter(snippet -> shell.status(snippet).isActive())
                .filter(PersistentSnippet.class::isInstance)
                .forEach(snippet -> {
                    String name = snippet instanceof ImportSnippet i ? i.name() : ((PersistentSnippet) snippet).name();
                    if (name.matches("[\\w$]+")) {
                        (snippet instanceof MethodSnippet ? methods : defined).add(name);
                    }
                });
        return new KnownNames(
                defined,
                methods,
                name -> shell.sourceCodeAnalysis()
                        .listQualifiedNames(name, name.length())
                        .getNames());
    }

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
        String near = NearNames.of(name, method ? callable() : defined);
        if (!near.isEmpty()) {
            return "Did you mean " + near + "?";
        }
        return Character.isUpperCase(name.charAt(0))
                ? "Is an import missing, or the cell that defines it not run yet?"
                : "Run the cell that defines it first, or check its spelling.";
    }

    /** The variable that was probably meant, or nothing. */
    String near(String name) {
        return NearNames.of(name, defined);
    }

    /** Methods, and variables, of which functions can be called. */
    private Set<String> callable() {
        Set<String> names = new HashSet<>(FRONT_DOOR);
        names.addAll(methods);
        names.addAll(defined);
        return names;
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
        String near = near(type, member, -1);
        return near.isEmpty() ? "" : "Did you mean " + near + "?";
    }

    /**
     * The method of a type that was probably meant, or nothing.
     *
     * @param arguments how many there are, or −1
     */
    String near(String type, String member, int arguments) {
        return NearNames.of(
                member,
                NearNames.methods(qualified(type), false)
                        .filter(method ->
                                arguments < 0 || method.isVarArgs() || method.getParameterCount() == arguments)
                        .map(Method::getName)
                        .distinct()
                        .toList());
    }

    /** The class that is meant, or nothing. */
    String qualified(String type) {
        String name = type.replaceFirst("<.*", "");
        return classes.apply(name).stream()
                .filter(each -> PACKAGES.contains(packageOf(each)))
                .min(Comparator.comparingInt(each -> PACKAGES.indexOf(packageOf(each))))
                .orElse("");
    }
}
