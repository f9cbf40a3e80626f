package org.leasemq.sqs.cli;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.cli.api.ListedFigures;
import org.leasemq.sqs.cli.api.NoSuchQueueException;
import org.leasemq.sqs.cli.api.Readable;
import org.leasemq.sqs.cli.api.Table;
import org.leasemq.sqs.queue.Names;
import org.leasemq.sqs.queue.QueueUrls;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done with queues as a whole. */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        description = "Lists, creates, shows, changes, tags, purges and deletes queues.",
        subcommands = {
            QueueCommands.ListAll.class,
            QueueCommands.Create.class,
            QueueCommands.Show.class,
            QueueCommands.Attributes.class,
            LabelCommands.Tag.class,
            LabelCommands.Untag.class,
            LabelCommands.Policy.class,
            QueueCommands.Purge.class,
            QueueCommands.Delete.class
        })
final class QueueCommands {
    private static final long PAGE = 1000;
    private static final String COUNT = "ApproximateNumberOfMessages";

    private static Map<String, Object> attributes(Api api, GivenQueue queue) {
        return ApiCommand.map(
                api.call("GetQueueAttributes", Map.of("QueueUrl", queue.url(), "AttributeNames", List.of("All"))),
                "Attributes");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists queues with what is in them.")
    static final class ListAll extends ApiCommand {
        @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Only queues whose names begin so.")
        private String prefix;

        @Override
        protected int run(Api api) {
            List<Map<String, Object>> queues = new ArrayList<>();
            Table table = new Table("QUEUE", "AVAILABLE", "IN FLIGHT", "DELAYED");
            for (String url : urls(api)) {
                String name = QueueUrls.nameOf(url);
                Map<String, Object> attributes = attributesUnlessGone(api, new GivenQueue(name));
                if (attributes.isEmpty()) {
                    continue;
                }
                Map<String, Object> queue = new LinkedHashMap<>(Map.of("QueueName", name));
                queue.putAll(attributes);
                queues.add(queue);
                table.row(
                        name,
                        attributes.get(COUNT),
                        attributes.get(COUNT + "NotVisible"),
                        attributes.get(COUNT + "Delayed"));
            }
            print(queues, () -> table.print(out()));
            return DONE;
        }

        private List<String> urls(Api api) {
            List<String> urls = new ArrayList<>();
            String next = null;
            do {
                Map<String, Object> page = api.call(
                        "ListQueues", Shape.values("QueueNamePrefix", prefix, "MaxResults", PAGE, "NextToken", next));
                ((List<?>) page.getOrDefault("QueueUrls", List.of())).forEach(url -> urls.add((String) url));
                next = (String) page.get("NextToken");
            } while (next != null);
            return urls;
        }

        /** Empty if it was deleted since it was listed. */
        private static Map<String, Object> attributesUnlessGone(Api api, GivenQueue queue) {
            try {
                return attributes(api, queue);
            } catch (NoSuchQueueException e) {
                return Map.of();
            }
        }
    }

    @Command(name = "create", mixinStandardHelpOptions = true, description = "Creates a queue.")
    static final class Create extends ApiCommand {
        @Parameters(paramLabel = "QUEUE", description = "Its name; a FIFO queue's ends in .fifo.")
        private String queue;

        @Option(names = "-a", paramLabel = "NAME=VALUE", description = "An attribute, as in CreateQueue.")
        private Map<String, String> attributes = new LinkedHashMap<>();

        @Option(names = "-t", paramLabel = "NAME=VALUE", description = "A tag.")
        private Map<String, String> tags = new LinkedHashMap<>();

        @Override
        protected int run(Api api) {
            if (Names.isFifo(queue)) {
                attributes.putIfAbsent("FifoQueue", "true");
            }
            Map<String, Object> values =
                    api.call("CreateQueue", Map.of("QueueName", queue, "Attributes", attributes, "tags", tags));
            print(values, () -> out().println(values.get("QueueUrl")));
            return DONE;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the attributes and tags of a queue.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "QUEUE")
        private GivenQueue queue;

        @Override
        protected int run(Api api) {
            Map<String, Object> values = new LinkedHashMap<>(attributes(api, queue));
            map(api.call("ListQueueTags", Map.of("QueueUrl", queue.url())), "Tags")
                    .forEach((name, value) -> values.put("tag " + name, value));
            print(values, () -> {
                Table table = new Table("ATTRIBUTE", "VALUE");
                Map<String, Object> figures = figures(api, shown(values.get("QueueArn")));
                values.forEach((name, value) -> table.row(name, readable(name, shown(value), figures)));
                table.print(out());
            });
            return DONE;
        }

        /** What the API has no words for, if the caller may know it. Queues of other accounts and regions are named by ARN there. */
        private static Map<String, Object> figures(Api api, String arn) {
            try {
                Map<String, Object> elsewhere = ListedFigures.of(api, arn);
                return elsewhere.isEmpty() ? ListedFigures.of(api, arn.substring(arn.lastIndexOf(':') + 1)) : elsewhere;
            } catch (ApiException | ServerException e) {
                return Map.of();
            }
        }

        /** A queue of Jakarta Messaging may keep messages for longer, and take larger ones, than the API can say. */
        private static String readable(String name, String value, Map<String, Object> figures) {
            if (!figures.isEmpty() && name.equals("MessageRetentionPeriod")) {
                long millis = ListedFigures.number(figures, "RetentionMillis");
                return figures.containsKey("RetentionMillis")
                        ? Readable.attribute(name, Long.toString(millis / 1000), ZoneId.systemDefault())
                        : "for ever";
            }
            return !figures.isEmpty() && name.equals("MaximumMessageSize")
                    ? Readable.size(ListedFigures.number(figures, name))
                    : Readable.attribute(name, value, ZoneId.systemDefault());
        }
    }

    @Command(name = "attributes", mixinStandardHelpOptions = true, description = "Changes attributes of a queue.")
    static final class Attributes extends ApiCommand {
        @Parameters(index = "0", paramLabel = "QUEUE")
        private GivenQueue queue;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME=VALUE")
        private Map<String, String> attributes;

        @Override
        protected int run(Api api) {
            api.call("SetQueueAttributes", Map.of("QueueUrl", queue.url(), "Attributes", attributes));
            return DONE;
        }
    }

    @Command(name = "purge", mixinStandardHelpOptions = true, description = "Removes all messages of a queue.")
    static final class Purge extends ApiCommand {
        @Parameters(paramLabel = "QUEUE")
        private GivenQueue queue;

        @Override
        protected int run(Api api) {
            api.call("PurgeQueue", Map.of("QueueUrl", queue.url()));
            return DONE;
        }
    }

    @Command(name = "delete", mixinStandardHelpOptions = true, description = "Deletes a queue and all that is in it.")
    static final class Delete extends ApiCommand {
        @Parameters(paramLabel = "QUEUE")
        private GivenQueue queue;

        @Override
        protected int run(Api api) {
            api.call("DeleteQueue", Map.of("QueueUrl", queue.url()));
            return DONE;
        }
    }
}
