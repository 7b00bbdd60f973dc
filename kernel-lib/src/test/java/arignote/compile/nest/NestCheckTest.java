package arignote.compile.nest;

import static arignote.expr.DType.FLOAT32;
import static arignote.expr.DType.FLOAT64;
import static arignote.expr.DType.INT64;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.expr.DType;
import arignote.expr.ReduceOp;
import arignote.expr.ScalarOp;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of unsound loop is refused, with the statement that is wrong. */
class NestCheckTest {
    private static final Dimension N = new Dimension(new Dimension.Fixed(5), 5);
    private static final Buffer VECTOR = memory(0, FLOAT64, N);
    private static final Buffer MATRIX = memory(1, FLOAT64, N, N);
    private static final Buffer SINGLES = memory(2, FLOAT32, N);
    private static final Nest.Index I = new Nest.Index(0, N);
    private static final Nest.Index J = new Nest.Index(1, N);
    private static final Nest.Local V = new Nest.Local(0, FLOAT64, "v");
    private static final Nest.Local W = new Nest.Local(1, FLOAT64, "w");
    private static final Nest.Local K = new Nest.Local(2, INT64, "k");
    private static final Nest.Local SINGLE = new Nest.Local(3, FLOAT32, "s");
    private static final Nest.Let ONE = new Nest.Let(V, new Nest.Number(1, 0));
    private static final Nest.Let PLACE = new Nest.Let(K, new Nest.Number(0, 1));
    private static final Nest.Accumulator SUM = new Nest.Accumulator(0, ReduceOp.SUM, FLOAT64, FLOAT64, null);
    private static final Nest.Begin BEGIN = new Nest.Begin(SUM);

    private static Buffer memory(int index, DType dtype, Dimension... dims) {
        return new Buffer(Buffer.Role.TEMPORARY, index, dtype, List.of(dims), false, null);
    }

    private static List<Nest.Subscript> at(Nest.Index... indices) {
        return Arrays.stream(indices).map(Nest.Subscript::along).toList();
    }

    private static List<Nest.Subscript> at(Nest.Local place) {
        return List.of(new Nest.Subscript(new IndexMap.At<>(place), 1));
    }

    private static Nest.For loop(Nest.Index index, Nest.Statement... body) {
        return new Nest.For(index, List.of(body));
    }

    private static Nest.Accumulate add(Nest.Local value, Nest.Index... position) {
        return new Nest.Accumulate(SUM, value, List.of(position));
    }

    private static void check(Nest.Statement... body) {
        NestCheck.check(new Nest.Program(List.of(), List.of(), List.of(), List.of(body)));
    }

    /** @param wrong the statement that the message names */
    private static void refuses(String sentence, Nest.Statement wrong, Nest.Statement... body) {
        assertThatThrownBy(() -> check(body))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("unsound loops: " + wrong + " " + sentence);
    }

    /** @param wrong what comes last, behind sound statements */
    private static void refusesLast(String sentence, Nest.Statement... body) {
        refuses(sentence, body[body.length - 1], body);
    }

    @Test
    void accepts_a_sum_and_an_element_at_a_computed_place() {
        assertThatCode(() -> check(
                        BEGIN,
                        loop(I, new Nest.Let(V, new Nest.Load(VECTOR, at(I))), add(V, I)),
                        new Nest.Let(W, new Nest.Result(SUM)),
                        PLACE,
                        new Nest.Store(VECTOR, at(K), W)))
                .doesNotThrowAnyException();
    }

    @Test
    void refuses_names_that_are_given_twice() {
        refuses("is named twice", new Nest.Let(V, new Nest.Number(2, 0)), ONE, new Nest.Let(V, new Nest.Number(2, 0)));
        refuses("runs within itself", loop(I), loop(I, loop(I)));
        refusesLast("begins twice", BEGIN, BEGIN);
    }

