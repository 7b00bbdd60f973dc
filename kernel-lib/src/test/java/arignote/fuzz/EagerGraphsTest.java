package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.eager.Variable;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.value.Nd4jArrays;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Random graphs put on the tape, with parameters where there are floating numbers, beside the reference. */
class EagerGraphsTest {
    private static final int GRAPHS = Integer.getInteger("arignote.fuzz.eager", 40);

    @Test
    void random_graphs_have_the_same_values_at_once() {
        List<String> failures = new ArrayList<>();
        for (int seed = 0; seed < GRAPHS; seed++) {
            Case c = Generator.of(seed);
            List<HostArray> found;
            try {
                found = eager(c);
            } catch (RuntimeException e) {
                failures.add("graph " + seed + " throws " + e);
                continue;
            }
            int number = seed;
            new Check(List.of())
                    .within("at once", found, Check.bounds(c, c.roots(), Reference.Beside.SAME_GRAPH))
                    .ifPresent(failure -> failures.add("graph " + number + ": " + failure));
        }
        assertThat(failures).isEmpty();
    }

    @Test
    void calls_that_do_not_fit_are_refused_in_the_same_sentence() {
        List<String> failures = new ArrayList<>();
        int sentences = 0;
        for (int seed = 0; seed < GRAPHS; seed++) {
            Case c = Generator.of(seed);
            boolean named =
                    c.variables().stream().allMatch(v -> v.value().dtype().isFloat());
            for (Misfit m : Misfit.of(c, 3)) {
                String refusal = null;
                try {
                    eager(m.call());
                } catch (IllegalArgumentException | ArithmeticException e) {
                    refusal = e.getMessage();
                }
                boolean same =
                        named ? Objects.equals(refusal, m.refusal()) : (refusal == null) == (m.refusal() == null);
                if (!same) {
                    failures.add("graph " + seed + " says " + refusal + ", not " + m.refusal());
                }
                sentences += named && refusal != null ? 1 : 0;
            }
        }
        assertThat(failures).isEmpty();
        assertThat(sentences).isGreaterThan(GRAPHS / 8);
    }

    private static List<HostArray> eager(Case c) {
        List<Variable> variables = new ArrayList<>();
        for (arignote.fuzz.Variable v : c.variables()) {
            Object value = Nd4jArrays.of(v.value());
            variables.add(
                    v.value().dtype().isFloat()
                            ? Variable.parameter(value, v.expr().name())
                            : Variable.of(value));
        }
        return Variable.applyAll(variables, inputs -> replaced(c, inputs)).stream()
                .map(v -> Nd4jArrays.host(v.data()))
                .toList();
    }

    private static List<Expr> replaced(Case c, List<Expr> inputs) {
        Map<Expr, Expr> by = new IdentityHashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            by.put(c.variables().get(i).expr(), inputs.get(i));
        }
        return Graphs.replace(c.roots(), by);
    }
}
