package org.leasemq.samples.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the rules ask for what there is, and rules say what is to be done. */
class DashboardAndRulesTest {
    private static final Path PAGE = Path.of("../../docs/monitoring.md");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: \"docs/monitoring\\.md#([a-z]+)\"");
    private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMetricAndLabelThatIsAskedForIsToldByAServer() throws Exception {
        String asked = String.join("\n", Expressions.ofDashboard()) + Expressions.file("alerts.yml");
        assertTrue(Expressions.ofDashboard().size() > 20, asked);
        try (MonitoredServer server = new MonitoredServer()) {
            String told = server.metrics();
            Set<String> unknown = Expressions.metrics(asked);
            unknown.removeAll(MetricLines.types(told).keySet());
            assertEquals(Set.of(), unknown);
            Set<String> labels = Expressions.labels(asked);
            MetricLines.labels(told)
                    .forEach((metric, pairs) -> pairs.forEach(pair -> labels.remove(metric + " " + pair)));
            assertEquals(Set.of(), labels);
        }
    }

    @Test
    void everyAlertHasAParagraphThatSaysWhatToDo() throws IOException {
        String rules = Expressions.file("alerts.yml");
        Set<String> runbooks = found(RUNBOOK, rules);
        assertEquals(small(found(ALERT, rules)), runbooks);
        Set<String> headings = small(found(Pattern.compile("(?m)^### (\\w+)$"), Files.readString(PAGE)));
        assertTrue(headings.containsAll(runbooks), () -> "of " + runbooks + " the page has " + headings);
    }

    private static Set<String> small(Set<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMetricIsExplained() throws Exception {
        String page = Files.readString(PAGE);
        try (MonitoredServer server = new MonitoredServer()) {
            Set<String> unknown =
                    new TreeSet<>(MetricLines.types(server.metrics()).keySet());
            unknown.removeIf(page::contains);
            assertEquals(Set.of(), unknown);
        }
    }

    @Test
    void rulesFireWhenTheyShould() throws IOException, InterruptedException {
        Promtool.accepts("", "check", "config", "prometheus.yml");
        Promtool.accepts("", "test", "rules", "alerts-test.yml");
        String tests = Expressions.file("alerts-test.yml");
        Set<String> untested = found(ALERT, Expressions.file("alerts.yml"));
        untested.removeAll(found(Pattern.compile("alertname: (\\w+)\n        exp_alerts:\n"), tests));
        assertEquals(Set.of(), untested, "rules without a test in which they fire");
    }

    @Test
    void prometheusUnderstandsWhatTheDashboardAsks(@TempDir Path directory) throws IOException, InterruptedException {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (String asked : Expressions.ofDashboard()) {
            if (!asked.startsWith("label_values")) {
                rules.append("      - record: dashboard:panel").append(rules.length());
                rules.append("\n        expr: '")
                        .append(asked.replace("$__rate_interval", "1m"))
                        .append("'\n");
            }
        }
        Path file = Files.writeString(directory.resolve("dashboard.yml"), rules);
        Promtool.accepts("", "check", "rules", file.toString());
    }
}
