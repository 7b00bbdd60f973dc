package arignote.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import arignote.Expr;
import arignote.compile.DeviceSettings;
import arignote.expr.Build;
import arignote.expr.Graphs;
import arignote.expr.HostArray;
import arignote.expr.LoopBody;
import arignote.expr.Program;
import arignote.expr.Turn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random graphs as bodies of loops: turns that generated code runs by itself have the bits of turns that are called one by one. */
class TurnsTest {
    private static final int GRAPHS = 120;
    private static final int TURNS = 4;

    /** A body, and what its loop is given. */
    private record Body(List<Expr> inputs, List<Expr> results, Turn turn, HostArray[] args) {}

    @Test
    void turns_by_themselves_have_the_bits_of_turns_one_by_one() {
        int byThemselves = 0;
        int states = 0;
        int refused = 0;
        for (int seed = 0; seed < GRAPHS; seed++) {
            Body b = body(Generator.of(seed), new Random(seed));
            Program.Looped program = Program.Compiler.get().compile(b.inputs, b.results, b.turn);
            HostArray[] expected = null;
            try {
                expected = oneByOne(program, b);
            } catch (IllegalArgumentException | ArithmeticException e) {
                refused++; // which is said turn by turn
            }
            HostArray[] none = new HostArray[b.results.size() - (b.turn.ends() ? 1 : 0)];
            HostArray[] found = program.turns(TURNS, b.args, none);
            if (found != null) {
                assertThat(found).as("graph %d", seed).isEqualTo(expected);
                HostArray[] fewer = program.turns(TURNS - 1, b.args, none);
                HostArray[] again = program.turns(TURNS, b.args, fewer);
                assertThat(again).as("after fewer, graph %d", seed).isEqualTo(expected);
                assertThat(found).as("kept, graph %d", seed).isEqualTo(expected);
                HostArray[] once = program.turns(TURNS, b.args, again.clone());
                assertThat(once).as("in their memory, graph %d", seed).isEqualTo(expected);
                for (int i = 0; i < once.length; i++) {
                    assertThat(once[i].elements()).isSameAs(again[i].elements());
                }
                byThemselves++;
                states += b.turn.states();
            }
        }
        assertThat(byThemselves + refused)
                .as("%d by themselves, %d refused", byThemselves, refused)
                .isGreaterThan(GRAPHS * 9 / 10);
        assertThat(refused).isLessThan(GRAPHS / 10);
        assertThat(states).isGreaterThan(GRAPHS / 2);
    }

    @Test
    void turns_on_a_device_have_the_bits_of_turns_one_by_one() {
        assumeTrue(DeviceSettings.isThere(), DeviceSettings.why());
        int graphs = Integer.getInteger("arignote.fuzz.turns", 30);
        int onDevice = 0;
        for (int seed = 0; seed < graphs; seed++) {
            Body b = body(Generator.of(seed), new Random(seed));
            List<HostArray> found =
                    DeviceSettings.turns(new LoopBody(b.inputs, b.results, b.turn), TURNS, List.of(b.args));
            if (found != null) {
                HostArray[] expected = oneByOne(Program.Compiler.get().compile(b.inputs, b.results, b.turn), b);
                assertThat(found).as("graph %d", seed).containsExactly(expected);
                onDevice++;
            }
        }
        assertThat(onDevice).isGreaterThan(graphs * 9 / 10);
    }

    /** What fits may be a state; of what is left, every second is a sequence. */
    private static Body body(Case c, Random random) {
        Map<Expr, Expr> by = new IdentityHashMap<>();
        Map<Expr, HostArray> values = new IdentityHashMap<>();
        List<Variable> all = new ArrayList<>(c.inputs());
        all.addAll(c.shared());
        for (Variable v : all) {
            Expr input = Build.input(null, v.expr().type());
            by.put(v.expr(), input);
            values.put(input, v.value());
        }
        List<Expr> left =
                new ArrayList<>(all.stream().map(v -> by.get(v.expr())).toList());
        List<Expr> results = new ArrayList<>(Graphs.replace(c.roots(), by));
        List<HostArray> once = Check.interpreted(c, c.roots());
        List<Expr> states = new ArrayList<>();
        List<Expr> news = new ArrayList<>();
        for (int k = results.size() - 1; k >= 0; k--) {
            HostArray result = once.get(k);
            Expr state = left.stream()
                    .filter(i -> values.get(i).type().equals(result.type())
                            && Arrays.equals(values.get(i).shape(), result.shape()))
                    .findFirst()
                    .orElse(null);
            if (state != null) {
                left.remove(state);
                states.add(state);
                news.add(results.remove(k));
            }
        }
        List<Expr> inputs = new ArrayList<>();
        List<HostArray> args = new ArrayList<>();
        for (Expr i : List.copyOf(left)) {
            if (random.nextBoolean()) {
                inputs.add(i);
                args.add(several(values.get(i)));
                left.remove(i);
            }
        }
        Turn turn = new Turn(inputs.size(), states.size(), random.nextBoolean(), random.nextBoolean(), false);
        inputs.addAll(states);
        inputs.addAll(left);
        states.forEach(s -> args.add(values.get(s)));
        left.forEach(s -> args.add(values.get(s)));
        news.addAll(results);
        return new Body(inputs, news, turn, args.toArray(HostArray[]::new));
    }

    /** Several arrays along a new first axis, each with the elements one further on. */
    private static HostArray several(HostArray one) {
        long[] shape = new long[one.rank() + 1];
        shape[0] = TURNS;
        System.arraycopy(one.shape(), 0, shape, 1, one.rank());
        int[] sources = new int[TURNS * one.size()];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = (i + i / one.size()) % one.size();
        }
        return one.gathered(shape, sources);
    }

    private static HostArray[] oneByOne(Program.Looped program, Body b) {
        HostArray[] inputs = b.args.clone();
        List<List<HostArray>> all = new ArrayList<>();
        for (int t = 0; t < TURNS; t++) {
            for (int i = 0; i < b.turn.sequences(); i++) {
                inputs[i] = element(b.args[i], b.turn.backwards() ? TURNS - 1 - t : t);
            }
            HostArray[] results = program.run(inputs);
            all.add(List.of(results));
            System.arraycopy(results, 0, inputs, b.turn.sequences(), b.turn.states());
        }
        HostArray[] last = all.get(TURNS - 1).toArray(HostArray[]::new);
        if (b.turn.backwards()) {
            Collections.reverse(all);
        }
        HostArray[] results = new HostArray[b.results.size()];
        for (int k = 0; k < results.length; k++) {
            int result = k;
            results[k] = b.turn.isLast(k)
                    ? last[k]
                    : stacked(all.stream().map(r -> r.get(result)).toList());
        }
        return results;
    }

    private static HostArray element(HostArray of, int t) {
        long[] shape = Arrays.copyOfRange(of.shape(), 1, of.rank());
        int size = Shapes.size(shape);
        int[] sources = new int[size];
        Arrays.setAll(sources, i -> t * size + i);
        return of.gathered(shape, sources);
    }

    private static HostArray stacked(List<HostArray> all) {
        HostArray first = all.get(0);
        long[] shape = new long[first.rank() + 1];
        shape[0] = all.size();
        System.arraycopy(first.shape(), 0, shape, 1, first.rank());
        HostArray stacked = HostArray.zeros(first.dtype(), shape);
        for (int i = 0; i < all.size(); i++) {
            stacked.put(i * first.size(), all.get(i));
        }
        return stacked;
    }
}
