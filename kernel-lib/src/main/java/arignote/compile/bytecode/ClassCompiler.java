package arignote.compile.bytecode;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Compiles the part of Java that the printers write, in about a millisecond, where javac takes some forty and some hundred more when it
 * is used for the first time. It takes sources that javac accepts: it finds no faults. What it does not know it
 * leaves to javac.
 *
 * <p>A source is a class that extends one of the library's, with fields and methods. A statement is written as soon as it is read.
 */
public final class ClassCompiler {
    private static final Map<String, Integer> MODIFIERS = Map.of(
            "public", Opcodes.ACC_PUBLIC,
            "private", Opcodes.ACC_PRIVATE,
            "static", Opcodes.ACC_STATIC,
            "final", Opcodes.ACC_FINAL);

    private final Tokens tokens;
    private final ClassWriter out = new Writer();
    private final Map<String, Integer> initial = new LinkedHashMap<>(); // where values of fields stand
    private Members members;
    private TermReader terms;
    private Members.Method constructor; // or null

    /** Classes that two ways bring to one place are of no use behind it: what is printed has none. */
    private static final class Writer extends ClassWriter {
        Writer() {
            super(COMPUTE_FRAMES);
        }

        @Override
        protected String getCommonSuperClass(String a, String b) {
            return "java/lang/Object";
        }
    }

    private ClassCompiler(String source) {
        tokens = new Tokens(source);
    }

    /**
     * The class file of a source.
     *
     * @throws Beyond if javac has to compile it
     */
    public static byte[] bytes(String source) {
        return new ClassCompiler(source).bytes();
    }

    private byte[] bytes() {
        tokens.expect("package");
        StringBuilder prefix = new StringBuilder();
        while (!tokens.peek().equals(";")) {
            prefix.append(tokens.takes(".") ? "/" : tokens.name());
        }
        tokens.next();
        while (tokens.takes("import")) { // KnownClasses knows what there is
            while (!tokens.next().equals(";")) {
                // the package
            }
        }
        int access = modifiers();
        tokens.expect("class");
        String name = tokens.name();
        tokens.expect("extends");
        Class<?> parent = new TermReader(tokens, null).type();
        members = new Members(prefix + "/" + name, parent);
        terms = new TermReader(tokens, members);
        out.visit(Opcodes.V17, access | Opcodes.ACC_SUPER, members.name, null, Type.getInternalName(parent), null);
        tokens.expect("{");
        while (!tokens.takes("}")) {
            member(name);
        }
        initializers();
        members.methods.values().forEach(this::method);
        members.methods.values().forEach(this::bridges);
        return out.toByteArray();
    }

    private int modifiers() {
        int access = 0;
        while (true) {
            if (tokens.takes("@")) {
                tokens.expect("Override");
            } else if (MODIFIERS.containsKey(tokens.peek())) {
                access |= MODIFIERS.get(tokens.next());
            } else {
                return access;
            }
        }
    }

    private void member(String className) {
        int access = modifiers();
        if (tokens.peek().equals(className) && tokens.peek(1).equals("(")) {
            tokens.next();
            constructor = signature(access, void.class, "<init>");
            tokens.skipBlock();
            return;
        }
        Class<?> type = terms.type();
        String name = tokens.name();
        if (tokens.peek().equals("(")) {
            if (members.methods.put(name, signature(access, type, name)) != null) {
                throw new Beyond("two methods called " + name);
            }
            tokens.skipBlock();
            return;
        }
        members.fields.put(name, new Members.Own(access, type));
        out.visitField(access, name, Type.getDescriptor(type), null, null);
        if (tokens.takes("=")) {
            initial.put(name, tokens.place());
        }
        while (!tokens.next().equals(";")) {
            // the value
        }
    }

    private Members.Method signature(int access, Class<?> type, String name) {
        List<Class<?>> types = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        tokens.expect("(");
        while (!tokens.takes(")")) {
            tokens.takes("final");
            types.add(terms.type());
            parameters.add(tokens.name());
            if (!tokens.peek().equals(")")) {
                tokens.expect(",");
            }
        }
        return new Members.Method(access, type, name, types, parameters, tokens.place());
    }

