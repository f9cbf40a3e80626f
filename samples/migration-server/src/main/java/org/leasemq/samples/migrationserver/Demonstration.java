package org.leasemq.samples.migrationserver;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.samples.migration.SqsBilling;
import org.leasemq.samples.server.Page;
import org.leasemq.samples.server.Patience;
import org.leasemq.samples.server.WildFly;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.SqsServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Moves the application in four steps, and shows what it bills after each. Its archive, {@code shop.war}, stays the same. Given:
 * the server's directory, its scripts, the archives.
 */
final class Demonstration {
    private static final int SQS_PORT = 19_324;
    private static final int CREATED = 201;

    private final Page shop = new Page(WildFly.applications() + "shop/");
    private final Patience patience = new Patience(Duration.ofMinutes(2));
    private final WildFly server;
    private final Path scripts;
    private final Path archives;

    private Demonstration(WildFly server, Path scripts, Path archives) {
        this.server = server;
        this.scripts = scripts;
        this.archives = archives;
    }

    public static void main(String[] arguments) throws Exception {
        try (WildFly server = new WildFly(Path.of(arguments[0]), "demonstration.log")) {
            Demonstration demonstration = new Demonstration(server, Path.of(arguments[1]), Path.of(arguments[2]));
            demonstration.onActiveMq();
            demonstration.onLeaseMq();
            demonstration.billingOnSqs();
            demonstration.serverGone(Path.of(arguments[0]).resolve("standalone/data/leasemq"));
        }
    }

    private void onActiveMq() throws Exception {
        server.configure(scripts.resolve("activemq.cli"));
        server.deploy(archives.resolve("activemq.rar"), "activemq.rar");
        server.deploy(archives.resolve("shop.war"), "shop.war");
        start();
        sellAndBill("ActiveMQ");
    }

    private void onLeaseMq() throws Exception {
        server.stop();
        server.undeploy("activemq.rar");
        server.configure(scripts.resolve("leasemq.cli"));
        server.deploy(archives.resolve("leasemq-ra.rar"), "leasemq-ra.rar");
        start();
        sellAndBill("LeaseMQ");
    }

    private void billingOnSqs() throws Exception {
        server.manage(scripts.resolve("billing-leaves.cli"));
        server.deploy(archives.resolve("shop-sqs.war"), "sqs.war");
        sell("Ann", "milk");
        await(new Page("http://127.0.0.1:" + SQS_PORT + "/ready"), "");
        expectBySqs(URI.create("http://127.0.0.1:" + SQS_PORT), "Ann pays for milk");
        sell("Bob", "bread");
        expectBySqs(URI.create("http://127.0.0.1:" + SQS_PORT), "Bob pays for bread");
    }

    /** @param data where LeaseMQ has its database, as the script says */
    private void serverGone(Path data) throws Exception {
        sell("Eve", "apples");
        server.stop();
        ServerSettings settings =
                ServerSettings.defaults().listeningOn("127.0.0.1", 0).storedAt("leasemq:derby:" + data);
        try (SqsServer sqs = SqsServer.start(settings, EmbeddedEngines.ofThisProcess())) {
            expectBySqs(sqs.uri(), "Eve pays for apples");
        }
    }

    private void start() throws Exception {
        server.start("-Dleasemq.sqs.port=" + SQS_PORT);
        await(shop, "");
    }

    private void sellAndBill(String provider) throws Exception {
        sell("Ann", "tea", "coffee");
        if (post("Bob", "cake", "nothing") == CREATED) {
            throw new IOException("Nothing was sold");
        }
        sell("Bob", "water");
        String bills = "Ann pays for coffee\nAnn pays for tea\nBob pays for water";
        System.out.println("Beans on " + provider + ":\n" + await(shop, bills));
    }

    private static void expectBySqs(URI endpoint, String expected) throws IOException {
        try (SqsClient sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing")))
                .build()) {
            String bill = new SqsBilling(sqs).bill();
            System.out.println("By SQS at " + endpoint + ":\n" + bill);
            if (!bill.equals(expected)) {
                throw new IOException("Not " + expected);
            }
        }
    }

    private void sell(String customer, String... articles) throws IOException, InterruptedException {
        if (post(customer, articles) != CREATED) {
            throw new IOException("The shop did not sell: see " + server.log());
        }
    }

    private int post(String customer, String... articles) throws IOException, InterruptedException {
        return shop.post("?customer=" + customer + "&article=" + String.join("&article=", articles))
                .statusCode();
    }

    /** Waits until the page is there, with all that is expected of it. */
    private String await(Page page, String expected) throws IOException, InterruptedException {
        patience.await(
                () -> {
                    String shown = page.shown();
                    return shown != null && shown.length() >= expected.length();
                },
                () -> page + " shows " + page.shown() + ": see " + server.log());
        String shown = page.shown();
        if (!expected.isEmpty() && !expected.equals(shown)) {
            throw new IOException(page + " shows " + shown + " and not " + expected);
        }
        return shown;
    }
}
