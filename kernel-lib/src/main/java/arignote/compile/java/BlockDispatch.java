package arignote.compile.java;

import arignote.compile.print.SourceText;
import java.util.ArrayList;
import java.util.List;

/** The method that computes one block of one sweep; the cases of many sweeps are methods of their own. */
final class BlockDispatch {
    /** The blocks of so many sweeps stand in one method. */
    private static final int CASES = 64;

    private final List<SourceText> cases = new ArrayList<>();

    /** Where the case of a sweep goes; sweeps come in their order. */
    SourceText of(int sweep) {
        if (sweep % CASES == 0) {
            cases.add(new SourceText());
        }
        return cases.get(sweep / CASES);
    }

    void print(SourceText out) {
        if (cases.stream().allMatch(SourceText::isEmpty)) {
            return;
        }
        SourceText groups = new SourceText();
        for (int i = 0; i < cases.size() && cases.size() > 1; i++) {
            groups.line("case " + i + " -> blocks" + i + "(pass, block);");
            out.blank();
            method(out, "private void blocks" + i, "pass", cases.get(i));
        }
        out.blank().line("@Override");
        boolean one = groups.isEmpty();
        method(out, "public void block", one ? "pass" : "pass / " + CASES, one ? cases.get(0) : groups);
    }

    private static void method(SourceText out, String method, String by, SourceText cases) {
        out.open(method + "(int pass, int block)");
        out.open("switch (" + by + ")")
                .block(cases)
                .line("default -> throw new AssertionError(pass);")
                .close();
        out.close();
    }
}
