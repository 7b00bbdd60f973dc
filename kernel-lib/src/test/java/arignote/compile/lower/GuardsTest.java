package arignote.compile.lower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Guard;
import arignote.compile.nest.NoNest;
import arignote.expr.DType;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Which dimensions are made equal, repeated or asked to be there, which guard says so in each call, and what is refused. */
class GuardsTest {
    private final DimensionConstraints constraints = new DimensionConstraints();
    private int memories;

    /** An axis of an array of its own. */
    private Dimension axis(long actual) {
        return axis(Buffer.Role.INPUT, actual);
    }

    private Dimension shared(long actual) {
        return axis(Buffer.Role.SHARED, actual);
    }

    private Dimension axis(Buffer.Role role, long actual) {
        List<Dimension> dims = new ArrayList<>();
        Buffer b = new Buffer(role, memories++, DType.FLOAT64, dims, false, null);
        dims.add(new Dimension(new Dimension.OfMemory(b, 0), actual));
        return dims.get(0);
    }

    private Dimension axis() {
        return axis(Dimension.UNKNOWN);
    }

    private void guards(Guard... expected) {
        assertThat(constraints.guards()).containsExactly(expected);
    }

    private static void refused(String sentence, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOf(NoNest.class).hasMessage(sentence);
    }

    // Equal

    @Test
    void equal_dimensions_are_one_from_then_on() {
        Dimension a = axis();
        Dimension b = axis(7);
        constraints.same(a, b);
        constraints.same(b, a);
        guards(new Guard.Same(a, b));
        assertThat(a.root()).isSameAs(b.root());
        assertThat(a.actual()).isEqualTo(7);
    }

    @Test
    void a_fixed_number_stands_for_what_is_equal_to_it() {
        Dimension a = axis();
        Dimension five = DimensionConstraints.fixed(5);
        constraints.same(a, five);
        assertThat(a.root()).isSameAs(five);
    }

    @Test
    void different_dimensions_are_refused() {
        refused("shapes do not match", () -> constraints.same(axis(7), axis(8)));
        guards();
    }

    @Test
    void a_factor_stands_for_a_product_that_is_equal_to_it() {
        Dimension part = DimensionConstraints.product(List.of(axis(), axis()));
        Dimension all = DimensionConstraints.product(List.of(part, axis()));
        constraints.same(all, part);
        assertThat(all.root()).isSameAs(part);
        Dimension a = axis();
        constraints.same(part, a);
        assertThat(all.root()).isSameAs(a);
    }

    @Test
    void sizes_are_compared_as_products() {
        Dimension a = axis(6);
        Dimension b = axis(2);
        Dimension c = axis(3);
        constraints.sameSize(List.of(a), List.of(b, c));
        Guard.Same guard = (Guard.Same) constraints.guards().get(0);
        assertThat(guard.a()).isSameAs(a);
        assertThat(guard.b().source()).isEqualTo(new Dimension.Product(List.of(b, c)));
        assertThat(a.root()).isNotSameAs(guard.b().root());
        refused("sizes do not match", () -> constraints.sameSize(List.of(axis(7)), List.of(b, c)));
        assertThat(constraints.guards()).hasSize(1);
    }

    @Test
    void sizes_that_a_call_brings_are_not_known_beforehand() {
        Dimension four = DimensionConstraints.fixed(4);
        assertThat(constraints.sameSizeBeforehand(List.of(axis(4)), List.of(four)))
                .isFalse();
        assertThat(constraints.sameSizeBeforehand(
                        List.of(four), List.of(DimensionConstraints.product(List.of(axis(2), axis(2))))))
                .isFalse();
        guards();
    }

    @Test
    void sizes_of_shared_variables_are_equal_or_different_in_each_call() {
        Dimension six = shared(6);
        Dimension same = DimensionConstraints.fixed(6);
        Dimension four = DimensionConstraints.fixed(4);
        assertThat(constraints.sameSizeBeforehand(List.of(six), List.of(four))).isFalse();
        assertThat(constraints.sameSizeBeforehand(List.of(six), List.of(same))).isTrue();
        guards(new Guard.Different(six, four), new Guard.Same(six, same));
        assertThat(constraints.sameSizeBeforehand(List.of(four), List.of(same))).isFalse();
        assertThat(constraints.guards()).hasSize(2);
    }

    @Test
    void empty_sizes_say_nothing_of_others() {
        Dimension none = shared(0);
        assertThat(constraints.sameSizeBeforehand(List.of(none), List.of(shared(0))))
                .isFalse();
        guards(new Guard.AtLeast(none, 1, false));
    }

    @Test
    void what_is_behind_empty_axes_may_have_other_sizes() {
        Dimension none = axis(0);
        assertThat(constraints.haveSameSize(List.of(axis(5)), List.of(axis(7)), List.of(none)))
                .isFalse();
        guards(new Guard.AtLeast(none, 1, false));
    }

    @Test
    void a_size_is_equal_to_itself_without_a_guard() {
        Dimension a = axis();
        constraints.sameSize(List.of(a, DimensionConstraints.ONE), List.of(DimensionConstraints.fixed(1), a));
        guards();
    }

