package org.leasemq.samples.sqsbenchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one connection does with a queue until all messages are sent, or received and deleted. */
enum Work {
    SEND("SendMessage") {
        @Override
        int step(Connection connection, String url) throws IOException {
            connection.ask("SendMessage", "{\"QueueUrl\":\"" + url + "\",\"MessageBody\":\"" + BODY + "\"}");
            return 1;
        }
    },
    SEND_BATCH("SendMessageBatch of 10") {
        @Override
        int step(Connection connection, String url) throws IOException {
            connection.ask("SendMessageBatch", "{\"QueueUrl\":\"" + url + "\",\"Entries\":[" + ENTRIES + "]}");
            return BATCH;
        }
    },
    RECEIVE("Receive of 10, delete") {
        @Override
        int step(Connection connection, String url) throws IOException {
            String answer =
                    connection.ask("ReceiveMessage", "{\"QueueUrl\":\"" + url + "\",\"MaxNumberOfMessages\":10}");
            List<String> entries = new ArrayList<>();
            for (Matcher handle = HANDLE.matcher(answer); handle.find(); ) {
                entries.add("{\"Id\":\"" + entries.size() + "\",\"ReceiptHandle\":\"" + handle.group(1) + "\"}");
            }
            if (!entries.isEmpty()) {
                connection.ask(
                        "DeleteMessageBatch",
                        "{\"QueueUrl\":\"" + url + "\",\"Entries\":[" + String.join(",", entries) + "]}");
            }
            return entries.size();
        }
    };

    private static final int BATCH = 10;
    private static final String BODY = "x".repeat(1024);
    private static final Pattern HANDLE = Pattern.compile("\"ReceiptHandle\"\\s*:\\s*\"([^\"]+)\"");
    private static final String ENTRIES = entries();

    private final String label;

    Work(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** Does one round; tells how many messages it moved. */
    abstract int step(Connection connection, String url) throws IOException;

    /** Does it on one connection until the messages are used up. */
    void run(ServerProcess server, String url, AtomicInteger left) throws IOException {
        try (Connection connection = server.connect()) {
            while (left.get() > 0) {
                left.addAndGet(-step(connection, url));
            }
        }
    }

    private static String entries() {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            entries.add("{\"Id\":\"" + i + "\",\"MessageBody\":\"" + BODY + "\"}");
        }
        return String.join(",", entries);
    }
}
