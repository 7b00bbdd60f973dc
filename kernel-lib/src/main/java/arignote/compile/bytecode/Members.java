package arignote.compile.bytecode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The class that is being compiled: its own fields and methods, and those that it inherits. */
final class Members {
    /** @param access its modifiers, as a class file has them */
    record Own(int access, Class<?> type) {
        boolean isStatic() {
            return (access & Opcodes.ACC_STATIC) != 0;
        }
    }

    /** @param body where its block begins among the words */
    record Method(int access, Class<?> type, String name, List<Class<?>> types, List<String> parameters, int body) {
        boolean isStatic() {
            return (access & Opcodes.ACC_STATIC) != 0;
        }

        String descriptor() {
            return Type.getMethodDescriptor(
                    Type.getType(type), types.stream().map(Type::getType).toArray(Type[]::new));
        }
    }

    final String name; // as a class file has it
    final Class<?> parent;
    final Map<String, Own> fields = new LinkedHashMap<>();
    final Map<String, Method> methods = new LinkedHashMap<>();

    Members(String name, Class<?> parent) {
        this.name = name;
        this.parent = parent;
    }

    /** A field by its name alone, or null if there is none. */
    Term field(String field) {
        Own own = fields.get(field);
        if (own != null) {
            return new Term.Field(own.type, name, field, own.isStatic() ? null : new Term.This(parent));
        }
        java.lang.reflect.Field f = KnownClasses.field(parent, field);
        return f == null ? null : field(f, name, new Term.This(parent));
    }

    /** A field of a class. */
    static Term field(java.lang.reflect.Field f, String owner, Term of) {
        Term.Constant constant = Constants.of(f);
        boolean isStatic = java.lang.reflect.Modifier.isStatic(f.getModifiers());
        return constant != null ? constant : new Term.Field(f.getType(), owner, f.getName(), isStatic ? null : of);
    }

    /** A call of a method by its name alone. */
    Term call(String method, List<Term> arguments) {
        Method own = methods.get(method);
        if (own != null && own.types.size() == arguments.size()) {
            return new Term.Call(
                    own.type,
                    own.isStatic() ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL,
                    name,
                    method,
                    own.descriptor(),
                    own.isStatic() ? null : new Term.This(parent),
                    converted(arguments, own.types.toArray(Class<?>[]::new)));
        }
        return call(KnownClasses.method(parent, method, arguments), name, new Term.This(parent), arguments);
    }

    /**
     * A call of a method of a class.
     *
     * @param of the object; null if a class stands there
     */
    static Term call(java.lang.reflect.Method m, String owner, Term of, List<Term> arguments) {
        boolean isStatic = java.lang.reflect.Modifier.isStatic(m.getModifiers());
        if (!isStatic && of == null) {
            throw new Beyond(m + " without an object");
        }
        boolean ofInterface = of != null && of.type().isInterface();
        int opcode = isStatic ? Opcodes.INVOKESTATIC : ofInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        return new Term.Call(
                m.getReturnType(),
                opcode,
                owner,
                m.getName(),
                Type.getMethodDescriptor(m),
                isStatic ? null : of,
                converted(arguments, m.getParameterTypes()));
    }

    static List<Term> converted(List<Term> arguments, Class<?>[] types) {
        Term[] converted = new Term[types.length];
        for (int i = 0; i < types.length; i++) {
            converted[i] = converted(arguments.get(i), types[i]);
        }
        return List.of(converted);
    }

    /** A value where one of a type is asked for. */
    static Term converted(Term value, Class<?> type) {
        if (!KnownClasses.fits(value.type(), type)) {
            throw new Beyond(value.type() + " in the place of " + type);
        }
        if (value.type() == type || !type.isPrimitive()) {
            return value;
        }
        return value instanceof Term.Constant c ? Constants.cast(type, c) : new Term.Cast(type, value);
    }
}
