package org.leasemq.sqs.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.leasemq.sqs.BridgeFixture;
import org.leasemq.sqs.RawRequest;

/** No attribute of a queue is as long as somebody likes. */
class LongAttributesTest extends BridgeFixture {

    private String set(String name, String value) throws IOException {
        return RawRequest.json(
                        "SetQueueAttributes",
                        "{\"QueueUrl\":\"q\",\"Attributes\":{\"" + name + "\":\"" + value + "\"}}")
                .send(server.uri());
    }

    @Test
    void aKeyHasALengthAndTextsThatAreTooLongChangeNothing() throws IOException {
        create("q");
        String longest = "k".repeat(2_048);
        assertTrue(set("KmsMasterKeyId", longest).startsWith("HTTP/1.1 200"));
        for (String name : new String[] {"KmsMasterKeyId", "Policy", "RedrivePolicy", "RedriveAllowPolicy"}) {
            String answer = set(name, longest.repeat(100));
            assertTrue(answer.startsWith("HTTP/1.1 400"), name);
            assertTrue(answer.contains("Invalid"), answer);
        }
        String read = RawRequest.json(
                        "GetQueueAttributes", "{\"QueueUrl\":\"q\",\"AttributeNames\":[\"KmsMasterKeyId\"]}")
                .send(server.uri());
        assertTrue(read.contains("\"" + longest + "\""));
        assertEquals(-1, read.indexOf(longest + "k"));
    }
}
