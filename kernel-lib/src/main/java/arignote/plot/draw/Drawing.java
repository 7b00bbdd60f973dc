package arignote.plot.draw;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A finished picture: marks in order, on {@code width} times {@code height} pixels. */
public record Drawing(int width, int height, List<Mark> marks) {
    /** Pixels of a PNG file for each of the picture's own, for sharp screens. */
    public static final int PNG_SCALE = 2;

    /** Draws it on any surface. */
    public void paint(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        for (Mark mark : marks) {
            Graphics2D pen = (Graphics2D) g.create();
            if (mark.clip() != null) {
                pen.clip(mark.clip());
            }
            mark.paint(pen);
            pen.dispose();
        }
    }

    /** The pixels, at {@code scale} for each pixel of the drawing. */
    public BufferedImage image(int scale) {
        BufferedImage image = new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.scale(scale, scale);
        paint(g);
        g.dispose();
        return image;
    }

    public byte[] png(int scale) {
        return png(image(scale));
    }

    /** The bytes of a PNG file. */
    public static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** An SVG element without ids, so that it may stand in a page any number of times. */
    public String svg(String altText) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\" aria-label=\"" + Svg.escape(altText)
                + "\" style=\"max-width:100%;height:auto\">" + content() + "</svg>";
    }

    /** What stands inside the SVG element. A clip is an inner svg element: it needs no id. */
    public String content() {
        StringBuilder text = new StringBuilder();
        Rectangle open = null;
        for (Mark mark : marks) {
            if (!Objects.equals(open, mark.clip())) {
                if (open != null) {
                    text.append("</svg>");
                }
                open = mark.clip();
                if (open != null) {
                    text.append(clipping(open));
                }
            }
            text.append('<').append(mark.element()).append(' ').append(mark.attributes());
            text.append(' ').append(mark.dataAttribute()).append("=\"");
            text.append(mark.data()).append("\"/>");
        }
        return open == null ? text.toString() : text.append("</svg>").toString();
    }

    private static String clipping(Rectangle r) {
        String box = r.x + " " + r.y + " " + r.width + " " + r.height;
        return "<svg x=\"" + r.x + "\" y=\"" + r.y + "\" width=\"" + r.width + "\" height=\"" + r.height
                + "\" viewBox=\"" + box + "\" overflow=\"hidden\">";
    }
}
