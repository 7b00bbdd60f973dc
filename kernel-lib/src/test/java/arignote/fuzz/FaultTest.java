package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import arignote.Expr;
import arignote.expr.Graphs;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Mistakes that are seeded into source text. */
class FaultTest {
    /** The kinds of statements that generated loops consist of. */
    private static final String LOOPS = """
            if (lengths[1] != 1 || lengths[2] == 1) {
            long place = at(i2, n0);
            double s0 = 0.0;
            double s1 = 0.0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < m - 1; j += 32) {
                    double a = x[i] - y[i * m + j];
                    double b = a > 0.5 ? a * a : -a;
                    s0 += b / z[j + offset];
                    acc[j & 31] = (float) Math.max(acc[j & 31], b + a);
                    v = v.add(w.mul(u)).sub(t).max(r);
                    ok = ok && a != b;
                    mask = v.compare(VectorOperators.LT, w);
                    u = DoubleVector.fromArray(S, x, iNext);
                }
                for (int k = iNext; k < end; k++) {
                    pass0(block * 64, (int) Math.min(n, (block + 1L) * 64), block);
                }
                for (int block = 1; block < blocks0; block++) {
                    total0[0] = total0[0] + total0[block];
                }
            }
            """;

    @TestFactory
    Stream<DynamicTest> each_fault_changes_one_place() {
        return Fault.ALL.stream()
                .map(f -> DynamicTest.dynamicTest(f.name(), () -> {
                    Optional<String> changed = f.apply(LOOPS, 0);
                    assertThat(changed).isPresent();
                    String[] before = LOOPS.split("\n");
                    String[] after = changed.get().split("\n");
                    assertThat(after).hasSameSizeAs(before);
                    int lines = 0;
                    for (int i = 0; i < before.length; i++) {
                        lines += before[i].equals(after[i]) ? 0 : 1;
                    }
                    assertThat(lines).isEqualTo(1);
                }));
    }

    @Test
    void a_choice_picks_the_place() {
        Fault f = Fault.ALL.get(0);
        assertThat(f.apply(LOOPS, 0).get()).contains("i <= n").contains("j < m");
        assertThat(f.apply(LOOPS, 1).get()).contains("i < n").contains("j <= m");
        assertThat(f.apply(LOOPS, 4)).isEqualTo(f.apply(LOOPS, 0)); // of four loops
        assertThat(f.apply("double x = 1;", 0)).isEmpty();
    }

    /** A backend that is as wrong as its text: the interpreter, whose graph has the mistake if the text has. */
    private static List<Setting> textual(int seed, UnaryOperator<String> change) {
        return List.of(new Setting("textual", "textual", arguments -> {
            boolean wrong = !change.apply("z[i] = a[i] - b[i];").equals("z[i] = a[i] - b[i];");
            GraphFault swapped = GraphFault.ALL.get(1);
            return (wrong ? swapped.setting() : Setting.INTERPRETER).compile().apply(arguments);
        }));
    }

    @Test
    void a_hunt_ends_with_what_gave_the_fault_away() {
        Fault swapped = Fault.ALL.stream()
                .filter(f -> f.name().equals("operands of a difference swapped"))
                .findFirst()
                .orElseThrow();
        FaultHunt hunt = FaultHunt.hunt(swapped, FaultTest::textual, 0, 300);
        assertThat(hunt.found()).isPresent();
        assertThat(hunt.changed()).isEqualTo(hunt.graphs());
        Case c = Generator.of(hunt.graphs() - 1);
        assertThat(Graphs.topological(c.roots())).anyMatch(FaultTest::isDifference);
    }

    private static boolean isDifference(Expr e) {
        return e.op().label().equals("subtract")
                || e.op().label().equals("add")
                || e.op().label().equals("log_softmax");
    }

    @Test
    void a_fault_that_is_nowhere_is_not_found() {
        FaultHunt hunt = FaultHunt.hunt(Fault.ALL.get(6), FaultTest::textual, 0, 20);
        assertThat(hunt.found()).isEmpty();
        assertThat(hunt.changed()).isZero();
    }
}
