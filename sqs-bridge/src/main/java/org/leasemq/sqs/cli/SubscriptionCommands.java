package org.leasemq.sqs.cli;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Who subscribes to topics. */
@Command(
        name = "subscriptions",
        mixinStandardHelpOptions = true,
        description = "Lists who subscribes to which topic: queues, and durable subscriptions of Jakarta Messaging.",
        subcommands = SubscriptionCommands.Delete.class)
final class SubscriptionCommands extends ApiCommand {
    @Override
    protected int run(Api api) {
        List<Map<String, Object>> all = list(api.call("ListSubscribers", Map.of()), "Subscribers");
        print(all, () -> {
            Table table = new Table("TOPIC", "SUBSCRIBER", "AVAILABLE", "IN FLIGHT", "FILTER");
            all.forEach(one -> table.row(
                    one.get("TopicName"),
                    one.get("QueueName"),
                    one.get("Available"),
                    one.get("InFlight"),
                    one.get("Filter")));
            table.print(out());
        });
        return DONE;
    }

    @Command(
            name = "delete",
            mixinStandardHelpOptions = true,
            description = "Deletes a durable subscription that nobody uses, with its messages.")
    static final class Delete extends ApiCommand {
        @Parameters(paramLabel = "SUBSCRIBER", description = "As listed.")
        private String subscriber;

        @Override
        protected int run(Api api) {
            api.call("DeleteSubscriber", Map.of("QueueName", subscriber));
            return DONE;
        }
    }
}
