package arignote.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Looks for a seeded fault with the differential test.
 *
 * @param graphs how many graphs were run until it was found, or all of them
 * @param changed in how many of them the fault had a place in the source
 * @param found what gave it away, or empty
 */
record FaultHunt(Fault fault, int graphs, int changed, Optional<Check.Failure> found) {
    /**
     * @param backend a setting that puts each generated source through the given function before it compiles it; a
     *     source that does not compile has to come out as an {@link Uncompilable}
     */
    static FaultHunt hunt(Fault fault, Function<UnaryOperator<String>, Setting> backend, int graphs) {
        int changed = 0;
        for (int seed = 0; seed < graphs; seed++) {
            int choice = seed;
            boolean[] here = new boolean[1];
            Setting faulty = backend.apply(source -> {
                Optional<String> mistake = fault.apply(source, choice);
                here[0] |= mistake.isPresent();
                return mistake.orElse(source);
            });
            Optional<Check.Failure> failure;
            try {
                failure = new Check(List.of(faulty)).failure(Generator.of(seed));
            } catch (Uncompilable noFault) {
                continue;
            }
            changed += here[0] ? 1 : 0;
            if (failure.isPresent() && here[0]) {
                return new FaultHunt(fault, seed + 1, changed, failure);
            }
        }
        return new FaultHunt(fault, graphs, changed, Optional.empty());
    }

    /** A fault that javac finds is none: the next graph is tried. */
    static final class Uncompilable extends Error {
        private static final long serialVersionUID = 1;
    }
}
