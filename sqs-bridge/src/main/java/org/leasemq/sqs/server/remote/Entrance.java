package org.leasemq.sqs.server.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.leasemq.access.Admission;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.wire.Resumption;

/**
 * Who may come in: this is where a connection is authenticated, by the request that it begins with. Users are those of the engine;
 * access keys belong to accounts, of which the port knows nothing. Safe for use by several threads.
 */
final class Entrance {
    private static final String SCHEME = "basic ";

    /** What is told of somebody who wants to come in. Called once, at once or by a thread that checks passwords. */
    interface Answer {
        void welcome(Pass pass);

        /** @param status of HTTP */
        void refuse(int status, String why);
    }

    /**
     * How somebody has come in.
     *
     * @param user null for nobody in particular
     * @param byPassword whether he has proved who he is by a password
     * @param session the one by whose secret he has come; null for none
     */
    record Pass(String user, boolean byPassword, UUID session) {}

    /** @param name null for nobody in particular */
    private record Credentials(String name, String password) {}

    /** An answer that is given once, whoever gives it first. */
    private final class Pending {
        private final Answer answer;

        Pending(Answer answer) {
            this.answer = answer;
        }

        /** Whether nobody has answered yet, nor will anybody else now. */
        private boolean take() {
            return pending.remove(this);
        }
    }

    private final Set<Pending> pending = ConcurrentHashMap.newKeySet();
    private final Admission admission;
    private final boolean keys;
    private final BiPredicate<String, Resumption> isResumed;

    /**
     * @param keys whether somebody has to be a user, since the server has access keys
     * @param isResumed whether a user goes on with a session
     */
    Entrance(Admission admission, boolean keys, BiPredicate<String, Resumption> isResumed) {
        this.admission = admission;
        this.keys = keys;
        this.isResumed = isResumed;
    }

    /** @param address where the request comes from */
    void ask(Request request, String address, Answer answer) {
        Credentials given = credentials(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        Resumption resumption = Resumption.parse(request.getHeaders().get(Resumption.HEADER));
        if (given == null) {
            refuse(answer, "The header Authorization cannot be read: it has to be Basic, with a user and a password.");
        } else if (keys && (admission.isOfEverybody() || admission.admitsNobodyInParticular())) {
            refuse(
                    answer,
                    "The server has access keys, which count for the SQS API only, and no users. Give it a users-file, with"
                            + " require-user.");
        } else if (given.name == null && isKnown(Certificates.name(request))) {
            answer.welcome(new Pass(Certificates.name(request), false, null));
        } else if (given.name != null && resumption != null && isResumed.test(given.name, resumption)) {
            answer.welcome(new Pass(given.name, false, resumption.session()));
        } else {
            Pending asked = new Pending(answer);
            pending.add(asked);
            admission.admits(address, given.name, given.password).whenComplete((known, error) -> {
                if (asked.take()) {
                    tell(answer, given.name, error == null && known, error);
                }
            });
        }
    }

    /** Whoever waits for his password to be checked waits no more. */
    void close() {
        pending.forEach(asked -> {
            if (asked.take()) {
                asked.answer.refuse(HttpStatus.SERVICE_UNAVAILABLE_503, "The server ends.");
            }
        });
    }

    /** Whether a certificate stands for a user. */
    private boolean isKnown(String name) {
        return name != null && admission.admitsByCertificate(name);
    }

    private static void tell(Answer answer, String user, boolean known, Throwable error) {
        if (error != null) {
            String why = error instanceof EngineException told ? told.getMessage() : "The server failed.";
            answer.refuse(HttpStatus.SERVICE_UNAVAILABLE_503, why);
        } else if (known) {
            answer.welcome(new Pass(user, user != null, null));
        } else {
            refuse(answer, "User or password is wrong.");
        }
    }

    private static void refuse(Answer answer, String why) {
        answer.refuse(HttpStatus.UNAUTHORIZED_401, why);
    }

    /** Null if they cannot be read. */
    private static Credentials credentials(String header) {
        if (header == null) {
            return new Credentials(null, null);
        }
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return null;
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = new String(decoded, UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? null : new Credentials(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
