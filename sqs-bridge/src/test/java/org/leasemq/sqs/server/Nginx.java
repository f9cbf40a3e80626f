package org.leasemq.sqs.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real nginx, where one is installed. */
public final class Nginx implements AutoCloseable {
    private static final Pattern LINES = Pattern.compile("```nginx\n(.*?)```", Pattern.DOTALL);

    private final Path directory;
    private final int port;

    private Nginx(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts it; without one the test is left out.
     *
     * @param directory empty
     * @param listen what stands behind the port in {@code listen}, and with it
     * @param page whose lines for nginx it has
     * @param server port of the server behind it
     */
    public static Nginx start(Path directory, String listen, Path page, int server)
            throws IOException, InterruptedException {
        Optional<Path> nginx = Stream.of("/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(nginx.isPresent(), "nginx is not installed");
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Nginx started = new Nginx(directory, port);
        Files.writeString(directory.resolve("nginx.conf"), started.configuration(listen, page, server));
        started.run(nginx.get(), "-t");
        started.run(nginx.get()); // it is in the background when it listens
        return started;
    }

    public int port() {
        return port;
    }

    private void run(Path nginx, String... options) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(nginx.toString(), "-p", directory.toString(), "-c", "nginx.conf", "-e", "error.log"),
                        Stream.of(options))
                .toList();
        Path log = directory.resolve("out.log");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertEquals(0, status, Files.readString(log));
    }

    /** If root starts it, its workers stay root: nobody else may enter the directory. */
    private String configuration(String listen, Path page, int server) throws IOException {
        Matcher lines = LINES.matcher(Files.readString(page));
        assertTrue(lines.find(), page + " has lines for nginx");
        return """
                user root;
                pid nginx.pid;
                worker_processes 1;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxied;
                    fastcgi_temp_path f;
                    uwsgi_temp_path u;
                    scgi_temp_path s;
                    server {
                        listen 127.0.0.1:PORT LISTEN;
                        LOCATION
                    }
                }
                """.replace("PORT", Integer.toString(port))
                .replace("LISTEN", listen)
                .replace("LOCATION", lines.group(1))
                .replace("127.0.0.1:9324", "127.0.0.1:" + server);
    }

    @Override
    public void close() throws IOException {
        Path pid = directory.resolve("nginx.pid");
        if (Files.exists(pid)) {
            ProcessHandle nginx = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            CompletableFuture<ProcessHandle> ended = nginx.onExit();
            nginx.destroy();
            ended.join();
        }
    }
}
