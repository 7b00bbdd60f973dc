package arignote;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is said of gradients and networks where something is null. */
class NullsTest {
    /** Where null says that there is none. */
    private static final List<String> MAY_BE = List.of("attention 3", "subgraphGrad 2");

    @Test
    void null_is_refused_in_a_sentence() throws IllegalAccessException {
        Expr x = T.tensor4("x");
        Map<Class<?>, Object> some = new HashMap<>(Map.of(
                Expr.class,
                x,
                Object.class,
                T.scalar("s"),
                int[].class,
                new int[] {0},
                int.class,
                1,
                double.class,
                0.5,
                Expr[].class,
                new Expr[] {x},
                List.class,
                List.of(x),
                Map.class,
                Map.of(x, x),
                GradOption[].class,
                new GradOption[0]));
        some.put(Conv2d.class, new Conv2d());
        some.put(Pool2d.class, new Pool2d(1, 1));
        some.put(Conv3d.class, new Conv3d());
        some.put(Pool3d.class, new Pool3d(1, 1, 1));
        some.put(String.class, "half");
        some.put(RandomState.class, new RandomState(1));
        some.put(Function.class, (Function<List<Expr>, Expr>) all -> all.get(0));
        TreeSet<String> wrong = new TreeSet<>();
        List<Method> methods = Stream.of(
                        TNetworks.class, TLosses.class, TLayers.class, TWindows.class, TGradients.class)
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()))
                .filter(m -> Modifier.isPublic(m.getModifiers()))
                .toList();
        assertThat(methods).hasSizeGreaterThan(70);
        for (Method m : methods) {
            Class<?>[] types = m.getParameterTypes();
            for (int p = 0; p < types.length; p++) {
                if (types[p].isPrimitive() || types[p] == int[].class) {
                    continue;
                }
                Object[] arguments = Arrays.stream(types).map(some::get).toArray();
                arguments[p] = null;
                try {
                    m.invoke(null, arguments);
                    if (!MAY_BE.contains(m.getName() + " " + p)) {
                        wrong.add(m + " takes null in place " + p);
                    }
                } catch (InvocationTargetException e) {
                    if (!(e.getCause() instanceof IllegalArgumentException)) {
                        wrong.add(m + ", place " + p + ": " + e.getCause());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
