package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Expressions, numbers and arrays in every place of every function, as Theano takes them. */
class OperandsTest {
    private static final double[] POINTS = {-2, -0.5, 0, 1.5, 3};

    /** The method on Expr of a function in T, where it has another name. */
    private static final Map<String, String> OPERATORS =
            Map.of("add", "plus", "sub", "minus", "mul", "times", "mod", "rem", "neg", "negate");

    /** What has two expressions that are no operands of each other. */
    private static final Set<String> NO_OPERANDS = Set.of("grad");

    private final Expr x = T.vector("x");

    private final Expr i = T.ivector("i");

    @AfterEach
    void settings_are_as_before() {
        Config.reset();
    }

    private static Stream<Method> functions() {
        return Arrays.stream(T.class.getMethods())
                .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getReturnType() == Expr.class)
                .filter(m -> !NO_OPERANDS.contains(m.getName()))
                .filter(m -> m.getDeclaringClass() == T.class || m.getDeclaringClass() == TElementwise.class);
    }

    private static boolean has(Class<?> home, String name, Class<?>... parameters) {
        try {
            return home.getMethod(name, parameters).getReturnType() == Expr.class;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** The values of {@code z}, which is made of the vector x alone, by loops and by the interpreter. */
    private double[] at(Expr z, double... xs) {
        CompiledFunction generated = function(inputs(x), outputs(z), Arignote.onUnusedInput("ignore"));
        INDArray value = generated.apply((Object) xs);
        INDArray other = function(inputs(x), outputs(z), Arignote.onUnusedInput("ignore"), mode("nd4j"))
                .apply((Object) xs);
        double[] numbers = new double[(int) value.length()];
        for (int k = 0; k < numbers.length; k++) {
            numbers[k] = value.getDouble(k);
            assertThat(other.getDouble(k)).as("%s", z).isEqualTo((Double) numbers[k]);
            numbers[k] += 0.0; // no sign of a zero
        }
        return numbers;
    }

    private static double[] each(DoubleBinaryOperator f, double number, boolean left) {
        return Arrays.stream(POINTS)
                .map(p -> 0.0 + (left ? f.applyAsDouble(number, p) : f.applyAsDouble(p, number)))
                .toArray();
    }

    // Nothing is forgotten

    @Test
    void each_function_of_two_takes_numbers_and_arrays_in_both_places() {
        List<String> two = functions()
                .filter(m -> Arrays.equals(m.getParameterTypes(), new Class<?>[] {Expr.class, Expr.class}))
                .map(Method::getName)
                .toList();
        assertThat(two).hasSizeGreaterThan(14);
        assertThat(two)
                .allSatisfy(name -> assertThat(
                                has(T.class, name, Object.class, Object.class) || has(T.class, name, Object[].class))
                        .as(name)
                        .isTrue());
    }

    @Test
    void each_function_is_a_method_of_an_expression() {
        Set<String> missing = new TreeSet<>();
        functions().filter(m -> m.getParameterCount() > 0).forEach(m -> {
            Class<?>[] all = m.getParameterTypes();
            if (all[0] != Expr.class || m.getName().equals("where")) {
                return;
            }
            Class<?>[] rest = Arrays.copyOfRange(all, 1, all.length);
            Class<?>[] loose = Arrays.stream(rest)
                    .map(c -> c == Expr.class ? Object.class : c)
                    .toArray(Class<?>[]::new);
            if (!has(Expr.class, OPERATORS.getOrDefault(m.getName(), m.getName()), loose)) {
                missing.add(m.toString());
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void each_row_of_the_table_is_a_function() {
        Map<String, String> names = Map.of(
                "subtract",
                "sub",
                "multiply",
                "mul",
                "divide",
                "div",
                "remainder",
                "mod",
                "power",
                "pow",
                "negate",
                "neg");
        assertThat(ScalarOp.values()).allSatisfy(op -> {
            Class<?>[] operands = new Class<?>[op.arity()];
            Arrays.fill(operands, Expr.class);
            assertThat(has(T.class, names.getOrDefault(op.label(), op.label()), operands))
                    .as("%s", op)
                    .isTrue();
        });
    }

    @Test
    void each_reduction_is_a_function_along_axes() {
        assertThat(ReduceOp.values())
                .allSatisfy(op -> assertThat(has(T.class, op.label(), Expr.class, int[].class))
                        .as("%s", op)
                        .isTrue());
    }

    /** Every parameter of every function, once null; what is said names the function or the operand. */
    @Test
    void a_null_is_said_in_a_sentence() {
        List<String> silent = new ArrayList<>();
        Map<Class<?>, Object> some = new HashMap<>(Map.of(
                Expr.class,
                x,
                Object.class,
                x,
                int[].class,
                new int[0],
                long[].class,
                new long[] {-1},
                String.class,
                "float32",
                Object[].class,
                new Object[] {0},
                Expr[].class,
                new Expr[] {T.iscalar("k")},
                List.class,
                List.of(x)));
        some.put(int.class, 0);
        some.put(double.class, 1.0);
        some.put(boolean.class, true);
        Stream<Method> methods = Stream.concat(
                Arrays.stream(T.class.getMethods()).filter(m -> Modifier.isStatic(m.getModifiers())),
                Stream.concat(
                        Arrays.stream(ExprElementwise.class.getDeclaredMethods())
                                .filter(m -> Modifier.isPublic(m.getModifiers())),
                        Stream.of("dot", "get")
                                .flatMap(name -> Arrays.stream(Expr.class.getMethods())
                                        .filter(m -> m.getName().equals(name)))));
        methods.filter(m -> !TVariables.class.equals(m.getDeclaringClass())).forEach(m -> {
            Class<?>[] types = m.getParameterTypes();
            boolean elements = Set.of(T.class, TElementwise.class, ExprElementwise.class, Expr.class)
                    .contains(m.getDeclaringClass());
            for (int p = 0; p < types.length; p++) {
                if (types[p] == int[].class
                        || types[p] == long[].class
                        || types[p].isPrimitive()
                        || !elements && types[p] != Expr.class) {
                    continue; // null there is no operand
                }
                if (Arrays.stream(types).anyMatch(type -> !some.containsKey(type))) {
                    continue; // has a test of its own
                }
                Object[] arguments = Arrays.stream(types).map(some::get).toArray();
                arguments[p] = null;
                try {
                    m.invoke(x, arguments);
                    silent.add(m + " takes null");
                } catch (InvocationTargetException e) {
                    if (!(e.getCause() instanceof IllegalArgumentException)
                            || elements && !e.getCause().getMessage().contains("null")) {
                        silent.add(m + ": " + e.getCause());
                    }
                } catch (IllegalAccessException e) {
                    silent.add(m + " cannot be called");
                }
            }
        });
        assertThat(silent).isEmpty();
    }

    // Numbers

    @Test
    void numbers_stand_on_either_side() {
        Map<String, DoubleBinaryOperator> meanings = new HashMap<>(Map.of(
                "add",
                Double::sum,
                "sub",
                (a, b) -> a - b,
                "mul",
                (a, b) -> a * b,
                "div",
                (a, b) -> a / b,
                "maximum",
                Math::max,
                "minimum",
                Math::min));
        meanings.put("mod", (a, b) -> b == 0 ? Double.NaN : a - b * Math.floor(a / b));
        meanings.put("lt", (a, b) -> a < b ? 1 : 0);
        meanings.put("le", (a, b) -> a <= b ? 1 : 0);
        meanings.put("gt", (a, b) -> a > b ? 1 : 0);
        meanings.put("ge", (a, b) -> a >= b ? 1 : 0);
        meanings.put("eq", (a, b) -> a == b ? 1 : 0);
        meanings.put("neq", (a, b) -> a != b ? 1 : 0);
        List<Object> numbers = List.of(
                2,
                2L,
                2f,
                2.0,
                (short) 2,
                (byte) 2,
                new BigDecimal(2),
                List.of(2.0),
                new double[] {2},
                Nd4j.createFromArray(2.0));
        meanings.forEach((name, f) -> {
            for (Object n : numbers) {
                assertThat(at(call(name, n, x), POINTS)).as(name + " " + n).isEqualTo(each(f, 2, true));
                assertThat(at(call(name, x, n), POINTS)).as(name + " " + n).isEqualTo(each(f, 2, false));
                String method = OPERATORS.getOrDefault(name, name);
                assertThat(at(method(x, method, n), POINTS)).as(method).isEqualTo(each(f, 2, false));
            }
        });
        assertThat(at(T.pow(2, x), 3, -1)).containsExactly(8, 0.5);
        assertThat(at(T.pow(x, 2), 3, -1)).containsExactly(9, 1);
    }

    private static Expr call(String name, Object a, Object b) {
        try {
            try {
                return (Expr)
                        T.class.getMethod(name, Object.class, Object.class).invoke(null, a, b);
            } catch (NoSuchMethodException several) {
                return (Expr) T.class.getMethod(name, Object[].class).invoke(null, (Object) new Object[] {a, b});
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Expr method(Expr x, String name, Object b) {
        try {
            return (Expr) Expr.class.getMethod(name, Object.class).invoke(x, b);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void overloads_are_never_ambiguous() {
        assertThat(at(T.maximum(0, x), -1, 2)).containsExactly(0, 2);
        assertThat(at(T.maximum(x, 0), -1, 2)).containsExactly(0, 2);
        assertThat(at(T.maximum(x, x), -1, 2)).containsExactly(-1, 2);
        assertThat(at(T.minimum(0.5, x), -1, 2)).containsExactly(-1, 0.5);
        assertThat(at(T.lt(0, x), -1, 2)).containsExactly(0, 1);
        assertThat(at(T.add(x, 1), -1, 2)).containsExactly(0, 3);
        assertThat(at(T.add(1, x), -1, 2)).containsExactly(0, 3);
        assertThat(at(T.mul(x, 2f), -1, 2)).containsExactly(-2, 4);
        assertThat(at(T.sub(x, 1L), -1, 2)).containsExactly(-2, 1);
        assertThat(at(T.dot(new double[] {1, 10}, x), -1, 2)).containsExactly(19);
        assertThat(at(T.dot(x, new double[][] {{1}, {10}}), -1, 2)).containsExactly(19);
        assertThat(at(T.dot(x, 3), -1, 2)).containsExactly(-3, 6);
        assertThatThrownBy(() -> T.maximum(null, x)).hasMessage("maximum got null in place 1; give an expression");
        assertThatThrownBy(() -> x.plus(null))
                .hasMessage("add got null in place 2; give an expression, a number or an array");
        assertThatThrownBy(() -> T.exp(null)).hasMessage("exp got null; give an expression");
    }

    @Test
    void any_number_of_operands() {
        assertThat(at(T.add(x, x, x), -1, 2)).containsExactly(-3, 6);
        assertThat(at(T.add(1, x, 2, x, new double[] {10, 20}), -1, 2)).containsExactly(11, 27);
        assertThat(at(T.mul(2, x, x, x), -1, 2)).containsExactly(-2, 16);
        assertThat(at(T.maximum(x, 0, 1.5), -1, 2)).containsExactly(1.5, 2);
        assertThat(at(T.minimum(0, x, 1), -1, 2)).containsExactly(-1, 0);
        assertThat(at(T.add(List.of(x, x).toArray()), -1, 2)).containsExactly(-2, 4);
        assertThat(at(T.add((Object[]) new Expr[] {x, x, x}), -1, 2)).containsExactly(-3, 6);
        assertThat(at(T.add(x), -1, 2)).containsExactly(-1, 2);
        assertThat(Stream.of(x, x, x).reduce(T::add).map(z -> at(z, 2))).hasValue(new double[] {6});
        assertThat(T.add(x, x, x)).hasToString("((x + x) + x)");
        assertThatThrownBy(T::add).hasMessage("add got no operand; give expressions, numbers or arrays");
        assertThatThrownBy(() -> T.mul(x, 2, null))
                .hasMessage("multiply got null in place 3; give an expression, a number or an array");
    }

    @Test
    void what_is_no_number_is_refused() {
        assertThatThrownBy(() -> T.add(x, "1"))
                .hasMessage(
                        "operand 2 of add is a String, which is no array of numbers; give a number, a Java array, an"
                                + " INDArray, a numeric column, a table or a list of numbers");
        assertThatThrownBy(() -> T.where(T.gt(x, 0), x, 'c')).hasMessageContaining("operand 3 of where is a Character");
        assertThatThrownBy(() -> T.where("c", x, x)).hasMessageContaining("operand 1 of where is a String");
        assertThatThrownBy(() -> x.lt(new Object())).hasMessageContaining("operand 2 of lt is an Object");
        assertThatThrownBy(() -> T.maximum(i, 3_000_000_000L))
                .hasMessage("3000000000 does not fit in int32, the type of 'i'; cast that to int64");
    }

    // Their dtype

    private static DType dtype(Expr e) {
        return e.type().dtype();
    }

    @Test
    void a_number_takes_the_dtype_beside_it() {
        Expr f = T.fvector("f");
        Expr l = T.lvector("l");
        Expr b = T.bvector("b");
        assertThat(List.of(dtype(T.maximum(0, f)), dtype(T.maximum(0.1, f)), dtype(T.add(f, 1, 0.5)), dtype(f.pow(2L))))
                .containsOnly(DType.FLOAT32);
        assertThat(List.of(
                        dtype(T.maximum(0, i)), dtype(T.mul(2L, i)), dtype(i.plus((short) 1)), dtype(T.clip(i, 0, 9))))
                .containsOnly(DType.INT32);
        assertThat(List.of(dtype(T.maximum(0, l)), dtype(T.add(i, 1, l)), dtype(b.times(2)), dtype(T.minimum(2, b))))
                .containsOnly(DType.INT64);
        assertThat(List.of(dtype(T.maximum(0.5, i)), dtype(T.div(1, i)), dtype(i.times(new BigDecimal("0.5")))))
                .containsOnly(DType.FLOAT64);
        assertThat(List.of(dtype(T.maximum(true, b)), dtype(T.eq(b, true)), dtype(T.lt(0, i))))
                .containsOnly(DType.BOOL);
        assertThat(dtype(f.times(new double[] {0.5})))
                .as("an array keeps its own")
                .isEqualTo(DType.FLOAT64);
        assertThat(dtype(f.times(new float[] {0.5f}))).isEqualTo(DType.FLOAT32);
        Config.set("floatX", "float32");
        assertThat(dtype(T.maximum(0.5, l)))
                .as("int64 beside float32, as in NumPy")
                .isEqualTo(DType.FLOAT64);
        assertThat(dtype(T.where(b, 1, 0.5))).isEqualTo(DType.FLOAT32);
    }

    @Test
    void fractions_are_never_cut_off() {
        Expr k = T.iscalar("k");
        assertThat(T.mul(k, new BigDecimal("0.5")).item(Map.of(k, 3))).isEqualTo(1.5);
        assertThat(T.clip(k, 0, 2.5).item(Map.of(k, 3))).isEqualTo(2.5);
        assertThat(T.maximum(0.5f, k).item(Map.of(k, 0))).isEqualTo(0.5);
    }

    // Choices

    @Test
    void where_takes_numbers_in_any_place() {
        Expr c = T.gt(x, 0);
        assertThat(at(T.where(c, 1, 0), -1, 2)).containsExactly(0, 1);
        assertThat(at(T.where(c, 1, 0.5), -1, 2)).containsExactly(0.5, 1);
        assertThat(at(T.where(c, 2f, 3L), -1, 2)).containsExactly(3, 2);
        assertThat(at(T.where(c, true, false), -1, 2)).containsExactly(0, 1);
        assertThat(at(T.where(c, x, 7), -1, 2)).containsExactly(7, 2);
        assertThat(at(T.where(c, 7, x), -1, 2)).containsExactly(-1, 7);
        assertThat(at(T.where(c, new double[] {1, 2}, x), -1, 2)).containsExactly(-1, 2);
        assertThat(at(T.where(true, x, 7), -1, 2)).containsExactly(-1, 2);
        assertThat(at(T.where(0, x, 7), -1, 2)).containsExactly(7, 7);
        assertThat(at(T.where(new boolean[] {true, false}, x, 7), -1, 2)).containsExactly(-1, 7);
        assertThat(dtype(T.where(c, 1, 0))).isEqualTo(DType.INT64);
        assertThat(dtype(T.where(c, 1, 0.0))).isEqualTo(DType.FLOAT64);
        assertThat(dtype(T.where(c, true, false))).isEqualTo(DType.BOOL);
        assertThat(at(T.grad(T.sum(T.where(c, x.times(2), 7)), x), -1, 2)).containsExactly(0, 2);
    }

    @Test
    void clip_takes_expressions_and_numbers() {
        Expr low = T.scalar("low");
        Expr high = T.scalar("high");
        Expr part = T.constant(0.25);
        assertThat(at(T.clip(x, -1, 1), POINTS)).containsExactly(-1, -0.5, 0, 1, 1);
        assertThat(at(T.clip(x, part, 1), POINTS)).containsExactly(0.25, 0.25, 0.25, 1, 1);
        assertThat(at(T.clip(x, -1.5, part), POINTS)).containsExactly(-1.5, -0.5, 0, 0.25, 0.25);
        assertThat(at(x.clip(new double[] {-1, -1, 1, 1, 1}, 2), POINTS)).containsExactly(-1, -0.5, 1, 1.5, 2);
        assertThat(function(inputs(x, low, high), outputs(T.clip(x, low, high)))
                        .apply(POINTS, -1, 0.5)
                        .toDoubleVector())
                .containsExactly(-1, -0.5, 0, 0.5, 0.5);
        assertThat(at(T.grad(T.sum(T.clip(x, -1, part)), x), POINTS)).containsExactly(0, 1, 1, 0, 0);
    }

    // Methods

    @Test
    void a_method_gives_what_the_function_gives() {
        Map<Class<?>, Object> some = Map.of(
                Object.class,
                2,
                int[].class,
                new int[] {0},
                long[].class,
                new long[] {1, -1},
                String.class,
                "int32",
                Object[].class,
                new Object[] {"x", 0},
                double.class,
                2.0,
                int.class,
                0,
                boolean.class,
                true);
        Set<String> onBits = Set.of("and", "or", "xor", "invert", "leftShift", "rightShift");
        Map<Boolean, List<Expr>> operands =
                Map.of(true, List.of(T.ivector("j"), T.ivector("k")), false, List.of(x, T.vector("y")));
        List<Method> all = functions()
                .filter(m -> m.getParameterCount() > 0 && m.getParameterTypes()[0] == Expr.class)
                .filter(m -> !m.getName().equals("where"))
                .toList();
        assertThat(all).hasSizeGreaterThan(45);
        assertThat(all).allSatisfy(m -> {
            Class<?>[] types = m.getParameterTypes();
            List<Expr> both = operands.get(onBits.contains(m.getName()));
            Object[] rest = Arrays.stream(types)
                    .skip(1)
                    .map(type -> type == Expr.class ? both.get(1) : some.get(type))
                    .toArray();
            Class<?>[] loose = Arrays.stream(types)
                    .skip(1)
                    .map(c -> c == Expr.class ? Object.class : c)
                    .toArray(Class<?>[]::new);
            Object[] first =
                    Stream.concat(Stream.of(both.get(0)), Arrays.stream(rest)).toArray();
            Object byMethod = Expr.class
                    .getMethod(OPERATORS.getOrDefault(m.getName(), m.getName()), loose)
                    .invoke(both.get(0), rest);
            assertThat(byMethod).hasToString(m.invoke(null, first).toString());
        });
        assertThat(at(x.abs().plus(1).log().negate().exp(), POINTS)).hasSize(5).endsWith(0.25);
    }
}
