package arignote.notebook.source;

import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;

/**
 * Several variables declared in one statement: {@code Expr a = x, b = y;}, taken apart into a statement for each, which is
 * how JShell runs it. So one that has to be written anew does not make the kernel run the others twice.
 */
public final class Declarations {
    private final String statement;
    private final List<String> parts = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    private Declarations(String statement) {
        this.statement = statement;
    }

    public static Declarations of(String statement) {
        Declarations declarations = new Declarations(statement);
        if (statement.indexOf(',') >= 0 && statement.indexOf('=') >= 0) {
            declarations.takeApart();
        }
        if (declarations.parts.isEmpty()) {
            declarations.parts.add(statement);
        }
        return declarations;
    }

    /** The statements; each variable stands at its own place, with blanks for the others. */
    public List<String> parts() {
        return parts;
    }

    /** One statement again, from a form of each part that differs only in the variable's value. */
    public String joined(List<String> forms) {
        if (forms.size() == 1) {
            return forms.get(0);
        }
        StringBuilder out = new StringBuilder(statement.substring(0, starts.get(0)));
        for (int i = 0; i < forms.size(); i++) {
            String form = forms.get(i);
            out.append(i == 0 ? "" : ",").append(form, starts.get(i), form.length() - 1);
        }
        return out.append(';').toString();
    }

    private void takeApart() {
        JavaSyntax syntax = JavaSyntax.members(statement);
        List<VariableTree> variables = new ArrayList<>();
        for (Tree member : syntax.members()) {
            if (member instanceof VariableTree v && v.getType() != null) {
                variables.add(v);
            }
        }
        boolean several = variables.size() > 1
                && variables.size() == syntax.members().size()
                && variables.stream()
                                .map(v -> v.getType() + " from " + syntax.start(v))
                                .distinct()
                                .count()
                        == 1;
        if (several) {
            takeApart(syntax, variables);
        }
    }

    private void takeApart(JavaSyntax syntax, List<VariableTree> variables) {
        int type = syntax.end(variables.get(0).getType());
        int from = type;
        for (VariableTree variable : variables) {
            int to = variable.getInitializer() == null ? from : syntax.end(variable.getInitializer());
            while (to < statement.length() && ",;".indexOf(statement.charAt(to)) < 0) {
                if (statement.charAt(to) == '/') {
                    parts.clear(); // a comment, which may hold commas
                    return;
                }
                to++;
            }
            String others = statement.substring(type, from).replaceAll("\\S", " ");
            parts.add(statement.substring(0, type) + others + statement.substring(from, to) + ";");
            starts.add(from);
            from = Math.min(to + 1, statement.length());
        }
    }
}
