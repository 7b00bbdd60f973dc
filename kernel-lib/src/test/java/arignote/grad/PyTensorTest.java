package arignote.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.Arignote;
import arignote.CompiledFunction;
import arignote.Expr;
import arignote.T;
import arignote.expr.Build;
import arignote.expr.DType;
import arignote.expr.HostArray;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import arignote.expr.TensorType;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Values and gradients beside PyTensor's: every operation at ordinary points, at broadcast edges, ties and kinks, on
 * empty axes and not-numbers. The data are made by {@code src/test/python/pytensor_gradients.py}.
 */
class PyTensorTest {
    private static final double CLOSE = 1e-12;
    private static final double CLOSE_FLOAT32 = 1e-6;

    /**
     * Where PyTensor 3.0.7 has NaN in a gradient and the mathematics a number, which is 0 each time: x ** 0 is 1
     * everywhere, and a branch that is not taken has no slope.
     */
    private static final Set<String> NOT_A_NUMBER_THERE =
            Set.of("power at special points", "power by the constant 0.0", "where hides a NaN but not in the gradient");

    private static JsonObject data() throws Exception {
        try (Reader r = new InputStreamReader(
                PyTensorTest.class.getResourceAsStream("/pytensor_gradients.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(r).getAsJsonObject();
        }
    }

    @TestFactory
    Stream<DynamicTest> values_and_gradients_are_PyTensors() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonElement c : data().getAsJsonArray("cases")) {
            JsonObject one = c.getAsJsonObject();
            tests.add(DynamicTest.dynamicTest(one.get("name").getAsString(), () -> check(one)));
        }
        assertThat(tests).hasSizeGreaterThan(400);
        return tests.stream();
    }

    private static void check(JsonObject c) {
        Map<String, Expr> inputs = new LinkedHashMap<>();
        List<Object> values = new ArrayList<>();
        c.getAsJsonObject("inputs").entrySet().forEach(e -> {
            HostArray value = literal(e.getValue().getAsJsonObject());
            inputs.put(e.getKey(), Build.input(e.getKey(), value.type()));
            values.add(array(value));
        });
        Expr z = parse(c.get("expr"), inputs);
        HostArray expected = literal(c.getAsJsonObject("value"));
        assertThat(z.type()).isEqualTo(expected.type());
        INDArray value = function(inputs, z).apply(values.toArray());
        compare("the value", value, expected);

        JsonObject gradients = c.has("grad") ? c.getAsJsonObject("grad") : new JsonObject();
        if (gradients.size() == 0 || !z.type().dtype().isFloat()) {
            return;
        }
        Expr cost = T.sum(z.times(weights(c.getAsJsonArray("weights"), expected)));
        List<String> names = new ArrayList<>(gradients.keySet());
        List<Expr> wrt = names.stream().map(inputs::get).toList();
        List<Expr> byWrt = T.grad(cost, wrt);
        List<INDArray> results = function(inputs, byWrt.toArray(Expr[]::new)).applyAll(values.toArray());
        for (int i = 0; i < names.size(); i++) {
            HostArray right = literal(gradients.getAsJsonObject(names.get(i)));
            compare(
                    "the gradient by " + names.get(i),
                    results.get(i),
                    NOT_A_NUMBER_THERE.contains(c.get("name").getAsString())
                            ? zeroWherePyTensorHasNone(names.get(i), values, right)
                            : right);
        }
        if (c.has("second")) {
            second(c.getAsJsonObject("second"), inputs, values, wrt, names, byWrt);
        }
    }

    /** Of a power by its base where the exponent is 0; of the others everywhere. */
    private static HostArray zeroWherePyTensorHasNone(String name, List<Object> values, HostArray right) {
        double[] v = new double[right.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = right.doubleAt(i);
            boolean zero = values.size() == 1
                    || name.equals("x") && ((INDArray) values.get(1)).data().getDouble(i) == 0;
            v[i] = zero && Double.isNaN(v[i]) ? 0 : v[i];
        }
        return HostArray.ofDoubles(right.type().dtype(), right.shape(), v);
    }

    private static void second(
            JsonObject second,
            Map<String, Expr> inputs,
            List<Object> values,
            List<Expr> wrt,
            List<String> names,
            List<Expr> gradients) {
        Expr along = null;
        for (int i = 0; i < names.size(); i++) {
            JsonArray vector = second.getAsJsonObject("vectors").getAsJsonArray(names.get(i));
            long[] shape = ((INDArray) values.get(new ArrayList<>(inputs.keySet()).indexOf(names.get(i)))).shape();
            Expr part = T.sum(gradients
                    .get(i)
                    .times(Build.constant(HostArray.ofDoubles(wrt.get(i).type().dtype(), shape, doubles(vector)))));
            along = along == null ? part : along.plus(part);
        }
        List<INDArray> results =
                function(inputs, T.grad(along, wrt).toArray(Expr[]::new)).applyAll(values.toArray());
        for (int i = 0; i < names.size(); i++) {
            HostArray expected = literal(second.getAsJsonObject("grad").getAsJsonObject(names.get(i)));
            compare("the second gradient by " + names.get(i), results.get(i), expected);
        }
    }

    private static CompiledFunction function(Map<String, Expr> inputs, Expr... outputs) {
        return Arignote.function(
                Arignote.inputs(List.copyOf(inputs.values())),
                Arignote.outputs(outputs),
                Arignote.onUnusedInput("ignore"));
    }

