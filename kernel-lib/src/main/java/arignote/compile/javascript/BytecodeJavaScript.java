package arignote.compile.javascript;

import arignote.compile.javascript.ClassFile.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A static method of plain arithmetic as a function of JavaScript, from its bytecode: numbers, arrays, texts, and objects with one
 * field. Every operation on doubles is the same there, so the bits are. Whole numbers are places in memory, which are far
 * from 2³¹, so sums do not wrap around.
 *
 * <p>Code may jump anywhere, so the blocks between jumps are cases of a {@code switch} in a loop. What is on the stack is text until
 * something that it reads changes.
 */
final class BytecodeJavaScript {
    // Instructions, by their numbers in the Java Virtual Machine Specification
    private static final int RETURN = 177;
    private static final int INVOKESTATIC = 184;

    /** What jumps compare by, in the order of their instructions. */
    private static final String[] SIGNS = {"===", "!==", "<", ">=", ">", "<="};

    private final ClassFile file;
    private final Bytecode code;
    private final int locals;
    private final Map<String, String> conditions = new HashMap<>(); // of which the texts of choices are made
    private final Map<Integer, Integer> heights = new HashMap<>(); // of the stack where a block begins
    private final List<String> stack = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private int deepest;
    private int kept;

    private BytecodeJavaScript(ClassFile file, ClassFile.Code method) {
        this.file = file;
        code = new Bytecode(method.bytes());
        locals = method.locals();
    }

    /** The function of a method, with a name. */
    static String function(String name, ClassFile file, ClassFile.Code method) {
        BytecodeJavaScript printer = new BytecodeJavaScript(file, method);
        printer.print();
        List<String> parameters = new ArrayList<>();
        int slot = 0;
        for (String type : Netlib.parameters(method.descriptor())) {
            parameters.add("v" + slot);
            slot += Netlib.width(type);
        }
        List<String> variables = new ArrayList<>();
        for (int i = 0; i < printer.locals; i++) {
            if (!parameters.contains("v" + i)) {
                variables.add("v" + i);
            }
        }
        for (int i = 0; i < printer.deepest; i++) {
            variables.add("s" + i);
        }
        for (int i = 0; i < printer.kept; i++) {
            variables.add("t" + i);
        }
        String declared = variables.isEmpty() ? "" : "let " + String.join(", ", variables) + ";\n";
        return "function " + name + "(" + String.join(", ", parameters) + ") {\n" + declared
                + "for (let at = 0;;) switch (at) {\ncase 0:\n" + String.join("\n", printer.lines) + "\n}\n}";
    }

    private void print() {
        boolean reached = true;
        for (int at = 0; at < code.size(); at = code.next(at)) {
            if (at > 0 && code.block(at) != null) {
                if (reached) {
                    flush(at);
                }
                lines.add("case " + code.block(at) + ":");
                stack.clear();
                for (int i = 0; i < heights.getOrDefault(at, 0); i++) {
                    stack.add("s" + i);
                }
            }
            if (!reached && code.block(at) == null) {
                continue;
            }
            reached = true;
            if (code.isChoice(at)) {
                String condition = condition(code.unsigned(at));
                push("(" + condition + " ? 1 : 0)");
                conditions.put("(" + condition + " ? 1 : 0)", condition);
                continue;
            }
            int op = code.unsigned(at);
            if (code.isJump(at)) {
                String condition = op == Bytecode.GOTO ? null : condition(op);
                if (condition != null && !stack.isEmpty()) {
                    push(condition);
                    keep(stack.size() - 1);
                    condition = pop();
                }
                flush(code.target(at));
                String jump = "at = " + code.block(code.target(at)) + "; continue;";
                lines.add(condition == null ? jump : "if (" + condition + ") { " + jump + " }");
                reached = condition != null;
            } else if (op == RETURN) {
                lines.add("return;");
                reached = false;
            } else if (op >= 172 && op <= 176) {
                lines.add("return " + pop() + ";");
                reached = false;
            } else {
                instruction(at, op);
            }
        }
    }

