package arignote.compile;

import static arignote.Arignote.function;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.slice;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.CompiledFunction;
import arignote.Expr;
import arignote.FunctionArgument;
import arignote.Shared;
import arignote.T;
import arignote.compile.fuse.Loops;
import arignote.compile.nest.Buffer;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.value.Nd4jArrays;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What has other axes, or is a part, or has another type is read where it lies: loops have no memory for it. */
class ViewsTest {
    private static final Expr i = T.lscalar("i");
    private static final Expr is = T.lvector("is");
    private static final Shared X = shared(table(60, 12), "X");
    private static final Shared y = shared(table(1, 60)[0], "y");

    private static double[][] table(int rows, int columns) {
        double[][] table = new double[rows][columns];
        for (int k = 0; k < rows * columns; k++) {
            table[k / columns][k % columns] = 0.25 * (k * 37 % 101) - 12;
        }
        return table;
    }

    static Stream<String> cases() {
        return CASES.keySet().stream();
    }

    private static final Map<String, Expr> CASES = new LinkedHashMap<>();

    static {
        Expr batches = X.reshape(-1, 10, 12).get(i);
        Expr rows = X.get(slice(i.times(10), i.plus(1).times(10)));
        CASES.put("a batch of reshaped data", batches);
        CASES.put("with other axes", batches.reshape(10, 3, 4));
        CASES.put(
                "of what is reshaped twice",
                X.reshape(-1, 10, 12).reshape(-1, 5, 24).get(i));
        CASES.put("rows with other axes", rows.reshape(10, 3, 4));
        CASES.put("rows with other axes, however many", rows.reshape(-1, 3, 4));
        CASES.put("columns", X.get(":, 2:8"));
        CASES.put("a row as a matrix", X.get(i).reshape(3, 4));
        CASES.put(
                "a row of a row as a matrix", X.reshape(-1, 5, 12).get(i).get(2).reshape(3, 4));
        CASES.put("backwards", X.get("::-1").reshape(60, 3, 4));
        CASES.put("every second row", X.get("::2").reshape(30, 3, 4));
        CASES.put("a column of the transpose", X.T().get(i));
        CASES.put("with a new axis", X.dimshuffle(0, "x", 1).reshape(60, 3, 4));
        CASES.put("repeated rows", T.broadcastTo(y.reshape(-1, 12), 7, 5, 12).reshape(7, 5, 3, 4));
        CASES.put("one of all labels", T.cast(y, "int32").get(i));
        CASES.put("labels of a batch", T.cast(y, "int32").reshape(-1, 10).get(i));
        CASES.put("labels of some rows", T.cast(y, "int32").get(is));
        CASES.put(
                "a batch in another type",
                T.cast(X, "float32").reshape(-1, 10, 12).get(i));
        CASES.put("rows in another type", T.cast(X, "float32").get(is));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void is_read_in_place(String name) {
        Expr read = T.sqr(CASES.get(name)); // a copy of its own would be the result itself
        List<FunctionArgument> arguments = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        List<Expr> needed = Graphs.topological(List.of(read));
        if (needed.contains(i)) {
            arguments.add(inputs(i));
            values.add(3);
        }
        if (needed.contains(is)) {
            arguments.add(inputs(is));
            values.add(new long[] {7, 0, -1, 7, 59});
        }
        arguments.add(outputs(read));
        JavaFunction f = (JavaFunction) function(arguments.toArray(FunctionArgument[]::new));
        HostArray there = Nd4jArrays.host(f.apply(values.toArray()));
        assertThat(f.interpretedBecause()).isNull();
        Loops loops = f.loops(values.toArray());
        assertThat(loops.program().temporaries())
                .extracting(Buffer::dims)
                .as("memory for %s", name)
                .isEmpty();
        arguments.add(mode("nd4j"));
        CompiledFunction interpreted = function(arguments.toArray(FunctionArgument[]::new));
        assertThat(there).isEqualTo(Nd4jArrays.host(interpreted.apply(values.toArray())));
    }
}
