package org.leasemq.sqs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.leasemq.process.QueueServer;

/** The server in a process of its own with a small heap, and requests to it about one queue. */
public final class SmallHeapServer {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path log;
    private final String queue;
    private final Process process;
    private final URI uri;

    /**
     * Starts it.
     *
     * @param directory for its log
     * @param heap as the option -Xmx takes it
     * @param queue what requests are about
     * @param options of the command
     */
    public SmallHeapServer(Path directory, String heap, String queue, String... options) throws IOException {
        this.log = directory.resolve("server.log");
        this.queue = queue;
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0"));
        arguments.addAll(List.of(options));
        process = QueueServer.program(arguments.toArray(String[]::new))
                .with("-Xmx" + heap)
                .start(Redirect.to(log.toFile()));
        uri = QueueServer.uri(process, log);
    }

    public int port() {
        return uri.getPort();
    }

    /** @param more members of the request, beside the queue */
    public HttpResponse<String> ask(String action, String more) throws IOException, InterruptedException {
        try {
            return http.send(
                    HttpRequest.newBuilder(uri)
                            .header("Content-Type", "application/x-amz-json-1.0")
                            .header("X-Amz-Target", "AmazonSQS." + action)
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    "{\"QueueUrl\":\"" + uri + "/000000000000/" + queue + "\"," + more + "}"))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IOException(action + log(), e);
        }
    }

    /** Ends it, which has to work: it is not one that gave up for want of memory. */
    public void stop() throws InterruptedException {
        process.destroy();
        assertTrue(process.waitFor() != 3, this::log);
    }

    public String log() {
        try {
            return "\n" + Files.readString(log);
        } catch (IOException e) {
            return "\n" + e;
        }
    }
}
