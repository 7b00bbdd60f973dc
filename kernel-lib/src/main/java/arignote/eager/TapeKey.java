package arignote.eager;

import arignote.expr.Op;
import java.util.Arrays;

/** What two tapes have in common that can be computed by the same code: a key, compared exactly. */
final class TapeKey {
    private int[] words = new int[64];
    private int size;
    private Op[] ops = new Op[16];
    private int done;
    private int hash;

    void clear() {
        size = 0;
        Arrays.fill(ops, 0, done, null);
        done = 0;
        hash = 0;
    }

    void add(int word) {
        words = size == words.length ? Arrays.copyOf(words, 2 * size) : words;
        words[size++] = word;
        hash = 31 * hash + word;
    }

    void add(Op op) {
        ops = done == ops.length ? Arrays.copyOf(ops, 2 * done) : ops;
        ops[done++] = op;
        hash = 31 * hash + op.hashCode();
    }

    /** One that stays as it is. */
    TapeKey copy() {
        TapeKey copy = new TapeKey();
        copy.words = Arrays.copyOf(words, size);
        copy.size = size;
        copy.ops = Arrays.copyOf(ops, done);
        copy.done = done;
        copy.hash = hash;
        return copy;
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof TapeKey s) || s.hash != hash || s.size != size || s.done != done) {
            return false;
        }
        for (int i = 0; i < done; i++) {
            if (ops[i] != s.ops[i] && !ops[i].equals(s.ops[i])) {
                return false;
            }
        }
        return Arrays.equals(words, 0, size, s.words, 0, size);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
