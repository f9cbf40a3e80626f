package org.leasemq.samples.flights;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.leasemq.jms.LeaseMQConnectionFactory;

/** Has a worker do the work, kills it somewhere in the middle, has another one finish, and proves that all is right. */
final class Conductor {
    private static final int KILLS = 1;
    private static final int DIFFERENCES_SHOWN = 10;

    private final List<Departure> timetable = Json.timetable();
    private final Path database;
    private final Path log;
    private final InstantSource clock;
    private final PrintStream out;
    private final Progress progress;
    private final int killAt;

    /** Works in {@code directory}, which is empty, and leaves the database there. */
    Conductor(Path directory, InstantSource clock, RandomGenerator random, PrintStream out, boolean terminal) {
        this.clock = clock;
        this.out = out;
        database = directory.resolve("database");
        log = directory.resolve("worker.log");
        progress = new Progress(timetable.size(), clock, out, terminal);
        int quarter = timetable.size() / 4;
        killAt = random.nextInt(quarter, 3 * quarter);
    }

    /** Returns whether the proof holds. */
    boolean run() throws IOException, InterruptedException, JMSException {
        out.println("A worker sends departures to " + Queues.DEPARTURES + " and processes them; it will be killed.");
        Instant began = clock.instant();
        workUntilKilled();
        Duration recovery = workToTheEnd();
        return judge(Duration.between(began, progress.lastDone()), recovery);
    }

    private void workUntilKilled() throws IOException, InterruptedException {
        WorkerProcess worker = WorkerProcess.start(database, 0, log);
        worker.follow(line -> {
            progress.report(line);
            if (progress.sent() >= killAt && progress.done() > 0) {
                worker.kill();
            }
        });
        worker.awaitKilled();
        if (progress.sent() < killAt) {
            throw new IllegalStateException("The worker ended before it could be killed; see " + log);
        }
        progress.say("Killed (kill -9). Starting it again on the same database, from departure " + progress.sent());
    }

    /** The send of the next departure may have been under way when the worker was killed: so that one is sent again. */
    private Duration workToTheEnd() throws IOException, InterruptedException {
        int doneBefore = progress.done();
        Instant[] firstDone = new Instant[1];
        Instant started = clock.instant();
        WorkerProcess worker = WorkerProcess.start(database, progress.sent(), log);
        worker.follow(line -> {
            progress.report(line);
            if (firstDone[0] == null && progress.done() > doneBefore) {
                firstDone[0] = progress.lastDone();
            }
        });
        worker.awaitEnd();
        progress.say("The worker has ended. Reading the queues.");
        return Duration.between(started, firstDone[0] == null ? clock.instant() : firstDone[0]);
    }

    private boolean judge(Duration elapsed, Duration recovery) throws JMSException {
        Evidence evidence;
        try (LeaseMQConnectionFactory factory = Queues.open(database)) {
            evidence = Evidence.read(factory);
        }
        List<String> differences = new Proof(timetable, evidence, KILLS).differences();
        out.println();
        out.print(Report.of(timetable, evidence, elapsed, recovery).text());
        out.println();
        if (differences.isEmpty()) {
            out.println("Proved from the queues: every departure was processed exactly once, in order per airport,");
            out.println("or is in " + Queues.DEAD_LETTERS + " after " + Queues.ATTEMPTS + " attempts.");
        } else {
            out.println("WRONG, in " + differences.size() + " places:");
            differences.stream().limit(DIFFERENCES_SHOWN).forEach(each -> out.println("  " + each));
        }
        out.println();
        out.println("The database is left in " + database);
        out.println("Look at a queue in it: mvn -q -Pdemo -Ddemo.look=" + Queues.DEAD_LETTERS);
        return differences.isEmpty();
    }

    /** Removes what an earlier run has left. */
    static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var paths = Files.walk(directory)) {
                for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(directory);
    }
}
