package org.leasemq.options;

import java.nio.charset.Charset;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A connection URL: {@code leasemq:derby:/var/lib/orders?visibility-timeout=30s}, {@code leasemq:mem:test} or
 * {@code leasemq:tcp://orders.example:9324,other.example:9324}. Special characters are percent-encoded. Immutable.
 *
 * @param place where the queues are
 * @param options the options after the question mark
 */
public record ConnectionUrl(Place place, OptionValues options) {
    /** What is not shown in error messages. */
    private static final Pattern SECRET = Pattern.compile("([?&](?:[a-z-]+-)?password=)[^&]*");

    /** Which would be stripped. */
    private static final Pattern SPACES_AT_THE_END = Pattern.compile(" (?= *$)");

    private static final String SCHEME = "leasemq:";
    private static final String TCP = "tcp";
    private static final String TLS = "tls";
    private static final String POSTGRESQL = "postgresql";
    private static final int POSTGRESQL_PORT = 5432;
    private static final Pattern DATABASE = Pattern.compile("//([^/]+)/([A-Za-z0-9._-]+)(?:/([a-z_][a-z0-9_]{0,40}))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
    private static final String FORMS = "Write leasemq:derby:/path/to/directory, leasemq:mem:name, "
            + "leasemq:tcp://host:port, leasemq:tls://host:port or leasemq:postgresql://host/database, and options after it as ?name=value&name=value.";

    /** Where the queues are. */
    public sealed interface Place {}

    /**
     * At servers elsewhere. The same place whatever the order of the addresses, in which they are tried.
     *
     * @param addresses of one server, or of several that have the same queues
     * @param encrypted whether they are spoken to by TLS
     */
    public record Servers(List<HostAndPort> addresses, boolean encrypted) implements Place {
        public Servers {
            addresses = List.copyOf(addresses);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Servers servers
                    && encrypted == servers.encrypted
                    && new HashSet<>(addresses).equals(new HashSet<>(servers.addresses));
        }

        @Override
        public int hashCode() {
            return new HashSet<>(addresses).hashCode();
        }

        @Override
        public String toString() {
            return "leasemq:" + (encrypted ? TLS : TCP) + "://"
                    + addresses.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
        }
    }

    /**
     * In a Derby database.
     *
     * @param path its directory; a relative path starts at the working directory of the process
     */
    public record Directory(Path path) implements Place {
        public Directory {
            Objects.requireNonNull(path, "path");
        }

        /** As it is written in a URL. */
        @Override
        public String toString() {
            String text = path.toString().replace("%", "%25").replace("?", "%3F");
            return "leasemq:derby:" + SPACES_AT_THE_END.matcher(text).replaceAll("%20");
        }
    }

    /**
     * In memory: gone when the last user has gone.
     *
     * @param name its name, within this process
     */
    public record Memory(String name) implements Place {
        public Memory {
            Objects.requireNonNull(name, "name");
        }

        @Override
        public String toString() {
            return "leasemq:mem:" + name;
        }
    }

    /**
     * In a database of PostgreSQL, which several processes may name: one at a time has the queues.
     *
     * @param addresses of the database server, or of it and its standbys
     * @param database its name
     * @param schema that holds the queues
     */
    public record SharedDatabase(List<HostAndPort> addresses, String database, String schema) implements Place {
        /** Where none is written. */
        public static final String USUAL_SCHEMA = "leasemq";

        public SharedDatabase {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "leasemq:" + POSTGRESQL + "://" + servers() + "/" + database
                    + (schema.equals(USUAL_SCHEMA) ? "" : "/" + schema);
        }

        /** The addresses with commas between them. */
        public String servers() {
            return addresses.stream().map(HostAndPort::toString).collect(Collectors.joining(","));
        }
    }

    public ConnectionUrl {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(options, "options");
    }

    /**
     * Reads a URL.
     *
     * @throws InvalidOptionException if it is malformed, or one of its options is wrong
     */
    public static ConnectionUrl parse(String given) {
        if (given == null || given.isBlank()) {
            throw new InvalidOptionException("The connection URL is missing. " + FORMS);
        }
        String text = given.strip();
        String url = SECRET.matcher(text).replaceAll("$1***");
        if (!text.startsWith(SCHEME)) {
            throw new InvalidOptionException(
                    "Connection URL '" + url + "' does not begin with '" + SCHEME + "'. " + FORMS);
        }
        int question = text.indexOf('?');
        String place = text.substring(SCHEME.length(), question < 0 ? text.length() : question);
        Map<String, String> query = question < 0 || question == text.length() - 1
                ? Map.of()
                : Query.parse(text.substring(question + 1), url);
        return new ConnectionUrl(place(place, url), OptionValues.parse(query));
    }

    private static Place place(String text, String url) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : Query.decode(text.substring(colon + 1), url);
        return switch (kind) {
            case "derby" -> new Directory(path(rest, url));
            case "mem" -> new Memory(name(rest, url));
            case TCP -> new Servers(addresses(rest, url), false);
            case TLS -> new Servers(addresses(rest, url), true);
            case POSTGRESQL -> database(rest, url);
            default ->
                throw new InvalidOptionException(
                        "Connection URL '" + url + "' names the unknown store '" + kind + "'. " + FORMS);
        };
    }

    private static List<HostAndPort> addresses(String text, String url) {
        if (!text.startsWith("//")) {
            throw new InvalidOptionException("Connection URL '" + url + "' needs // before its first host. " + FORMS);
        }
        return addresses(text.substring(2), HostAndPort.USUAL_PORT, url);
    }

    private static SharedDatabase database(String text, String url) {
        Matcher parts = DATABASE.matcher(text);
        if (!parts.matches()) {
            throw new InvalidOptionException("Connection URL '" + url
                    + "' needs //host/database, or //host/database/schema with a schema of small letters, digits and"
                    + " underscores. " + FORMS);
        }
        String schema = parts.group(3) == null ? SharedDatabase.USUAL_SCHEMA : parts.group(3);
        return new SharedDatabase(addresses(parts.group(1), POSTGRESQL_PORT, url), parts.group(2), schema);
    }

    private static List<HostAndPort> addresses(String text, int usualPort, String url) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(one -> HostAndPort.parse(one, usualPort))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new InvalidOptionException(
                    "Connection URL '" + url + "' has an impossible address: " + e.getMessage() + ". " + FORMS, e);
        }
    }

    private static Path path(String text, String url) {
        if (text.isEmpty()) {
            throw new InvalidOptionException("Connection URL '" + url + "' names no directory. " + FORMS);
        }
        if (text.startsWith("//")) {
            throw new InvalidOptionException("Connection URL '" + url
                    + "' names a host, but the queues are in a directory of this machine. " + FORMS);
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidOptionException(
                    "Connection URL '" + url + "' names an impossible directory: " + e.getReason() + ". "
                            + remedy(text),
                    e);
        }
    }

    /** File names are written in the character set of the locale that the process was started with. */
    private static String remedy(String path) {
        String names = System.getProperty("sun.jnu.encoding", "UTF-8");
        return Charset.isSupported(names)
                        && !Charset.forName(names).newEncoder().canEncode(path)
                ? "The process was started with a locale that has no such characters in names of files (" + names
                        + "): start it with LC_ALL=C.UTF-8, or another locale of UTF-8."
                : FORMS;
    }

    private static String name(String text, String url) {
        if (!NAME.matcher(text).matches()) {
            throw new InvalidOptionException("Connection URL '" + url
                    + "' needs a name of letters, digits, dots, dashes and underscores after 'mem:'. " + FORMS);
        }
        return text;
    }
}
