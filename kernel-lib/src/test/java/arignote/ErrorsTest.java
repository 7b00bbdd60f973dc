package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.given;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.named;
import static arignote.Arignote.onUnusedInput;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import arignote.eager.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

/** Every error is one sentence with the reader's own names, and with no others. */
class ErrorsTest {
    private final Expr x = T.vector("x");
    private final Expr y = T.vector("y");
    private final Expr bystander = T.vector("bystander");
    private final Shared w = shared(2.0, "w");
    private final Shared idle = shared(3.0, "idle");
    private final Expr prediction = x.times(w);
    private final Expr cost = T.sum(T.sqr(prediction.minus(y)));
    private final CompiledFunction train = function(
            inputs(x, y), outputs(cost), update(w, w.minus(T.grad(cost, w).times(0.1))), named("train"));

    @AfterEach
    void settings_are_as_before() {
        Config.reset();
    }

    /** The sentence is exactly this; the variables that have nothing to do with it are not in it. */
    private void sentence(ThrowingCallable call, String expected) {
        assertThat(expected).doesNotContain("bystander", "idle");
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
        assertThat(w.item()).isEqualTo(2.0);
    }

    // When an expression is written

    @Test
    void a_bool_where_a_number_is_needed() {
        sentence(
                () -> T.gt(x, 0).minus(T.gt(y, 0)),
                "subtract is not defined for bool, which is the type of (x > 0); use T.cast(…, \"int64\") first");
    }

    @Test
    void bits_of_floating_numbers() {
        sentence(
                () -> x.and(y),
                "and is for bools and whole numbers, but 'x' is a float64 vector; use a comparison, for instance"
                        + " T.neq(…, 0), or T.cast(…, \"int64\") first");
        sentence(
                () -> x.xor(2),
                "xor is for bools and whole numbers, but 'x' is a float64 vector; use T.pow for a power, a comparison,"
                        + " for instance T.neq(…, 0), or T.cast(…, \"int64\") first");
        sentence(
                () -> T.leftShift(T.gt(x, 0), 1),
                "leftShift is for whole numbers, but (x > 0) is a bool vector; use T.cast(…, \"int64\") first");
    }

    @Test
    void an_axis_that_is_not_there() {
        sentence(() -> T.sum(x, 1), "sum over axis 1, but 'x' is a float64 vector with 1 axis");
        sentence(() -> T.mean(T.matrix("M"), 0, -2), "mean names axis -2 of 'M' twice");
    }

    @Test
    void keepDims_of_something_else() {
        sentence(
                () -> prediction.keepDims(),
                "keepDims() is for the result of sum, mean, max, min or argmax, and (x * w) is none");
    }

    @Test
    void softmax_of_a_scalar() {
        sentence(() -> T.softmax(w), "softmax works along the last axis, but 'w' is a scalar and has none");
    }

    @Test
    void a_number_too_large_for_its_neighbour() {
        sentence(
                () -> T.iscalar("i").plus(3_000_000_000L),
                "3000000000 does not fit in int32, the type of 'i'; cast that to int64");
    }

    @Test
    void patterns_and_shapes() {
        sentence(
                () -> x.dimshuffle(1),
                "dimshuffle names axis 1, but 'x' is a float64 vector with axes 0 to 0; a new axis is 'x'");
        sentence(() -> x.dimshuffle("y"), "dimshuffle takes axes and \"x\" for a new axis, not y, of 'x'");
        sentence(
                () -> x.reshape(-1, -1),
                "reshape of 'x' to [-1, -1]: lengths are 0 or more, and at most one is -1 (what is left)");
        sentence(() -> x.get(0, 0), "get has 2 indices, but 'x' is a float64 vector with 1 axis");
        sentence(() -> x.get(y.sum()), "an index is a whole number, but sum(y) is a float64 scalar");
        sentence(() -> T.cast(x, "float"), "unknown dtype 'float'; use float64, float32, int64, int32 or bool");
    }

    @Test
    void a_cost_that_is_no_scalar() {
        sentence(
                () -> T.grad(prediction, w),
                "the cost of a gradient is a scalar, but (x * w) is a float64 vector; take its sum or mean first");
        sentence(
                () -> T.grad(T.sum(T.ivector("k")), w),
                "the cost of a gradient is a floating number, but sum(k) is an int64 scalar");
    }

