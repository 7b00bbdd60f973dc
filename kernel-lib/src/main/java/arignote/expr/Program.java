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

    /** The body of a loop. */
    interface Looped extends Program {
        /**
         * Runs turns one after the other, without a call for each.
         *
         * @param n so many turns, at least one, unless one ends the loop before
         * @param args the sequences, with {@code n} elements along their first axes or more, the first values of the states, and
         *     what stays the same
         * @param earlier for each result but the end one whose memory may be taken, or null
         * @return each result but the end: of all turns that ran, along a new first axis, or the last value; null if the turns
         *     have to be called one by one
         */
        HostArray[] turns(int n, HostArray[] args, HostArray[] earlier);
    }

    /** Makes programs. The interface stands here so that an operation may have a body; the room that compiles provides it. */
    interface Compiler {
        /**
         * @param inputs what {@code outputs} are made of
         */
        Program compile(List<Expr> inputs, List<Expr> outputs);

        /**
         * @param inputs what {@code outputs} are made of
         * @param turn which of them are what
         */
        Looped compile(List<Expr> inputs, List<Expr> outputs, Turn turn);

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
