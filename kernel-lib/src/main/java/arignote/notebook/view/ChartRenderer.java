package arignote.notebook.view;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** XChart's own charts, as pictures at twice the size so that they are sharp on every screen. */
@SuppressWarnings("rawtypes") // A class literal has no type arguments.
final class ChartRenderer implements Renderer<Chart> {
    private static final int SCALE = 2;

    @Override
    public Class<Chart> type() {
        return Chart.class;
    }

    @Override
    public List<String> forms() {
        return List.of(MimeBundle.PNG);
    }

    @Override
    public MimeBundle view(Chart value) {
        Chart<?, ?> chart = value;
        String alt = chart.getTitle().isBlank() ? "chart" : chart.getTitle();
        return MimeBundle.text(alt).andPicture(png(chart), chart.getWidth(), chart.getHeight(), alt);
    }

    private static byte[] png(Chart<?, ?> chart) {
        int width = chart.getWidth();
        int height = chart.getHeight();
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.scale(SCALE, SCALE);
            chart.paint(pen, width, height);
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            ImageIO.write(image, "png", png);
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            pen.dispose();
        }
    }
}
