package org.leasemq.options;

import static org.leasemq.options.OptionType.bool;
import static org.leasemq.options.OptionType.deadLetterQueue;
import static org.leasemq.options.OptionType.duration;
import static org.leasemq.options.OptionType.integer;
import static org.leasemq.options.OptionType.oneOf;
import static org.leasemq.options.OptionType.packages;
import static org.leasemq.options.OptionType.size;
import static org.leasemq.options.OptionType.someText;
import static org.leasemq.options.OptionType.text;

import java.time.Duration;
import java.util.List;
import org.leasemq.engine.model.QueueAttributes;
import org.leasemq.engine.model.QueueAttributes.DeduplicationScope;
import org.leasemq.options.Option.Scope;

/** The table of options. Everything that can be set is here, and nothing is set anywhere else. */
public final class Options {
    private static final Duration NOTHING = Duration.ZERO;
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    // ---------------------------------------------------------------------------------------------- engine

    public static final Option<Boolean> CREATE =
            new Option<>("create", Scope.ENGINE, bool(), true, "Whether a database that is not there is created.");

    public static final Option<Long> MEMORY_BUDGET = new Option<>(
            "memory-budget",
            Scope.ENGINE,
            size(1 << 20, 1L << 40).or("auto"),
            null,
            "How much message content is kept in memory; above it contents are read back from the database; "
                    + "'auto' is a quarter of the heap.");

    public static final Option<Long> MEMORY_LIMIT = new Option<>(
            "memory-limit",
            Scope.ENGINE,
            size(4 << 20, 1L << 40).or("auto"),
            null,
            "How much of the heap everything together may take that clients make grow; above three quarters of it"
                    + " sends are refused. 'auto' is 70 % of the heap, less 12 MB, shared by all engines of the process.");

    public static final Option<Long> SUBSCRIBER_MEMORY = new Option<>(
            "subscriber-memory",
            Scope.ENGINE,
            size(1 << 10, 1L << 40).or("auto"),
            null,
            "How much of the heap the messages of one non-durable subscription may take; what comes above it is lost"
                    + " to that subscription. 'auto' is a quarter of the memory budget.");

    public static final Option<Long> DISK_RESERVE = new Option<>(
            "disk-reserve",
            Scope.ENGINE,
            size(0, 1L << 40).or("auto"),
            null,
            "With less free disk space than this, sends are refused while receiving goes on; "
                    + "'auto' is 5 % of the disk, at least 16 MB and at most 128 MB.");

    public static final Option<Duration> DEDUPLICATION_INTERVAL = new Option<>(
            "deduplication-interval",
            Scope.ENGINE,
            duration(SECOND, DAY),
            Duration.ofMinutes(5),
            "How long a FIFO queue remembers deduplication ids.");

    public static final Option<Duration> BACKGROUND_DELAY = new Option<>(
            "background-delay",
            Scope.ENGINE,
            duration(NOTHING, SECOND),
            Duration.ofMillis(2),
            "How long a change that nobody waits for may wait for others before it is made durable.");

    public static final Option<String> USERS_FILE = new Option<>(
            "users-file",
            Scope.ENGINE,
            someText("a file").or("none"),
            null,
            "Who may connect, and what they may do: [a file](#the-users-file) with a line for each user. Without it"
                    + " everybody may, with any name, and do everything.");

    public static final Option<Boolean> REQUIRE_USER = new Option<>(
            "require-user",
            Scope.ENGINE,
            bool(),
            false,
            "Whether connections without a user name are refused when there is a users file.");

    public static final Option<Boolean> CLOSE_ON_EXIT = new Option<>(
            "close-on-exit",
            Scope.ENGINE,
            bool(),
            true,
            "Whether what is still open when the process ends is closed in good order, after the shutdown hooks of"
                    + " others; otherwise only who opened it closes it.");

    // ------------------------------------------------------------------------------------------ connection

