package arignote.compile.split;

import arignote.Expr;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.Op;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expressions as plain data: the operations in the order of computation, each with the places of its arguments. Who has the library's
 * jar can read it; no class of the program or the notebook that made the expressions is needed. Shared variables become
 * inputs, as whoever computes gets their values.
 */
final class GraphData implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String OURS = Expr.class.getPackageName() + ".";

    @SuppressWarnings("serial") // plain data
    private final Object[] ops;

    private final int[][] args;
    private final int[] leaves;
    private final int[] roots;

    /** Expressions again, as {@link #graph} makes them. */
    record Graph(List<Expr> leaves, List<Expr> roots) {}

    GraphData(List<? extends Expr> leaves, List<Expr> roots) {
        List<Expr> all = new ArrayList<>(leaves);
        all.addAll(roots);
        List<Expr> order = Graphs.topological(all);
        Map<Expr, Integer> places = new IdentityHashMap<>();
        order.forEach(e -> places.put(e, places.size()));
        ops = order.stream().map(e -> data(e.op())).toArray();
        args = order.stream()
                .map(e -> e.args().stream().mapToInt(places::get).toArray())
                .toArray(int[][]::new);
        this.leaves = leaves.stream().mapToInt(places::get).toArray();
        this.roots = roots.stream().mapToInt(places::get).toArray();
    }

    Graph graph() {
        Expr[] made = new Expr[ops.length];
        for (int i = 0; i < ops.length; i++) {
            Op op = (Op) object(ops[i]);
            made[i] = op instanceof Op.State s
                    ? Build.input(null, s.type())
                    : Expr.of(op, Arrays.stream(args[i]).mapToObj(a -> made[a]).toList());
        }
        return new Graph(at(made, leaves), at(made, roots));
    }

    private static List<Expr> at(Expr[] made, int[] places) {
        return Arrays.stream(places).mapToObj(i -> made[i]).toList();
    }

    /** A record and its parts. */
    @SuppressWarnings("serial") // plain data
    private record Data(String type, Object[] parts) implements Serializable {}

    private record Name(String type, String name) implements Serializable {}

    private static Object data(Object o) {
        if (o instanceof Enum<?> e) {
            return new Name(e.getDeclaringClass().getName(), e.name());
        }
        if (o instanceof List<?> l) {
            return new ArrayList<>(l.stream().map(GraphData::data).toList());
        }
        if (o == null
                || o instanceof HostArray
                || o instanceof Integer
                || o instanceof Long
                || o instanceof Boolean
                || o instanceof Double) {
            return o;
        }
        if (!(o instanceof Record r)) {
            throw new NoSplit("it computes with " + o + ", which cannot be sent");
        }
        List<Object> parts = new ArrayList<>();
        try {
            for (RecordComponent c : r.getClass().getRecordComponents()) {
                c.getAccessor().setAccessible(true);
                parts.add(data(c.getAccessor().invoke(r)));
            }
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        return new Data(r.getClass().getName(), parts.toArray());
    }

    private static Object object(Object o) {
        try {
            if (o instanceof Name n) {
                return constant(type(n.type), n.name);
            }
            if (o instanceof Data d) {
                Class<?> type = type(d.type);
                Class<?>[] types = Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new);
                var constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
                return constructor.newInstance(
                        Arrays.stream(d.parts).map(GraphData::object).toArray());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the driver and this executor have different versions of Arignote", e);
        }
        return o instanceof List<?> l ? l.stream().map(GraphData::object).toList() : o;
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> ((Enum<?>) c).name().equals(name))
                .findAny()
                .orElseThrow();
    }

    /** One of the library's classes, and no other: data from elsewhere must not name what is made here. */
    private static Class<?> type(String name) throws ClassNotFoundException {
        Class<?> type = Class.forName(name, false, Expr.class.getClassLoader());
        if (!name.startsWith(OURS) || !(type.isRecord() || type.isEnum())) {
            throw new ClassNotFoundException(name);
        }
        return type;
    }
}
