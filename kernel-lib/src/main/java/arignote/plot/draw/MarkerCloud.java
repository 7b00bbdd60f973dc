package arignote.plot.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Very many translucent markers, as one image: where they lie on each other the picture is as dark as it would
 * be if they were painted one after another.
 */
public final class MarkerCloud {
    /** Pixels of the image across a marker, at most. */
    private static final double MOST_ACROSS = 24;

    /** Places of a middle in a pixel of the image, in either direction. */
    private static final int PLACES = 4;

    private static final double OPAQUE = 255;

    private final Shape shape;
    private final Color color;
    private final Rectangle clip;
    private final double scale;
    private final int side;
    private final float[][] stamps = new float[PLACES * PLACES][];

    private MarkerCloud(PlotMarker marker, Color color, Rectangle clip) {
        this.shape = marker.covered();
        this.color = color;
        this.clip = clip;
        Rectangle around = shape.getBounds();
        double half = 1 + Math.max(Math.max(-around.x, around.getMaxX()), Math.max(-around.y, around.getMaxY()));
        scale = Math.min(Drawing.PNG_SCALE, MOST_ACROSS / (2 * half));
        side = 2 * (int) Math.ceil(half * scale) + 2;
    }

    public static Mark of(List<Point2D> places, PlotMarker marker, Color color, Rectangle clip) {
        return new MarkerCloud(marker, color, clip).image(places);
    }

    private Mark image(List<Point2D> places) {
        int width = (int) Math.ceil(clip.width * scale);
        int height = (int) Math.ceil(clip.height * scale);
        // What lets light through is multiplied; its logarithms are added.
        float[] light = new float[width * height];
        for (Point2D p : places) {
            double x = (p.getX() - clip.x) * width / clip.width;
            double y = (p.getY() - clip.y) * height / clip.height;
            int column = (int) Math.floor(x) - side / 2;
            int row = (int) Math.floor(y) - side / 2;
            if (column <= -side || row <= -side || column >= width || row >= height) {
                continue;
            }
            float[] stamp = stamp((int) ((x - Math.floor(x)) * PLACES), (int) ((y - Math.floor(y)) * PLACES));
            for (int i = Math.max(0, -row); i < Math.min(side, height - row); i++) {
                for (int j = Math.max(0, -column); j < Math.min(side, width - column); j++) {
                    light[(row + i) * width + column + j] += stamp[i * side + j];
                }
            }
        }
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < light.length; i++) {
            int alpha = (int) Math.round(OPAQUE * (1 - Math.exp(light[i])));
            if (alpha > 0) {
                image.setRGB(i % width, i / width, alpha << 24 | color.getRGB() & 0xffffff);
            }
        }
        return new Mark.Raster(image, clip, clip);
    }

    /** The logarithm of the light that a marker lets through, around a middle in a part of its pixel. */
    private float[] stamp(int partX, int partY) {
        int kind = partY * PLACES + partX;
        if (stamps[kind] == null) {
            BufferedImage cover = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D g = cover.createGraphics();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.translate(side / 2 + (partX + 0.5) / PLACES, side / 2 + (partY + 0.5) / PLACES);
            g.scale(scale, scale);
            g.setColor(Color.WHITE);
            g.fill(shape);
            g.dispose();
            float[] stamp = new float[side * side];
            for (int i = 0; i < stamp.length; i++) {
                double covered = cover.getRaster().getSample(i % side, i / side, 0) / OPAQUE;
                stamp[i] = (float) Math.log1p(-covered * color.getAlpha() / OPAQUE);
            }
            stamps[kind] = stamp;
        }
        return stamps[kind];
    }
}
