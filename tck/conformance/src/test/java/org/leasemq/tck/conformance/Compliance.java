package org.leasemq.tck.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes docs/compliance.md from the test reports of the last build, and what is kept by hand of suites that it does not run:
 * java tck/conformance/src/test/java/org/leasemq/tck/conformance/Compliance.java, in the root of the project.
 */
final class Compliance {
    private record Suite(String name, String module, String reports) {
        Suite(String name, String module) {
            this(name, module, "surefire-reports");
        }
    }

    private record Counts(int tests, int failed, int skipped) {
        Counts plus(Counts other) {
            return new Counts(tests + other.tests, failed + other.failed, skipped + other.skipped);
        }

        String row() {
            return tests + " | " + (tests - failed - skipped) + " | " + failed + " | " + skipped + " |";
        }
    }

    private static final Counts NONE = new Counts(0, 0, 0);
    private static final List<Suite> SUITES = List.of(
            new Suite("Our own suite, by chapters of the specification", "conformance"),
            new Suite("JORAM's JMS tests, relocated to jakarta.jms", "joram"),
            new Suite("JORAM's JMS tests on the provider for javax.jms", "joram-javax"),
            new Suite("Standalone Jakarta Messaging TCK (`-Pjakarta-tck`)", "jakarta"),
            new Suite(
                    "The same TCK on a server, over the network (`-Pjakarta-tck -Djms.tck.server=true`)",
                    "jakarta",
                    "surefire-reports-server"),
            new Suite("Clients of Amazon SQS (`-Pclients`)", "sqs-clients"),
            new Suite("Clients of Amazon SQS that speak Query (`-Pclients`)", "sqs-clients/query"));

    private final StringBuilder page = new StringBuilder();
    private final Map<String, Integer> exclusions = new TreeMap<>();

    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of("docs/compliance.md"), new Compliance().write());
    }

    private String write() throws Exception {
        page.append(
                "# Compliance\n\nMade from the reports of a build by `java tck/conformance/src/test/java/org/leasemq/tck/conformance/Compliance.java`. Do not edit.\n\n");
        page.append("| Suite | Ran | Passed | Failed | Excluded |\n|---|---:|---:|---:|---:|\n");
        StringBuilder details = new StringBuilder();
        for (Suite suite : SUITES) {
            Map<String, Counts> classes = new TreeMap<>();
            read(suite, classes);
            Counts all = classes.values().stream().reduce(NONE, Counts::plus);
            page.append("| " + suite.name() + " | ")
                    .append(classes.isEmpty() ? "not run in this build | | | |" : all.row())
                    .append('\n');
            if (!classes.isEmpty()) {
                details.append("\n## " + suite.name()
                        + "\n\n| Class | Ran | Passed | Failed | Excluded |\n|---|---:|---:|---:|---:|\n");
                classes.forEach((name, counts) -> details.append("| " + name + " | " + counts.row() + "\n"));
            }
        }
        page.append("\n## Exclusions\n\n");
        if (exclusions.isEmpty()) {
            page.append("None.\n");
        }
        exclusions.forEach((reason, count) -> page.append("- " + reason + ": " + count + " tests\n"));
        page.append(details).append('\n');
        return page.append(Files.readString(Path.of("tck", "suites-of-others.md")))
                .toString();
    }

    private void read(Suite suite, Map<String, Counts> classes) throws Exception {
        Path reports = Path.of("tck", suite.module(), "target", suite.reports());
        if (!Files.isDirectory(reports)) {
            return;
        }
        for (Path report : reportsIn(reports)) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
            refuseOtherProvider(document);
            Element root = document.getDocumentElement();
            String name = root.getAttribute("name");
            classes.merge(
                    suite.module().equals("jakarta") ? name : name.substring(name.lastIndexOf('.') + 1),
                    counts(root),
                    Counts::plus);
            count(document.getElementsByTagName("skipped"));
        }
    }

    private static void refuseOtherProvider(Document document) {
        NodeList properties = document.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals("conformance.provider")
                    && !property.getAttribute("value").equals("leasemq")) {
                throw new IllegalStateException("The last run of tck/conformance was on "
                        + property.getAttribute("value") + ". Run mvn verify again, without -Partemis.");
            }
        }
    }

    private static List<Path> reportsIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .sorted()
                    .toList();
        }
    }

    private static Counts counts(Element root) {
        return new Counts(
                number(root, "tests"), number(root, "failures") + number(root, "errors"), number(root, "skipped"));
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.getAttribute(attribute));
    }

    private void count(NodeList skipped) {
        for (int i = 0; i < skipped.getLength(); i++) {
            // The exception that ended the test, its message first.
            String trace = skipped.item(i).getTextContent().strip();
            String reason = trace.lines().findFirst().orElse("").replaceFirst("^.*Assumption failed: ", "");
            exclusions.merge(reason.isEmpty() ? "no reason given" : reason, 1, Integer::sum);
        }
    }
}
