package org.leasemq.tck.kills;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.leasemq.samples.server.Commands;
import org.leasemq.samples.server.Page;
import org.leasemq.samples.server.Patience;
import org.leasemq.samples.server.QueueServer;
import org.leasemq.samples.server.Starts;

/**
 * Kills a server again and again, at named points of transactions and at random, and checks after each restart that no message is
 * lost or doubled and that rows and messages agree. For one thread.
 */
public final class Kills implements AutoCloseable {
    private static final int CREATED = 201;
    private static final int MESSAGES = 20;

    private final Patience patience = new Patience(Duration.ofMinutes(5));
    private final Set<String> taken = new HashSet<>();
    private final Server server;
    private final Page page;
    private final Random random;
    private final Path transactionLog;
    /** Null where the database is in the server that is killed. */
    private final QueueServer database;

    private Process running;
    private int messages;

    /** @param seed of when the server is killed at random */
    public Kills(Server server, long seed) {
        this(server, seed, null);
    }

    /** @param transactionLog where the transaction manager has a file for each transaction that is not over; null if unknown */
    public Kills(Server server, long seed, Path transactionLog) {
        this(server, seed, transactionLog, null);
    }

    /** @param database has the database in a process of its own, which is killed as well; runs, and is the caller's to close */
    public Kills(Server server, long seed, Path transactionLog, QueueServer database) {
        this.server = server;
        this.database = database;
        this.page = new Page(server.application());
        this.random = new Random(seed);
        this.transactionLog = transactionLog;
    }

    /** As often as is said, at named points and at random in turn; returns how many messages have been moved. */
    public int alternately(int kills) throws IOException, InterruptedException {
        int first = random.nextInt(Death.Point.values().length);
        start();
        for (int kill = 1; kill <= kills; kill++) {
            if (database != null && kill % 2 == 0) {
                killDatabase(kill);
            } else {
                again(kill, isAtRandom(kill) ? atRandom() : atAPoint(first + kill / (database == null ? 2 : 4)));
            }
        }
        return taken.size();
    }

    private boolean isAtRandom(int kill) {
        return database == null ? kill % 2 == 0 : kill % 4 == 3;
    }

    /** The server goes on meanwhile. */
    private void killDatabase(int kill) throws IOException, InterruptedException {
        put();
        TimeUnit.MICROSECONDS.sleep(random.nextInt(200_000));
        database.kill();
        database.start();
        check();
        System.out.println(kill + ": LeaseMQ's server at random, " + taken.size() + " messages");
    }

    private void put() throws InterruptedException {
        for (int i = 0; i < MESSAGES; i++) {
            put(null, false);
        }
    }

    /** Once at each point; returns how many messages have been moved. */
    public int atEachPoint() throws IOException, InterruptedException {
        start();
        for (int point = 0; point < Death.Point.values().length; point++) {
            again(point + 1, atAPoint(point));
        }
        return taken.size();
    }

    private void again(int kill, String how) throws IOException, InterruptedException {
        await("the server is dead", () -> !isRunning());
        start();
        check();
        System.out.println(kill + ": " + how + ", " + taken.size() + " messages");
    }

    private void start() throws IOException, InterruptedException {
        running = Starts.start(this::begin, () -> list("rows") != null);
        await("the server starts", () -> list("rows") != null);
    }

    /** What has begun is killed in the end, whatever becomes of its start. */
    private Process begin() throws IOException {
        running = server.start();
        return running;
    }

    private boolean isRunning() {
        return running.isAlive() || running.descendants().findAny().isPresent();
    }

    /** Lets the server die in a transaction, with others going on. */
    private String atAPoint(int index) throws InterruptedException {
        Death.Point point = Death.Point.values()[index % Death.Point.values().length];
        boolean early = index / Death.Point.values().length % 2 == 0;
        for (int i = 0; i < MESSAGES / 2; i++) {
            put(null, false);
        }
        put(point, early);
        put(null, false);
        return point.name().toLowerCase(Locale.ROOT) + (early ? ", first" : ", last");
    }

    private String atRandom() throws InterruptedException {
        put();
        TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
        Commands.kill(running);
        return "at random";
    }

    /** Whether the server took it is known if it said so. */
    private void put(Death.Point death, boolean early) throws InterruptedException {
        String id = "m" + ++messages;
        String query = "?id=" + id + (death == null ? "" : "&death=" + death + "&early=" + early);
        try {
            if (page.post(query).statusCode() == CREATED) {
                taken.add(id);
            }
        } catch (IOException e) {
            // the server is dead already: it may have taken it, or not
        }
    }

    private void check() throws IOException, InterruptedException {
        await("all messages have been moved, and rows and messages agree", () -> {
            List<String> in = list("in");
            List<String> rows = list("rows");
            List<String> out = list("out");
            return in != null
                    && in.isEmpty()
                    && rows != null
                    && out != null
                    && new HashSet<>(rows).equals(new HashSet<>(out))
                    && rows.containsAll(taken);
        });
        List<String> rows = list("rows");
        List<String> out = list("out");
        if (rows.size() != new HashSet<>(rows).size() || out.size() != rows.size()) {
            throw new IOException(
                    "Doubled: " + rows.size() + " rows, " + out.size() + " messages of " + new HashSet<>(rows).size());
        }
        taken.addAll(rows);
        await("the transaction manager has nothing left to do", this::isTransactionLogEmpty);
    }

    private boolean isTransactionLogEmpty() {
        if (transactionLog == null || !Files.exists(transactionLog)) {
            return true;
        }
        try (Stream<Path> files = Files.walk(transactionLog)) {
            return files.noneMatch(Files::isRegularFile);
        } catch (IOException | UncheckedIOException e) { // a file was removed while it was looked for
            return false;
        }
    }

    /** Null while the application is not there. */
    private List<String> list(String of) throws InterruptedException {
        String shown = page.shown("?of=" + of);
        return shown == null ? null : shown.lines().toList();
    }

    private void await(String what, Patience.Condition condition) throws IOException, InterruptedException {
        patience.await(
                condition,
                () -> what + "; in " + list("in") + ", rows " + list("rows") + ", out " + list("out") + ". See "
                        + server.log());
    }

    /** Kills the server once more, if it is running. */
    @Override
    public void close() {
        if (running != null) {
            Commands.kill(running);
        }
    }
}
