package arignote.compile.bytecode;

import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The classes, fields and methods that sources name. */
final class KnownClasses {
    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "void", void.class,
            "boolean", boolean.class,
            "byte", byte.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class);

    /** In the order in which a number of the one becomes one of the next by itself. */
    private static final List<Class<?>> NUMBERS = List.of(byte.class, int.class, long.class, float.class, double.class);

    private static final String RUNTIME = "arignote.compile.runtime.";

    /**
     * Where the library's classes are, but for those of {@code arignote.expr.math}. A class that is asked for in a wrong package is
     * looked for in every jar of the class path.
     */
    private static final Map<String, String> PACKAGES = Map.of(
            "GeneratedCode", RUNTIME,
            "ArrayFormula", RUNTIME,
            "DoubleProduct", RUNTIME,
            "FloatProduct", RUNTIME,
            "ScalarOp", "arignote.expr.");

    private static final String OTHERS = "arignote.expr.math.";
    private static final List<String> JAVA = List.of("java.lang.", "java.nio.", "java.lang.foreign.");
    private static final String VECTORS = "jdk.incubator.vector";

    private static final Map<String, Class<?>> CLASSES = new ConcurrentHashMap<>();
    private static final Map<Class<?>, Map<String, List<Method>>> METHODS = new ConcurrentHashMap<>();

    private KnownClasses() {}

    static Class<?> primitive(String name) {
        return PRIMITIVES.get(name);
    }

    /** The class of a simple name. */
    static Class<?> type(String name) {
        return CLASSES.computeIfAbsent(name, KnownClasses::find);
    }

    private static Class<?> find(String name) {
        for (String each : JAVA) {
            Class<?> found = Class.forName(Object.class.getModule(), each + name);
            if (found != null && Modifier.isPublic(found.getModifiers())) {
                return found;
            }
        }
        Module vectors = ModuleLayer.boot().findModule(VECTORS).orElse(null);
        Class<?> found = vectors == null ? null : Class.forName(vectors, VECTORS + "." + name);
        try {
            return found != null
                    ? found
                    : Class.forName(
                            PACKAGES.getOrDefault(name, OTHERS) + name, false, KnownClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new Beyond("the class " + name);
        }
    }

    /** A class in a class. */
    static Class<?> inner(Class<?> outer, String name) {
        return Arrays.stream(outer.getDeclaredClasses())
                .filter(each -> each.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Beyond("the class " + name));
    }

    /** A field of a class or of one that it extends, or null. */
    static Field field(Class<?> of, String name) {
        for (Class<?> each = of; each != null; each = each.getSuperclass()) {
            for (Field f : each.getDeclaredFields()) {
                if (f.getName().equals(name) && !Modifier.isPrivate(f.getModifiers())) {
                    return f;
                }
            }
        }
        return null;
    }

    /** The method that Java calls with such arguments. */
    static Method method(Class<?> of, String name, List<Term> arguments) {
        return best(methods(of, name), name, arguments);
    }

    /** All methods of a class, and of what it extends, that have a name; not those that are private. */
    static List<Method> methods(Class<?> of, String name) {
        return METHODS.computeIfAbsent(of, KnownClasses::methods).getOrDefault(name, List.of());
    }

    /** Of methods and constructors, the one that takes the arguments and is not more general than another that does. */
    static <E extends Executable> E best(List<E> all, String name, List<Term> arguments) {
        Class<?>[] given = arguments.stream().map(Term::type).toArray(Class<?>[]::new);
        List<E> fit = all.stream().filter(m -> takes(m, given)).toList();
        return fit.stream()
                .filter(m -> fit.stream().allMatch(other -> takes(other, m.getParameterTypes())))
                .findFirst()
                .orElseThrow(() -> new Beyond(name + " of " + Arrays.toString(given)));
    }

    private static boolean takes(Executable method, Class<?>[] given) {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != given.length) {
            return false;
        }
        for (int i = 0; i < given.length; i++) {
            if (!fits(given[i], parameters[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a value of one type is one of another without a cast. */
    static boolean fits(Class<?> from, Class<?> to) {
        if (from == to || !from.isPrimitive() && to.isAssignableFrom(from)) {
            return true;
        }
        return isNumber(from) && NUMBERS.indexOf(from) < NUMBERS.indexOf(to);
    }

    static boolean isNumber(Class<?> type) {
        return NUMBERS.contains(type);
    }

    /** The type in which two numbers meet, which is an int at the least. */
    static Class<?> wider(Class<?> a, Class<?> b) {
        if (!isNumber(a) || !isNumber(b)) {
            throw new Beyond(a + " beside " + b);
        }
        Class<?> wider = fits(a, b) ? b : a;
        return wider == byte.class ? int.class : wider;
    }

    /** The methods of a class and of what it extends; of those with the same parameters the one of the lowest class. */
    private static Map<String, List<Method>> methods(Class<?> of) {
        Map<String, List<Method>> all = new LinkedHashMap<>();
        add(of, all);
        return all;
    }

    private static void add(Class<?> of, Map<String, List<Method>> all) {
        for (Method m : of.getDeclaredMethods()) {
            if (!m.isBridge() && !m.isVarArgs() && !Modifier.isPrivate(m.getModifiers())) {
                List<Method> same = all.computeIfAbsent(m.getName(), n -> new ArrayList<>());
                if (same.stream().noneMatch(known -> Arrays.equals(known.getParameterTypes(), m.getParameterTypes()))) {
                    same.add(m);
                }
            }
        }
        if (of.getSuperclass() != null) {
            add(of.getSuperclass(), all);
        }
        for (Class<?> each : of.getInterfaces()) {
            add(each, all);
        }
    }
}
