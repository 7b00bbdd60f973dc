package arignote.fuzz;

import arignote.Expr;
import arignote.T;
import arignote.expr.Along;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import arignote.rewrite.Rewriter;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Writes random graphs with the library's values and gradients to {@code target/fuzz.json}, as many as the system property
 * {@code arignote.fuzz.export} says; {@code src/test/python/pytensor_fuzz.py} computes them again.
 */
@EnabledIfSystemProperty(named = "arignote.fuzz.export", matches = "[0-9]+")
class PyTensorExportTest {
    @Test
    void export() throws IOException {
        List<Object> cases = new ArrayList<>();
        for (int seed = 0; seed < Integer.getInteger("arignote.fuzz.export"); seed++) {
            Case c = Generator.of(seed);
            List<Expr> outputs = c.hasGradient() ? c.outputs().subList(0, 1) : c.outputs();
            cases.add(exported(seed, new Case(c.inputs(), c.shared(), outputs, List.of()).pruned()));
        }
        Files.writeString(
                Path.of("target", "fuzz.json"),
                new GsonBuilder().serializeNulls().create().toJson(cases));
    }

    private static Object exported(int seed, Case c) {
        Expr z = c.outputs().get(0);
        List<Expr> wrt = c.variables().stream()
                .map(Variable::expr)
                .filter(x -> x.type().dtype().isFloat() && Graphs.contains(z, x))
                .toList();
        List<Expr> roots = new ArrayList<>(c.outputs());
        Expr cost = null;
        if (z.type().dtype().isFloat() && !wrt.isEmpty()) {
            cost = T.sum(z.times(
                    Build.constant(weights(Check.interpreted(c, List.of(z)).get(0)))));
            roots.addAll(T.grad(cost, wrt));
        }
        List<Expr> order = Graphs.topological(cost == null ? c.outputs() : with(c.outputs(), cost));
        Map<Expr, Integer> ids = new IdentityHashMap<>();
        List<Object> nodes = new ArrayList<>();
        Map<Expr, HostArray> known = c.known(Variable::value);
        for (Expr e : order) {
            ids.put(e, ids.size());
            nodes.add(node(e, ids, known));
        }
        List<HostArray> values = Check.interpreted(c, Rewriter.rewrite(roots));
        Map<Expr, Bounded> bounds =
                Reference.evaluate(roots, c.known(v -> Bounded.of(v.value())), Reference.Beside.REWRITTEN);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("seed", seed);
        result.put("nodes", nodes);
        result.put("outputs", c.outputs().stream().map(ids::get).toList());
        result.put("cost", cost == null ? -1 : ids.get(cost));
        result.put("wrt", cost == null ? List.of() : wrt.stream().map(ids::get).toList());
        result.put(
                "values",
                IntStream.range(0, roots.size())
                        .mapToObj(i -> value(values.get(i), bounds.get(roots.get(i))))
                        .toList());
        return result;
    }

    private static List<Expr> with(List<Expr> all, Expr more) {
        List<Expr> result = new ArrayList<>(all);
        result.add(more);
        return result;
    }

    private static HostArray weights(HostArray like) {
        double[] w = IntStream.range(0, like.size())
                .mapToDouble(i -> (i * 7 % 11 - 4) * 0.25)
                .toArray();
        return HostArray.ofDoubles(like.type().dtype(), like.shape(), w);
    }

    private static Object node(Expr e, Map<Expr, Integer> ids, Map<Expr, HostArray> known) {
        Map<String, Object> node = new LinkedHashMap<>();
        Op op = e.op();
        HostArray value = op instanceof Op.Constant c ? c.value() : known.get(e);
        node.put(
                "op",
                value != null
                        ? (op instanceof Op.Constant ? "constant" : "variable")
                        : op.getClass().getSimpleName());
        node.put("args", e.args().stream().map(ids::get).toList());
        node.put("dtype", e.type().dtype().toString());
        node.put("rank", e.type().rank());
        if (value != null) {
            node.put("value", value(value, null));
        } else if (op instanceof Op.Elementwise w) {
            node.put("name", w.op().label());
        } else if (op instanceof Op.Reduce r) {
            node.putAll(Map.of("name", r.kind().label(), "axes", r.axes(), "keepdims", r.keepDims()));
        } else if (op instanceof Op.Size s) {
            node.put("axes", s.axes());
        } else if (op instanceof Op.Dot d) {
            node.putAll(Map.of("left", d.left(), "right", d.right()));
        } else if (op instanceof Op.DimShuffle d) {
            node.put("pattern", d.pattern());
        } else if (op instanceof Op.Join j) {
            node.put("axis", j.axis());
        } else if (op instanceof Op.Part p) {
            node.put("along", along(p.along()));
        } else if (op instanceof Op.Place p) {
            node.put("along", along(p.along()));
        } else if (op instanceof Op.Array a) {
            node.put("name", a.op().label());
        }
        return node;
    }

    /** For each axis null for an index; for a slice whether it has a start, whether it has a stop, and its step. */
    private static List<Object> along(List<Along> all) {
        List<Object> along = new ArrayList<>();
        for (Along a : all) {
            along.add(a instanceof Along.Slice s ? List.of(s.hasStart(), s.hasStop(), s.step()) : null);
        }
        return along;
    }

    /** Numbers as text, since JSON has no infinities. */
    private static Object value(HostArray l, Bounded bound) {
        Map<String, Object> value = new LinkedHashMap<>();
        boolean floats = l.type().dtype().isFloat();
        value.put("dtype", l.type().dtype().toString());
        value.put("shape", l.shape());
        value.put(
                "numbers",
                IntStream.range(0, l.size())
                        .mapToObj(i -> floats ? Double.toString(l.doubleAt(i)) : Long.toString(l.longAt(i)))
                        .toList());
        if (bound != null) {
            value.put(
                    "bounds",
                    IntStream.range(0, l.size())
                            .mapToObj(i -> Double.toString(bound.error[i]))
                            .toList());
        }
        return value;
    }
}