    /** Everything on the stack has the variable of its place, for the block that begins there. */
    private void flush(int to) {
        for (int i = 0; i < stack.size(); i++) {
            if (!stack.get(i).equals("s" + i) && stack.get(i).matches("(?s).*\\bs\\d.*")) {
                keep(i); // which one of these variables may change
            }
        }
        for (int i = 0; i < stack.size(); i++) {
            if (!stack.get(i).equals("s" + i)) {
                lines.add("s" + i + " = " + stack.get(i) + ";");
                deepest = Math.max(deepest, i + 1);
            }
        }
        heights.put(to, stack.size());
    }

    /** Computes what is on the stack now. */
    private void keep(int i) {
        if (!stack.get(i).matches("t\\d+")) {
            lines.add("t" + kept + " = " + stack.get(i) + ";");
            stack.set(i, "t" + kept++);
        }
    }

    /** What reads memory is read before that changes. */
    private void spillReads() {
        for (int i = 0; i < stack.size(); i++) {
            if (stack.get(i).matches("(?s).*(\\[|\\.val|_F_|\\{).*")) {
                keep(i);
            }
        }
    }

    private void store(int local) {
        String value = pop();
        for (int i = 0; i < stack.size(); i++) {
            if (stack.get(i).matches("(?s).*\\bv" + local + "\\b.*")) {
                keep(i);
            }
        }
        lines.add("v" + local + " = " + value + ";");
    }

    private void push(String text) {
        stack.add(text);
    }

    private String pop() {
        return stack.remove(stack.size() - 1);
    }

    private void binary(String operator) {
        String b = pop();
        push("(" + pop() + " " + operator + " " + b + ")");
    }

    private void rounded() {
        push("Math.fround(" + pop() + ")");
    }

    private String condition(int op) {
        if (op >= 159 && op <= 166) {
            String b = pop();
            return pop() + " " + SIGNS[(op - 159) % 6] + " " + b;
        }
        String a = pop();
        if (conditions.containsKey(a) && op <= 154) {
            return op == 154 ? conditions.get(a) : "!(" + conditions.get(a) + ")";
        }
        if (op >= 198) {
            return a + (op == 198 ? " === null" : " !== null");
        }
        if (!a.startsWith("compare ")) {
            return a + " " + SIGNS[op - 153] + " 0";
        }
        // of NaN it is -1 or 1, by the instruction
        boolean less = a.startsWith("compare <");
        String[] both = a.split("\n");
        int sign = op - 153;
        boolean turned = sign >= 2 && (less ? sign == 2 || sign == 5 : sign == 3 || sign == 4);
        String text = both[1] + " " + SIGNS[turned ? (sign == 2 ? 3 : sign == 3 ? 2 : sign == 4 ? 5 : 4) : sign] + " "
                + both[2];
        return turned ? "!(" + text + ")" : text;
    }

    private void instruction(int at, int op) {
        if (op <= 20) { // constants
            push(constant(at, op));
        } else if (op <= 45) { // locals
            push("v" + (op <= 25 ? code.unsigned(at + 1) : (op - 26) % 4));
        } else if (op <= 53) { // elements of arrays
            String i = pop();
            push(pop() + "[" + i + "]");
        } else if (op <= 78) { // to locals
            store(op <= 58 ? code.unsigned(at + 1) : (op - 59) % 4);
        } else if (op <= 86) { // to arrays
            String value = pop();
            String i = pop();
            String array = pop();
            spillReads();
            lines.add(array + "[" + i + "] = " + value + ";");
        } else if (op == 87) { // pop
            lines.add(pop() + ";");
        } else if (op == 89) { // dup
            if (!stack.get(stack.size() - 1).matches("\\w+|new .*")) {
                keep(stack.size() - 1);
            }
            push(stack.get(stack.size() - 1));
        } else if (op >= 96 && op <= 131) {
            arithmetic(op);
        } else if (op == 132) { // iinc
            String changed = "v" + code.unsigned(at + 1);
            push("(" + changed + " + " + (byte) code.unsigned(at + 2) + ")");
            store(code.unsigned(at + 1));
        } else if (op >= 133 && op <= 147) {
            convert(op);
        } else if (op >= 149 && op <= 152) { // comparisons of floating numbers
            String b = pop();
            push("compare " + (op % 2 == 1 ? "<" : ">") + "\n" + pop() + "\n" + b);
        } else {
            member(at, op);
        }
    }

