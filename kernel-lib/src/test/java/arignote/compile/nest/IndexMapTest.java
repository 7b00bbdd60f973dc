package arignote.compile.nest;

import static arignote.expr.DType.FLOAT64;
import static org.assertj.core.api.Assertions.assertThat;

import arignote.expr.ReduceOp;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How index maps are composed, and what they say of subscripts and loops. */
class IndexMapTest {
    private static final IndexMap<Integer, String> EVERY_THIRD = IndexMap.Linear.slice("k", 3, 1);
    private static final IndexMap<Integer, String> AXIS_1 = new IndexMap.Axis<>(1);
    private static final IndexMap<Integer, String> ZERO = new IndexMap.Zero<>();
    private static final IndexMap<Integer, String> AT_K = new IndexMap.At<>("k");

    private final Dimension n = new Dimension(new Dimension.Fixed(4), 4);
    private final Nest.Index i = new Nest.Index(0, n);
    private final Nest.Index j = new Nest.Index(1, n);

    private static IndexMap<Integer, String> through(
            IndexMap<Integer, String> map, List<IndexMap<Integer, String>> reader) {
        return map.through(reader::get, String::toUpperCase);
    }

    @Test
    void a_map_through_another_has_its_axes_replaced() {
        assertThat(through(AXIS_1, List.of(ZERO, new IndexMap.Axis<>(7)))).isEqualTo(new IndexMap.Axis<>(7));
        assertThat(through(AXIS_1, List.of(AXIS_1, ZERO))).isEqualTo(ZERO);
        assertThat(through(AXIS_1, List.of(ZERO, AT_K))).isEqualTo(AT_K);
        assertThat(through(ZERO, List.of())).isEqualTo(ZERO);
        assertThat(through(AT_K, List.of())).isEqualTo(new IndexMap.At<>("K"));
    }

    @Test
    void only_an_axis_is_followed_index_by_index() {
        assertThat(AXIS_1.unitAxis()).isEqualTo(1);
        assertThat(ZERO.unitAxis()).isNull();
        assertThat(AT_K.unitAxis()).isNull();
    }

    @Test
    void linear_forms_are_printed_as_sums() {
        Function<Integer, String> axes = a -> "i" + a;
        assertThat(AXIS_1.linear().text(axes, k -> k)).isEqualTo("i1");
        assertThat(ZERO.linear().text(axes, k -> k)).isEmpty();
        assertThat(AT_K.linear().text(axes, k -> k)).isEqualTo("k");
        assertThat(EVERY_THIRD.linear().text(axes, k -> k)).isEqualTo("k + 3 * i1");
    }

    @Test
    void slices_of_slices_are_slices() {
        IndexMap<Integer, String> back = IndexMap.Linear.slice("m", -2, 1);
        assertThat(through(EVERY_THIRD, List.of(ZERO, back)).linear().text(a -> "i" + a, v -> v))
                .isEqualTo("K + 3 * m + -6 * i1");
        assertThat(through(EVERY_THIRD, List.of(ZERO, ZERO))).isEqualTo(new IndexMap.At<>("K"));
        assertThat(IndexMap.Linear.slice(null, 1, 1)).isEqualTo(AXIS_1);
        assertThat(IndexMap.Linear.slice("k", 1, 1).rowAxis()).isEqualTo(1);
        assertThat(IndexMap.Linear.slice("k", 1, 1).unitAxis()).isNull();
        assertThat(EVERY_THIRD.rowAxis()).isNull();
    }

    @Test
    void subscripts_know_whether_a_loop_runs_along_a_row() {
        List<Nest.Subscript> at = List.of(Nest.Subscript.along(i), Nest.Subscript.along(j));
        assertThat(Nest.Subscript.isRow(at, j)).isTrue();
        assertThat(Nest.Subscript.isRow(at, i)).isFalse();
        assertThat(Nest.Subscript.isRow(List.of(at.get(1), at.get(1)), j))
                .as("a diagonal")
                .isFalse();
        assertThat(Nest.Subscript.isRow(List.of(), j)).isFalse();
        assertThat(Nest.Subscript.follows(at, i)).isTrue();
        assertThat(Nest.Subscript.follows(at.subList(1, 2), i)).isFalse();
    }

    @Test
    void turns_are_free_unless_they_write_to_one_place_or_search() {
        Buffer row = new Buffer(Buffer.Role.OUTPUT, 0, FLOAT64, List.of(n), false, null);
        Nest.Local v = new Nest.Local(0, FLOAT64, null);
        Nest.Statement store = new Nest.Store(row, List.of(Nest.Subscript.along(i)), v);
        Nest.For inner = new Nest.For(j, List.of(store));
        Nest.StoreOnto onto = new Nest.StoreOnto(ReduceOp.SUM, row, List.of(Nest.Subscript.along(i)), v);
        assertThat(new Nest.For(i, List.of(inner, onto)).isFree()).isTrue();
        assertThat(inner.isFree()).isFalse();
        assertThat(new Nest.For(j, List.of(onto)).isFree()).isFalse();
        for (ReduceOp kind : List.of(ReduceOp.SUM, ReduceOp.ARGMAX, ReduceOp.ARGMIN)) {
            Nest.Accumulator a = new Nest.Accumulator(0, kind, FLOAT64, FLOAT64, null);
            Nest.For loop = new Nest.For(i, List.of(new Nest.Accumulate(a, v, List.of(i))));
            assertThat(loop.isFree()).as(kind.label()).isEqualTo(kind == ReduceOp.SUM);
            assertThat(a.isLaned()).isEqualTo(kind == ReduceOp.SUM);
        }
        assertThat(inner.isInnermost()).isTrue();
        assertThat(new Nest.For(i, List.of(inner)).isInnermost()).isFalse();
    }
}
