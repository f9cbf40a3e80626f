package org.leasemq.samples.monitoring;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Metrics as Prometheus reads them: by name, with the pairs of labels that come with it. */
final class MetricLines {
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);
    private static final Pattern LINE = Pattern.compile("^([a-z_]+)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

    private MetricLines() {}

    /** By name. */
    static Map<String, String> types(String text) {
        Map<String, String> types = new TreeMap<>();
        Matcher type = TYPE.matcher(text);
        while (type.find()) {
            types.put(type.group(1), type.group(2));
        }
        return types;
    }

    /** By name, each label as {@code name=value}. */
    static Map<String, Set<String>> labels(String text) {
        Map<String, Set<String>> labels = new TreeMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            Set<String> those = labels.computeIfAbsent(line.group(1), name -> new TreeSet<>());
            Matcher label = LABEL.matcher(line.group(2) == null ? "" : line.group(2));
            while (label.find()) {
                those.add(label.group(1) + "=" + label.group(2));
            }
        }
        return labels;
    }
}
