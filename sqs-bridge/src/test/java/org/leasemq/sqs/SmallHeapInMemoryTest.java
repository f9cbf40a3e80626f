package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server in a small heap that keeps everything in it, and a client that sends more than fits, again and again. */
@Timeout(300)
class SmallHeapInMemoryTest {
    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\":\"([^\"]*)\"");
    private static final String BODY = "x".repeat(20_000);
    private static final int HEAP = 64 << 20;

    @TempDir
    private Path directory;

    private SmallHeapServer server;

    @BeforeEach
    void start() throws IOException {
        server = new SmallHeapServer(directory, Integer.toString(HEAP), "small", "--memory");
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.stop();
    }

    /** Sends until there is no room; tells how many were taken. */
    private int fill() throws Exception {
        for (int count = 0; count * BODY.length() < 2 * HEAP; count++) {
            HttpResponse<String> answer = server.ask("SendMessage", "\"MessageBody\":\"" + BODY + "\"");
            if (answer.statusCode() != 200) {
                assertTrue(answer.body().contains("OverLimit"), answer::body);
                return count;
            }
        }
        throw new AssertionError("Nothing was refused" + server.log());
    }

    private int receiveAndDeleteAll() throws Exception {
        int count = 0;
        while (true) {
            HttpResponse<String> answer = server.ask("ReceiveMessage", "\"MaxNumberOfMessages\":10");
            assertEquals(200, answer.statusCode(), answer::body);
            int before = count;
            for (Matcher handle = HANDLE.matcher(answer.body()); handle.find(); count++) {
                HttpResponse<String> deleted =
                        server.ask("DeleteMessage", "\"ReceiptHandle\":\"" + handle.group(1) + "\"");
                assertEquals(200, deleted.statusCode(), deleted::body);
            }
            if (count == before) {
                return count;
            }
        }
    }

    @Test
    void itRefusesWhatDoesNotFitAndHasRoomAgainWhenThatHasGone() throws Exception {
        server.ask("CreateQueue", "\"QueueName\":\"small\"");
        for (int round = 0; round < 4; round++) {
            int sent = fill();
            assertTrue(sent > 100, sent + " messages in round " + round);
            assertEquals(sent, receiveAndDeleteAll());
        }
    }
}
