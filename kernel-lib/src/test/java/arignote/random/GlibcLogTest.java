package arignote.random;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class GlibcLogTest {
    private static final int COUNT = 100_000;

    @Test
    void logarithms_have_the_bits_of_glibc() throws Exception {
        JsonObject want;
        try (var in = GlibcLogTest.class.getResourceAsStream("/numpy_random_edges.json")) {
            want = JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject()
                    .getAsJsonObject("log");
        }
        var draws = new RandomDraws(want.get("seed").getAsInt());
        double[] near = new double[COUNT];
        double[] wide = new double[COUNT];
        for (int i = 0; i < COUNT; i++) {
            near[i] = 0.9 + 0.2 * draws.uniform();
        }
        for (int i = 0; i < COUNT; i++) {
            wide[i] = 0.5 + draws.uniform();
        }
        for (int i = 0; i < COUNT; i++) {
            wide[i] = Math.scalb(wide[i], (int) draws.upTo(1999) - 1000);
        }
        assertThat(hashOfLogs(near))
                .isEqualTo(want.get("sha256_le_f8_of_100000_logs_near_1").getAsString());
        assertThat(hashOfLogs(wide))
                .isEqualTo(want.get("sha256_le_f8_of_100000_logs").getAsString());
    }

    @Test
    void the_logarithm_of_one_is_zero() {
        assertThat(GlibcLog.log(1)).isZero();
    }

    private static String hashOfLogs(double[] numbers) throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double x : numbers) {
            bytes.putDouble(GlibcLog.log(x));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
