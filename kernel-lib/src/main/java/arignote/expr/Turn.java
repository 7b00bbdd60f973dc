package arignote.expr;

/**
 * How expressions are a turn of a loop. Its inputs are elements of sequences, then the values that states have before, then
 * what stays the same; its results are the new values of the states, then others, then a bool that ends the loop, if it {@code ends}.
 *
 * @param sequences how many of the inputs are elements of sequences
 * @param states how many of the inputs are states, and of the results their new values
 * @param lastStates whether of each state only the last value is wanted, and not those that all turns have left
 * @param backwards whether the last elements are read first; results stand in the order of the elements in any case
 * @param ends whether the last result says that this turn was the last one
 */
public record Turn(int sequences, int states, boolean lastStates, boolean backwards, boolean ends) {
    /** Whether of result {@code k} only the last value is wanted. */
    public boolean isLast(int k) {
        return lastStates && k < states;
    }
}
