package org.leasemq.samples.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the dashboard and the rules ask Prometheus. */
final class Expressions {
    private static final Pattern IN_DASHBOARD = Pattern.compile("\"(?:expr|definition)\": \"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern METRIC = Pattern.compile("\\b((?:leasemq|sqs)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!=|=)\"([^\"]*)\"");

    private Expressions() {}

    static String file(String name) throws IOException {
        return Files.readString(Path.of(name));
    }

    /** Those of the dashboard, as they are written there. */
    static List<String> ofDashboard() throws IOException {
        List<String> all = new ArrayList<>();
        Matcher expression = IN_DASHBOARD.matcher(file("grafana-dashboard.json"));
        while (expression.find()) {
            all.add(expression.group(1).replace("\\\"", "\""));
        }
        return all;
    }

    /** The metrics that are asked for. */
    static Set<String> metrics(String text) {
        Set<String> names = new TreeSet<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            names.add(metric.group(1));
        }
        return names;
    }

    /** The values of labels that are asked for, as {@code metric name=value}; not what Grafana puts in. */
    static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        Matcher metric = METRIC.matcher(text);
        while (metric.find()) {
            Matcher label = LABEL.matcher(metric.group(2) == null ? "" : metric.group(2));
            while (label.find()) {
                for (String value : label.group(2).split("\\|", -1)) {
                    if (!value.startsWith("$")) {
                        labels.add(metric.group(1) + " " + label.group(1) + "=" + value);
                    }
                }
            }
        }
        return labels;
    }
}
