package arignote.notebook.display;

/** The one display of this program; the kernel's extension puts the notebook in the console's place. */
public final class CurrentDisplay {
    private static volatile Display current = new ConsoleDisplay();

    private CurrentDisplay() {}

    static Display get() {
        return current;
    }

    public static void set(Display display) {
        current = display;
    }
}
