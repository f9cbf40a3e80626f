package org.leasemq.sqs.cli.api;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns, each as wide as its widest value. */
public final class Table {
    private static final int WIDEST = 60;

    private final List<String[]> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(headings);
    }

    public void row(Object... values) {
        rows.add(Arrays.stream(values)
                .map(value -> clipped(ApiCommand.shown(value)))
                .toArray(String[]::new));
    }

    /** A row whose last value is shown whole, however long, since it is to be copied. */
    public void whole(Object... values) {
        row(values);
        String[] row = rows.get(rows.size() - 1);
        row[row.length - 1] = Printable.line(ApiCommand.shown(values[values.length - 1]));
    }

    private static String clipped(String text) {
        String line = Printable.line(text);
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }

    public void print(PrintWriter out) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
