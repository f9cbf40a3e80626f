package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server in a small heap, and a client that sends more than fits: the short form of the sample of the same kind. */
@Timeout(300)
class SmallHeapServerTest {
    private static final Pattern ACCEPTED = Pattern.compile("\"Id\":\"(\\d+)\",\"MessageId\"");
    private static final Pattern BODY = Pattern.compile("\"Body\":\"(\\d+)\"");
    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\":\"([^\"]*)\"");
    private static final String LONG = "x".repeat(115);

    @TempDir
    private Path directory;

    private SmallHeapServer server;
    /** What was acknowledged and not deleted. */
    private final BitSet there = new BitSet();

    private void start() throws IOException {
        server = new SmallHeapServer(
                directory,
                "48m",
                "small.fifo",
                "--limits",
                "relaxed",
                "--data",
                directory.resolve("data").toString());
    }

    private static String batch(int first) {
        StringBuilder entries = new StringBuilder("\"Entries\":[");
        for (int i = first; i < first + 10; i++) {
            entries.append(i == first ? "" : ",")
                    .append("{\"Id\":\"" + i + "\",\"MessageBody\":\"" + i + "\",\"MessageGroupId\":\"" + LONG + i
                            + "\",\"MessageDeduplicationId\":\"" + LONG + i + "\"}");
        }
        return entries.append("]").toString();
    }

    private void fill() throws Exception {
        boolean refused = false;
        for (int first = 0; !refused; first += 10) {
            assertTrue(first < 200_000, "nothing is refused");
            HttpResponse<String> answer = server.ask("SendMessageBatch", batch(first));
            for (Matcher accepted = ACCEPTED.matcher(answer.body()); accepted.find(); ) {
                there.set(Integer.parseInt(accepted.group(1)));
            }
            refused = answer.body().contains("OverLimit");
            assertTrue(refused || answer.statusCode() == 200, answer::body);
        }
    }

    private HttpResponse<String> receive() throws Exception {
        HttpResponse<String> answer =
                server.ask("ReceiveMessage", "\"MaxNumberOfMessages\":10,\"VisibilityTimeout\":600");
        assertEquals(200, answer.statusCode(), answer::body);
        return answer;
    }

    private void receiveAndDelete() throws Exception {
        HttpResponse<String> answer = receive();
        Matcher handle = HANDLE.matcher(answer.body());
        for (Matcher body = BODY.matcher(answer.body()); body.find() && handle.find(); ) {
            HttpResponse<String> deleted = server.ask("DeleteMessage", "\"ReceiptHandle\":\"" + handle.group(1) + "\"");
            assertEquals(200, deleted.statusCode(), deleted::body);
            there.clear(Integer.parseInt(body.group(1)));
        }
    }

    @Test
    void itRefusesGoesOnAndOpensAgainWithTheSameHeap() throws Exception {
        start();
        server.ask("CreateQueue", "\"QueueName\":\"small.fifo\",\"Attributes\":{\"FifoQueue\":\"true\"}");
        fill();
        int most = there.cardinality();
        for (int i = 0; i < 5; i++) {
            receiveAndDelete();
        }
        assertEquals(most - 50, there.cardinality(), "messages that were received and deleted by a full server");
        server.stop();

        start();
        try {
            BitSet found = new BitSet();
            for (int before = -1; before < found.cardinality(); ) {
                before = found.cardinality();
                for (Matcher body = BODY.matcher(receive().body()); body.find(); ) {
                    found.set(Integer.parseInt(body.group(1)));
                }
            }
            assertEquals(there, found);
        } finally {
            server.stop();
        }
    }
}