    /** The constructor, and what gives static fields their values. */
    private void initializers() {
        int access = constructor == null ? 0 : constructor.access();
        MethodVisitor made = out.visitMethod(access, "<init>", "()V", null, null);
        made.visitCode();
        Emitter emitter = new Emitter(made);
        Scope scope = new Scope(1);
        terms.in(scope);
        made.visitVarInsn(Opcodes.ALOAD, 0);
        List<Term> arguments = List.of();
        if (constructor != null) {
            if (!constructor.types().isEmpty()) {
                throw new Beyond("a constructor with parameters");
            }
            tokens.go(constructor.body());
            tokens.expect("{");
            tokens.expect("super");
            arguments = terms.arguments();
            tokens.expect(";");
            tokens.expect("}");
        }
        List<Constructor<?>> all = Arrays.stream(members.parent.getDeclaredConstructors())
                .filter(c -> !Modifier.isPrivate(c.getModifiers()))
                .toList();
        Constructor<?> above = KnownClasses.best(all, "super", arguments);
        Members.converted(arguments, above.getParameterTypes()).forEach(emitter::value);
        made.visitMethodInsn(
                Opcodes.INVOKESPECIAL,
                Type.getInternalName(members.parent),
                "<init>",
                Type.getConstructorDescriptor(above),
                false);
        initialize(emitter, false);
        end(made, void.class);
        if (initial.keySet().stream().anyMatch(name -> members.fields.get(name).isStatic())) {
            MethodVisitor first = out.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
            first.visitCode();
            initialize(new Emitter(first), true);
            end(first, void.class);
        }
    }

    private void initialize(Emitter emitter, boolean statics) {
        initial.forEach((name, place) -> {
            Members.Own field = members.fields.get(name);
            if (field.isStatic() == statics) {
                tokens.go(place);
                Term value = Members.converted(terms.expression(), field.type());
                emitter.statement(new Term.Assign(void.class, members.field(name), value));
            }
        });
    }

    private void method(Members.Method m) {
        MethodVisitor code = out.visitMethod(m.access(), m.name(), m.descriptor(), null, null);
        code.visitCode();
        Scope scope = new Scope(m.isStatic() ? 0 : 1);
        for (int i = 0; i < m.types().size(); i++) {
            scope.declare(m.parameters().get(i), m.types().get(i));
        }
        tokens.go(m.body());
        if (new Statements(tokens, terms, scope, code, m.type()).block()) {
            if (m.type() != void.class) {
                throw new Beyond("a method without a result");
            }
            end(code, void.class);
        } else {
            code.visitMaxs(0, 0);
            code.visitEnd();
        }
    }

    /** A method for each that is overridden and has more general types, as a generic class gives them. */
    private void bridges(Members.Method m) {
        for (java.lang.reflect.Method above : KnownClasses.methods(members.parent, m.name())) {
            Class<?>[] types = above.getParameterTypes();
            if (!Modifier.isAbstract(above.getModifiers())
                    || types.length != m.types().size()
                    || m.types().equals(List.of(types))) {
                continue;
            }
            int access = m.access() | Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC;
            MethodVisitor code = out.visitMethod(access, m.name(), Type.getMethodDescriptor(above), null, null);
            code.visitCode();
            Scope scope = new Scope(1);
            List<Term> arguments = new ArrayList<>();
            for (int i = 0; i < types.length; i++) {
                Term given =
                        new Term.Local(types[i], scope.declare(m.parameters().get(i), types[i]));
                arguments.add(
                        types[i] == m.types().get(i)
                                ? given
                                : new Term.Cast(m.types().get(i), given));
            }
            new Emitter(code).value(members.call(m.name(), arguments));
            end(code, m.type());
        }
    }

    private static void end(MethodVisitor code, Class<?> type) {
        code.visitInsn(Type.getType(type).getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