    public static final Option<Duration> CONNECT_TIMEOUT = new Option<>(
            "connect-timeout",
            Scope.ENGINE,
            duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
            Duration.ofSeconds(10),
            "With a server elsewhere: how long an address has to accept a connection, and then to answer.");

    public static final Option<Duration> SESSION_TIMEOUT = new Option<>(
            "session-timeout",
            Scope.ENGINE,
            duration(SECOND, Duration.ofHours(1)),
            Duration.ofSeconds(10),
            "With a server elsewhere: how long it misses this process before others get what it was working on, and"
                    + " what ends with its connections ends.");

    public static final Option<Duration> RECONNECT_TIMEOUT = new Option<>(
            "reconnect-timeout",
            Scope.ENGINE,
            duration(NOTHING, Duration.ofMinutes(30)),
            Duration.ofMinutes(1),
            "With a server elsewhere: how long it is tried to connect again when the connection is lost; meanwhile calls"
                    + " wait.");

    public static final Option<Integer> PREFETCH = new Option<>(
            "prefetch",
            Scope.ENGINE,
            integer(1, 10_000),
            256,
            "With a server elsewhere: how many messages a consumer that is fast is given in advance at most, in all no more than"
                    + " 1 MB; 1 for none.");

    public static final Option<String> KEY_STORE = new Option<>(
            "key-store",
            Scope.ENGINE,
            someText("a file").or("none"),
            null,
            "With `leasemq:tls://`: a PKCS #12 file with the key and the certificate that are shown to the server. Without"
                    + " it those of the process.");

    public static final Option<String> KEY_STORE_PASSWORD = new Option<>(
            "key-store-password", Scope.ENGINE, text("any text").or("none"), null, "Password of `key-store`.");

    public static final Option<String> TRUST_STORE = new Option<>(
            "trust-store",
            Scope.ENGINE,
            someText("a file").or("none"),
            null,
            "With `leasemq:tls://`: a PKCS #12 file with certificates that are trusted to be, or to sign, that of the"
                    + " server. Without it those that the process trusts.");

    public static final Option<String> TRUST_STORE_PASSWORD = new Option<>(
            "trust-store-password", Scope.ENGINE, text("any text").or("none"), null, "Password of `trust-store`.");

    public static final Option<String> DATABASE_USER = new Option<>(
            "database-user",
            Scope.ENGINE,
            someText("a name").or("none"),
            null,
            "With `leasemq:postgresql://`: who the database is asked as.");

    public static final Option<String> DATABASE_PASSWORD = new Option<>(
            "database-password",
            Scope.ENGINE,
            text("any text").or("none"),
            null,
            "With `leasemq:postgresql://`: the password of `database-user`.");

    public static final Option<String> DATABASE_PROPERTIES = new Option<>(
            "database-properties",
            Scope.ENGINE,
            someText("a file").or("none"),
            null,
            "With `leasemq:postgresql://`: a file of properties of the PostgreSQL driver, such as `user`, `password`,"
                    + " `sslmode` and `sslrootcert`.");

    public static final Option<Duration> TERM = new Option<>(
            "term",
            Scope.ENGINE,
            duration(Duration.ofMillis(500), Duration.ofHours(1)),
            Duration.ofSeconds(3),
            "With `leasemq:postgresql://`: how long the process that has the queues may be silent before another takes"
                    + " them over, and how long it goes on without the database. The same in all processes.");

    public static final Option<Duration> TAKEOVER_TIMEOUT = new Option<>(
            "takeover-timeout",
            Scope.ENGINE,
            duration(NOTHING, Duration.ofDays(36_500)),
            Duration.ofSeconds(10),
            "With `leasemq:postgresql://`: how long it is waited for the process that has the queues to be gone, at"
                    + " least two terms.");

    public static final Option<String> USER = new Option<>(
            "user",
            Scope.CONNECTION,
            text("a name").or("none"),
            null,
            "User name of connections that are created without one.");

