package arignote.compile.split;

import arignote.compile.fuse.Loops;
import arignote.compile.java.JavaPrinter;
import arignote.compile.java.Target;
import arignote.compile.nest.Buffer;
import arignote.compile.runtime.CallMemory;
import arignote.compile.runtime.GeneratedCode;
import arignote.compile.runtime.SourceCompiler;
import arignote.compile.runtime.Workers;
import arignote.expr.Build;
import arignote.expr.HostArray;
import arignote.expr.TensorType;
import java.util.ArrayList;
import java.util.List;

/** One program of a split, compiled, with memory for what it reads. One thread at a time may run it. */
public final class SplitCode {
    private static final String NAME = "Generated";

    private final Loops loops;
    private final CallMemory memory;
    private final GeneratedCode code;
    private final boolean isShort;

    /**
     * @param targets which of the leaves each new value of a shared variable goes to
     * @param target what this Java understands
     */
    public SplitCode(Loops loops, List<Integer> targets, Target target, Workers workers) {
        this.loops = loops;
        memory = new CallMemory(loops.leaves().stream()
                .map(b -> Build.input(b.name(), new TensorType(b.dtype(), b.rank())))
                .toList());
        SourceCompiler.Compiled compiled = null;
        for (Target t : target.shorter()) {
            if (compiled == null || compiled.largestMethod() > SourceCompiler.LARGEST) {
                String source = JavaPrinter.print(NAME, loops, targets, null, t, JavaPrinter.Audience.COMPILER)
                        .source();
                compiled = SourceCompiler.compile(NAME, source, t.hasVectors());
            }
        }
        isShort = compiled.largestMethod() <= SourceCompiler.LARGEST;
        code = SourceCompiler.instance(compiled.type());
        code.prepare(loops.literals().stream().map(HostArray::elements).toArray(), types());
        code.bind(memory, workers);
    }

    /** The types of the results. */
    public List<TensorType> types() {
        return loops.results().stream()
                .map(b -> new TensorType(b.dtype(), b.rank()))
                .toList();
    }

    /** Whether the virtual machine compiles all methods; else loops have to be cut. */
    public boolean isShort() {
        return isShort;
    }

    /** Where a run reads. */
    public CallMemory memory() {
        return memory;
    }

    public GeneratedCode code() {
        return code;
    }

    /** Leaf i is this; null for anything of its type, which is not read. */
    public void bind(int i, HostArray value) {
        Buffer leaf = loops.leaves().get(i);
        memory.bind(i, value != null ? value : HostArray.zeros(leaf.dtype(), new long[leaf.rank()]));
        if (value == null && leaf.rank() == 0) {
            memory.number(i, HostArray.scalar(leaf.dtype(), 0L));
        }
    }

    /** Computes; the results are in new arrays. */
    List<HostArray> run() {
        if (!code.run()) {
            throw new AssertionError("other memory than the loops were made for");
        }
        List<HostArray> results = new ArrayList<>();
        for (int i = 0; i < loops.results().size(); i++) {
            results.add(result(i));
        }
        return results;
    }

    private HostArray result(int i) {
        return HostArray.copyOf(loops.results().get(i).dtype(), code.shape(i), code.result(i));
    }
}
