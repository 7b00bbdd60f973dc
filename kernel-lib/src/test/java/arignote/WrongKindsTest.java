package arignote;

import static arignote.Arignote.function;
import static arignote.Arignote.given;
import static arignote.Arignote.inputs;
import static arignote.Arignote.mode;
import static arignote.Arignote.outputs;
import static arignote.Arignote.shared;
import static arignote.Arignote.update;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is no value, no update and no argument is refused in words that readers know. */
class WrongKindsTest {
    private final Expr a = T.scalar("a");

    private static void sentence(ThrowingCallable call, String expected) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(expected);
    }

    @Test
    void an_expression_is_no_value() {
        Shared w = shared(2.0, "w");
        CompiledFunction f = function(inputs(a), outputs(a.times(w)));
        sentence(
                () -> f.apply(a),
                "input 'a' of function is the expression 'a', which stands for numbers; give the numbers themselves, for"
                        + " instance by eval()");
        sentence(
                () -> f.apply(w),
                "input 'a' of function is the expression 'w', which stands for numbers; give the numbers themselves, for"
                        + " instance by getValue()");
        assertThatThrownBy(() -> shared(a.times(2), "s"))
                .hasMessageStartingWith("the value of 's' is the expression (a * 2), which stands for numbers");
        assertThatThrownBy(() -> w.setValue(a)).hasMessageStartingWith("the new value of 'w' is the expression 'a', ");
        assertThatThrownBy(() -> T.constant(a)).hasMessageStartingWith("the constant is the expression 'a', ");
        assertThatThrownBy(() -> a.eval(Map.of(a, w))).hasMessageStartingWith("the value of 'a' is the expression 'w'");
    }

    @Test
    void a_value_of_another_kind_has_a_name_that_readers_know() {
        CompiledFunction f = function(inputs(a), outputs(a));
        assertThatThrownBy(() -> f.apply(Map.of())).hasMessageContaining("is a Map, which is no array");
        assertThatThrownBy(() -> f.apply(new HashMap<>())).hasMessageContaining("is a HashMap, which");
        assertThatThrownBy(() -> f.apply(Set.of(1))).hasMessageContaining("is a Set, which");
        assertThatThrownBy(() -> f.apply('c')).hasMessageContaining("is a Character, which");
        assertThatThrownBy(() -> f.apply((Object) (Runnable) () -> {})).hasMessageContaining("is a Runnable, which");
        assertThatThrownBy(() -> f.apply(new Object() {})).hasMessageContaining("is an Object, which");
    }

    @Test
    void nulls_have_sentences() {
        CompiledFunction f = function(inputs(a), outputs(a));
        assertThatThrownBy(() -> f.apply(null)).hasMessageStartingWith("input 'a' of function is null; give a number");
        assertThatThrownBy(() -> f.apply((Object) null)).hasMessageStartingWith("input 'a' of function is null");
        assertThatThrownBy(() -> f.applyAll(null)).hasMessageStartingWith("input 'a' of function is null");
        sentence(
                () -> function((FunctionArgument[]) null),
                "function got null; give inputs(…), outputs(…), update(…, …)");
        sentence(() -> inputs((Expr[]) null), "inputs(…) got null; give variables such as T.vector(\"x\")");
        sentence(() -> inputs((List<Expr>) null), "inputs(…) got null; give variables such as T.vector(\"x\")");
        sentence(() -> outputs((List<Expr>) null), "outputs(…) got null; give expressions");
        sentence(() -> Arignote.updates((List<Update>) null), "updates(…) got null; give update(…, …)");
        sentence(() -> update(null, 3), "update(…, …) got null; give a shared variable and an expression");
        sentence(
                () -> given(null, 3),
                "given(…, …) got null in place 1; give an expression, and an expression or a value that stands in for it");
        sentence(
                () -> given(a, null),
                "given(…, …) got null in place 2; give an expression, and an expression or a value that stands in for it");
        sentence(() -> Arignote.named(null), "named(…) got null; give a name such as \"train\"");
        sentence(
                () -> function(mode(null)),
                "mode is one of java, plain, nd4j, debug, nanGuard, not null; Theano's FAST_RUN, FAST_COMPILE, DebugMode and"
                        + " NanGuardMode mean these");
        sentence(() -> T.cast(a, null), "unknown dtype 'null'; use float64, float32, int64, int32 or bool");
        sentence(() -> a.eval(null), "eval got null where 'a' needs variables with values; give Map.of(x, …)");
        sentence(() -> T.grad(a, (List<Expr>) null), "grad got null for the list of variables; give List.of(…)");
    }

    @Test
    void a_given_is_named_once() {
        sentence(
                () -> function(outputs(a), given(a, 1), given(a, 2)),
                "'a' has two givens; a function can put one thing in its place");
        sentence(
                () -> function(outputs(T.scalar()), given(T.scalar(), "1")),
                "what is given for an unnamed float64 scalar is a String, which is no array of numbers; give a number, a"
                        + " Java array, an INDArray, a numeric column, a table or a list of numbers");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void a_list_of_something_else() {
        sentence(() -> outputs((List) List.of(a, 2)), "outputs(…) got an Integer in place 2; give expressions");
        sentence(
                () -> inputs((List) List.of("x")),
                "inputs(…) got a String in place 1; give variables such as T.vector(\"x\")");
        sentence(() -> Arignote.updates((List) List.of(a)), "updates(…) got an Expr in place 1; give update(…, …)");
    }
}
