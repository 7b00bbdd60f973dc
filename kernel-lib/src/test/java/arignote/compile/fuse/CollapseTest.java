package arignote.compile.fuse;

import static arignote.expr.DType.FLOAT64;
import static arignote.expr.DType.INT64;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.IndexMap;
import arignote.compile.nest.Nest;
import arignote.compile.nest.NestText;
import arignote.expr.ReduceOp;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two loops become one exactly where all memory is touched in its own order. */
class CollapseTest {
    private static final Dimension ROWS = new Dimension(new Dimension.Fixed(3), 3);
    private static final Dimension COLUMNS = new Dimension(new Dimension.Fixed(4), 4);
    private static final Dimension DEPTH = new Dimension(new Dimension.Fixed(5), 5);
    private static final Nest.Index I = new Nest.Index(0, ROWS);
    private static final Nest.Index J = new Nest.Index(1, COLUMNS);
    private static final Nest.Index K = new Nest.Index(2, DEPTH);
    private static final Nest.Local V = new Nest.Local(0, FLOAT64, null);
    private static final Nest.Local P = new Nest.Local(1, INT64, null);
    private static final Nest.Accumulator SUM = new Nest.Accumulator(0, ReduceOp.SUM, FLOAT64, FLOAT64, null);
    private static final Buffer OUT = memory("out", ROWS, COLUMNS);
    private static final Nest.Statement LOAD = load(memory("x", ROWS, COLUMNS), I, J);
    private static final Nest.Statement STORE = new Nest.Store(OUT, at(I, J), V);

    private static Buffer memory(String name, Dimension... dims) {
        return new Buffer(Buffer.Role.INPUT, name.hashCode(), FLOAT64, List.of(dims), false, name);
    }

    private static List<Nest.Subscript> at(Nest.Index... indices) {
        return Arrays.stream(indices).map(Nest.Subscript::along).toList();
    }

    private static Nest.Let load(Buffer from, Nest.Index... indices) {
        return new Nest.Let(V, new Nest.Load(from, at(indices)));
    }

    private static Nest.For loop(Nest.Index index, Nest.Statement... body) {
        return new Nest.For(index, List.of(body));
    }

    private static String collapsed(Nest.Statement... body) {
        return NestText.of(new Nest.Program(List.of(), List.of(), List.of(), Collapse.collapsed(List.of(body))));
    }

    /** Two loops around these statements stay as they are. */
    private static void stays(Nest.Statement... body) {
        Nest.For nest = loop(I, loop(J, body));
        assertThat(Collapse.collapsed(List.of(nest))).containsExactly(nest);
    }

    @Test
    void rows_and_columns_become_elements() {
        assertThat(collapsed(loop(I, loop(J, LOAD, STORE)))).isEqualTo("""
                for i < 3 * 4
                    v0 = x[i]
                    out[i] = v0
                """);
    }

    @Test
    void three_loops_become_one() {
        Buffer x = memory("x", ROWS, COLUMNS, DEPTH);
        Nest.Statement onto = new Nest.StoreOnto(ReduceOp.SUM, x, at(I, J, K), V);
        List<Nest.Statement> one = Collapse.collapsed(List.of(loop(I, loop(J, loop(K, load(x, I, J, K), onto)))));
        Nest.For f = (Nest.For) one.get(0);
        assertThat(f.isInnermost()).isTrue();
        assertThat(((Nest.StoreOnto) f.body().get(1)).at())
                .containsExactly(new Nest.Subscript(new IndexMap.Axis<>(f.index()), 3));
    }

    @Test
    void memory_along_neither_of_both_does_not_matter() {
        Buffer other = memory("y", DEPTH);
        assertThat(collapsed(loop(K, loop(I, loop(J, load(other, K), STORE))))).isEqualTo("""
                for i < 5
                    for j < 3 * 4
                        v0 = y[i]
                        out[j] = v0
                """);
    }

    @Test
    void the_first_position_is_counted_over_both() {
        Nest.Accumulator search = new Nest.Accumulator(0, ReduceOp.ARGMAX, INT64, FLOAT64, null);
        assertThat(collapsed(loop(I, loop(J, LOAD, new Nest.Accumulate(search, V, List.of(I, J))))))
                .isEqualTo("""
                for i < 3 * 4
                    v0 = x[i]
                    argmax0 argmax= v0 at i
                """);
        stays(LOAD, new Nest.Accumulate(search, V, List.of(J)));
        stays(LOAD, new Nest.Accumulate(search, V, List.of(I)));
        stays(LOAD, new Nest.Accumulate(search, V, List.of(J, I)));
        stays(LOAD, new Nest.Accumulate(search, V, List.of(I, K)));
    }

    @Test
    void a_sum_of_all_is_one_loop() {
        assertThat(collapsed(loop(I, loop(J, LOAD, new Nest.Accumulate(SUM, V, List.of())))))
                .isEqualTo("""
                for i < 3 * 4
                    v0 = x[i]
                    sum0 += v0
                """);
    }

    @Test
    void refuses_what_is_transposed() {
        stays(load(memory("x", COLUMNS, ROWS), J, I), STORE);
        stays(LOAD, new Nest.Store(memory("out", COLUMNS, ROWS), at(J, I), V));
        stays(LOAD, new Nest.StoreOnto(ReduceOp.SUM, memory("out", COLUMNS, ROWS), at(J, I), V));
    }

    @Test
    void refuses_what_is_repeated_along_one_of_both() {
        stays(load(memory("row", COLUMNS), J), STORE);
        stays(load(memory("column", ROWS), I), STORE);
    }

    @Test
    void refuses_axes_that_are_not_neighbours() {
        Buffer x = memory("x", ROWS, DEPTH, COLUMNS);
        Nest.Subscript first = new Nest.Subscript(new IndexMap.Zero<>(), 1);
        Nest.Subscript place = new Nest.Subscript(new IndexMap.At<>(P), 1);
        for (Nest.Subscript between : List.of(first, place)) {
            List<Nest.Subscript> apart = List.of(Nest.Subscript.along(I), between, Nest.Subscript.along(J));
            stays(new Nest.Let(V, new Nest.Load(x, apart)), STORE);
        }
        // and where they are, what stands before them does not matter
        List<Nest.Subscript> behind = List.of(first, Nest.Subscript.along(I), Nest.Subscript.along(J));
        assertThat(collapsed(loop(I, loop(J, new Nest.Let(V, new Nest.Load(x, behind)), STORE))))
                .contains("v0 = x[0, i]");
    }

    @Test
    void refuses_a_number_that_depends_on_an_index() {
        stays(LOAD, STORE, new Nest.Let(P, new Nest.Position(J)));
    }

    @Test
    void refuses_loops_and_sums_that_begin_inside() {
        stays(LOAD, loop(K), STORE);
        stays(LOAD, new Nest.Begin(SUM), STORE);
    }

    @Test
    void refuses_what_lies_between_the_loops() {
        for (Nest.Statement between : List.of(LOAD, loop(K))) {
            Nest.For nest = loop(I, between, loop(J, LOAD, STORE));
            assertThat(Collapse.collapsed(List.of(nest))).containsExactly(nest);
        }
    }
}
