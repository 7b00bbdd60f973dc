package arignote.compile.fuse;

import arignote.Expr;
import arignote.compile.lower.Lowering;
import arignote.compile.lower.Node;
import arignote.compile.nest.Buffer;
import arignote.compile.nest.Dimension;
import arignote.compile.nest.Nest;
import arignote.compile.nest.NestCheck;
import arignote.compile.nest.NoNest;
import arignote.compile.nest.RowSums;
import arignote.expr.HostArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A computation as loops.
 *
 * @param leaves the memory of inputs, then of shared variables
 * @param results the memory of outputs, then of the new values of shared variables
 * @param literals the values of the program's constants
 */
public record Loops(
        Nest.Program program, List<HostArray> literals, List<Buffer> leaves, List<Buffer> results, int outputs) {
    /**
     * What is known of an argument: where it lies, and the lengths of its axes, or {@link Dimension#UNKNOWN}.
     *
     * @param wholes the whole numbers that it holds, where other lengths follow from them; empty if they are not known
     */
    public record Memory(boolean offHeap, long[] lengths, List<Long> wholes) {
        public Memory(boolean offHeap, long[] lengths) {
            this(offHeap, lengths, List.of());
        }
    }

    /**
     * @param leaves inputs, then shared variables, that the roots are made of
     * @param inputs how many of them are inputs
     * @param memories what is known of each leaf
     * @param outputs how many of the roots are outputs; the others are new values of shared variables
     * @param written what the roots were made of: the loops refuse what any of its operations refuses
     * @param limit the most scalar operations in one loop
     * @throws NoNest if there is something that loops cannot say, or dimensions do not match
     */
    public static Loops of(
            List<? extends Expr> leaves,
            int inputs,
            List<Memory> memories,
            List<Expr> roots,
            int outputs,
            List<Expr> written,
            int limit) {
        Lowering lowering = new Lowering();
        List<Buffer> arguments = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            arguments.add(buffer(leaves.get(i), i, inputs, memories.get(i)));
            lowering.leaf(leaves.get(i), arguments.get(i), memories.get(i).wholes());
        }
        List<Node> nodes = lowering.nodes(roots);
        lowering.refuse(written);
        Map<Node, Buffer> memory = new IdentityHashMap<>();
        List<Buffer> results = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            boolean output = i < outputs;
            Buffer b = new Buffer(
                    output ? Buffer.Role.OUTPUT : Buffer.Role.UPDATE,
                    output ? i : i - outputs,
                    nodes.get(i).dtype,
                    nodes.get(i).dims,
                    false,
                    roots.get(i).name());
            memory.put(nodes.get(i), b);
            results.add(b);
        }
        Fuser fuser = new Fuser(nodes, lowering.kept(), lowering.asked(), limit);
        NestBuilder builder = new NestBuilder(fuser, memory);
        List<Nest.Statement> body = Collapse.collapsed(builder.build());
        List<Buffer> constants = read(lowering.constants(), body);
        Nest.Program program =
                new Nest.Program(List.copyOf(lowering.guards()), constants, List.copyOf(builder.temporaries()), body);
        NestCheck.check(program);
        List<HostArray> literals = List.copyOf(lowering.literals().subList(0, constants.size()));
        return new Loops(program, literals, List.copyOf(arguments), List.copyOf(results), outputs);
    }

    /** Without the last constants that no statement reads: they were made for operations that may only refuse. */
    private static List<Buffer> read(List<Buffer> constants, List<Nest.Statement> body) {
        int count = constants.size();
        while (count > 0 && !isRead(constants.get(count - 1), body)) {
            count--;
        }
        return List.copyOf(constants.subList(0, count));
    }

    private static boolean isRead(Buffer b, List<Nest.Statement> body) {
        return body.stream().anyMatch(s -> RowSums.touches(s, b));
    }

    /** Where each new value goes: the memory of its shared variable, or null where that may have another shape. */
    public List<Buffer> stored(List<Integer> targets) {
        List<Buffer> stored = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            Buffer from = results.get(outputs + i);
            Buffer to = leaves.get(targets.get(i));
            boolean fits = to.role() == Buffer.Role.SHARED;
            for (int axis = 0; axis < to.rank(); axis++) {
                fits &= to.dims().get(axis).root() == from.dims().get(axis).root();
            }
            stored.add(fits ? to : null);
        }
        return stored;
    }

    private static Buffer buffer(Expr leaf, int i, int inputs, Memory memory) {
        boolean input = i < inputs;
        Buffer.Role role = input ? Buffer.Role.INPUT : Buffer.Role.SHARED;
        int index = input ? i : i - inputs;
        List<Dimension> dims = new ArrayList<>();
        Buffer buffer = new Buffer(
                role, index, leaf.type().dtype(), Collections.unmodifiableList(dims), memory.offHeap, leaf.name());
        for (int axis = 0; axis < leaf.type().rank(); axis++) {
            dims.add(new Dimension(new Dimension.OfMemory(buffer, axis), memory.lengths[axis]));
        }
        return buffer;
    }
}