    @Test
    void refuses_numbers_that_are_not_known() {
        String sentence = "uses a number that is not known there";
        refusesLast(sentence, BEGIN, add(V));
        Nest.Store store = new Nest.Store(VECTOR, at(I), V);
        refuses(sentence, store, loop(I, store));
        Nest.StoreOnto onto = new Nest.StoreOnto(ReduceOp.SUM, VECTOR, at(I), V);
        refuses(sentence, onto, loop(I, onto));
        refusesLast(sentence, ONE, new Nest.Let(W, new Nest.Apply(ScalarOp.ADD, List.of(V, W))));
        refusesLast(sentence, new Nest.Let(W, new Nest.Convert(V)));
        refusesLast(sentence, new Nest.Let(K, new Nest.Within(new Nest.Local(9, INT64, null), N)));
        refusesLast(sentence, ONE, new Nest.Store(VECTOR, at(K), V));
        refusesLast(sentence, new Nest.Let(V, new Nest.Load(VECTOR, at(K))));
    }

    @Test
    void refuses_numbers_of_a_loop_behind_it() {
        refusesLast("uses a number that is not known there", loop(I, ONE), PLACE, new Nest.Store(VECTOR, at(K), V));
    }

    @Test
    void refuses_indices_outside_of_their_loop() {
        String sentence = "uses an index outside of its loop";
        refusesLast(sentence, ONE, loop(I), new Nest.Store(VECTOR, at(I), V));
        refusesLast(sentence, ONE, new Nest.StoreOnto(ReduceOp.SUM, VECTOR, at(I), V));
        Nest.Let load = new Nest.Let(V, new Nest.Load(MATRIX, at(I, J)));
        refuses(sentence, load, loop(I, load));
        refusesLast("asks for an index from outside of its loop", new Nest.Let(K, new Nest.Position(I)));
        refusesLast("asks for an index from outside of its loop", ONE, BEGIN, add(V, I));
    }

    @Test
    void refuses_too_many_or_too_few_subscripts() {
        Nest.Let load = new Nest.Let(V, new Nest.Load(MATRIX, at(I)));
        refuses("has 1 subscripts for 2 axes", load, loop(I, load));
        Nest.Store store = new Nest.Store(VECTOR, at(I, J), V);
        refuses("has 2 subscripts for 1 axes", store, ONE, loop(I, loop(J, store)));
        Nest.Subscript two = new Nest.Subscript(new IndexMap.Axis<>(I), 2);
        Nest.StoreOnto onto = new Nest.StoreOnto(ReduceOp.SUM, VECTOR, List.of(two), V);
        refuses("has 2 subscripts for 1 axes", onto, ONE, loop(I, onto));
    }

    @Test
    void refuses_other_types() {
        Nest.Let single = new Nest.Let(SINGLE, new Nest.Number(1, 0));
        Nest.Store store = new Nest.Store(VECTOR, at(I), SINGLE);
        refuses("stores another type", store, single, loop(I, store));
        Nest.StoreOnto onto = new Nest.StoreOnto(ReduceOp.SUM, SINGLES, at(I), V);
        refuses("stores another type", onto, ONE, loop(I, onto));
        Nest.Let load = new Nest.Let(V, new Nest.Load(SINGLES, at(I)));
        refuses("loads another type", load, loop(I, load));
        refusesLast("adds another type", single, BEGIN, add(SINGLE));
        refusesLast("multiplies other types", new Nest.Multiply(MATRIX, false, SINGLES, false, MATRIX, N, N, N));
        Buffer whole = memory(3, INT64, N, N);
        refusesLast("multiplies other types", new Nest.Multiply(whole, false, whole, false, whole, N, N, N));
    }

    @Test
    void refuses_integers_of_another_type() {
        refusesLast("is a place, an int64", PLACE, new Nest.Let(V, new Nest.Within(K, N)));
        refusesLast("is a count, an int64", new Nest.Let(V, new Nest.Count(N)));
        Nest.Let position = new Nest.Let(V, new Nest.Position(I));
        refuses("is a position, an int64", position, loop(I, position));
    }

    @Test
    void refuses_operations_with_too_few_operands() {
        refusesLast("has too many or too few operands", ONE, new Nest.Let(W, new Nest.Apply(ScalarOp.ADD, List.of(V))));
    }

    @Test
    void refuses_sums_that_have_not_begun() {
        refusesLast("has not begun", ONE, add(V));
        refusesLast("has not begun", new Nest.Let(V, new Nest.Result(SUM)));
    }
}