    private static void compare(String what, INDArray value, HostArray expected) {
        assertThat(value.shape()).as(what).isEqualTo(expected.shape());
        boolean single =
                value.dataType() == DType.FLOAT32.nd4j() || expected.type().dtype() == DType.FLOAT32;
        double close = single ? CLOSE_FLOAT32 : CLOSE;
        for (int i = 0; i < expected.size(); i++) {
            double v = value.rank() == 0
                    ? value.getDouble(0)
                    : value.dup('c').data().getDouble(i);
            double e = expected.doubleAt(i);
            boolean same = v == e
                    || (Double.isNaN(v) && Double.isNaN(e))
                    || Math.abs(v - e) <= close * Math.max(1, Math.abs(e));
            assertThat(same).as("%s at %d: %s, PyTensor has %s", what, i, v, e).isTrue();
        }
    }

    private static Expr weights(JsonArray weights, HostArray like) {
        return Build.constant(HostArray.ofDoubles(like.type().dtype(), like.shape(), doubles(weights)));
    }

    private static double[] doubles(JsonArray a) {
        double[] d = new double[a.size()];
        for (int i = 0; i < d.length; i++) {
            d[i] = Double.parseDouble(a.get(i).getAsString());
        }
        return d;
    }

    private static HostArray literal(JsonObject o) {
        DType dtype = DType.of(o.get("dtype").getAsString());
        long[] shape = longs(o.getAsJsonArray("shape"));
        JsonArray values = o.getAsJsonArray("values");
        if (dtype.isFloat()) {
            return HostArray.ofDoubles(dtype, shape, doubles(values));
        }
        long[] wholes = new long[values.size()];
        for (int i = 0; i < wholes.length; i++) {
            wholes[i] = dtype == DType.BOOL
                    ? (values.get(i).getAsBoolean() ? 1 : 0)
                    : values.get(i).getAsLong();
        }
        return HostArray.ofLongs(dtype, shape, wholes);
    }

    private static INDArray array(HostArray value) {
        return Build.constant(value).eval();
    }

    private static long[] longs(JsonArray a) {
        long[] n = new long[a.size()];
        for (int i = 0; i < n.length; i++) {
            n[i] = a.get(i).getAsLong();
        }
        return n;
    }

    private static Expr parse(JsonElement e, Map<String, Expr> inputs) {
        if (e.isJsonPrimitive()) {
            return e.getAsJsonPrimitive().isNumber()
                    ? Build.constant(HostArray.scalar(DType.FLOAT64, e.getAsDouble()))
                    : inputs.get(e.getAsString());
        }
        JsonArray a = e.getAsJsonArray();
        String op = a.get(0).getAsString();
        List<Expr> args = new ArrayList<>();
        JsonObject options = new JsonObject();
        for (int i = 1; i < a.size(); i++) {
            if (a.get(i).isJsonObject()) {
                options = a.get(i).getAsJsonObject();
            } else {
                args.add(parse(a.get(i), inputs));
            }
        }
        return build(op, args, options);
    }

    private static Expr build(String op, List<Expr> args, JsonObject options) {
        Expr x = args.get(0);
        switch (op) {
            case "dot":
                return T.dot(x, args.get(1));
            case "softmax":
                return T.softmax(x);
            case "transpose":
                return T.transpose(x);
            case "reshape":
                return T.reshape(x, longs(options.getAsJsonArray("shape")));
            case "dimshuffle":
                List<Object> pattern = new ArrayList<>();
                options.getAsJsonArray("pattern")
                        .forEach(p -> pattern.add(
                                p.getAsJsonPrimitive().isNumber() ? (Object) p.getAsInt() : p.getAsString()));
                return T.dimshuffle(x, pattern.toArray());
            case "sum", "mean", "max", "min", "argmax":
                int[] axes = options.has("axes")
                        ? Arrays.stream(longs(options.getAsJsonArray("axes")))
                                .mapToInt(n -> (int) n)
                                .toArray()
                        : new int[0];
                Expr reduced = Build.reduce(ReduceOp.valueOf(op.toUpperCase(Locale.ROOT)), x, axes);
                return options.has("keepdims") && options.get("keepdims").getAsBoolean() ? reduced.keepDims() : reduced;
            default:
                return Build.scalar(ScalarOp.valueOf(op.toUpperCase(Locale.ROOT)), args.toArray(Expr[]::new));
        }
    }

    @TestFactory
    Stream<DynamicTest> dtypes_are_promoted_as_NumPy_does() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonElement row : data().getAsJsonArray("promotion")) {
            JsonArray r = row.getAsJsonArray();
            String op = r.get(0).getAsString();
            String a = r.get(1).getAsString();
            String b = r.get(2).isJsonNull() ? null : r.get(2).getAsString();
            String numpy = r.get(3).getAsString();
            // types that this library does not have
            if (!numpy.equals("float16") && !numpy.equals("int8")) {
                tests.add(DynamicTest.dynamicTest(
                        op + " " + a + (b == null ? "" : " " + b), () -> promotion(op, a, b, numpy)));
            }
        }
        assertThat(tests).hasSizeGreaterThan(400);
        return tests.stream();
    }

    private static void promotion(String op, String a, String b, String numpy) {
        List<Expr> args = new ArrayList<>();
        int rank = op.equals("dot") ? 1 : 0;
        args.add(Build.input("a", new TensorType(DType.of(a), rank)));
        if (b != null) {
            args.add(Build.input("b", new TensorType(DType.of(b), rank)));
        }
        if (numpy.equals("error")) {
            assertThatThrownBy(() -> build(op, args, new JsonObject()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'a'");
        } else {
            assertThat(build(op, args, new JsonObject()).type().dtype()).hasToString(numpy);
        }
    }

    @org.junit.jupiter.api.Test
    void nd4j_makes_arrays_of_floatX_where_nothing_else_is_said() {
        assertThat(Arignote.shared(0.0).getValue().dataType()).isEqualTo(DType.FLOAT64.nd4j());
        assertThat(Nd4j.zeros(2).dataType()).isEqualTo(DType.FLOAT64.nd4j());
    }
}
