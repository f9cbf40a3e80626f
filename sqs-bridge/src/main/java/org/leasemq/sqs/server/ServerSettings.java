package org.leasemq.sqs.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.options.ConnectionUrl;
import org.leasemq.options.OptionValues;
import org.leasemq.options.Options;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.call.BridgeSettings;
import org.leasemq.sqs.queue.Limits;

/**
 * How the server runs. Immutable; start with {@link #defaults} and change what is wanted.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any that is free
 * @param url where the queues are, as in connection URLs: {@code leasemq:derby:./leasemq-data}
 * @param account the account where it is at home, 12 digits: that of the queues of Jakarta Messaging, and of callers who name none
 * @param region the region where it is at home, as with the account
 * @param limits how much is too much
 * @param accessKeys who may call; empty to let everybody call
 * @param openToAll whether to listen beyond this machine without access keys
 * @param tls how to encrypt; null not to
 * @param accessLog file of the access log; null for none
 * @param queues queues to create at start
 * @param web by which names, through which proxies and from which pages it is reached
 * @param programs which programs elsewhere may use the queues with Jakarta Messaging
 */
@VisibleTo(Audience.APPLICATIONS)
public record ServerSettings(
        String host,
        int port,
        String url,
        String account,
        String region,
        Limits limits,
        List<AccessKey> accessKeys,
        boolean openToAll,
        Tls tls,
        String accessLog,
        List<QueueToCreate> queues,
        Web web,
        Programs programs) {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);
    private static final int LAST_PORT = 65_535;

    public static final int DEFAULT_PORT = 9324;

    /**
     * How to encrypt.
     *
     * @param keystore a PKCS #12 file with key and certificate
     * @param password its password
     * @param clients whose certificates are asked for; null for nobody's
     */
    public record Tls(String keystore, String password, ClientCertificates clients) {
        /** Without asking clients for certificates. */
        public Tls(String keystore, String password) {
            this(keystore, password, null);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Tls[keystore=" + keystore + ", clients=" + clients + "]";
        }
    }

    /**
     * Certificates that clients show.
     *
     * @param truststore a PKCS #12 file with the certificates of those who sign them
     * @param password its password
     * @param required whether clients without one are turned away, those of the SQS API too
     */
    public record ClientCertificates(String truststore, String password, boolean required) {
        /** Without the password. */
        @Override
        public String toString() {
            return "ClientCertificates[truststore=" + truststore + ", required=" + required + "]";
        }
    }

    /**
     * A queue to create at start.
     *
     * @param name its name; its ARN if it is of another account or region
     * @param attributes its attributes, as in CreateQueue
     * @param tags its tags
     * @param onDifference what happens if it is there with others
     */
    public record QueueToCreate(
            String name, Map<String, String> attributes, Map<String, String> tags, OnDifference onDifference) {
        public QueueToCreate {
            onDifference = onDifference == null ? OnDifference.KEEP : onDifference;
            attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
            tags = tags == null ? Map.of() : Map.copyOf(tags);
        }
    }

    /**
     * Which programs elsewhere may use the queues with Jakarta Messaging.
     *
     * @param maxSessions how many at once, as far as there is memory for them; 0 for none
     * @param usersFile who they may be, all of whom have to prove it, and what they may do; null for whoever may use the engine by
     *     its url
     */
    public record Programs(int maxSessions, String usersFile) {
        /** @throws ServerException if there cannot be so many sessions */
        public Programs {
            if (maxSessions < 0) {
                throw new ServerException(
                        "max-sessions: there cannot be " + maxSessions + " sessions; 0 is for none.", null);
            }
        }
    }

    public ServerSettings {
        accessKeys = List.copyOf(accessKeys);
        queues = List.copyOf(queues);
    }

    /** Of the engine. A server of a database that several may have waits for its turn as long as it takes. */
    OptionValues options(ConnectionUrl place) {
        OptionValues options = place.options();
        if (place.place() instanceof ConnectionUrl.SharedDatabase && !options.isGiven(Options.TAKEOVER_TIMEOUT)) {
            options = options.with(Options.TAKEOVER_TIMEOUT, FOR_EVER);
        }
        return programs.usersFile() == null
                ? options
                : options.with(Options.USERS_FILE, programs.usersFile()).with(Options.REQUIRE_USER, true);
    }

    /** On this machine only, for everybody on it, with the data in {@code ./leasemq-data}. */
    public static ServerSettings defaults() {
        return new ServerSettings(
                "127.0.0.1",
                DEFAULT_PORT,
                "leasemq:derby:./leasemq-data",
                BridgeSettings.ANY_ACCOUNT,
                BridgeSettings.ANY_REGION,
                Limits.strictly(),
                List.of(),
                false,
                null,
                null,
                List.of(),
                Web.DIRECT,
                new Programs(Integer.MAX_VALUE, null));
    }

    /** @throws ServerException if there is no such port */
    public ServerSettings listeningOn(String newHost, int newPort) {
        if (newPort < 0 || newPort > LAST_PORT) {
            throw new ServerException("There is no port " + newPort + ": it has to be between 0 and 65535.", null);
        }
        return new ServerSettings(
                newHost,
                newPort,
                url,
                account,
                region,
                limits,
                accessKeys,
                openToAll,
                tls,
                accessLog,
                queues,
                web,
                programs);
    }

    public ServerSettings storedAt(String newUrl) {
        return new ServerSettings(
                host,
                port,
                newUrl,
                account,
                region,
                limits,
                accessKeys,
                openToAll,
                tls,
                accessLog,
                queues,
                web,
                programs);
    }

    public ServerSettings of(String newAccount, String newRegion) {
        return new ServerSettings(
                host,
                port,
                url,
                newAccount,
                newRegion,
                limits,
                accessKeys,
                openToAll,
                tls,
                accessLog,
                queues,
                web,
                programs);
    }

    public ServerSettings withLimits(Limits value) {
        return new ServerSettings(
                host, port, url, account, region, value, accessKeys, openToAll, tls, accessLog, queues, web, programs);
    }

    public ServerSettings withAccessKeys(List<AccessKey> value) {
        return new ServerSettings(
                host, port, url, account, region, limits, value, openToAll, tls, accessLog, queues, web, programs);
    }

    public ServerSettings withOpenToAll(boolean value) {
        return new ServerSettings(
                host, port, url, account, region, limits, accessKeys, value, tls, accessLog, queues, web, programs);
    }

    public ServerSettings withTls(Tls value) {
        return new ServerSettings(
                host,
                port,
                url,
                account,
                region,
                limits,
                accessKeys,
                openToAll,
                value,
                accessLog,
                queues,
                web,
                programs);
    }

    public ServerSettings withAccessLog(String value) {
        return new ServerSettings(
                host, port, url, account, region, limits, accessKeys, openToAll, tls, value, queues, web, programs);
    }

    public ServerSettings withQueues(List<QueueToCreate> value) {
        return new ServerSettings(
                host, port, url, account, region, limits, accessKeys, openToAll, tls, accessLog, value, web, programs);
    }

    public ServerSettings withWeb(Web value) {
        return new ServerSettings(
                host,
                port,
                url,
                account,
                region,
                limits,
                accessKeys,
                openToAll,
                tls,
                accessLog,
                queues,
                value,
                programs);
    }

    public ServerSettings withMaxSessions(int value) {
        return withPrograms(new Programs(value, programs.usersFile()));
    }

    /** @param value null for whoever may use the engine by its url */
    public ServerSettings withUsersFile(String value) {
        return withPrograms(new Programs(programs.maxSessions(), value));
    }

    private ServerSettings withPrograms(Programs value) {
        return new ServerSettings(
                host, port, url, account, region, limits, accessKeys, openToAll, tls, accessLog, queues, web, value);
    }

    /** How many programs may use the queues with Jakarta Messaging at once; 0 for none. */
    public int maxSessions() {
        return programs.maxSessions();
    }
}
