package org.leasemq.sqs.server.metric;

/** Metrics as they are written for Prometheus. */
final class MetricText {
    static final String GAUGE = "gauge";
    static final String COUNTER = "counter";

    private final StringBuilder out;

    MetricText(int size) {
        out = new StringBuilder(size);
    }

    int length() {
        return out.length();
    }

    /** A metric, whose lines follow. */
    void head(String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /** A gauge that has no labels. */
    void gauge(String name, String help, Number value) {
        head(name, GAUGE, help);
        line(name, value);
    }

    /** @param labels names, each with its value */
    void line(String name, Number value, String... labels) {
        out.append(name);
        for (int i = 0; i < labels.length; i += 2) {
            out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
            escape(labels[i + 1]);
            out.append('"');
        }
        out.append(labels.length == 0 ? "" : "}").append(' ').append(value).append('\n');
    }

    private void escape(String value) {
        out.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
