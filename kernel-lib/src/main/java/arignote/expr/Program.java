package arignote.expr;

import arignote.Expr;
import java.util.List;
import java.util.ServiceLoader;

/** Expressions as a function from host arrays to new host arrays: the body of a loop. One thread at a time may call. */
public interface Program {
    /**
     * The values of the expressions.
     *
     * @param inputs one for each input, in order, of its type; not written to
     * @throws IllegalArgumentException if shapes do not match
     */
    HostArray[] run(HostArray[] inputs);

    /** Makes programs. The interface stands here so that an operation may have a body; the room that compiles provides it. */
    interface Compiler {
        /**
         * @param inputs what {@code outputs} are made of
         */
        Program compile(List<Expr> inputs, List<Expr> outputs);

        /** The one that is there. */
        static Compiler get() {
            return Holder.COMPILER;
        }
    }

    /** Found at first use, once. */
    final class Holder {
        private static final Compiler COMPILER = ServiceLoader.load(Compiler.class, Compiler.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no compiler of programs is on the class path"));

        private Holder() {}
    }
}
