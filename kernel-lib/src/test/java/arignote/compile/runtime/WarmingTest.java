package arignote.compile.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** What fails once is tried again, behind what waits, with more patience: other programs may have kept the processors. */
class WarmingTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> tried = new ArrayList<>();

    @Test
    void what_fails_is_tried_again_behind_what_waits() {
        wait("a", 2);
        wait("b", 0);
        run();
        assertThat(tried).containsExactly("a 5", "b 5", "a 10", "a 20");
    }

    @Test
    void what_never_succeeds_is_given_up() {
        wait("a", 100);
        run();
        assertThat(tried).containsExactly("a 5", "a 10", "a 20");
    }

    private void wait(String name, int failures) {
        int[] left = {failures};
        Warming.Attempt attempt = patience -> {
            tried.add(name + " " + patience / 1_000_000_000L);
            return left[0]-- == 0;
        };
        waiting.add(Warming.trying(attempt, Warming.PATIENCE, waiting::add));
    }

    private void run() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