    public static final Option<String> PASSWORD = new Option<>(
            "password", Scope.CONNECTION, text("any text").or("none"), null, "Password that goes with `user`.");

    public static final Option<String> CLIENT_ID = new Option<>(
            "client-id",
            Scope.CONNECTION,
            text("any text").or("none"),
            null,
            "Client identifier of the connections; one connection at a time can have it.");

    public static final Option<Boolean> AUTO_CREATE_QUEUES = new Option<>(
            "auto-create-queues",
            Scope.CONNECTION,
            bool(),
            true,
            "Whether a queue that is not there is created when it is used first.");

    public static final Option<Boolean> BLOCKING_ACKNOWLEDGE = new Option<>(
            "blocking-acknowledge",
            Scope.CONNECTION,
            bool(),
            false,
            "Whether AUTO_ACKNOWLEDGE and DUPS_OK_ACKNOWLEDGE wait until each acknowledgement is durable, rather than "
                    + "letting it become durable within the background delay.");

    public static final Option<Duration> LEASE_LIMIT = new Option<>(
            "lease-limit",
            Scope.CONNECTION,
            duration(MILLISECOND, Duration.ofHours(12)).or("none"),
            null,
            "How long a session may keep a message it has neither acknowledged nor committed; "
                    + "then others get it.");

    public static final Option<Duration> REDELIVERY_DELAY = new Option<>(
            "redelivery-delay",
            Scope.CONNECTION,
            duration(NOTHING, Duration.ofHours(12)),
            Duration.ZERO,
            "How long a message stays hidden after a rollback, a recover or a listener that throws.");

    public static final Option<List<String>> TRUSTED_PACKAGES = new Option<>(
            "trusted-packages",
            Scope.CONNECTION,
            packages("package names separated by commas; 'com.acme.*' takes in subpackages, '*' everything"),
            List.of(),
            "Packages whose classes an ObjectMessage may hold, besides java.lang, java.util, java.math and java.time; "
                    + "`com.acme.*` is com.acme and all packages below it, `*` everything.");

    public static final Option<Integer> OBJECT_DEPTH_LIMIT = new Option<>(
            "object-depth-limit",
            Scope.CONNECTION,
            integer(1, 1_000_000),
            500,
            "How deep the objects of an ObjectMessage may be nested.");

    public static final Option<Integer> OBJECT_REFERENCE_LIMIT = new Option<>(
            "object-reference-limit",
            Scope.CONNECTION,
            integer(1, Integer.MAX_VALUE),
            10_000_000,
            "How many references may be reached from the object of an ObjectMessage, each counted as often as it is"
                    + " reached through arrays and collections, and as often as their hash codes make hash tables compare"
                    + " it.");

    public static final Option<Integer> OBJECT_ARRAY_LIMIT = new Option<>(
            "object-array-limit",
            Scope.CONNECTION,
            integer(0, Integer.MAX_VALUE),
            QueueAttributes.LARGEST_MESSAGE,
            "How long an array in an ObjectMessage may be.");

    public static final Option<Long> OBJECT_SIZE_LIMIT = new Option<>(
            "object-size-limit",
            Scope.CONNECTION,
            size(0, QueueAttributes.LARGEST_MESSAGE),
            (long) QueueAttributes.LARGEST_MESSAGE,
            "How large the serialized object of an ObjectMessage may be to be read.");

    // ----------------------------------------------------------------------------------------------- queue

    public static final Option<Duration> VISIBILITY_TIMEOUT = new Option<>(
            "visibility-timeout",
            Scope.QUEUE,
            duration(NOTHING, Duration.ofHours(12)),
            Duration.ofSeconds(30),
            "How long a lease lasts that was taken over HTTP; leases of sessions do not end by time.");

    public static final Option<Duration> DELAY = new Option<>(
            "delay",
            Scope.QUEUE,
            duration(NOTHING, Duration.ofMinutes(15)),
            Duration.ZERO,
            "How long a new message stays hidden if its sender does not say.");

