package org.leasemq.sqs.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.leasemq.sqs.wire.ApiException;
import org.leasemq.sqs.wire.ClientJson;
import org.leasemq.sqs.wire.ErrorCode;

/**
 * The policy of a queue or a topic: who else may do what. Immutable. What is not understood completely is no policy: read as if it were
 * not there, it could allow what it was to deny.
 */
public final class Policy {
    private static final ClientJson JSON = ClientJson.withNamesOnce(ClientJson.SHALLOW);
    private static final int LONGEST = 8_192;
    private static final int LONGEST_OF_TOPIC = 30_720;
    private static final int MOST_STATEMENTS = 20;
    private static final Set<String> MEMBERS = Set.of("Version", "Id", "Statement");
    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");

    private final List<Statement> statements;

    private Policy(List<Statement> statements) {
        this.statements = List.copyOf(statements);
    }

    /** The policy of a queue.
     *
     * @throws ApiException if it is no policy, or larger than those of queues can be
     */
    public static Policy parse(String text) {
        if (text.getBytes(UTF_8).length > LONGEST) {
            throw invalid("A policy has at most 8192 bytes.", null);
        }
        return parse(text, true);
    }

    /** The policy of a topic.
     *
     * @throws ApiException if it is no policy, or larger than those of topics can be
     */
    public static Policy ofTopic(String text) {
        if (text.getBytes(UTF_8).length > LONGEST_OF_TOPIC) {
            throw invalid("The policy of a topic has at most 30720 bytes.", null);
        }
        return parse(text, false);
    }

    private static Policy parse(String text, boolean small) {
        try {
            return of(JSON.read(text), small);
        } catch (ClientJson.Refused e) {
            throw invalid("It is not JSON: " + e.words(), e);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage(), e);
        }
    }

    private static Policy of(JsonNode json, boolean small) {
        json.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new IllegalArgumentException("A policy has no member " + name + ".");
            }
        });
        if (json.has("Version") && !VERSIONS.contains(json.get("Version").asText())) {
            throw new IllegalArgumentException("The Version of a policy is 2012-10-17 or 2008-10-17.");
        }
        JsonNode statement = json.path("Statement");
        List<Statement> statements = new ArrayList<>();
        if (statement.isArray()) {
            statement.forEach(one -> statements.add(Statement.of(one)));
        } else if (statement.isObject()) {
            statements.add(Statement.of(statement));
        }
        if (statements.isEmpty() || small && statements.size() > MOST_STATEMENTS) {
            throw new IllegalArgumentException("A policy has 1 to 20 statements.");
        }
        if (small) {
            statements.forEach(Statement::requireSmall);
        }
        return new Policy(statements);
    }

    /**
     * What a statement that fits says; null if none does. A denial counts more than everything else.
     *
     * @param action of Amazon SQS, unless it names its service
     */
    public Boolean decide(Caller caller, String action, String resource) {
        Boolean allowed = null;
        for (Statement statement : statements) {
            if (statement.fits(caller, action, resource)) {
                if (statement.denies()) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    private static ApiException invalid(String reason, Throwable cause) {
        return new ApiException(
                ErrorCode.INVALID_ATTRIBUTE_VALUE, "Invalid value for the parameter Policy. " + reason, cause);
    }
}
