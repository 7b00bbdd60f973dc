package arignote.notebook.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellHistoryTest {
    @Test
    void a_glob_finds_cells() {
        assertThat(CellHistory.glob("*T.sum(?)*").matcher("a\nT.sum(x)\nb").matches())
                .isTrue();
        assertThat(CellHistory.glob("*T.sum(?)*").matcher("T.sum(xy)").matches())
                .isFalse();
    }
}
