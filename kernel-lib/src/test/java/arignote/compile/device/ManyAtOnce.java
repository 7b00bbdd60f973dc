package arignote.compile.device;

import arignote.compile.nest.NoNest;
import arignote.expr.Resources;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A device whose compiler is given the kernels of many functions as one program: PoCL's reads thousands of lines of its own in
 * each, which takes it longer than what stands in them.
 */
public final class ManyAtOnce extends LimitedDevice {
    private static final Pattern DEFINITION = Pattern.compile("^\\S.*?^\\}.*?$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String KERNEL = "KERNEL void ";

    private final Map<String, Program> compiled = new HashMap<>();
    private Set<String> asked; // while it only notes what it is to compile

    public ManyAtOnce(Device device) {
        super(device, device.capacity());
    }

    /** Compiles what functions that are made now ask for; they go to the processor, and others of the same loops find it. */
    public void together(Runnable makesFunctions) {
        asked = new LinkedHashSet<>();
        try {
            makesFunctions.run();
        } finally {
            Set<String> all = asked;
            asked = null;
            compiled.clear();
            compile(all);
        }
    }

    private void compile(Set<String> sources) {
        String prelude = Resources.text(KernelPrinter.class, "prelude.h");
        Set<String> functions = new LinkedHashSet<>();
        StringBuilder kernels = new StringBuilder();
        int number = 0;
        for (String source : sources) {
            int end = source.indexOf(KERNEL, prelude.length());
            if (end >= 0) {
                DEFINITION
                        .matcher(source.substring(prelude.length(), end))
                        .results()
                        .map(MatchResult::group)
                        .forEach(functions::add);
                kernels.append(source.substring(end).replace(KERNEL, KERNEL + prefix(number++)));
            }
        }
        if (number == 0) {
            return;
        }
        Program all = super.compile(prelude + String.join("\n", functions) + "\n" + kernels);
        number = 0;
        for (String source : sources) {
            if (source.contains(KERNEL)) {
                String prefix = prefix(number++);
                compiled.put(source, (k, groups, threads, memory) -> all.launch(prefix + k, groups, threads, memory));
            }
        }
    }

    private static String prefix(int number) {
        return "of" + number + "_";
    }

    @Override
    protected Program compile(String source) {
        if (asked != null) {
            asked.add(source);
            throw new NoNest("not now");
        }
        Program known = compiled.get(source);
        return known == null ? super.compile(source) : known;
    }
}
