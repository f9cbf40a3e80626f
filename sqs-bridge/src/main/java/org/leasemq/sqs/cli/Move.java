package org.leasemq.sqs.cli;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves messages out of a dead-letter queue. */
@Command(
        name = "move",
        mixinStandardHelpOptions = true,
        description = "Moves the messages of a dead-letter queue back to where they came from, or to another queue.")
final class Move extends ApiCommand {
    private static final long INTERVAL_MILLIS = 200;

    @Parameters(index = "0", paramLabel = "DEAD-LETTER-QUEUE")
    private GivenQueue source;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DESTINATION")
    private GivenQueue destination;

    @Option(names = "--rate", description = "Messages a second, 1 to 500.")
    private Long rate;

    @Override
    protected int run(Api api) {
        String arn = source.arn(api);
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
        while ("RUNNING".equals(task.get("Status"))) {
            progress(task);
            pause();
            task = state(api, arn);
        }
        progress(task);
        err().println();
        Map<String, Object> last = task;
        print(
                last,
                () -> out().println(last.get("Status") + ", " + last.get("ApproximateNumberOfMessagesMoved") + " moved"
                        + (last.get("FailureReason") == null ? "" : ": " + last.get("FailureReason"))));
        return "COMPLETED".equals(task.get("Status")) ? DONE : Main.REFUSED;
    }

    private static Map<String, Object> state(Api api, String arn) {
        return list(api.call("ListMessageMoveTasks", Map.of("SourceArn", arn)), "Results")
                .get(0);
    }

    private void progress(Map<String, Object> task) {
        if (!json()) {
            err().print("\r" + task.get("ApproximateNumberOfMessagesMoved") + " of "
                    + task.get("ApproximateNumberOfMessagesToMove"));
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
