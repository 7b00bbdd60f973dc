package arignote.compile.runtime;

import arignote.compile.bytecode.Beyond;
import arignote.compile.bytecode.ClassCompiler;
import arignote.compile.javac.Javac;
import arignote.expr.LruCache;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.CodeSizeEvaluator;

/** Compiles the source of kernels in memory, each source once: whoever has the same gets the same class. */
public final class SourceCompiler {
    /**
     * A class, and the size in bytes of the largest of its methods. HotSpot leaves methods of more than 8 000 bytes to its
     * interpreter.
     */
    public record Compiled(Class<? extends GeneratedCode> type, int largestMethod) {}

    /** So many bytes a generated method may have. */
    public static final int LARGEST = 6_000;

    /** So many classes are kept for the next who has their source. */
    private static final int KEPT = 512;

    private static final LruCache<String, Compiled> COMPILED = new LruCache<>(KEPT);

    private static StandardJavaFileManager files;
    private static long compilations;

    /** What the compiler begins with; the lines with vectors count where there are some. */
    private static final String WARM = """
            package arignote.compile.runtime;

            import arignote.expr.*;
            import arignote.expr.math.*;
            import java.nio.*;
            // import jdk.incubator.vector.*;

            final class Warm extends GeneratedCode {
                // private static final VectorSpecies<Double> S = DoubleVector.SPECIES_128;
                private double[] x = new double[32];

                @Override
                public boolean run() {
                    if (!(memory[0] instanceof ByteBuffer b)) {
                        return false;
                    }
                    fill(x, 0, 0.0);
                    for (int i = 0; i < lengths[0]; i++) {
                        checkStop();
                        x[i & 31] = x[i & 31] + Elementary.tanh(b.getDouble(i << 3));
                        // DoubleVector v = DoubleVector.fromArray(S, x, i);
                        // v.mul(v).add(2.0).intoArray(x, i);
                    }
                    return sum(x, 0, 32) > 0;
                }

                @Override
                public void commit() {}
            }
            """;

    /** What is done to each source before it is compiled; tests put mistakes in here. */
    static UnaryOperator<String> before = UnaryOperator.identity();

    private static final UnaryOperator<String> NOTHING = before;

    private SourceCompiler() {}

    /** Whether sources are compiled as they are printed, so that who has the same computation has the same class. */
    public static boolean isPlain() {
        return before == NOTHING;
    }

    /** How often a source has been compiled in this process. */
    static synchronized long compilations() {
        return compilations;
    }

    /** A class of the package {@code arignote.compile.runtime} called {@code name}, which extends {@link GeneratedCode}. */
    public static synchronized Compiled compile(String name, String printed, boolean vectors) {
        String source = before.apply(printed);
        Compiled known = COMPILED.get(source);
        if (known == null) {
            compilations++;
            known = define(bytes(name, source, vectors));
            COMPILED.put(source, known);
        }
        return known;
    }

    /** Keeps the class of a source that was compiled elsewhere, for the next who has that source. */
    static synchronized void keep(String source, byte[] bytes) {
        COMPILED.put(source, define(bytes));
    }

    /** A class of the package {@code arignote.compile.runtime} called {@code name}, with vectors, which is nobody's kernel. */
    public static synchronized Class<?> vectors(String name, String source) {
        return hidden(bytes(name, source, true));
    }

    /** A new instance of a class that was compiled here. */
    public static <C> C instance(Class<C> type) {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Compiled define(byte[] bytes) {
        return new Compiled(hidden(bytes).asSubclass(GeneratedCode.class), largestMethod(bytes));
    }

    private static Class<?> hidden(byte[] bytes) {
        try {
            return MethodHandles.lookup().defineHiddenClass(bytes, false).lookupClass();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static int largestMethod(byte[] bytes) {
        int[] largest = {0};
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return new CodeSizeEvaluator(null) {
                                    @Override
                                    public void visitEnd() {
                                        largest[0] = Math.max(largest[0], getMaxSize());
                                    }
                                };
                            }
                        },
                        0);
        return largest[0];
    }

    /**
     * Compiles a small class to no purpose but that the compiler and what it reads are loaded when a function needs them.
     */
    public static void warmUp() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        Thread thread = new Thread(() -> warmUp(vectors), "arignote compiler");
        thread.setDaemon(true);
        thread.start();
    }

    public static String warm(boolean vectors) {
        return vectors ? WARM.replace("// ", "") : WARM;
    }

    private static synchronized void warmUp(boolean vectors) {
        try {
            bytes("Warm", warm(vectors), vectors);
        } catch (RuntimeException e) {
            // whoever needs the compiler will be told
        }
    }

    private static byte[] bytes(String name, String source, boolean vectors) {
        try {
            return ClassCompiler.bytes(source);
        } catch (Beyond e) {
            return javac(name, source, vectors);
        }
    }

    private static byte[] javac(String name, String source, boolean vectors) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<String> options = new ArrayList<>(List.of("-proc:none", "-g:none", "-Xlint:none", "-implicit:none"));
        if (vectors) {
            options.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        }
        JavaFileManager inMemory = new ForwardingJavaFileManager<>(files()) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + className + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return bytes;
                    }
                };
            }
        };
        StringWriter messages = new StringWriter();
        if (!Javac.task(name, source, inMemory, options, messages, null).call()) {
            throw new IllegalStateException("generated code does not compile:\n" + messages + "\n" + source);
        }
        return bytes.toByteArray();
    }

    private static StandardJavaFileManager files() {
        if (files == null) {
            try {
                files = Javac.files(Path.of(GeneratedCode.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
            } catch (URISyntaxException e) {
                throw new IllegalStateException("generated code cannot be compiled: " + e, e);
            }
        }
        return files;
    }
}
