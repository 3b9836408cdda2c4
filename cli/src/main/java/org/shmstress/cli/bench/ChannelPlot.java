package org.shmstress.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.shmstress.cli.bench.ChannelReport.Figure;

/** Both figures of all channels as a drawing: a panel each, a column per size, a mark per channel with a line from least to most. */
public final class ChannelPlot {

    private static final int WIDTH = 460;
    private static final int HEIGHT = 300;
    private static final int LEFT = 80;
    private static final int TOP = 40;
    private static final List<String> COLOURS =
            List.of("#0b6e4f", "#4a90d9", "#c0392b", "#d68910", "#7d3c98", "#7f8c8d");

    private final StringBuilder svg = new StringBuilder();
    private final List<Figure> figures;
    private final List<String> channels;
    private final List<Integer> sizes;

    private ChannelPlot(List<Figure> figures) {
        this.figures = figures;
        this.channels = figures.stream().map(Figure::channel).distinct().toList();
        this.sizes = figures.stream().map(Figure::sizeBytes).distinct().toList();
    }

    /** As SVG, without scripts or fonts of its own. */
    public static String svg(ChannelReport report) {
        return new ChannelPlot(report.figures()).draw();
    }

    private String draw() {
        int width = 2 * (WIDTH + LEFT) + 40;
        int height = TOP + HEIGHT + 80;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">",
                width, height, width, height);
        line("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", width, height);
        panel(LEFT, "round trip, µs (median; lower is better)", f -> scaled(f.roundTripNanos(), 1e-3));
        panel(2 * LEFT + WIDTH + 20, "throughput, MB/s (higher is better)", f -> scaled(f.bytesPerSecond(), 1e-6));
        for (int i = 0; i < channels.size(); i++) {
            int x = LEFT + 130 * i;
            line("<circle cx=\"%d\" cy=\"%d\" r=\"5\" fill=\"%s\"/>", x, height - 20, colour(i));
            text(x + 10, height - 16, "start", channels.get(i));
        }
        return svg.append("</svg>\n").toString();
    }

    private static Spread scaled(Spread s, double unit) {
        return new Spread(s.median() * unit, s.min() * unit, s.max() * unit);
    }

    private void panel(int left, String title, Function<Figure, Spread> figure) {
        double least =
                figures.stream().mapToDouble(f -> figure.apply(f).min()).min().orElse(1);
        double most =
                figures.stream().mapToDouble(f -> figure.apply(f).max()).max().orElse(1);
        int low = (int) Math.floor(Math.log10(least));
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(most)));
        text(left, TOP - 14, "start", title);
        for (int power = low; power <= high; power++) {
            double y = y(Math.pow(10, power), low, high);
            line("<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>", left, left + WIDTH, y, y);
            text(left - 8, (int) y + 4, "end", decade(power));
        }
        for (int column = 0; column < sizes.size(); column++) {
            int size = sizes.get(column);
            double middle = left + WIDTH * (column + 0.5) / sizes.size();
            text((int) middle, TOP + HEIGHT + 20, "middle", size + " bytes");
            figures.stream().filter(f -> f.sizeBytes() == size).forEach(f -> {
                int i = channels.indexOf(f.channel());
                mark(middle + 18 * (i - (channels.size() - 1) / 2.0), figure.apply(f), colour(i), low, high);
            });
        }
    }

    private static String decade(int power) {
        return power >= 0 ? String.format(Locale.ROOT, "%.0f", Math.pow(10, power)) : "1e" + power;
    }

    private void mark(double x, Spread s, String colour, int low, int high) {
        line(
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"2\"/>",
                x, x, y(s.min(), low, high), y(s.max(), low, high), colour);
        line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>", x, y(s.median(), low, high), colour);
    }

    private static double y(double value, int low, int high) {
        return TOP + HEIGHT * (high - Math.log10(value)) / (high - low);
    }

    private static String colour(int channel) {
        return COLOURS.get(channel % COLOURS.size());
    }

    private void text(int x, int y, String anchor, String words) {
        line("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>", x, y, anchor, words);
    }

    private void line(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
