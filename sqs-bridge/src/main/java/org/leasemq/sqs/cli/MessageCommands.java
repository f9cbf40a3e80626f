package org.leasemq.sqs.cli;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.cli.api.Printable;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is done with single messages, whatever state they are in. */
@Command(
        name = "messages",
        mixinStandardHelpOptions = true,
        description = "Deletes, releases, moves and copies single messages of a queue, whatever state they are in.",
        subcommands = {
            MessageCommands.Delete.class,
            MessageCommands.Release.class,
            MessageCommands.MoveSome.class,
            MessageCommands.Copy.class
        })
final class MessageCommands implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what: delete, release, move or copy.");
    }

    private abstract static class Change extends ApiCommand {
        private final String change;

        @Parameters(index = "0", paramLabel = "QUEUE")
        private GivenQueue queue;

        @Parameters(
                index = "1..*",
                arity = "1..100",
                paramLabel = "MESSAGE",
                description = "Its id or its sequence number, as shown by peek.")
        private List<String> messages;

        Change(String change) {
            this.change = change;
        }

        /** Null for none. */
        GivenQueue destination() {
            return null;
        }

        @Override
        protected final int run(Api api) {
            List<String> ids = messages.stream()
                    .map(id -> id.startsWith("ID:") ? id.substring(3) : id)
                    .toList();
            Map<String, Object> changed = api.call(
                    "ChangeMessages",
                    Shape.values(
                            "QueueName",
                            queue.name(api),
                            "MessageIds",
                            ids,
                            "Change",
                            change,
                            "DestinationName",
                            destination() == null ? null : destination().name(api)));
            long done = ((Number) changed.get("Changed")).longValue();
            List<Map<String, Object>> left = list(changed, "Left");
            print(changed, () -> say(done + " of " + ids.size()));
            left.forEach(one -> err().println(Printable.of(shown(one.get("Reason")))));
            return left.isEmpty() ? DONE : Main.REFUSED;
        }
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes them for good, also while somebody is at work on them.")
    static final class Delete extends Change {
        Delete() {
            super("DELETE");
        }
    }

    @Command(
            name = "release",
            mixinStandardHelpOptions = true,
            description = "Ends their leases or delays, so that others get them at once.")
    static final class Release extends Change {
        Release() {
            super("RELEASE");
        }
    }

    @Command(
            name = "move",
            mixinStandardHelpOptions = true,
            description = "Moves them to another queue, or back to where they were dead-lettered; not those in flight.")
    static final class MoveSome extends Change {
        @Option(names = "--to", paramLabel = "QUEUE", description = "Where to, if not back.")
        private GivenQueue to;

        MoveSome() {
            super("MOVE");
        }

        @Override
        GivenQueue destination() {
            return to;
        }
    }

    @Command(
            name = "copy",
            mixinStandardHelpOptions = true,
            description = "Sends a copy of a message, which stays where it is, with what is given here instead.")
    static final class Copy extends ApiCommand {
        @Parameters(index = "0", paramLabel = "QUEUE")
        private GivenQueue queue;

        @Parameters(
                index = "1",
                paramLabel = "MESSAGE",
                description = "Its id or its sequence number, as shown by peek.")
        private String message;

        @Option(names = "--to", paramLabel = "QUEUE", description = "Where to, if not to the same queue.")
        private GivenQueue to;

        @Option(names = "--body", description = "Another text.")
        private String body;

        @Option(
                names = {"-g", "--group"},
                description = "Another message group; empty for none.")
        private String group;

        @Option(names = "--deduplication-id", description = "Deduplication id, for FIFO queues (a new one).")
        private String deduplicationId;

        @Option(names = "--delay", description = "Seconds until it can be received.")
        private Long delay;

        @Mixin
        private GivenContent content;

        @Override
        protected int run(Api api) {
            if (body != null && content.file() != null) {
                throw new ParameterException(spec.commandLine(), "Give --body or --file, not both.");
            }
            return content.put(
                    this,
                    api,
                    Shape.values(
                            "QueueName",
                            (to == null ? queue : to).name(api),
                            "CopiedQueueName",
                            queue.name(api),
                            "CopiedMessageId",
                            message.startsWith("ID:") ? message.substring(3) : message,
                            "MessageBody",
                            body,
                            "MessageGroupId",
                            group,
                            "MessageDeduplicationId",
                            deduplicationId,
                            "DelaySeconds",
                            delay));
        }
    }
}
