package org.leasemq.sqs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns, each as wide as its widest value. */
final class Table {
    private static final int WIDEST = 60;

    private final List<String[]> rows = new ArrayList<>();

    Table(String... headings) {
        rows.add(headings);
    }

    void row(Object... values) {
        rows.add(Arrays.stream(values)
                .map(value -> clipped(ApiCommand.shown(value)))
                .toArray(String[]::new));
    }

    private static String clipped(String text) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r");
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
    }

    void print(PrintWriter out) {
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
