package org.leasemq.sqs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.server.ServerSettings;

/** A configuration file is taken as it is meant, or refused with a sentence. */
class ConfigurationTest {
    @TempDir
    private Path directory;

    private ServerSettings read(String text) throws IOException {
        Path file = directory.resolve("leasemq.yaml");
        Files.writeString(file, text.replace("|", "\n"));
        return Configuration.read(file, ServerSettings.defaults());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "|", "# nothing|", "---|", "null"})
    void aFileThatSaysNothingChangesNothing(String text) throws IOException {
        Path file = directory.resolve("leasemq.yaml");
        Files.writeString(file, text.replace("|", "\n"));
        ServerSettings defaults = ServerSettings.defaults();
        assertSame(defaults, Configuration.read(file, defaults));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "port: 1|port: 2;Duplicate",
                "port: 1|---|port: 2;Trailing",
                "port: 9420.5;line 1, port: ",
                "port: '9420';line 1, port: ",
                "port: 70000;65535",
                "limits: 1;LimitsKind",
                "open-to-all: 7;line 1, open-to-all: ",
                "open-to-all: 'true';line 1, open-to-all: ",
                "host-names: [a, null];null",
                "trusted-proxies: [null];null",
                "cors-origins: [null];null",
                "proxy-headers: both;line 1, proxy-headers: ",
                "access-keys: [null];null",
                "access-keys: [{id: A, secret: s}, {id: A, secret: t}];A twice",
                "access-keys: [{secret: s}];no access-keys: id",
                "queues: [null];null",
                "queues: [{name: q, attributes: {VisibilityTimeout: null}}];null",
                "queues: [{name: q, tags: {a: null}}];null",
                "nonsense: 1|port: 1|;line 1: there is nothing called 'nonsense'",
                "port: 1|nonsense: [1, 2]|host: x|;line 2: there is nothing called 'nonsense'",
                "queues:|- name: q|- name: p|  colour: red|port: 1|;line 4: there is nothing called 'colour'",
            })
    void whatIsNotMeantIsRefused(String text, String reason) {
        ServerException refused = assertThrows(ServerException.class, () -> read(text));
        assertTrue(refused.getMessage().contains(reason), refused::getMessage);
    }

    @Test
    void valuesOfAttributesNeedNoQuotes() throws IOException {
        ServerSettings settings =
                read("port: 0|queues:|- name: q|  attributes:|    VisibilityTimeout: 5|    FifoQueue: false");
        assertEquals(
                Map.of("VisibilityTimeout", "5", "FifoQueue", "false"),
                settings.queues().get(0).attributes());
    }
}
