package org.leasemq.sqs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.GivenQueue;
import org.leasemq.sqs.server.ServerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tags and the policy of a queue. */
final class LabelCommands {
    private static final String POLICY = "Policy";

    private LabelCommands() {}

    @Command(name = "tag", mixinStandardHelpOptions = true, description = "Adds tags to a queue, or replaces them.")
    static final class Tag extends ApiCommand {
        @Parameters(index = "0", paramLabel = "QUEUE")
        private GivenQueue queue;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME=VALUE")
        private Map<String, String> tags;

        @Override
        protected int run(Api api) {
            api.call("TagQueue", Map.of("QueueUrl", queue.url(), "Tags", tags));
            return DONE;
        }
    }

    @Command(name = "untag", mixinStandardHelpOptions = true, description = "Removes tags from a queue.")
    static final class Untag extends ApiCommand {
        @Parameters(index = "0", paramLabel = "QUEUE")
        private GivenQueue queue;

        @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME")
        private List<String> names;

        @Override
        protected int run(Api api) {
            api.call("UntagQueue", Map.of("QueueUrl", queue.url(), "TagKeys", names));
            return DONE;
        }
    }

    @Command(
            name = "policy",
            mixinStandardHelpOptions = true,
            description = "Shows the policy of a queue, or sets the one of a file, or removes it.")
    static final class Policy extends ApiCommand {
        @Parameters(index = "0", paramLabel = "QUEUE")
        private GivenQueue queue;

        @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "The new policy.")
        private Path file;

        @Option(names = "--remove", description = "Removes it.")
        private boolean remove;

        @Override
        protected int run(Api api) {
            if (file != null || remove) {
                String policy = remove ? "" : read();
                api.call("SetQueueAttributes", Map.of("QueueUrl", queue.url(), "Attributes", Map.of(POLICY, policy)));
                return DONE;
            }
            Map<String, Object> found =
                    api.call("GetQueueAttributes", Map.of("QueueUrl", queue.url(), "AttributeNames", List.of(POLICY)));
            String policy = shown(map(found, "Attributes").get(POLICY));
            print(map(found, "Attributes"), () -> out().println(policy));
            return policy.isEmpty() ? Main.REFUSED : DONE;
        }

        private String read() {
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new ServerException("File " + file + " cannot be read: " + e, e);
            }
        }
    }
}
