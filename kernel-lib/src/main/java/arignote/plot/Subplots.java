package arignote.plot;

import arignote.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Figures in rows and columns, as one picture.
 *
 * <pre>{@code
 * var panels = subplots(1, 2);
 * panels.at(0).plot(x, y, "ro").title("data");
 * panels.at(1).hist(errors).title("errors");
 * panels
 * }</pre>
 */
public final class Subplots implements Canvas {
    private static final int ONE_COLUMN = 640;
    private static final int SEVERAL_COLUMNS = 960;
    private static final int MOST = 100;

    private final int rows;
    private final int columns;
    private final int panelWidth;
    private final int panelHeight;
    private final List<Figure> figures = new ArrayList<>();
    private String title = "";
    private String caption = "";

    /**
     * Empty figures, the whole as wide as a page: 640 pixels in one column, 960 in several.
     *
     * @throws IllegalArgumentException if there are no rows or no columns, or too many
     */
    public Subplots(int rows, int columns) {
        this(rows, columns, columns == 1 ? ONE_COLUMN : SEVERAL_COLUMNS, 0);
    }

    /**
     * Empty figures.
     *
     * @param width of the whole, in pixels
     * @param height of the whole, in pixels, without its title; 0 for figures of three quarters of their width
     * @throws IllegalArgumentException if there are no rows or no columns, or too many
     */
    public Subplots(int rows, int columns, int width, int height) {
        if (rows < 1 || columns < 1 || rows > MOST || columns > MOST) {
            throw new IllegalArgumentException("subplots(" + rows + ", " + columns + ") has no room for figures: give 1"
                    + " row or more and 1 column or more, " + MOST + " at most");
        }
        this.rows = rows;
        this.columns = columns;
        panelWidth = width / columns;
        panelHeight = height == 0 ? panelWidth * 3 / 4 : height / rows;
        for (int i = 0; i < rows * columns; i++) {
            figures.add(new Figure(panelWidth, panelHeight));
        }
    }

    /**
     * A figure by its number, row by row from 0.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public Figure at(int index) {
        if (index < 0 || index >= figures.size()) {
            throw new IndexOutOfBoundsException("There is no figure " + index + ": " + figures.size()
                    + " figures are numbered from 0 to " + (figures.size() - 1));
        }
        return figures.get(index);
    }

    /**
     * A figure by its place, from 0.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public Figure at(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("There is no figure in row " + row + ", column " + column
                    + ": the rows are 0 to " + (rows - 1) + ", the columns 0 to " + (columns - 1));
        }
        return figures.get(row * columns + column);
    }

    /** The words above all figures. */
    public Subplots title(String words) {
        title = words == null ? "" : words;
        return this;
    }

    /** A line of text shown under the picture where it has sliders or is a frame of an animation. */
    public Subplots caption(String text) {
        caption = text;
        return this;
    }

    @Override
    public int width() {
        return panelWidth * columns;
    }

    @Override
    public int height() {
        return top() + panelHeight * rows;
    }

    private int top() {
        return title.isEmpty() ? 0 : Composition.headingRoom();
    }

    @Override
    public List<Panel> panels() {
        List<Panel> panels = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            panels.add(new Panel(figures.get(i).chart(), i % columns * panelWidth, top() + i / columns * panelHeight));
        }
        return panels;
    }

    @Override
    public String heading() {
        return title;
    }

    @Override
    public String captionText() {
        return caption;
    }

    @Override
    public String altText() {
        StringJoiner text = new StringJoiner(" ");
        if (!title.isEmpty()) {
            text.add(title + ".");
        }
        text.add(rows + (rows == 1 ? " row" : " rows") + " of " + columns + (columns == 1 ? " figure." : " figures."));
        for (int i = 0; i < figures.size(); i++) {
            text.add((i + 1) + ": " + figures.get(i).altText());
        }
        return text.toString();
    }

    /** The words of {@link #altText()}. */
    @Override
    public String toString() {
        return altText();
    }
}
