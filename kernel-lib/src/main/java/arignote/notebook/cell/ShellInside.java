package arignote.notebook.cell;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;

/**
 * What the kernel needs of JShell's inside: its private members, looked up here and nowhere else. What needs one that this
 * Java lacks is left out, and a sentence says so; all else works.
 */
public final class ShellInside {
    /** What the members serve. */
    enum Part {
        LIBRARIES("libraries of a notebook that come before the kernel's"),
        SOURCES("help from Javadoc"),
        PLACES("the lines of cells below errors"),
        SNIPPETS("the memory of classes that were replaced");

        private final String text;

        Part(String text) {
            this.text = text;
        }

        /** The members that this Java lacks. */
        List<String> missing() {
            return Arrays.stream(Member.values())
                    .filter(member -> member.part == this && member.found == null)
                    .map(member -> member.name)
                    .toList();
        }
    }

    private enum Member {
        TASK_FACTORY(Part.LIBRARIES, "JShell.taskFactory"),
        CLASS_PATH(Part.LIBRARIES, "TaskFactory.classpath"),
        ADD_TO_CLASS_PATH(Part.LIBRARIES, "TaskFactory.addToClasspath()", String.class),
        CLASS_PATH_CHANGED(Part.LIBRARIES, "SourceCodeAnalysisImpl.classpathChanged()"),
        FIND_SOURCES(Part.SOURCES, "SourceCodeAnalysisImpl.findSources()"),
        SOURCES(Part.SOURCES, "SourceCodeAnalysisImpl.availableSources"),
        OUTER_MAP(Part.PLACES, "JShell.outerMap"),
        OUTER(Part.PLACES, "OuterWrapMap.getOuter()", String.class),
        WRAPPED(Part.PLACES, "OuterWrap.wrapped()"),
        INDEX(Part.PLACES, "OuterWrap.wrapIndexToSnippetIndex()", int.class),
        SNIPPET(Part.PLACES, "OuterSnippetsClassWrap.wrapLineToSnippet()", int.class),
        CLASS_NAME(Part.SNIPPETS, "Snippet.classFullName()");

        private final Part part;
        private final String name;
        private final AccessibleObject found;

        /** @param name of its class and its own, with brackets behind a method's */
        Member(Part part, String name, Class<?>... parameters) {
            this.part = part;
            this.name = name;
            this.found = find(name, parameters);
        }

        private static AccessibleObject find(String name, Class<?>... parameters) {
            String[] parts = name.split("\\.");
            try {
                Class<?> owner = Class.forName("jdk.jshell." + parts[0]);
                AccessibleObject member = parts[1].endsWith("()")
                        ? owner.getDeclaredMethod(parts[1].replace("()", ""), parameters)
                        : owner.getDeclaredField(parts[1]);
                member.setAccessible(true);
                return member;
            } catch (ReflectiveOperationException | RuntimeException e) {
                return null; // It is not there, or is kept closed; missing() names it.
            }
        }

        private Object get(Object owner) throws ReflectiveOperationException {
            return ((Field) found).get(owner);
        }

        private Object call(Object owner, Object... arguments) throws ReflectiveOperationException {
            return ((Method) found).invoke(owner, arguments);
        }
    }

    private ShellInside() {}

    /** One sentence for each part that is left out. */
    public static List<String> leftOut() {
        List<String> sentences = new ArrayList<>();
        for (Part part : Part.values()) {
            if (!part.missing().isEmpty()) {
                sentences.add("Arignote works without %s: JShell has no %s."
                        .formatted(part.text, String.join(", ", part.missing())));
            }
        }
        return sentences;
    }

    /** Lets the compiler read libraries in this order; by itself JShell adds each at the end. */
    public static void classPath(JShell shell, List<String> entries) {
        use(Part.LIBRARIES, () -> {
            Object compiler = Member.TASK_FACTORY.get(shell);
            int last = entries.size() - 1;
            ((Field) Member.CLASS_PATH.found)
                    .set(compiler, String.join(System.getProperty("path.separator"), entries.subList(0, last)));
            Member.ADD_TO_CLASS_PATH.call(compiler, entries.get(last));
            return Member.CLASS_PATH_CHANGED.call(shell.sourceCodeAnalysis());
        });
    }

    /** Shows JShell more sources: Javadoc and the names of parameters are read from them. By itself it knows the JDK's. */
    public static void addSources(JShell shell, Path folder) {
        use(Part.SOURCES, () -> {
            SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
            List<Object> all = new ArrayList<>((List<?>) Member.FIND_SOURCES.call(analysis));
            all.add(folder);
            ((Field) Member.SOURCES.found).set(analysis, List.copyOf(all));
            return all;
        });
    }

    /** The class that a snippet lies in, which it may share; null if that is not known. */
    public static String className(Snippet snippet) {
        return (String) use(Part.SNIPPETS, () -> Member.CLASS_NAME.call(snippet));
    }

    /** A character of a snippet. */
    public record Place(Snippet snippet, int index) {}

    /** Where a line of a class begins in what was written; null if that is not known. */
    public static Place place(JShell shell, String type, int line) {
        return (Place) use(Part.PLACES, () -> {
            Object outer = Member.OUTER.call(Member.OUTER_MAP.get(shell), type);
            String wrapped = (String) Member.WRAPPED.call(outer);
            int begin = 0;
            for (int i = 1; i < line && begin >= 0; i++) {
                begin = wrapped.indexOf('\n', begin) + 1;
            }
            while (begin < wrapped.length() && wrapped.charAt(begin) == ' ') {
                begin++;
            }
            Snippet snippet = (Snippet) Member.SNIPPET.call(outer, line - 1);
            return new Place(snippet, (int) Member.INDEX.call(outer, begin));
        });
    }

    private interface Use {
        Object get() throws ReflectiveOperationException;
    }

    private static Object use(Part part, Use use) {
        if (!part.missing().isEmpty()) {
            return null;
        }
        try {
            return use.get();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(part.name().toLowerCase(Locale.ROOT), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("made accessible", e);
        }
    }
}
