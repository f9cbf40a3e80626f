package org.leasemq.tck.several;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.leasemq.samples.server.Commands;
import org.leasemq.samples.server.Page;
import org.leasemq.samples.server.Patience;

/** An application server of several, with the application. For one thread. */
final class Node implements AutoCloseable {
    private static final Path WILDFLY = Path.of(System.getProperty("leasemq.wildfly"));
    private static final Path LIBERTY = Path.of(System.getProperty("leasemq.liberty"));
    private static final Path ADAPTER = Path.of(System.getProperty("leasemq.adapter"));
    private static final Path TESTS = Path.of("..");
    /** What {@code leasemq-sqs} is and needs, besides what the adapter has. */
    private static final Pattern SERVER =
            Pattern.compile("leasemq-sqs|sqs-bridge/target|jetty-|jackson-|snakeyaml|event-ruler|fastdoubleparser");

    private static final int OK = 200;

    private final String application;
    private final List<String> command;
    /** What it has for itself. */
    private final Path base;

    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private Process running;

    private Node(String application, List<String> command, Path base, Path log) {
        this.application = application;
        this.command = new ArrayList<>(command);
        this.base = base;
        this.log = log;
    }

    /** @param offset of its ports */
    static Node wildFly(String name, int offset, String url) throws IOException, InterruptedException {
        configureWildFly();
        Path base = WILDFLY.resolve(name);
        copy(WILDFLY.resolve("standalone"), base);
        return new Node(
                "http://127.0.0.1:" + (8080 + offset) + "/several/",
                List.of(
                        "/bin/sh",
                        WILDFLY.resolve("bin/standalone.sh").toString(),
                        "-b=127.0.0.1",
                        "-bmanagement=127.0.0.1",
                        "-Djboss.socket.binding.port-offset=" + offset,
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.tx.node.id=" + name,
                        "-Dleasemq.url=" + url,
                        "-Dleasemq.node=" + name),
                base,
                WILDFLY.resolve(name + ".log"));
    }

    /** Once; what servers have for themselves is a copy of it. */
    private static void configureWildFly() throws IOException, InterruptedException {
        Path adapter = WILDFLY.resolve("standalone/deployments/leasemq-ra.rar");
        if (Files.exists(adapter)) {
            return;
        }
        Path cli = WILDFLY.resolve("bin/jboss-cli.sh");
        for (String script : List.of("leasemq.cli", "remote.cli")) {
            Path file = TESTS.resolve("wildfly/src/test/server").resolve(script);
            new Commands(WILDFLY.resolve("configuration.log"))
                    .run(List.of("/bin/sh", cli.toString(), "--file=" + file.toAbsolutePath()));
        }
        deploy("wildfly.xml", adapter.getParent());
        Files.copy(ADAPTER, adapter);
    }

    static Node liberty(String name, String url) throws IOException {
        Path base = Files.createDirectories(LIBERTY.resolve("usr/servers").resolve(name));
        Files.copy(TESTS.resolve("open-liberty/src/test/remote/server.xml"), base.resolve("server.xml"));
        Files.writeString(base.resolve("bootstrap.properties"), "leasemq.url=" + url + "\nleasemq.node=" + name + "\n");
        Files.copy(ADAPTER, base.resolve("leasemq-ra.rar"));
        deploy("liberty.xml", Files.createDirectories(base.resolve("dropins")));
        return new Node(
                "http://127.0.0.1:19080/several/",
                List.of(LIBERTY.resolve("bin/server").toString(), "run", name),
                base,
                LIBERTY.resolve(name + ".log"));
    }

    private static void deploy(String descriptor, Path directory) {
        ShrinkWrap.create(WebArchive.class, "several.war")
                .addClasses(MovingBean.class, OrdersBean.class, ReadersBean.class, Queues.class, QueuesServlet.class)
                .setWebXML(descriptor)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .as(ZipExporter.class)
                .exportTo(directory.resolve("several.war").toFile(), true);
    }

    /** A WildFly serves its queues to others, by an application that has what the adapter has not. */
    void serveAt(int port) {
        WebArchive application = ShrinkWrap.create(WebArchive.class, "serving.war")
                .addClass(ServingListener.class)
                .addAsManifestResource(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: deployment.leasemq-ra.rar\n"),
                        "MANIFEST.MF");
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path library = Path.of(part);
            if (SERVER.matcher(library.toString().replace('\\', '/')).find()) {
                addLibrary(application, library);
            }
        }
        application
                .as(ZipExporter.class)
                .exportTo(base.resolve("deployments/serving.war").toFile(), true);
        command.add("-Dleasemq.port=" + port);
    }

    private static void addLibrary(WebArchive application, Path library) {
        if (Files.isDirectory(library)) { // as it is in a build that makes no archives
            application.addAsLibrary(ShrinkWrap.create(JavaArchive.class, "leasemq-sqs.jar")
                    .as(ExplodedImporter.class)
                    .importDirectory(library.toFile())
                    .as(JavaArchive.class));
        } else {
            application.addAsLibrary(library.toFile());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** Begins to start it. */
    void start() throws IOException {
        running = new Commands(log).start(command);
    }

    /** Returns when its application answers. */
    void await() throws IOException, InterruptedException {
        Page page = new Page(application);
        new Patience(Duration.ofMinutes(5)).await(() -> page.shown() != null, () -> "see " + log);
    }

    /** As a power failure does. */
    void kill() throws InterruptedException {
        close();
        running.waitFor();
    }

    @Override
    public void close() {
        if (running != null) {
            Commands.kill(running);
        }
    }

    /** Sends numbers to a queue or a topic. */
    void send(String destination, int from, int to) throws IOException, InterruptedException {
        ask(HttpRequest.newBuilder(URI.create(application + "?" + destination + "&from=" + from + "&to=" + to))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** Receives so many messages. */
    List<String> receive(String queue, int count) throws IOException, InterruptedException {
        return new ArrayList<>(
                ask(HttpRequest.newBuilder(URI.create(application + "?receive=" + queue + "&count=" + count)))
                        .lines()
                        .toList());
    }

    private String ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() != OK) {
            throw new IOException(response.statusCode() + ", see " + log + ": " + response.body());
        }
        return response.body();
    }
}
