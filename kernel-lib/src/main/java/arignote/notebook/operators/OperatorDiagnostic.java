package arignote.notebook.operators;

import arignote.notebook.source.Diagnostic;
import arignote.notebook.source.OperandType;
import arignote.notebook.source.SourceScan;
import arignote.notebook.source.Span;
import java.util.List;

/** The sentence on an operator that has no meaning between its operands, with their text. */
final class OperatorDiagnostic {
    private OperatorDiagnostic() {}

    /**
     * @param types of the sides
     * @return null if the compiler's words will do
     */
    static String sentence(String text, Diagnostic diagnostic, List<OperandType> types) {
        int at = diagnostic.position();
        String sign = OperatorCall.sign(text, at);
        if (sign == null || !OperatorCall.assigns(text, at) || types.isEmpty()) {
            return null;
        }
        String left = text.substring(diagnostic.start(), at).strip();
        if (types.get(0) == OperandType.SHARED) {
            return "%s is a shared variable, which only functions change: write update(%s, %s %s …)"
                    .formatted(left, left, left, sign);
        }
        Operand place = Operand.in(text, diagnostic.start(), at);
        Span changing = place == null ? null : place.changing();
        if (changing == null || !types.stream().allMatch(OperandType::hasOperators)) {
            return null;
        }
        String part = text.substring(changing.start(), changing.end());
        boolean index = text.startsWith("]", SourceScan.afterComments(text, changing.end()));
        String once = index ? "int k = " + part + "; " : "var p = " + part + "; ";
        String rest = text.substring(diagnostic.start(), changing.start())
                + (index ? "k" : "p")
                + text.substring(changing.end(), diagnostic.end());
        return "%s would be computed twice in %s: write %s%s"
                .formatted(part, diagnostic.span().of(text), once, rest);
    }
}
