package org.leasemq.sqs.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.leasemq.access.ListedUser;
import org.leasemq.sqs.cli.api.ApiCommand;
import org.leasemq.sqs.cli.api.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a users file as the server reads it. */
@Command(
        name = "users",
        mixinStandardHelpOptions = true,
        description = "Lists the users of a users file with their roles, or says what is wrong with it.")
final class UserCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The users file.")
    private Path file;

    @Option(names = "--json", description = "Prints JSON, for scripts.")
    private boolean json;

    @Override
    public Integer call() {
        List<ListedUser> users = ListedUser.of(file.toString());
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(ApiCommand.text(users.stream()
                    .map(user -> Map.of("Name", user.name(), "Proof", user.proof(), "Roles", user.roles()))
                    .toList()));
        } else {
            Table table = new Table("USER", "PROVES IT BY", "ROLES");
            users.forEach(user -> table.row(user.name(), user.proof(), String.join(", ", user.roles())));
            table.print(out);
        }
        out.flush();
        return ApiCommand.DONE;
    }
}
