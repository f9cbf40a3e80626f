package org.leasemq.samples.remote.demo;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.leasemq.jms.LeaseMQConnectionFactory;
import org.leasemq.samples.remote.Orders;
import org.leasemq.samples.remote.Shop;
import org.leasemq.samples.remote.Warehouse;
import org.leasemq.sqs.cli.Main;

/**
 * Has a server, a shop and two warehouses do the work, kills the server somewhere in the middle and starts it again, kills a
 * warehouse somewhat later, has the other finish, and proves that all is right.
 */
final class Conductor implements AutoCloseable {
    private static final int DIFFERENCES_SHOWN = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final Programs programs;
    private final String address;
    private final int orders;
    private final RandomGenerator random;
    private final PrintStream out;
    private final Progress progress;

    /** Works in {@code directory}, which is empty, and leaves the database there. */
    Conductor(Path directory, int orders, RandomGenerator random, PrintStream out) throws IOException {
        this.directory = directory;
        this.programs = new Programs(directory);
        this.address = "127.0.0.1:" + freePort();
        this.orders = orders;
        this.random = random;
        this.out = out;
        this.progress = new Progress(orders, out);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Returns whether the proof holds. */
    boolean run() throws IOException, InterruptedException, JMSException {
        out.println("A shop sends orders to " + Orders.ORDERS + " of a server at " + address
                + ", and two warehouses ship them; the server and a warehouse will be killed.");
        long began = System.nanoTime();
        Programs.Program server = startServer();
        Programs.Program first = startWarehouse("warehouse 1");
        Programs.Program second = startWarehouse("warehouse 2");
        progress.await("both warehouses have begun", present -> present.ready() == 2);
        Programs.Program shop =
                programs.start("shop", progress::report, Shop.class.getName(), address, String.valueOf(orders));

        int killServerAt = random.nextInt(orders / 8, orders / 3);
        progress.await("orders are shipped", present -> present.shipped() >= killServerAt);
        server.kill();
        progress.serverEnds();
        progress.say("The server has been killed (kill -9), and is started again on the same database.");
        long restarted = System.nanoTime();
        server = startServer();
        int shippedBefore = progress.shipped();
        progress.await("orders are shipped again", present -> present.shipped() > shippedBefore);
        Duration recovery = since(restarted);

        int killWarehouseAt = random.nextInt(orders / 2, 3 * orders / 4);
        progress.await("more orders are shipped", present -> present.shipped() >= killWarehouseAt);
        second.kill();
        progress.say("Warehouse 2 has been killed. Warehouse 1 gets what that was working on when the server has missed"
                + " it for long enough.");
        shop.awaitEnd();
        Duration elapsed;
        Evidence evidence;
        try (LeaseMQConnectionFactory factory = Orders.at(address)) {
            awaitAllDone(factory);
            elapsed = since(began);
            first.end();
            evidence = Evidence.read(factory);
        }
        server.end();
        return judge(evidence, elapsed, recovery);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** What you would do with {@code java -jar leasemq-server.jar serve --data ...}. */
    private Programs.Program startServer() throws IOException, InterruptedException {
        Programs.Program server = programs.start(
                "server",
                progress::report,
                Main.class.getName(),
                "serve",
                "--port",
                address.substring(address.indexOf(':') + 1),
                "--data",
                directory.resolve("data").toString());
        progress.await("the server listens", present -> present.isServerReady() || !server.isAlive());
        if (!server.isAlive()) {
            throw new IllegalStateException("The server does not start; see its log in " + directory);
        }
        return server;
    }

    private Programs.Program startWarehouse(String name) throws IOException {
        return programs.start(name, progress::report, Warehouse.class.getName(), address, name);
    }

    private void awaitAllDone(LeaseMQConnectionFactory factory) throws InterruptedException, JMSException {
        long began = System.nanoTime();
        while (Evidence.read(factory).done() < orders) {
            if (since(began).compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("The work does not come to its end; see the logs in " + directory);
            }
            progress.pause();
        }
        progress.say("All is done. Reading the queues.");
    }

    private boolean judge(Evidence evidence, Duration elapsed, Duration recovery) {
        List<String> differences = new Proof(orders, evidence).differences();
        out.println();
        show("orders", String.format(Locale.ROOT, "%,d", orders));
        Map<String, Long> byWarehouse = evidence.shipments().stream()
                .collect(Collectors.groupingBy(Evidence.Shipment::warehouse, TreeMap::new, Collectors.counting()));
        byWarehouse.forEach((name, count) -> show("shipped by " + name, String.format(Locale.ROOT, "%,d", count)));
        show(
                "dead letters",
                String.format(Locale.ROOT, "%,d", evidence.deadLetters().size()));
        show(
                "redeliveries",
                String.format(
                        Locale.ROOT,
                        "%,d",
                        evidence.shipments().stream()
                                .mapToInt(shipment -> shipment.attempt() - 1)
                                .sum()));
        show("server back after", seconds(recovery));
        show("all done after", seconds(elapsed));
        out.println();
        if (differences.isEmpty()) {
            out.println("Proved from the queues: every order was shipped exactly once, in order for each customer,");
            out.println("or is in " + Orders.DEAD_LETTERS + ", since no warehouse has what it asks for.");
        } else {
            out.println("WRONG, in " + differences.size() + " places:");
            differences.stream().limit(DIFFERENCES_SHOWN).forEach(each -> out.println("  " + each));
        }
        out.println();
        out.println("The database and the logs are left in " + directory);
        return differences.isEmpty();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    private void show(String name, String value) {
        out.println(String.format(Locale.ROOT, "  %-25s %10s", name, value));
    }

    @Override
    public void close() {
        programs.close();
    }
}
