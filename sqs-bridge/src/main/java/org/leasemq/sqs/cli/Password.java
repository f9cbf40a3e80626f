package org.leasemq.sqs.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.leasemq.access.PasswordHash;
import org.leasemq.access.UserLine;
import org.leasemq.sqs.server.ServerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the line of a users file for a user with a password. */
@Command(
        name = "password",
        mixinStandardHelpOptions = true,
        description =
                "Prints the line of a users file for a user. The password is asked for; without a terminal it is the"
                        + " first line of the standard input.",
        sortOptions = false)
final class Password implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name of the user.")
    private String name;

    @Option(
            names = "--iterations",
            description = "How much work finding out a password is (${DEFAULT-VALUE}). For long random passwords of"
                    + " programs fewer will do.",
            defaultValue = "" + PasswordHash.USUAL_ITERATIONS)
    private int iterations;

    @Option(
            names = "--stdin",
            description = "Takes the first line of the standard input, whether there is a terminal or not.")
    private boolean fromInput;

    private final InputStream in;

    Password() {
        this(System.in);
    }

    Password(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() throws IOException {
        byte[] salt = new byte[PasswordHash.SALT];
        new SecureRandom().nextBytes(salt);
        Console console = fromInput ? null : System.console();
        String password = console == null ? firstLine() : asked(console);
        spec.commandLine().getOut().println(UserLine.of(name, password, salt, iterations));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String firstLine() throws IOException {
        String line = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
        return line == null ? "" : line;
    }

    private static String asked(Console console) {
        char[] first = console.readPassword("Password: ");
        char[] again = console.readPassword("Again: ");
        if (first == null || again == null || !Arrays.equals(first, again)) {
            throw new ServerException("These were two different passwords. Try again.", null);
        }
        return new String(first);
    }
}