    private String constant(int at, int op) {
        if (op == 1) {
            return "null";
        }
        if (op <= 8) {
            return inParentheses(op - 3);
        }
        if (op >= 11 && op <= 15) {
            return "" + (op >= 14 ? op - 14 : op - 11);
        }
        if (op == 16 || op == 17) {
            return inParentheses(op == 16 ? (byte) code.unsigned(at + 1) : (short) code.wide(at + 1));
        }
        int place = op == 18 ? code.unsigned(at + 1) : code.wide(at + 1);
        return file.isText(place)
                ? JavaScriptPrinter.quoted(file.text(place))
                : inParentheses(((Number) file.number(place)).doubleValue());
    }

    private static String inParentheses(double number) {
        String text = FormulaJavaScript.literal(number);
        return text.startsWith("-") ? "(" + text + ")" : text;
    }

    /** Kinds of numbers lie side by side: int, long, float, double. */
    private void arithmetic(int op) {
        boolean whole = op % 4 == 0;
        switch (op <= 119 ? (op - 96) / 4 : 6) {
            case 0 -> binary("+");
            case 1 -> binary("-");
            case 2 -> {
                if (whole) {
                    String b = pop();
                    push("Math.imul(" + pop() + ", " + b + ")");
                } else {
                    binary("*");
                }
            }
            case 3 -> binary("/");
            case 4 -> binary("%");
            case 5 -> push(whole ? "(0 - " + pop() + ")" : "(-" + pop() + ")");
            default ->
                binary(
                        switch (op) {
                            case 120 -> "<<";
                            case 122 -> ">>";
                            case 126 -> "&";
                            case 128 -> "|";
                            case 130 -> "^";
                            default -> throw new IllegalStateException("no JavaScript for the instruction " + op);
                        });
        }
        if (op == 108 || op == 112) {
            push("(" + pop() + " | 0)");
        }
        if (op <= 119 && op % 4 == 2) {
            rounded();
        }
    }

    private void convert(int op) {
        switch (op) {
            case 134, 144 -> rounded();
            case 139, 142 -> push("(" + pop() + " | 0)");
            case 135, 141, 146 -> push(pop());
            default -> throw new IllegalStateException("no JavaScript for the instruction " + op);
        }
    }

    private void member(int at, int op) {
        switch (op) {
            case 178 -> push(Netlib.field(file.member(code.wide(at + 1))));
            case 179 -> {
                String value = pop();
                spillReads();
                lines.add(Netlib.field(file.member(code.wide(at + 1))) + " = " + value + ";");
            }
            case 180 -> push(pop() + "." + file.member(code.wide(at + 1)).name());
            case 181 -> {
                String value = pop();
                String object = pop();
                spillReads();
                lines.add(object + "." + file.member(code.wide(at + 1)).name() + " = " + value + ";");
            }
            case 182, 183, INVOKESTATIC -> invoke(file.member(code.wide(at + 1)), op);
            case 187 -> push("new " + at + " " + file.text(code.wide(at + 1)));
            case 188 -> {
                String type = switch (code.unsigned(at + 1)) {
                    case 4 -> "Uint8Array";
                    case 7 -> "Float64Array";
                    case 10 -> "Int32Array";
                    default -> throw new IllegalStateException("no JavaScript for such an array");
                };
                push("new " + type + "(" + pop() + ")");
                keep(stack.size() - 1);
            }
            case 190 -> push(pop() + ".length");
            case 192 -> push(pop());
            default -> throw new IllegalStateException("no JavaScript for the instruction " + op);
        }
    }

    private void invoke(Member method, int op) {
        List<String> arguments = new ArrayList<>();
        Netlib.parameters(method.descriptor()).forEach(p -> arguments.add(0, pop()));
        if (op != INVOKESTATIC) {
            arguments.add(0, pop());
        }
        if (method.name().equals("<init>")) {
            String made = arguments.remove(0);
            stack.replaceAll(s -> s.equals(made) ? Netlib.made(method.owner(), arguments) : s);
            if (method.owner().startsWith("org/")) {
                keep(stack.size() - 1);
            }
            return;
        }
        String own = Netlib.own(method, arguments);
        if (own != null && !method.descriptor().endsWith(")V")) {
            push(own);
            return;
        }
        String call = own != null ? own : Netlib.name(method) + "(" + String.join(", ", arguments) + ")";
        spillReads();
        if (method.descriptor().endsWith(")V")) {
            lines.add(call + ";");
        } else {
            push(call);
            keep(stack.size() - 1);
        }
    }
}
