package org.leasemq.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about the adapter names every activation property, and none that is not there. */
class PageTest {
    private static final Pattern NAME = Pattern.compile("`([a-zA-Z]+)`");

    @Test
    void activationPropertiesAreThoseOfThePage() throws Exception {
        String page = Files.readString(Path.of("../docs/resource-adapter.md"));
        Set<String> described = new TreeSet<>();
        String table = page.substring(page.indexOf("| activation property"), page.indexOf("A property that is wrong"));
        for (String row : table.lines().skip(2).toList()) {
            String[] columns = row.split("\\|", -1);
            if (columns.length > 3) {
                collect(columns[1], described);
                collect(columns[3], described);
            }
        }
        described.remove("Cluster");
        described.remove("Instance");
        assertEquals(
                DescriptorTest.settable(LeaseMQActivationSpec.class.getName()).keySet(), described);
    }

    private static void collect(String column, Set<String> names) {
        Matcher name = NAME.matcher(column);
        while (name.find()) {
            names.add(name.group(1));
        }
    }
}
