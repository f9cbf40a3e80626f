package org.leasemq.sqs.server.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.leasemq.engine.ClientPort;
import org.leasemq.engine.model.EngineException;

/**
 * Who may come in: this is where a connection is authenticated, by the request that it begins with. Users are those of the engine;
 * access keys belong to accounts, of which the port knows nothing. Safe for use by several threads.
 */
final class Entrance {
    private static final String SCHEME = "basic ";
    private static final String UNKNOWN = "User or password is wrong.";

    /** @param name null for nobody in particular */
    private record Credentials(String name, String password) {}

    private final ClientPort engine;
    private final boolean keys;

    /** @param keys whether somebody has to be a user, since the server has access keys */
    Entrance(ClientPort engine, boolean keys) {
        this.engine = engine;
        this.keys = keys;
    }

    /** @param told why the client must not come in, or null if it may; called at once, or by some thread of the engine's */
    void ask(Request request, Consumer<String> told) {
        Credentials given = credentials(request.getHeaders().get(HttpHeader.AUTHORIZATION));
        if (given == null) {
            told.accept("The header Authorization cannot be read: it has to be Basic, with a user and a password.");
        } else if (keys) {
            admits(new Credentials(null, null), everybody -> {
                if (everybody) {
                    told.accept("The server has access keys, which count for the SQS API only, and no users. Give it a"
                            + " users-file, with require-user.");
                } else {
                    admits(given, known -> told.accept(known ? null : UNKNOWN));
                }
            });
        } else {
            admits(given, known -> told.accept(known ? null : UNKNOWN));
        }
    }

    private void admits(Credentials given, Consumer<Boolean> told) {
        try {
            engine.admits(given.name, given.password).whenDone((known, error) -> told.accept(error == null && known));
        } catch (EngineException e) {
            told.accept(false);
        }
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