    @Test
    void what_is_left_of_a_size_is_a_quotient() {
        Dimension a = axis(6);
        Dimension b = axis(5);
        Dimension c = axis(3);
        assertThat(constraints.quotient(List.of(a, b), List.of(b))).isSameAs(a);
        assertThat(constraints.quotient(List.of(a, b), List.of(a, b)).isOne()).isTrue();
        Dimension left = constraints.quotient(List.of(a, b), List.of(c));
        assertThat(left.source()).isEqualTo(new Dimension.Quotient(List.of(a, b), List.of(c)));
        assertThat(left.actual()).isEqualTo(10);
        assertThat(constraints.quotient(List.of(a), List.of(axis(0))).actual()).isZero();
        guards();
    }

    // Repeated

    @Test
    void an_axis_of_length_1_is_repeated() {
        Dimension first = axis(1);
        Dimension last = axis(1);
        Dimension many = axis(7);
        assertThat(constraints.broadcast(List.of(first, many))).isSameAs(many);
        assertThat(constraints.broadcast(List.of(many, last))).isSameAs(many);
        assertThat(constraints.broadcast(List.of(many, last))).isSameAs(many);
        guards(new Guard.Repeated(first, many), new Guard.Repeated(last, many));
    }

    @Test
    void axes_that_both_have_length_1_are_equal() {
        Dimension a = axis(1);
        Dimension b = axis(1);
        constraints.broadcast(List.of(a, b));
        guards(new Guard.Same(a, b));
    }

    @Test
    void a_fixed_1_is_repeated_without_a_guard() {
        Dimension many = axis();
        assertThat(constraints.broadcast(List.of(DimensionConstraints.ONE, many)))
                .isSameAs(many);
        assertThat(constraints.broadcast(List.of(many, DimensionConstraints.ONE)))
                .isSameAs(many);
        guards();
    }

    @Test
    void axes_that_are_not_known_to_be_1_are_equal() {
        Dimension a = axis();
        Dimension b = axis(7);
        assertThat(constraints.broadcast(List.of(a, b)).root()).isSameAs(a.root());
        guards(new Guard.Same(a, b));
    }

    @Test
    void axes_that_do_not_broadcast_are_refused() {
        refused("shapes do not match", () -> constraints.broadcast(List.of(axis(7), axis(8))));
        refused("shapes do not match", () -> constraints.broadcast(List.of(axis(1), axis(7), axis(0))));
    }

    @Test
    void an_axis_is_repeated_to_another_or_equal_to_it() {
        Dimension one = axis(1);
        Dimension many = axis(7);
        Dimension other = axis();
        assertThat(constraints.repeats(one, many)).isTrue();
        assertThat(constraints.repeats(other, many)).isFalse();
        guards(new Guard.Repeated(one, many), new Guard.Same(many, other));
        refused("shapes do not match", () -> constraints.repeats(many, axis(1)));
    }

    // There

    @Test
    void what_the_greatest_is_taken_of_is_not_empty() {
        Dimension a = axis();
        constraints.some(a);
        constraints.some(DimensionConstraints.fixed(3));
        guards(new Guard.Some(a));
        refused("there is nothing to take the greatest of", () -> constraints.some(axis(0)));
        refused("there is nothing to take the greatest of", () -> constraints.some(DimensionConstraints.fixed(0)));
    }

    @Test
    void an_index_lies_in_its_axis() {
        Dimension a = axis();
        constraints.least(a, 3);
        constraints.least(DimensionConstraints.fixed(3), 3);
        guards(new Guard.AtLeast(a, 3, true));
        refused("an index lies outside of its axis", () -> constraints.least(axis(2), 3));
        refused("an index lies outside of its axis", () -> constraints.least(DimensionConstraints.fixed(2), 3));
    }

    @Test
    void turns_are_at_least_so_many_or_fewer_in_each_call() {
        Dimension a = axis(10);
        Dimension b = axis(20);
        assertThat(constraints.atLeast(List.of(a, b), 200)).isTrue();
        assertThat(constraints.atLeast(List.of(a), 11)).isFalse();
        assertThat(constraints.guards().get(0)).isInstanceOfSatisfying(Guard.AtLeast.class, g -> {
            assertThat(g.a().source()).isEqualTo(new Dimension.Product(List.of(a, b)));
            assertThat(g.isThere()).isTrue();
        });
        assertThat(constraints.guards().get(1)).isEqualTo(new Guard.AtLeast(a, 11, false));
    }

    @Test
    void dimensions_that_are_not_known_are_taken_to_be_64() {
        assertThat(constraints.atLeast(List.of(axis(), axis()), 64 * 64)).isTrue();
        assertThat(constraints.atLeast(List.of(axis(), axis()), 64 * 64 + 1)).isFalse();
    }

    @Test
    void fixed_turns_need_no_guard() {
        assertThat(constraints.atLeast(List.of(DimensionConstraints.fixed(9)), 9))
                .isTrue();
        assertThat(constraints.atLeast(List.of(DimensionConstraints.fixed(9)), 10))
                .isFalse();
        guards();
    }
}
