package arignote.compile.device;

import arignote.compile.nest.Buffer;
import arignote.compile.nest.Nest;
import arignote.compile.print.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A kernel that is being printed: its parameters, what it begins with, its statements. */
final class KernelScope {
    final String name;
    final SourceText body = new SourceText();

    /** What it does, for a reader. */
    final List<Nest.Statement> statements = new ArrayList<>();

    private final SourceText head = new SourceText();
    private final SourceText last = new SourceText();
    private final Map<Kernel.Parameter, String> parameters = new LinkedHashMap<>();
    private final Set<Buffer> written = new HashSet<>();
    private final Map<Object, String> names = new HashMap<>();
    private String turns; // where all turns of a loop are computed here, so many

    KernelScope(String name) {
        this.name = name;
    }

    /** The name of something in this kernel, or null. */
    String name(Object what) {
        return names.get(what);
    }

    /** Gives it a name, and declares it where the kernel begins. */
    String declare(Object what, String name, String declaration) {
        names.put(what, name);
        head.line(declaration);
        return name;
    }

    /** Gives it a name that stands for a statement's value. */
    String name(Object what, String name) {
        names.put(what, name);
        return name;
    }

    /** All turns of a loop are computed here. */
    void loop(String turns) {
        this.turns = turns;
    }

    /** What the kernel ends with. */
    void atLast(String line) {
        last.line(line);
    }

    /** The parameter for memory, which may be written to. */
    String memory(Buffer b, boolean writes) {
        if (writes) {
            written.add(b);
        }
        return parameter(new Kernel.OfBuffer(b), called(b));
    }

    /** The same name in all kernels. */
    static String called(Buffer b) {
        return b.role().name().toLowerCase(Locale.ROOT) + b.index();
    }

    /** The parameter for what blocks have added up. */
    String part(Kernel.OfBlocks part) {
        return parameter(part, "part" + part.number());
    }

    private String parameter(Kernel.Parameter p, String name) {
        return parameters.computeIfAbsent(p, k -> name);
    }

    List<Kernel.Parameter> parameters() {
        return List.copyOf(parameters.keySet());
    }

    /**
     * The whole kernel.
     *
     * @param types of what blocks add up, by their number
     */
    SourceText text(Map<Integer, String> types) {
        StringBuilder all = new StringBuilder(
                "KERNEL void " + name + "(GLOBAL const whole *call, GLOBAL whole *numbers, GLOBAL int *refused");
        parameters.forEach((p, called) -> {
            if (p instanceof Kernel.OfBuffer m) {
                boolean only = !written.contains(m.buffer());
                all.append(", GLOBAL ")
                        .append(only ? "const " : "")
                        .append(KernelText.type(m.buffer().dtype()))
                        .append(" *")
                        .append(called);
            } else {
                all.append(", GLOBAL ")
                        .append(types.get(((Kernel.OfBlocks) p).number()))
                        .append(" *")
                        .append(called);
            }
        });
        SourceText text = new SourceText().open(all.append(")").toString());
        if (turns != null) {
            text.open("for (int now = 0; now < " + turns + "; now++)");
        } else if (names.containsValue(KernelTurn.NOW)) {
            text.line("const int " + KernelTurn.NOW + " = refused[1];");
        }
        text.block(head).block(body).block(last);
        return (turns != null ? text.close() : text).close();
    }
}
