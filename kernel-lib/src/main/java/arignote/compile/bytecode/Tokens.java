package arignote.compile.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a source, and a place among them. */
final class Tokens {
    private static final String END = "";
    private static final Set<String> PAIRS =
            Set.of("->", "<=", ">=", "==", "!=", "&&", "||", "<<", "++", "--", "+=", "-=", "*=");

    private final List<String> words = new ArrayList<>();
    private int at;

    Tokens(String source) {
        int i = 0;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (source.startsWith("//", i)) {
                i = after(source, "\n", i);
            } else if (source.startsWith("/*", i)) {
                i = after(source, "*/", i + 2);
            } else {
                int end = end(source, i);
                words.add(source.substring(i, end));
                i = end;
            }
        }
    }

    private static int after(String source, String mark, int from) {
        int found = source.indexOf(mark, from);
        return found < 0 ? source.length() : found + mark.length();
    }

    private static int end(String source, int start) {
        int i = start + 1;
        if (Character.isDigit(source.charAt(start))) {
            boolean hex = source.startsWith("0x", start);
            while (i < source.length() && isOfNumber(source, i, hex)) {
                i++;
            }
        } else if (Character.isJavaIdentifierStart(source.charAt(start))) {
            while (i < source.length() && Character.isJavaIdentifierPart(source.charAt(i))) {
                i++;
            }
        } else if (i < source.length() && PAIRS.contains(source.substring(start, i + 1))) {
            i++;
        }
        return i;
    }

    private static boolean isOfNumber(String source, int i, boolean hex) {
        char c = source.charAt(i);
        char before = Character.toLowerCase(source.charAt(i - 1));
        return Character.isLetterOrDigit(c)
                || c == '.'
                || (c == '-' || c == '+') && (hex ? before == 'p' : before == 'e');
    }

    /** The next word. */
    String peek() {
        return peek(0);
    }

    /** The word that comes {@code ahead} words after the next. */
    String peek(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : END;
    }

    /** Takes the next word. */
    String next() {
        String word = peek();
        if (word.equals(END)) {
            throw new Beyond("the source ends");
        }
        at++;
        return word;
    }

    /** Takes the next word if it is this one. */
    boolean takes(String word) {
        boolean is = peek().equals(word);
        at += is ? 1 : 0;
        return is;
    }

    /** Takes the next word, which has to be this one. */
    void expect(String word) {
        if (!takes(word)) {
            throw new Beyond(peek() + " in the place of " + word);
        }
    }

    /** Takes a name. */
    String name() {
        if (!isName(0)) {
            throw new Beyond(peek() + " in the place of a name");
        }
        return next();
    }

    /** Whether the word that comes {@code ahead} words after the next is a name or a keyword. */
    boolean isName(int ahead) {
        String word = peek(ahead);
        return !word.equals(END) && Character.isJavaIdentifierStart(word.charAt(0));
    }

    boolean isNumber() {
        return !peek().equals(END) && Character.isDigit(peek().charAt(0));
    }

    int place() {
        return at;
    }

    void go(int place) {
        at = place;
    }

    /** Goes behind the brace that closes the block whose opening brace is next. */
    void skipBlock() {
        int depth = 0;
        do {
            String word = next();
            depth += word.equals("{") ? 1 : word.equals("}") ? -1 : 0;
        } while (depth > 0);
    }
}
