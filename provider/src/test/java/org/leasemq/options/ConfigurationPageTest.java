package org.leasemq.options;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page shows the table of options as it is. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void theReferencePageShowsTheTableOfOptions() throws IOException {
        String page = Files.readString(PAGE);
        for (Option.Scope scope : Option.Scope.values()) {
            String table = table(scope);
            assertTrue(
                    page.contains(table),
                    () -> "docs/configuration.md should contain, for the scope " + scope + ", this table:\n\n" + table);
        }
    }

    private static String table(Option.Scope scope) {
        StringBuilder table = new StringBuilder("| option | values | default | what it does |\n|---|---|---|---|\n");
        for (Option<?> option : Options.all()) {
            if (option.scope() == scope) {
                table.append(row(option)).append('\n');
            }
        }
        return table.toString();
    }

    private static <T> String row(Option<T> option) {
        String standard = option.type().format(option.defaultValue());
        return "| `" + option.name() + "` | " + option.type().values() + " | "
                + (standard.isEmpty() ? "none" : "`" + standard + "`") + " | " + option.summary() + " |";
    }
}