    public static final Option<Duration> RETENTION = new Option<>(
            "retention",
            Scope.QUEUE,
            duration(SECOND, Duration.ofDays(36_500)).or("forever"),
            null,
            "After this long a message that nobody took is removed.");

    public static final Option<Duration> RECEIVE_WAIT = new Option<>(
            "receive-wait",
            Scope.QUEUE,
            duration(NOTHING, Duration.ofSeconds(20)),
            Duration.ZERO,
            "How long a receive over HTTP waits for a message if it does not say.");

    public static final Option<Long> MAXIMUM_MESSAGE_SIZE = new Option<>(
            "maximum-message-size",
            Scope.QUEUE,
            size(1_024, QueueAttributes.LARGEST_MESSAGE),
            (long) QueueAttributes.LARGEST_MESSAGE,
            "The largest message the queue takes, body and properties together.");

    public static final Option<Integer> MAX_RECEIVE_COUNT = new Option<>(
            "max-receive-count",
            Scope.QUEUE,
            integer(0, 1_000),
            0,
            "After this many deliveries a message goes to the dead-letter queue; 0 for never.");

    public static final Option<String> DEAD_LETTER_QUEUE = new Option<>(
            "dead-letter-queue",
            Scope.QUEUE,
            deadLetterQueue(),
            "{queue}-dlq",
            "Name of the dead-letter queue, if there is a `max-receive-count`; created before its source, whose name"
                    + " {queue} stands for. The suffix .fifo stays at the end (flights.fifo has flights-dlq.fifo).");

    public static final Option<Boolean> CONTENT_BASED_DEDUPLICATION = new Option<>(
            "content-based-deduplication",
            Scope.QUEUE,
            bool(),
            false,
            "FIFO queues: whether two messages with the same body are duplicates unless their sender says otherwise.");

    public static final Option<DeduplicationScope> DEDUPLICATION_SCOPE = new Option<>(
            "deduplication-scope",
            Scope.QUEUE,
            oneOf(DeduplicationScope.class),
            DeduplicationScope.QUEUE,
            "FIFO queues: within what a deduplication id is unique.");

    private static final List<Option<?>> TABLE = List.of(
            CREATE,
            MEMORY_BUDGET,
            MEMORY_LIMIT,
            SUBSCRIBER_MEMORY,
            DISK_RESERVE,
            DEDUPLICATION_INTERVAL,
            BACKGROUND_DELAY,
            USERS_FILE,
            REQUIRE_USER,
            CLOSE_ON_EXIT,
            CONNECT_TIMEOUT,
            SESSION_TIMEOUT,
            RECONNECT_TIMEOUT,
            PREFETCH,
            KEY_STORE,
            KEY_STORE_PASSWORD,
            TRUST_STORE,
            TRUST_STORE_PASSWORD,
            DATABASE_USER,
            DATABASE_PASSWORD,
            DATABASE_PROPERTIES,
            TERM,
            TAKEOVER_TIMEOUT,
            USER,
            PASSWORD,
            CLIENT_ID,
            AUTO_CREATE_QUEUES,
            BLOCKING_ACKNOWLEDGE,
            LEASE_LIMIT,
            REDELIVERY_DELAY,
            TRUSTED_PACKAGES,
            OBJECT_DEPTH_LIMIT,
            OBJECT_REFERENCE_LIMIT,
            OBJECT_ARRAY_LIMIT,
            OBJECT_SIZE_LIMIT,
            VISIBILITY_TIMEOUT,
            DELAY,
            RETENTION,
            RECEIVE_WAIT,
            MAXIMUM_MESSAGE_SIZE,
            MAX_RECEIVE_COUNT,
            DEAD_LETTER_QUEUE,
            CONTENT_BASED_DEDUPLICATION,
            DEDUPLICATION_SCOPE);

    private Options() {}

    /** All options, in the order in which they are documented. */
    public static List<Option<?>> all() {
        return TABLE;
    }
}
