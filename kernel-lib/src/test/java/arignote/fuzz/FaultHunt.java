package arignote.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
     * @param backend settings for a graph's number, of which at least one puts each generated source through the given
     *     function before it compiles it
     * @param first the first graph's number
     */
    static FaultHunt hunt(
            Fault fault, BiFunction<Integer, UnaryOperator<String>, List<Setting>> backend, int first, int graphs) {
        int changed = 0;
        for (int seed = first; seed < first + graphs; seed++) {
            int choice = seed;
            boolean[] here = new boolean[1];
            List<Setting> settings = backend.apply(seed, source -> {
                Optional<String> mistake = fault.apply(source, choice);
                here[0] |= mistake.isPresent();
                return mistake.orElse(source);
            });
            Case c = fault.isGuard() ? Misfit.withIndicesBrought(Generator.of(seed)) : Generator.of(seed);
            List<Misfit> misfits = fault.isGuard() ? Misfit.of(c, 2) : List.of();
            Optional<Check.Failure> failure = new Check(settings).failure(c, misfits);
            if (failure.isPresent() && failure.get().message().contains("does not compile")) {
                continue; // a mistake that javac finds is none
            }
            changed += here[0] ? 1 : 0;
            if (failure.isPresent() && here[0]) {
                return new FaultHunt(fault, seed - first + 1, changed, failure);
            }
        }
        return new FaultHunt(fault, graphs, changed, Optional.empty());
    }
}
