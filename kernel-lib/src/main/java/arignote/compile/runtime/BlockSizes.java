package arignote.compile.runtime;

/** How large the blocks of sweeps are. Where something is added up across blocks it follows from shapes alone, as the order of sums does. */
abstract class BlockSizes {
    /** Sums run over so many lanes. */
    static final int LANES = 32;

    /** A formula takes about as long as so many turns of simple operations. */
    private static final int FORMULA = 8;

    private static final int BLOCKS = 64;

    /** Rows of more elements than so many make blocks longer. */
    private static final int FEW = 1_024;

    /** A tile has so many columns, */
    private static final int NARROW = 32;

    /** and a cache holds so many elements. */
    private static final int CACHED = 1 << 16;

    /** Into how many blocks of {@code turns} turns a loop of {@code n} is cut. */
    protected static int blockCount(int n, int turns) {
        return n <= turns ? 1 : (int) ((n + (long) turns - 1) / turns);
    }

    /**
     * The same where blocks begin anew with each group of turns. The blocks of a group are added up first, and then the groups: what
     * a group gives does not depend on the others, and may be computed elsewhere.
     */
    protected static int blockCount(int n, int turns, long group) {
        return n <= group
                ? blockCount(n, turns)
                : (int) (n / group * perGroup(turns, group) + (n % group + turns - 1) / turns);
    }

    /** How many blocks a group has. */
    protected static int perGroup(int turns, long group) {
        return (int) ((group + turns - 1) / turns);
    }

    /** The first turn of a block. */
    protected static int blockBegin(int block, int turns, long group) {
        int blocks = perGroup(turns, group);
        return (int) (block / blocks * group + (long) (block % blocks) * turns);
    }

    /** The turn behind the last one of a block. */
    protected static int blockEnd(int n, int block, int turns, long group) {
        long end = Math.min(n, (block / perGroup(turns, group) + 1) * group);
        return (int) Math.min(end, (long) blockBegin(block, turns, group) + turns);
    }

    /** How many rows of this length make a strip of so many elements; 1 if they are not short, and where there is nothing in them. */
    protected static int rowsAtOnce(int length, int strip) {
        return length == 0 ? 1 : Math.max(1, strip / length);
    }

    /** How many turns make a block of so many innermost turns, where each has {@code work} of them. */
    protected static int turns(long work, int block) {
        return (int) Math.max(1, block / Math.max(1, work));
    }

    /**
     * How many turns make a block where each adds to rows of memory, of which each block has its own: some 32 for each of these rows at
     * least, so that they take little time and memory.
     *
     * @param work how many innermost turns each of them has
     * @param width how many elements the rows have
     * @param block how many innermost turns make a block where the rows are short
     */
    public static int rowTurns(long work, long width, int block) {
        long some = Math.max(block, block / FEW * width) / Math.max(1, work);
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, some));
    }

    /**
     * Whether what a sum over rows reads should go through registers column by column: that is slow where no cache holds the rows, unless
     * all of a row is one column.
     *
     * @param width how many elements a row has
     * @param all how many there are
     */
    protected static boolean fitsTile(long width, long all) {
        return width <= NARROW || all <= CACHED;
    }

    /**
     * How many innermost turns make a block where each computes formulas and nothing is added up across blocks: it takes about as long as
     * a block without formulas. Large arrays have no more than some {@value #BLOCKS}, as each block has memory of its own.
     *
     * @param all how many turns there are
     * @param block how many make one without formulas
     */
    protected static int lighter(long all, int formulas, int block) {
        long least = block / (1 + FORMULA * formulas);
        long some = Math.max(least, all / BLOCKS);
        return (int) Math.min(block, (some + LANES - 1) / LANES * LANES);
    }
}
