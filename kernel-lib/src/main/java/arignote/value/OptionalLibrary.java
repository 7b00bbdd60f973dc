package arignote.value;

import arignote.expr.Resources;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * The libraries that a program brings only if it uses what needs them, so that one with functions alone has none. What
 * needs one asks here first, before a class of the library is touched: a notebook may add it later, and go on.
 */
public enum OptionalLibrary {
    /** Draws figures. */
    XCHART("XChart", "org.knowm.xchart.XYChart"),
    /** Lays graphs out. It uses Xtext and does not declare it. */
    ELK("ELK", "org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider", "org.eclipse.xtext.xbase.lib.Pure"),
    /** Tables and columns. */
    TABLESAW("Tablesaw", "tech.tablesaw.api.Table");

    private final String title;
    private final String[] types;
    private volatile boolean found;

    OptionalLibrary(String title, String... types) {
        this.title = title;
        this.types = types;
    }

    /** Whether its classes can be loaded. */
    public boolean isPresent() {
        if (!found) {
            found = isLoaded();
        }
        return found;
    }

    private boolean isLoaded() {
        try {
            for (String type : types) {
                Class.forName(type, false, OptionalLibrary.class.getClassLoader());
            }
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Refuses to go on without the library.
     *
     * @param what needs it, {@code "a figure"}
     * @throws IllegalStateException if it is missing; the message has its coordinates, and where to add them
     */
    public void need(String what) {
        if (!isPresent()) {
            String coordinates = coordinates();
            throw new IllegalStateException(what + " needs " + title + ", which is not on the class path: add "
                    + coordinates.replace(" ", " and ") + " to the dependencies in pom.xml, or in a notebook by"
                    + " %maven " + coordinates);
        }
    }

    /** Maven's coordinates of all that it takes, with spaces between them. */
    private String coordinates() {
        Properties versions = new Properties();
        try {
            versions.load(new StringReader(Resources.text(OptionalLibrary.class, "libraries.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return versions.getProperty(name().toLowerCase(Locale.ROOT));
    }
}
