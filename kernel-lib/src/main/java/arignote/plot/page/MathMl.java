package arignote.plot.page;

import arignote.plot.draw.Svg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Formulas as MathML, which browsers draw by themselves, of the LaTeX that {@code arignote.expr.print.Latex} writes and no
 * other. A part between {@link #OPEN}, a character that says which, and {@link #CLOSE} becomes an element with its number.
 */
final class MathMl {
    static final char OPEN = '\uE000';
    static final char CLOSE = '\uE001';

    /** The character behind {@link #OPEN} of the part 0. */
    static final char FIRST = '\uE100';

    private static final Map<String, String> SIGNS =
            pairs("cdot ⋅ cdots ⋯ sum ∑ prod ∏ partial ∂ le ≤ leq ≤ ge ≥ geq ≥ "
                    + "ne ≠ neq ≠ lt < gt > land ∧ wedge ∧ lor ∨ vee ∨ lnot ¬ oplus ⊕ ll ≪ gg ≫ bmod mod sim ∼ { { } } "
                    + "lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ alpha α beta β gamma γ delta δ epsilon ϵ zeta ζ eta η theta θ iota ι "
                    + "kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ phi ϕ chi χ psi ψ omega ω Gamma Γ");

    private final String tex;
    private int at;

    private MathMl(String tex) {
        this.tex = tex;
    }

    static String of(String tex) {
        return "<math display=\"block\">" + new MathMl(tex).row() + "</math>";
    }

    /** Up to what ends a group. */
    private String row() {
        List<String> parts = new ArrayList<>();
        while (at < tex.length() && !ends()) {
            char c = tex.charAt(at);
            if (c == ' ') {
                at++;
            } else if ((c == '^' || c == '_') && !parts.isEmpty()) {
                at++;
                String tag = c == '^' ? "msup" : "msub";
                parts.add("<" + tag + ">" + parts.remove(parts.size() - 1) + atom() + "</" + tag + ">");
            } else {
                parts.add(atom());
            }
        }
        return "<mrow>" + String.join("", parts) + "</mrow>";
    }

    private boolean ends() {
        char c = tex.charAt(at);
        return c == '}'
                || c == CLOSE
                || c == '&'
                || tex.startsWith("\\right", at)
                || tex.startsWith("\\\\", at)
                || tex.startsWith("\\end", at);
    }

    private String atom() {
        char c = tex.charAt(at++);
        if (c == '{') {
            return closed(row());
        }
        if (c == OPEN) {
            int number = tex.charAt(at++) - FIRST;
            return closed(row()).replaceFirst("<mrow", "<mrow data-node=\"" + number + "\"");
        }
        if (c == '\\') {
            return command();
        }
        if (Character.isDigit(c)) {
            int from = at - 1;
            while (at < tex.length() && (Character.isDigit(tex.charAt(at)) || tex.charAt(at) == '.')) {
                at++;
            }
            return "<mn>" + tex.substring(from, at) + "</mn>";
        }
        return Character.isLetter(c) ? "<mi>" + c + "</mi>" : sign(c == '-' ? "−" : String.valueOf(c));
    }

    private String command() {
        int from = at++;
        while (Character.isLetter(tex.charAt(from)) && at < tex.length() && Character.isLetter(tex.charAt(at))) {
            at++;
        }
        String name = tex.substring(from, at);
        return switch (name) {
            case ",", ";", " " -> "<mspace width=\"0.17em\"></mspace>";
            case "frac" -> "<mfrac>" + atom() + atom() + "</mfrac>";
            case "sqrt" -> root();
            case "left" -> {
                String open = delimiter();
                String inside = row();
                at += "\\right".length();
                yield "<mrow>" + open + inside + delimiter() + "</mrow>";
            }
            case "operatorname", "mathrm", "mathsf" -> "<mi mathvariant=\"normal\">" + words() + "</mi>";
            case "text" -> "<mtext>" + words().replace(' ', '\u00a0') + "</mtext>";
            case "mathord" -> atom();
            case "begin" -> cases();
            default -> SIGNS.containsKey(name) ? sign(SIGNS.get(name)) : "<mi>" + Svg.escape(name) + "</mi>";
        };
    }

    private static String sign(String sign) {
        String tag = Character.isLetter(sign.charAt(0)) ? "mi" : "mo";
        return "<" + tag + ">" + Svg.escape(sign) + "</" + tag + ">";
    }

    private String delimiter() {
        char c = tex.charAt(at++);
        return c == '\\' ? command() : sign(String.valueOf(c));
    }

    private String root() {
        if (tex.charAt(at) != '[') {
            return "<msqrt>" + atom() + "</msqrt>";
        }
        int end = tex.indexOf(']', at);
        String degree = tex.substring(at + 1, end);
        at = end + 1;
        return "<mroot>" + atom() + "<mn>" + degree + "</mn></mroot>";
    }

    /** What stands between braces, as it is. */
    private String words() {
        int end = at + 1;
        while (tex.charAt(end) != '}' || tex.charAt(end - 1) == '\\') {
            end++;
        }
        String words = tex.substring(at + 1, end).replaceAll("\\\\(.)", "$1");
        at = end + 1;
        return Svg.escape(words);
    }

    private String cases() {
        words();
        StringBuilder table = new StringBuilder("<mrow><mo>{</mo><mtable><mtr>");
        while (!tex.startsWith("\\end", at)) {
            table.append("<mtd>" + row() + "</mtd>");
            if (tex.charAt(at) == '&') {
                at++;
            } else if (tex.startsWith("\\\\", at)) {
                at += 2;
                table.append("</mtr><mtr>");
            }
        }
        at += "\\end".length();
        words();
        return table.append("</mtr></mtable></mrow>").toString();
    }

    /** Goes over what has ended a group. */
    private String closed(String row) {
        at++;
        return row;
    }

    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        String[] words = text.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            pairs.put(words[i], words[i + 1]);
        }
        return pairs;
    }
}
