package arignote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs scripts; a test that needs one is skipped where there is no Node. */
public final class Node {
    private Node() {}

    /** What a script says, in a folder of its own. Skips the test where there is no Node. */
    public static String run(String script, Path folder) throws IOException, InterruptedException {
        assumeTrue(isThere(), "there is no `node` on the path, so that no JavaScript was run");
        Path file = Files.writeString(folder.resolve("script.js"), script);
        Process node = new ProcessBuilder("node", file.getFileName().toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(node.waitFor()).as(said).isZero();
        return said;
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
