package org.leasemq.sqs.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.cli.api.Table;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves messages out of a dead-letter queue. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = "Moves the messages of a dead-letter queue back to where they came from, or to another queue.")
final class Move extends ApiCommand {
    private static final String MOVED = "ApproximateNumberOfMessagesMoved";
    private static final long MOST = 10;
    private static final long INTERVAL_MILLIS = 200;

    @Parameters(index = "0", paramLabel = "DEAD-LETTER-QUEUE")
    private GivenQueue source;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DESTINATION")
    private GivenQueue destination;

    @Option(names = "--rate", description = "Messages a second, 1 to 500.")
    private Long rate;

    @ArgGroup
    private Instead instead;

    /** What is done instead of beginning a move. */
    static final class Instead {
        @Option(names = "--list", description = "Lists the last moves out of the queue, and begins none.")
        private boolean list;

        @Option(names = "--stop", description = "Stops the move that is under way; what was moved stays moved.")
        private boolean stop;
    }

    @Override
    protected int run(Api api) {
        String arn = source.arn(api);
        if (instead != null && instead.list) {
            return showAll(api, arn);
        }
        if (instead != null && instead.stop) {
            return stop(api, arn);
        }
        api.call(
                "StartMessageMoveTask",
                Shape.values(
                        "SourceArn",
                        arn,
                        "DestinationArn",
                        destination == null ? null : destination.arn(api),
                        "MaxNumberOfMessagesPerSecond",
                        rate));
        Map<String, Object> task = state(api, arn);
        while (isRunning(task)) {
            progress(task);
            pause();
            task = state(api, arn);
        }
        progress(task);
        err().println();
        Map<String, Object> last = task;
        print(last, () -> say(last.get("Status") + ", " + last.get(MOVED) + " moved" + failure(last)));
        return "COMPLETED".equals(task.get("Status")) ? DONE : Main.REFUSED;
    }

    private static boolean isRunning(Map<String, Object> task) {
        return "RUNNING".equals(task.get("Status")) || "CANCELLING".equals(task.get("Status"));
    }

    /** Empty for none. */
    private static String failure(Map<String, Object> task) {
        Object words = task.get("FailureMessage");
        return task.get("FailureReason") == null
                ? ""
                : ": " + task.get("FailureReason") + (words == null ? "" : ". " + words);
    }

    private int showAll(Api api, String arn) {
        List<Map<String, Object>> tasks =
                list(api.call("ListMessageMoveTasks", Map.of("SourceArn", arn, "MaxResults", MOST)), "Results");
        print(tasks, () -> {
            Table table = new Table("STARTED", "TO", "STATUS", "MOVED", "OF", "WHY");
            tasks.forEach(task -> table.whole(
                    GroupCommand.time(task.get("StartedTimestamp")),
                    task.get("DestinationArn") == null ? "where each came from" : task.get("DestinationArn"),
                    task.get("Status"),
                    task.get(MOVED),
                    task.get("ApproximateNumberOfMessagesToMove"),
                    failure(task).replaceFirst("^: ", "")));
            table.print(out());
        });
        return DONE;
    }

    private int stop(Api api, String arn) {
        Map<String, Object> task = list(api.call("ListMessageMoveTasks", Map.of("SourceArn", arn)), "Results").stream()
                .filter(one -> one.get("TaskHandle") != null)
                .findFirst()
                .orElseThrow(() -> new ServerException("No move out of queue '" + source + "' is under way.", null));
        Map<String, Object> stopped = api.call("CancelMessageMoveTask", Map.of("TaskHandle", task.get("TaskHandle")));
        print(stopped, () -> say("Stopped, " + stopped.get(MOVED) + " moved"));
        return DONE;
    }

    private static Map<String, Object> state(Api api, String arn) {
        return list(api.call("ListMessageMoveTasks", Map.of("SourceArn", arn)), "Results")
                .get(0);
    }

    private void progress(Map<String, Object> task) {
        if (!json()) {
            err().print("\r" + task.get(MOVED) + " of " + task.get("ApproximateNumberOfMessagesToMove"));
            err().flush();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Interrupted; the move goes on.", e);
        }
    }
}