    @Test
    void a_variable_that_the_cost_does_not_depend_on() {
        sentence(
                () -> T.grad(T.sum(x), w),
                "the cost does not depend on 'w': 'w' is no part of sum(x); leave it out, or use the very object that"
                        + " the cost was made of");
        sentence(
                () -> T.grad(T.sum(T.ivector("k").times(w)), T.ivector("k")),
                "a gradient is taken by a floating variable, but 'k' is an int32 vector");
    }

    // When a function is made

    @Test
    void an_input_that_nothing_needs() {
        sentence(
                () -> function(inputs(x, y), outputs(prediction)),
                "'y' is an input that no output and no update needs; leave it out, or allow it by"
                        + " onUnusedInput(\"ignore\")");
        assertThat(function(inputs(x, bystander), outputs(prediction), onUnusedInput("ignore"))
                        .apply(new double[] {1}, new double[] {5})
                        .getDouble(0))
                .isEqualTo(2.0);
    }

    @Test
    void an_input_that_is_missing() {
        sentence(
                () -> function(inputs(x), outputs(cost)),
                "'y' is missing in inputs(…): ((x * w) - y) is made of it; add it, or put a value in its place by"
                        + " given(…)");
    }

    @Test
    void an_unnamed_input_that_is_missing_has_the_letter_of_the_print() {
        Expr a = T.scalar();
        Expr b = T.scalar();
        sentence(
                () -> function(inputs(a), outputs(a.times(b))),
                "'a' is missing in inputs(…): (b * a) is made of it; add it, or put a value in its place by given(…)");
    }

    @Test
    void inputs_that_are_none() {
        sentence(() -> function(inputs(x, x), outputs(prediction)), "'x' stands twice in inputs(…); name it once");
        sentence(
                () -> function(inputs(w), outputs(prediction)),
                "'w' is a shared variable, which keeps its own value; leave it out of inputs(…)");
        sentence(
                () -> function(inputs(prediction), outputs(cost)),
                "an input is a variable such as T.vector(\"x\"), but (x * w) is computed from others; use given(…) to"
                        + " put a value in its place");
        sentence(() -> inputs(x, null), "inputs(…) got null in place 2; give variables such as T.vector(\"x\")");
        sentence(() -> outputs((Expr) null), "outputs(…) got null in place 1; give expressions");
    }

    @Test
    void updates_that_cannot_be() {
        sentence(
                () -> function(inputs(x), update(x, x.times(2))),
                "only a shared variable can be updated, and 'x' is none; make it with shared(value, name)");
        sentence(
                () -> function(inputs(), update(w, w.plus(1)), update(w, w.plus(2))),
                "'w' has two updates; a call can give it one new value");
        sentence(
                () -> function(inputs(x), update(w, prediction)),
                "the update of 'w', a float64 scalar, is a float64 vector: (x * w); they must be alike");
        Shared count = shared(0, "count");
        sentence(
                () -> function(inputs(), update(count, count.plus(0.5))),
                "the update of 'count', an int32 scalar, is a float64 scalar: (count + 0.5); they must be alike:"
                        + " T.cast(…, \"int32\")");
        sentence(() -> update(w, null), "update(…, …) got null; give a shared variable and an expression");
    }

    @Test
    void settings_of_a_function() {
        sentence(
                () -> function(mode("fast")),
                "mode is one of java, plain, nd4j, debug, nanGuard, not 'fast'; Theano's FAST_RUN, FAST_COMPILE, DebugMode and"
                        + " NanGuardMode mean these");
        sentence(() -> function(onUnusedInput("shout")), "onUnusedInput is one of raise, warn, ignore, not 'shout'");
        sentence(
                () -> function(inputs(x), outputs(prediction), given(x, 3.0)),
                "what is given for 'x' must be a vector (rank 1), but the value is a scalar (rank 0)");
        sentence(
                () -> function((FunctionArgument) null), "function got null; give inputs(…), outputs(…), update(…, …)");
    }

    // When it is called

    @Test
    void the_number_of_inputs() {
        sentence(() -> train.apply(new double[] {1}), "train takes 2 inputs (x, y), but 1 was given");
        sentence(() -> function(outputs(w)).apply(1, 2), "function takes no input, but 2 were given");
    }

    @Test
    void the_number_of_outputs() {
        CompiledFunction two = function(inputs(x, y), outputs(cost, prediction), named("both"));
        sentence(
                () -> two.apply(new double[] {1}, new double[] {1}),
                "both has 2 outputs; apply and applyAsDouble are for one: use applyAll");
        sentence(
                () -> function(inputs(x), outputs(prediction)).applyAsDouble(new double[] {1, 2}),
                "applyAsDouble is for one number, but (x * w) has the shape [2]; use apply");
    }

