package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.Options;
import org.leasemq.sqs.cli.api.DataDirectory;
import org.leasemq.sqs.server.ServerSettings;

class DataDirectoryTest {
    @Test
    void optionsStandBehindTheDirectory(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("server.yaml"), "data: " + directory.resolve("queues") + "?memory-budget=100m\n");
        ConnectionUrl url = ConnectionUrl.parse(
                Configuration.read(file, ServerSettings.defaults()).url());
        assertEquals(new ConnectionUrl.Directory(directory.resolve("queues")), url.place());
        assertEquals(100L << 20, url.options().get(Options.MEMORY_BUDGET));
    }

    @Test
    void whatIsNoOptionIsPartOfTheName() {
        assertEquals("leasemq:derby:a%3Fb", DataDirectory.url("a?b"));
        assertEquals("leasemq:derby:a%3Fb?close-on-exit=false", DataDirectory.url("a?b?close-on-exit=false"));
        assertEquals("leasemq:derby:a?create=false", DataDirectory.existing("a"));
        assertEquals("leasemq:derby:a?memory-budget=1g&create=false", DataDirectory.existing("a?memory-budget=1g"));
    }
}
