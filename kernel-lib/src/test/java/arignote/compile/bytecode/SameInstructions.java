package arignote.compile.bytecode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** Compares {@link ClassCompiler} with javac. */
public final class SameInstructions {
    private SameInstructions() {}

    /** The class file of a source, whose instructions are those that javac makes. */
    public static byte[] bytes(String source, byte[] javac) {
        byte[] bytes = ClassCompiler.bytes(source);
        Map<String, List<String>> ours = Instructions.of(bytes);
        Map<String, List<String>> theirs = Instructions.of(javac);
        assertThat(ours.keySet()).as(source).isEqualTo(theirs.keySet());
        theirs.forEach((method, instructions) ->
                assertThat(ours.get(method)).as("%s of%n%s", method, source).isEqualTo(instructions));
        return bytes;
    }
}
