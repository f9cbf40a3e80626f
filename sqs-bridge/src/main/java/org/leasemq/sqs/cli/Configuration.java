package org.leasemq.sqs.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.leasemq.log.Logs;
import org.leasemq.sqs.access.AccessKey;
import org.leasemq.sqs.cli.api.DataDirectory;
import org.leasemq.sqs.cli.api.Secrets;
import org.leasemq.sqs.queue.Limits;
import org.leasemq.sqs.server.OnDifference;
import org.leasemq.sqs.server.ProxyHeaders;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.server.ServerSettings;
import org.leasemq.sqs.server.ServerSettings.ClientCertificates;
import org.leasemq.sqs.server.ServerSettings.QueueToCreate;
import org.leasemq.sqs.server.ServerSettings.Tls;
import org.leasemq.sqs.server.Web;

/** The configuration file, in YAML. What it does not say is as by default; what it says in words nobody knows is refused. */
record Configuration(
        String host,
        Integer port,
        String data,
        String account,
        String region,
        LimitsKind limits,
        List<Key> accessKeys,
        Boolean openToAll,
        Encryption tls,
        String accessLog,
        Difference onDifference,
        List<Queue> queues,
        URI publicUrl,
        List<String> hostNames,
        List<String> trustedProxies,
        HeadersOfProxies proxyHeaders,
        List<String> corsOrigins,
        Integer maxSessions,
        String usersFile,
        Switch console) {
    /** Which limits apply. */
    enum LimitsKind {
        @JsonProperty("strict")
        STRICT,
        @JsonProperty("relaxed")
        RELAXED;

        Limits limits() {
            return this == STRICT ? Limits.strictly() : Limits.relaxed();
        }
    }

    /** What happens to queues that are there with other attributes. */
    enum Difference {
        @JsonProperty("keep")
        KEEP,
        @JsonProperty("apply")
        APPLY,
        @JsonProperty("refuse")
        REFUSE;

        OnDifference action() {
            return OnDifference.valueOf(name());
        }
    }

    /** In which headers proxies say who their clients are. */
    enum HeadersOfProxies {
        @JsonProperty("x-forwarded")
        X_FORWARDED("x-forwarded"),
        @JsonProperty("forwarded")
        FORWARDED("forwarded");

        private final String word;

        HeadersOfProxies(String word) {
            this.word = word;
        }

        ProxyHeaders headers() {
            return ProxyHeaders.valueOf(name());
        }

        /** As options are given. */
        @Override
        public String toString() {
            return word;
        }
    }

    /** Whether something is there. */
    enum Switch {
        @JsonProperty("on")
        ON,
        @JsonProperty("off")
        OFF;

        boolean isOn() {
            return this == ON;
        }
    }

    record Key(String id, String secret, Path secretFile, String user, String account) {
        AccessKey accessKey(String otherwise) {
            return new AccessKey(
                    required("access-keys: id", id),
                    required("access-keys: secret or secret-file", Configuration.secret(secret, secretFile)),
                    account == null ? otherwise : account,
                    user == null ? id : user);
        }
    }

    /** Which clients have to show certificates. */
    enum WhoShows {
        @JsonProperty("none")
        NONE,
        @JsonProperty("asked")
        ASKED,
        @JsonProperty("required")
        REQUIRED
    }

    record Encryption(
            String keystore,
            String password,
            Path passwordFile,
            WhoShows clientCertificates,
            String truststore,
            String truststorePassword,
            Path truststorePasswordFile) {
        Tls tls() {
            String given = Configuration.secret(password, passwordFile);
            String found = given == null ? System.getenv(TLS_PASSWORD) : given;
            return new Tls(
                    required("tls: keystore", keystore),
                    required("tls: password-file or password, nor is there $" + TLS_PASSWORD, found),
                    clients());
        }

        private ClientCertificates clients() {
            if (clientCertificates == null || clientCertificates == WhoShows.NONE) {
                if (truststore != null) {
                    throw new ServerException(
                            "The configuration gives a truststore of clients, but does not ask them for certificates. Say"
                                    + " tls: client-certificates: asked, or required.",
                            null);
                }
                return null;
            }
            return new ClientCertificates(
                    required("tls: truststore", truststore),
                    required(
                            "tls: truststore-password-file or truststore-password",
                            Configuration.secret(truststorePassword, truststorePasswordFile)),
                    clientCertificates == WhoShows.REQUIRED);
        }
    }

    record Queue(String name, Map<String, String> attributes, Map<String, String> tags) {}

    private static final System.Logger LOG = Logs.of(Configuration.class);
    private static final String TLS_PASSWORD = "LEASEMQ_TLS_PASSWORD";
    /** Nothing is guessed: what is said twice, or is of another kind than it should be, is refused. */
    private static final ObjectMapper YAML = JsonMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    /** The settings of a file, on top of others. */
    static ServerSettings read(Path file, ServerSettings defaults) {
        try {
            byte[] text = Files.readAllBytes(file);
            JsonNode tree = YAML.readTree(text);
            if (tree.isMissingNode() || tree.asText("").isEmpty() && tree.isValueNode()) {
                return defaults; // it says nothing
            }
            Configuration configuration = YAML.readValue(text, Configuration.class);
            if (configuration.isSecret() && Secrets.isOpen(file)) {
                LOG.log(
                        Level.WARNING,
                        "Configuration " + file + " holds secrets, and others than its owner may read it. Take that"
                                + " permission away, or put the secrets into files of their own"
                                + " (secret-file, password-file).");
            }
            return configuration.on(defaults);
        } catch (UnrecognizedPropertyException e) {
            throw new ServerException(
                    "Configuration " + file + line(file, e) + ": there is nothing called '" + e.getPropertyName()
                            + "' here. Known are: " + e.getKnownPropertyIds() + ".",
                    e);
        } catch (JsonProcessingException e) {
            // only the first line of what the parser says: it goes on with the text, in which there may be a secret
            String reason =
                    e.getOriginalMessage().lines().findFirst().orElse("").replaceFirst(" \\(but .*", "");
            String line =
                    e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new ServerException("Configuration " + file + line + place(e) + ": " + reason + ".", null);
        } catch (IOException e) {
            throw new ServerException("Configuration " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The line of a name that is not known, which the library tells only when it has read what stands around it. */
    private static String line(Path file, UnrecognizedPropertyException unknown) {
        String wanted = unknown.getPath().stream()
                .map(one -> one.getFieldName() == null ? "" + one.getIndex() : one.getFieldName())
                .collect(Collectors.joining("/", "/", ""));
        try (JsonParser parser = YAML.createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME
                        && parser.getParsingContext().pathAsPointer().toString().equals(wanted)) {
                    return ", line " + parser.currentTokenLocation().getLineNr();
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The file has changed meanwhile", e);
        }
        return "";
    }

    /** The names that lead to what is wrong. */
    private static String place(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return "";
        }
        return mapping.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(": ", ", ", ""));
    }

    private ServerSettings on(ServerSettings settings) {
        ServerSettings result = settings.listeningOn(
                        host == null ? settings.host() : host, port == null ? settings.port() : port)
                .storedAt(data == null ? settings.url() : DataDirectory.url(data))
                .of(account == null ? settings.account() : account, region == null ? settings.region() : region)
                .withLimits(limits == null ? settings.limits() : limits.limits())
                .withOpenToAll(openToAll == null ? settings.openToAll() : openToAll)
                .withAccessLog(accessLog == null ? settings.accessLog() : accessLog)
                .withTls(tls == null ? settings.tls() : tls.tls())
                .withWeb(new Web(
                        publicUrl,
                        orNone(hostNames),
                        orNone(trustedProxies),
                        proxyHeaders == null ? ProxyHeaders.X_FORWARDED : proxyHeaders.headers(),
                        orNone(corsOrigins),
                        console == null ? settings.web().console() : console.isOn()))
                .withMaxSessions(maxSessions == null ? settings.maxSessions() : maxSessions)
                .withUsersFile(usersFile == null ? settings.programs().usersFile() : usersFile);
        if (accessKeys != null) {
            requireDifferent(accessKeys);
            String otherwise = result.account();
            result = result.withAccessKeys(
                    accessKeys.stream().map(key -> key.accessKey(otherwise)).toList());
        }
        if (queues != null) {
            OnDifference action = onDifference == null ? OnDifference.KEEP : onDifference.action();
            result = result.withQueues(queues.stream()
                    .map(queue -> new QueueToCreate(
                            required("queues: name", queue.name), queue.attributes, queue.tags, action))
                    .toList());
        }
        return result;
    }

    private static void requireDifferent(List<Key> keys) {
        Set<String> ids = new HashSet<>();
        for (Key key : keys) {
            if (!ids.add(required("access-keys: id", key.id))) {
                throw new ServerException("The configuration gives access key " + key.id + " twice.", null);
            }
        }
    }

    private static String secret(String here, Path file) {
        if (here != null && file != null) {
            throw new ServerException(
                    "The configuration gives a secret twice: as it is and in " + file + ". Keep one of them.", null);
        }
        return file == null ? here : Secrets.read("A secret of the configuration", file);
    }

    /** Whether it has secrets in it, not in files of their own. */
    private boolean isSecret() {
        return accessKeys != null && accessKeys.stream().anyMatch(key -> key.secret != null)
                || tls != null && (tls.password != null || tls.truststorePassword != null);
    }

    private static List<String> orNone(List<String> values) {
        return values == null ? List.of() : values;
    }

    private static String required(String what, String value) {
        if (value == null || value.isEmpty()) {
            throw new ServerException("The configuration gives no " + what + ".", null);
        }
        return value;
    }
}
