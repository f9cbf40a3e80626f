package org.leasemq.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;

/** Requests that are meant to cost more than they weigh. */
class HeavyRequestsTest extends BridgeFixture {
    private static void assertRefused(String complaint, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertTrue(answer.contains(complaint), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&", "&a", "=&", "a=b&", "%61&", "a=&"})
    void aFormOfManyParametersIsRefused(String part) throws IOException {
        assertRefused(
                "more than 10000 parameters",
                RawRequest.form(part.repeat(1 << 20)).send(server.uri()));
    }

    @Test
    void aFormWithoutEndIsReadInOnePass() throws IOException {
        assertRefused("names no action", RawRequest.form("&".repeat(15 << 20)).send(server.uri()));
        assertRefused(
                "name of a parameter", RawRequest.form("a".repeat(15 << 20)).send(server.uri()));
        assertRefused("<Code>", RawRequest.form("a=" + "%41".repeat(5 << 20)).send(server.uri()));
    }

    @Test
    void aFormOfAllThatABatchMayHoldIsRead() throws IOException {
        create("q");
        String attributes = IntStream.rangeClosed(1, 10)
                .mapToObj(n -> "&SendMessageBatchRequestEntry.%1$d.MessageAttribute." + n + ".Name=a" + n
                        + "&SendMessageBatchRequestEntry.%1$d.MessageAttribute." + n + ".Value.DataType=String"
                        + "&SendMessageBatchRequestEntry.%1$d.MessageAttribute." + n + ".Value.StringValue=x")
                .collect(Collectors.joining());
        String entry = "&SendMessageBatchRequestEntry.%1$d.Id=e%1$d&SendMessageBatchRequestEntry.%1$d.MessageBody="
                + "%%41".repeat(100_000) + attributes;
        String entries = IntStream.rangeClosed(1, 10)
                .mapToObj(n -> String.format(Locale.ROOT, entry, n))
                .collect(Collectors.joining());
        String answer =
                RawRequest.form("Action=SendMessageBatch&QueueUrl=q" + entries).send(server.uri());
        assertEquals(10, answer.split("<SendMessageBatchResultEntry>", -1).length - 1, answer);
    }

    @Test
    void jsonOfManyNamesIsRefused() throws IOException {
        String names =
                IntStream.range(0, 1_000_000).mapToObj(n -> "\"n" + n + "\":0,").collect(Collectors.joining());
        assertRefused(
                "SerializationException",
                RawRequest.json("ListQueues", "{" + names + "\"x\":0}").send(server.uri()));
        assertRefused(
                "SerializationException",
                RawRequest.json("ListQueues", "{\"x\":[" + "[],".repeat(1_000_000) + "1]}")
                        .send(server.uri()));
        assertRefused(
                "SerializationException",
                RawRequest.json("ListQueues", "{\"" + "n".repeat(10_000) + "\":0}")
                        .send(server.uri()));
    }

    @Test
    void aCompressedBodyIsRefusedByItsEncoding() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("Action=ListQueues".getBytes(UTF_8));
        }
        assertRefused(
                "Content-Encoding: gzip",
                RawRequest.form("")
                        .with("Content-Encoding", "gzip")
                        .body(packed.toByteArray())
                        .send(server.uri()));
    }

    @Test
    void whoIsNotKnownIsRefusedWhateverTheBody() throws IOException {
        ServerSettings keyed = ServerSettings.defaults()
                .listeningOn("127.0.0.1", 0)
                .storedAt("leasemq:mem:" + UUID.randomUUID())
                .withAccessKeys(List.of(new AccessKey("AK", "secret", "111111111111", "alice")));
        try (SqsServer there = SqsServer.start(keyed, engines)) {
            String form = RawRequest.form("a&".repeat(7 << 20)).send(there.uri());
            assertTrue(form.startsWith("HTTP/1.1 403"), form);
            assertTrue(form.contains("<Code>MissingAuthenticationToken</Code>"), form);
            String json = RawRequest.json("ListQueues", "[".repeat(15 << 20)).send(there.uri());
            assertTrue(json.contains("MissingAuthenticationTokenException"), json);
        }
    }
}
