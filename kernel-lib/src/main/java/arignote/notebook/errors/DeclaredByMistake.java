package arignote.notebook.errors;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import jdk.jshell.JShell;

/**
 * Statements that JShell takes for declarations with a type that may come later, and that forget the variable which was
 * there: {@code print x}, {@code not x}, {@code x, y = 1, 2}.
 *
 * @param start of what is wrong, in the statement
 * @param end exclusive
 */
record DeclaredByMistake(CompileError error, int start, int end) {
    private static final Pattern DECLARED =
            Pattern.compile("\\s*([A-Za-z_][\\w.]*)\\s+([A-Za-z_]\\w*)\\s*;?\\s*(?:(?://|#).*)?");
    private static final Pattern SEVERAL = Pattern.compile("\\s*[A-Za-z_]\\w*\\s*(?:,\\s*[A-Za-z_]\\w*\\s*)+=(?!=)");
    private static final List<String> CONTEXTUAL = List.of("var", "yield", "record", "sealed");

    /** @return null if the statement is nothing of the kind */
    static DeclaredByMistake of(JShell shell, String statement, Supplier<KnownNames> names) {
        if (SEVERAL.matcher(statement).lookingAt()) {
            ForeignSyntax found = ForeignSyntax.of(statement, name -> "");
            return found == null
                    ? null
                    : new DeclaredByMistake(
                            found.error(),
                            found.diagnostic().start(),
                            found.diagnostic().end());
        }
        Matcher declared = DECLARED.matcher(statement);
        if (!declared.matches() || isType(shell, declared.group(1), declared.group(2))) {
            return null;
        }
        String type = declared.group(1), name = declared.group(2);
        String word = type.substring(type.lastIndexOf('.') + 1);
        String hint = word.startsWith("print")
                ? "Write System.out.println(" + name + "), or " + name + " alone in a cell's last line."
                : word.equals("not") ? "Write !" + name + "." : ForeignNames.hint(word, "");
        CompileError error = word.equals(type)
                ? new CompileError(
                        type + " is not known here.",
                        hint.isEmpty() ? names.get().hint(type, false) : hint)
                : new CompileError(
                        "What " + word + " takes stands in parentheses.", "Write " + type + "(" + name + ");");
        return new DeclaredByMistake(error, declared.start(1), declared.end(1));
    }

    /** A class may come later, if no variable is lost meanwhile. */
    private static boolean isType(JShell shell, String type, String name) {
        String simple = type.substring(type.lastIndexOf('.') + 1);
        if (SourceVersion.isKeyword(type) || CONTEXTUAL.contains(type)) {
            return true;
        }
        boolean capital = Character.isUpperCase(simple.charAt(0));
        if (!simple.equals(type)) {
            return capital;
        }
        boolean mayCome = capital
                && shell.variables().noneMatch(variable -> variable.name().equals(name));
        return mayCome
                || shell.sourceCodeAnalysis()
                        .listQualifiedNames(type, type.length())
                        .isResolvable();
    }
}
