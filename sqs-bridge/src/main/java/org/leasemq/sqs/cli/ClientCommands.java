package org.leasemq.sqs.cli;

import java.util.List;
import java.util.Map;
import org.leasemq.sqs.cli.api.Api;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.LocalApi;
import org.leasemq.sqs.cli.api.Table;
import org.leasemq.sqs.server.ServerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Programs that use the queues of a running server with Jakarta Messaging. */
@Command(
        name = "clients",
        aliases = "connections",
        mixinStandardHelpOptions = true,
        description = "Lists the programs that use the queues of a server with Jakarta Messaging.",
        subcommands = {ClientCommands.Leases.class, ClientCommands.End.class})
final class ClientCommands extends ApiCommand {
    private static final int SHOWN_OF_ID = 8;

    @Override
    protected int run(Api api) {
        requireServer(api);
        List<Map<String, Object>> clients = list(api.call("ListClients", Map.of()), "Clients");
        print(clients, () -> {
            Table table =
                    new Table("CLIENT", "PROGRAM", "FROM", "USER", "SINCE", "SESSIONS", "CONSUMERS", "LEASES", "STATE");
            for (Map<String, Object> client : clients) {
                table.row(
                        shown(client.get("ClientId")).substring(0, SHOWN_OF_ID),
                        client.get("Description"),
                        client.get("Address"),
                        client.get("User"),
                        client.get("Since"),
                        client.get("Sessions"),
                        client.get("Consumers"),
                        client.get("Leases"),
                        client.get("State"));
            }
            table.print(out());
        });
        return DONE;
    }

    private static void requireServer(Api api) {
        if (api instanceof LocalApi) {
            throw new ServerException(
                    "Nobody is connected to a database that no server has open: leave --data out.", null);
        }
    }

    @Command(
            name = "leases",
            mixinStandardHelpOptions = true,
            description = "Lists the messages that a program has: of which queue, since when and until when.")
    static final class Leases extends ApiCommand {
        @Parameters(paramLabel = "CLIENT", description = "As listed.")
        private String client;

        @Override
        protected int run(Api api) {
            requireServer(api);
            List<Map<String, Object>> leases = list(api.call("ListLeases", Map.of("ClientId", client)), "Leases");
            print(leases, () -> {
                Table table = new Table("QUEUE", "MESSAGE", "GROUP", "DELIVERY", "SESSION", "SINCE", "UNTIL");
                leases.forEach(lease -> table.row(
                        lease.get("QueueName"),
                        lease.get("SequenceNumber"),
                        lease.get("MessageGroupId"),
                        lease.get("ReceiveCount"),
                        lease.get("Session"),
                        GroupCommand.time(lease.get("Since")),
                        GroupCommand.time(lease.get("Until"))));
                table.print(out());
            });
            return DONE;
        }
    }

    @Command(
            name = "end",
            mixinStandardHelpOptions = true,
            description =
                    "Ends the session of a program: what it was working on goes to others, and its application is told.")
    static final class End extends ApiCommand {
        @Parameters(paramLabel = "CLIENT", description = "As listed.")
        private String client;

        @Override
        protected int run(Api api) {
            requireServer(api);
            api.call("EndClient", Map.of("ClientId", client));
            return DONE;
        }
    }
}
