package org.leasemq.samples.jakartaee;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.leasemq.samples.server.Page;
import org.leasemq.samples.server.Patience;
import org.leasemq.samples.server.WildFly;

/**
 * Sets WildFly up as a user would, starts it, places orders, kills it half-way, starts it again, and shows the page with what
 * became of the orders. Given: the server's directory, the scripts, the adapter, the application.
 */
final class Demonstration {
    private static final int ORDERS = 200;
    private static final int CREATED = 201;

    private final Page page = new Page(WildFly.applications() + "orders/");
    private final Patience patience = new Patience(Duration.ofMinutes(2));
    private final WildFly server;

    private Demonstration(WildFly server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        try (WildFly server = new WildFly(Path.of(arguments[0]), "demonstration.log")) {
            Demonstration demonstration = new Demonstration(server);
            demonstration.setUp(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
            demonstration.run();
        }
    }

    private void setUp(Path scripts, Path adapter, Path application) throws IOException, InterruptedException {
        server.configure(scripts.resolve("database.cli"));
        server.configure(scripts.resolve("leasemq.cli"));
        server.deploy(adapter, "leasemq-ra.rar");
        server.deploy(application, "orders.war");
    }

    private void start() throws IOException, InterruptedException {
        server.start(
                "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=3",
                "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1");
        await(() -> page.shown() != null);
    }

    private void run() throws IOException, InterruptedException {
        start();
        for (int i = 0; i < ORDERS; i++) {
            place("customer" + i % 10, "order" + i);
            if (i == ORDERS / 2) {
                System.out.println("Half of the orders are placed. The server is killed, and started again.");
                server.close();
                start();
            }
        }
        place("customer1", "bad-order");
        int booked = ORDERS;
        await(() -> shows("dead", 1) && shows("invoiced", booked) && shows("shipped", booked));
        System.out.println(page.shown());
        if (!shows("placed", ORDERS + 1) || !shows("booked", booked)) {
            throw new IOException("Orders were lost or doubled");
        }
    }

    private void place(String customer, String order) throws IOException, InterruptedException {
        HttpResponse<String> response = page.post("?customer=" + customer + "&order=" + order);
        if (response.statusCode() != CREATED) {
            throw new IOException(order + " was not taken: " + response.statusCode() + " " + response.body());
        }
    }

    private boolean shows(String what, int count) throws InterruptedException {
        String shown = page.shown();
        return shown != null && shown.contains("<td>" + what + "</td><td>" + count + "</td>");
    }

    private void await(Patience.Condition condition) throws IOException, InterruptedException {
        patience.await(condition, () -> "the page says " + page.shown() + ", the server " + server.log());
    }
}
