package arignote.compile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.compile.bytecode.ClassCompiler;
import arignote.compile.bytecode.SameInstructions;
import arignote.compile.nest.NoNest;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** What tests do to the compilation of generated sources. */
public final class Compilations {
    private Compilations() {}

    /** How many sources have been compiled one by one. */
    public static long count() {
        return SourceCompiler.compilations();
    }

    /** The size in bytes of the largest method of a source that has been compiled. */
    public static int largestMethod(String source) {
        return SourceCompiler.compile("Generated", source, true).largestMethod();
    }

    /** Runs something with each generated source changed before it is compiled. */
    public static <X> X changed(UnaryOperator<String> change, Supplier<X> run) {
        SourceCompiler.before = change;
        try {
            return run.get();
        } finally {
            SourceCompiler.before = UnaryOperator.identity();
        }
    }

    /** From now on vectors compute formulas from their first call on, so that tests meet them. */
    public static void formulasInVectors() {
        Warming.atOnce = true;
    }

    /** The sources that something would like to have compiled; the interpreter does its work instead. */
    public static Set<String> wanted(Runnable run) {
        Set<String> sources = new LinkedHashSet<>();
        UnaryOperator<String> note = source -> {
            sources.add(source);
            throw new NoNest("not now");
        };
        changed(note, () -> {
            run.run();
            return null;
        });
        return sources;
    }

    /**
     * Compiles sources of one class name together, by javac and by {@link ClassCompiler}, and compares all instructions. A source
     * with an error is left out.
     */
    public static void together(Collection<String> sources) {
        List<String> list = List.copyOf(sources);
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            texts.put("Generated" + i, list.get(i).replaceFirst("final class \\w+", "final class Generated" + i));
        }
        Map<String, ByteArrayOutputStream> classes = javac(texts);
        for (int i = 0; i < list.size(); i++) {
            String name = "Generated" + i;
            if (classes.containsKey(name)) {
                byte[] bytes = classes.get(name).toByteArray();
                SourceCompiler.keep(list.get(i), SameInstructions.bytes(texts.get(name), bytes));
            }
        }
    }

    /** Compiles a source of the class called {@code name} in both ways, and compares all instructions. */
    public static void same(String name, String source) {
        Map<String, ByteArrayOutputStream> classes = javac(Map.of(name, source));
        assertThat(classes).as(source).containsKey(name);
        SameInstructions.bytes(source, classes.get(name).toByteArray());
    }

    /** The class files of sources, by the names of their classes. */
    private static Map<String, ByteArrayOutputStream> javac(Map<String, String> sources) {
        Map<String, ByteArrayOutputStream> classes = new TreeMap<>();
        if (sources.isEmpty()) {
            return classes;
        }
        var javac = ToolProvider.getSystemJavaCompiler();
        JavaFileManager files = new ForwardingJavaFileManager<>(javac.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location where, String type, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + type + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return classes.computeIfAbsent(
                                type.replaceFirst(".*\\.", ""), t -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((name, text) ->
                units.add(new SimpleJavaFileObject(URI.create("mem:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return text;
                    }
                }));
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        List<String> options = new ArrayList<>(List.of("-proc:none", "-g:none", "-Xlint:none", "-implicit:none"));
        options.addAll(vectors ? List.of("--add-modules", "jdk.incubator.vector") : List.of());
        options.addAll(List.of("-classpath", own()));
        javac.getTask(new StringWriter(), files, null, options, null, units).call();
        return classes;
    }

    private static String own() {
        return GeneratedCode.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }
}