    @Test
    void values_that_are_no_arrays_of_numbers() {
        double[] ok = {1};
        sentence(
                () -> train.apply(null, ok),
                "input 'x' of train is null; give a number, a Java array, an INDArray, a numeric column, a table or a"
                        + " list of numbers");
        sentence(
                () -> train.apply("1, 2", ok),
                "input 'x' of train is a String, which is no array of numbers; give a number, a Java array, an"
                        + " INDArray, a numeric column, a table or a list of numbers");
        sentence(
                () -> train.apply(ok, List.of(1, "two")),
                "input 'y' of train is a list with a String in it; give numbers only");
        sentence(
                () -> train.apply(ok, new String[] {"a"}),
                "input 'y' of train is an array of String, which are no numbers; give a number, a Java array, an"
                        + " INDArray, a numeric column, a table or a list of numbers");
        sentence(
                () -> function(inputs(T.matrix("M")), onUnusedInput("ignore")).applyAll((Object)
                        new double[][] {{1, 2}, {3}}),
                "input 'M' of function has rows of different lengths, 2 and 1; a tensor needs them equal");
    }

    @Test
    void a_lone_null_is_one_input() {
        sentence(
                () -> function(inputs(x), outputs(prediction)).apply((Object[]) null),
                "input 'x' of function is null; give a number, a Java array, an INDArray, a numeric column, a table or a"
                        + " list of numbers");
    }

    @Test
    void the_rank_of_a_value() {
        sentence(
                () -> train.apply(3.0, new double[] {1}),
                "input 'x' of train must be a vector (rank 1), but the value is a scalar (rank 0)");
        sentence(
                () -> train.apply(Nd4j.create(new double[][] {{1, 2}}), new double[] {1}),
                "input 'x' of train must be a vector (rank 1), but the value is a matrix (rank 2)");
    }

    @Test
    void a_downcast_that_was_not_allowed() {
        Expr f = T.fvector("f");
        sentence(
                () -> function(inputs(f), outputs(f.times(2)), named("twice")).apply(new double[] {0.1}),
                "input 'f' of twice is float32, and a value of type float64 would lose precision; convert it, or make"
                        + " the function with allowInputDowncast()");
        Expr i = T.ivector("i");
        sentence(
                () -> function(inputs(i), outputs(i.times(2)), named("twice")).apply(List.of(1.5)),
                "input 'i' of twice is int32, and 1.5 is no whole number; give a whole number, or make the function with"
                        + " allowInputDowncast()");
    }

    @Test
    void shapes_that_do_not_match() {
        sentence(
                () -> train.apply(new double[] {1, 2, 3}, new double[] {1, 2}),
                "shapes do not match in ((x * w) - y): (x * w) has the shape [3] and 'y' has the shape [2]");
        Expr a = T.matrix("A");
        Expr b = T.matrix("B");
        sentence(
                () -> T.dot(a, b).eval(Map.of(a, new double[2][3], b, new double[4][5])),
                "shapes do not match in dot(A, B): 'A' has the shape [2, 3] and 'B' has the shape [4, 5]; axis 1 of"
                        + " the first and axis 0 of the second must have the same length");
        sentence(
                () -> a.reshape(4, -1).eval(Map.of(a, new double[2][3])),
                "cannot reshape: 'A' has the shape [2, 3], which is 6 elements, and [4, -1] is asked for");
        sentence(
                () -> a.dimshuffle(1).eval(Map.of(a, new double[2][3])),
                "dimshuffle(A, 1) leaves out axis 0, which must have length 1, but 'A' has the shape [2, 3]");
        sentence(
                () -> x.get(5).eval(Map.of(x, new double[2])),
                "index 5 is out of range in x[5]: 'x' has the shape [2]");
        sentence(
                () -> T.max(x).eval(Map.of(x, new double[0])),
                "there is no max of no elements: 'x' has the shape [0], in max(x)");
    }

    @Test
    void a_call_that_throws_stores_nothing() {
        Shared count = shared(0, "count");
        CompiledFunction step =
                function(inputs(x, y), outputs(x.plus(y)), update(count, count.plus(1)), update(w, T.sum(x)));
        assertThatThrownBy(() -> step.apply(new double[] {1, 2}, new double[] {1, 2, 3}))
                .hasMessageContaining("'x'");
        assertThat(count.item()).isZero();
        assertThat(w.item()).isEqualTo(2.0);
        step.apply(new double[] {1, 2}, new double[] {1, 2});
        assertThat(count.item()).isEqualTo(1);
        assertThat(w.item()).isEqualTo(3.0);
    }

