package arignote.compile.javascript;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The instructions of a method, in blocks that jumps lead to. */
final class Bytecode {
    /** The bytes of {@code if … goto a; 0; goto b; a: 1; b:}. */
    private static final int CHOICE = 8;

    static final int GOTO = 167;

    private final byte[] code;
    private final Map<Integer, Integer> lengths = new HashMap<>(); // of instructions, by their places
    private final Set<Integer> choices = new HashSet<>();
    private final Map<Integer, Integer> blocks = new TreeMap<>(); // the number of each block, by its place

    Bytecode(byte[] code) {
        this.code = code;
        TreeSet<Integer> begins = new TreeSet<>();
        Map<Integer, Integer> jumps = new HashMap<>(); // how many lead to a place
        for (int at = 0; at < code.length; at += lengths.get(at)) {
            lengths.put(at, count(at));
            if (isJump(at)) {
                jumps.merge(target(at), 1, Integer::sum);
            }
        }
        for (int at = 0; at < code.length; at += isChoice(at, jumps) ? CHOICE : lengths.get(at)) {
            if (isJump(at) && !isChoice(at, jumps)) {
                begins.add(target(at));
            }
            if (isChoice(at, jumps)) {
                choices.add(at);
            }
        }
        begins.remove(0); // which is case 0
        begins.forEach(at -> blocks.put(at, blocks.size() + 1));
    }

    /** Whether a jump is {@code if … goto a; 0; goto b; a: 1; b:}, which is a condition as a number. */
    private boolean isChoice(int at, Map<Integer, Integer> jumps) {
        return isJump(at)
                && unsigned(at) != GOTO
                && at + CHOICE < code.length
                && unsigned(at + 3) == 3
                && unsigned(at + 4) == GOTO
                && target(at + 4) == at + CHOICE
                && target(at) == at + 7
                && unsigned(at + 7) == 4
                && jumps.get(at + 7) == 1
                && !jumps.containsKey(at + 3);
    }

    /** How many bytes there are. */
    int size() {
        return code.length;
    }

    /** The place of the next instruction. */
    int next(int at) {
        return at + (choices.contains(at) ? CHOICE : lengths.get(at));
    }

    /** Whether a jump only chooses between 0 and 1. */
    boolean isChoice(int at) {
        return choices.contains(at);
    }

    /** The number of the block that begins at a place; null if none does. */
    Integer block(int at) {
        return at == 0 ? Integer.valueOf(0) : blocks.get(at);
    }

    boolean isJump(int at) {
        int op = unsigned(at);
        return op >= 153 && op <= GOTO || op == 198 || op == 199;
    }

    /** Where a jump leads. */
    int target(int at) {
        return at + (short) wide(at + 1);
    }

    /** The instruction, or the byte, at a place. */
    int unsigned(int at) {
        return code[at] & 0xff;
    }

    /** The two bytes from a place on. */
    int wide(int at) {
        return unsigned(at) << 8 | unsigned(at + 1);
    }

    private int count(int at) {
        int op = unsigned(at);
        if (op == 16 || op == 18 || op >= 21 && op <= 25 || op >= 54 && op <= 58 || op == 188) {
            return 2;
        }
        boolean three = op == 17
                || op == 19
                || op == 20
                || op == 132
                || op >= 153 && op <= GOTO
                || op >= 178 && op <= 184
                || op == 187
                || op == 192
                || op == 198
                || op == 199;
        if (op == 196 || op == 170 || op == 171 || op == 185) {
            throw new IllegalStateException("no JavaScript for the instruction " + op);
        }
        return three ? 3 : 1;
    }
}
