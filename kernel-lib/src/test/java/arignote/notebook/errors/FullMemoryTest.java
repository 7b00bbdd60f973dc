package arignote.notebook.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What to do where memory is full: more of the machine's, as long as there is some. */
class FullMemoryTest {
    private static final long GB = 1L << 30;

    @Test
    void a_machine_or_a_large_container_gives_a_larger_heap() {
        String remedy =
                "; keep less of it in variables, or start Jupyter with JJAVA_JVM_OPTS=-Xmx2g in its environment";
        assertThat(FullMemory.remedy(GB, null)).isEqualTo(remedy);
        assertThat(FullMemory.remedy(GB, 8 * GB)).isEqualTo(remedy);
    }

    @Test
    void a_container_that_has_no_more_is_named() {
        assertThat(FullMemory.remedy(2 * GB / 5, GB))
                .isEqualTo(" in this container of 1.0 GB; keep less of it in variables, or give the container more");
    }
}
