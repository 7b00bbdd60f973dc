package arignote.notebook.cell;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of the notebook's variables. JShell keeps each in a static field of the class of its declaration. When
 * something that the declaration mentions changes, it compiles a new class, whose fields are empty; here they get the
 * values of the old one.
 */
public final class CellVariables {
    /** {@code REPL.$JShell$12B}: the twelfth snippet, second version. */
    private static final Pattern CLASS = Pattern.compile("(REPL\\.\\$JShell\\$\\d+)[A-Z]*");

    private final ClassLoader loader;
    private final Map<String, Class<?>> classes = new HashMap<>(); // by snippet, the newest
    private final Map<String, Field> fields = new HashMap<>();
    private final List<String> loaded = new ArrayList<>();
    private final Set<String> lost = new LinkedHashSet<>();
    private Set<String> declared = Set.of();

    /** @param loader of the classes of cells */
    public CellVariables(ClassLoader loader) {
        this.loader = loader;
    }

    /** A class of a cell was loaded. */
    public void loaded(String name) {
        loaded.add(name);
    }

    /** A statement begins that declares these variables: they start anew. */
    void begin(Set<String> names) {
        declared = names;
    }

    /** Its classes are loaded, and its code is about to run. */
    public void beforeRun() {
        carry();
        declared = Set.of();
    }

    /** Gives the classes that were loaded since the last time the values of those they replace. */
    void carry() {
        Map<String, String> newest = new HashMap<>();
        for (String name : loaded) {
            Matcher parts = CLASS.matcher(name);
            if (parts.matches()) {
                newest.put(parts.group(1), name);
            }
        }
        loaded.clear();
        newest.forEach(this::carry);
    }

    private void carry(String snippet, String name) {
        try {
            Class<?> made = Class.forName(name, false, loader);
            Class<?> old = classes.put(snippet, made);
            for (Field field : made.getDeclaredFields()) {
                field.setAccessible(true);
                fields.put(field.getName(), field);
                if (old != null && old != made && !declared.contains(field.getName())) {
                    carry(old, field);
                }
            }
        } catch (ClassNotFoundException | LinkageError e) {
            throw new IllegalStateException(e); // The kernel has loaded it just now.
        }
    }

    private void carry(Class<?> from, Field to) {
        try {
            Field field = from.getDeclaredField(to.getName());
            field.setAccessible(true);
            to.set(null, field.get(null));
        } catch (NoSuchFieldException e) {
            return; // Declared just now.
        } catch (IllegalArgumentException e) {
            lost.add(to.getName());
        } catch (IllegalAccessException e) {
            throw new AssertionError("made accessible", e);
        }
    }

    /** The value of a variable, or null where it has none. */
    public Object value(String name) {
        Field field = fields.get(name);
        try {
            return field == null ? null : field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError("made accessible", e);
        }
    }

    boolean knows(String name) {
        return fields.containsKey(name);
    }

    /** The variables whose value did not fit their new type, since the last time this was asked. */
    Set<String> takeLost() {
        Set<String> names = new LinkedHashSet<>(lost);
        lost.clear();
        return names;
    }
}