    @Test
    void eval_without_a_value() {
        sentence(
                () -> prediction.eval(),
                "eval needs a value for 'x', which (x * w) is made of; call eval(Map.of(x, …))");
        sentence(
                () -> prediction.eval(Map.of(x, new double[] {1}, bystanderOf(), 1)),
                "eval got a value for 'extra', which is no part of (x * w); leave it out");
        sentence(
                () -> prediction.item(Map.of(x, new double[] {1, 2})),
                "item() is for one number, but (x * w) has the shape [2]; use eval()");
    }

    private static Expr bystanderOf() {
        return T.scalar("extra");
    }

    @Test
    void shared_values() {
        sentence(
                () -> shared(null, "v"),
                "the value of 'v' is null; give a number, a Java array, an INDArray, a"
                        + " numeric column, a table or a list of numbers");
        sentence(
                () -> w.setValue(new double[] {1}),
                "the new value of 'w' must be a scalar (rank 0), but the value is a vector (rank 1)");
        Shared f = shared(new float[] {1}, "f");
        sentence(
                () -> f.setValue(new double[] {0.1}),
                "the new value of 'f' must be float32, and a value of type float64 would lose precision; give a float[],"
                        + " or an INDArray's castTo(DataType.FLOAT)");
        Shared v = shared(new double[] {1, 2}, "v");
        sentence(() -> v.item(), "item() is for one number, but 'v' has the shape [2]; use getValue()");
    }

    @Test
    void a_nan_is_found_by_the_guard() {
        Config.set("nanGuard", "true");
        Expr root = T.sum(T.log(x));
        CompiledFunction f = function(inputs(x), outputs(root));
        assertThatThrownBy(() -> f.apply(new double[] {1, -2}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("NaN found by the guard: log(x) is NaN at element 1, where 'x' is -2.0");
        assertThat(f.applyAsDouble(new double[] {1, 1})).isZero();
    }

    @Test
    void settings() {
        sentence(
                () -> Config.set("floatx", "float32"),
                "there is no setting 'floatx'; there are backend, bigIsError, computeTestValue, device, floatX, infIsError,"
                        + " infix, language, nanGuard, nanIsError");
        sentence(() -> Config.set("floatX", "float16"), "setting floatX is one of float64, float32, not 'float16'");
    }

    @Test
    void two_threads_in_one_function() throws Exception {
        Expr m = T.matrix("m");
        CompiledFunction slow = function(inputs(m), outputs(T.dot(m, m)), named("slow"));
        double[][] large = new double[700][700];
        Arrays.stream(large).forEach(row -> Arrays.fill(row, 1.0));
        Throwable[] seen = new Throwable[1];
        Thread first = new Thread(() -> {
            for (int i = 0; i < 50 && seen[0] == null; i++) {
                try {
                    slow.apply((Object) large);
                } catch (IllegalStateException e) {
                    seen[0] = e;
                }
            }
        });
        first.start();
        while (first.isAlive() && seen[0] == null) {
            try {
                slow.apply((Object) large);
            } catch (IllegalStateException e) {
                seen[0] = e;
            }
        }
        first.join();
        assertThat(seen[0]).hasMessage("slow is being called by another thread; give each thread its own by copy()");
        assertThat(slow.copy().apply((Object) large).getDouble(0, 0)).isEqualTo(700);
    }

    @Test
    void eager_variables() {
        Variable v = Variable.of(new double[] {1, 2});
        sentence(
                () -> v.sum().backward(),
                "backward() found no parameter that sum(a) was computed from; make one by"
                        + " Variable.parameter(value, name)");
        Variable p = Variable.parameter(new double[] {1, 2}, "p");
        sentence(
                () -> p.times(v).backward(),
                "the cost of a gradient is a scalar, but (p * a) is a float64 vector; take its sum or mean first");
        assertThatThrownBy(() -> p.step(0.1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("'p' has no gradient to step along; it must be a parameter, after backward()");
        sentence(() -> p.item(), "item() is for one number, but 'p' has the shape [2]; use data()");
        sentence(
                () -> p.plus(Variable.of(new double[] {1, 2, 3})),
                "shapes do not match in (p + a): 'p' has the shape [2] and a has the shape [3]");
    }
}
