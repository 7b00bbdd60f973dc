package arignote.notebook.cell;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/**
 * Warns once where a method of a cell has a name that the cells import from us: JShell imports that method by its name,
 * which hides all of ours with that name.
 */
public final class ShadowedNames {
    private static final String OURS = "arignote.";

    private final JShell shell;
    private final Consumer<String> warn;
    private final Set<String> told = new HashSet<>();

    public ShadowedNames(JShell shell, Consumer<String> warn) {
        this.shell = shell;
        this.warn = warn;
    }

    /** Looks at what an evaluation has defined. */
    public void defined(SnippetEvent event) {
        if (event.snippet() instanceof MethodSnippet method
                && event.causeSnippet() == null
                && event.status().isDefined()) {
            String name = method.name();
            homes().filter(home -> has(home, name)).findFirst().ifPresent(home -> {
                if (told.add(name)) {
                    warn.accept(
                            "warning: your method %s hides ours of that name; call it something else, or write %s.%s(…) for ours"
                                    .formatted(name, home.substring(home.lastIndexOf('.') + 1), name));
                }
            });
        }
    }

    /** Our classes whose static methods the cells import, all or the one. */
    private Stream<String> homes() {
        return shell.imports()
                .filter(i -> i.subKind() == Snippet.SubKind.STATIC_IMPORT_ON_DEMAND_SUBKIND)
                .map(i -> i.fullname().replaceAll("\\.\\*$", ""))
                .filter(home -> home.startsWith(OURS));
    }

    private static boolean has(String home, String name) {
        try {
            for (Method method : Class.forName(home, false, ShadowedNames.class.getClassLoader())
                    .getMethods()) {
                if (method.getName().equals(name) && Modifier.isStatic(method.getModifiers())) {
                    return true;
                }
            }
            return false;
        } catch (ClassNotFoundException | LinkageError e) {
            return false; // an import that JShell accepted and we cannot see
        }
    }
}
