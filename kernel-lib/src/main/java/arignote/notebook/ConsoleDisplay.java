package arignote.notebook;

/** Shows values as text on standard output. */
final class ConsoleDisplay implements Display {
    @Override
    public void show(Object value) {
        System.out.println(Renderers.view(value).text());
    }

    @Override
    public Live live() {
        return this::show;
    }

    @Override
    public boolean replaces() {
        return false;
    }
}
