package org.leasemq.console.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.leasemq.console.api.Refusal;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.audit.Audit.Outcome;
import org.leasemq.console.login.Person;
import org.leasemq.console.login.Sessions;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.model.EngineException;

/** Who may look at the page: users, by name and password; nobody where there are access keys only; else everybody who gets this far. */
final class PageEntrance {
    private static final String COOKIE = "leasemq-console-";
    private static final int LONGEST_NAME = 1000;

    private final EngineHandle handle;
    private final boolean keys;
    private final Sessions sessions;
    private final Audit audit;

    /** @param keys whether the server has access keys */
    PageEntrance(EngineHandle handle, boolean keys, Sessions sessions, Audit audit) {
        this.handle = handle;
        this.keys = keys;
        this.sessions = sessions;
        this.audit = audit;
    }

    /** Whether one has to say who one is. */
    boolean needsLogin() {
        return !handle.admission().isOfEverybody();
    }

    /** Whether nobody can say who he is, though he would have to. */
    boolean isShut() {
        return keys && !needsLogin();
    }

    /**
     * Who asks.
     *
     * @param does whether somebody does something, rather than that a page looks by itself
     * @return null if nobody has logged in
     */
    Person find(Request request, boolean does) {
        if (isShut()) {
            return null;
        }
        return needsLogin()
                ? sessions.find(secret(request), does)
                : new Person(null, handle.engine(), handle.admission());
    }

    /** Null for none. */
    static String secret(Request request) {
        String name = name(request);
        List<HttpCookie> cookies = Request.getCookies(request);
        return cookies.stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse(null);
    }

    /** Cookies are those of a host, whatever its ports; on each there may be a server. */
    private static String name(Request request) {
        return COOKIE + Request.getLocalPort(request);
    }

    /** Lets somebody in; tells the cookie to be set. Fails with a {@link Refusal}. */
    CompletableFuture<String> login(Request request, Visit visit, String user, String password) {
        if (isShut() || !needsLogin()) {
            return CompletableFuture.failedFuture(
                    new Refusal(Refusal.CONFLICT, "The server has no users, so nobody can log in."));
        }
        if (user.length() > LONGEST_NAME || password.length() > LONGEST_NAME) {
            return CompletableFuture.failedFuture(wrong(user, visit));
        }
        return handle.admission().admits(visit.from(), user, password).handle((known, error) -> {
            if (error != null) {
                throw error instanceof EngineException told
                        ? Refusal.of(told)
                        : new Refusal(Refusal.FAILED, "The password could not be checked.");
            }
            if (!known) {
                throw new CompletionException(wrong(user, visit));
            }
            audit.login(user, visit.from(), "log in", Outcome.DONE);
            String secret = sessions.begin(new Person(user, handle.engine(user, null), handle.admission()));
            return cookie(request, visit, secret, Sessions.LONGEST.toSeconds());
        });
    }

    private Refusal wrong(String user, Visit visit) {
        audit.login(user, visit.from(), "log in", Outcome.REFUSED);
        return new Refusal(Refusal.UNAUTHORIZED, "User or password is wrong.");
    }

    /** Ends the session; tells the cookie that takes its place. */
    String logout(Request request, Visit visit) {
        String secret = secret(request);
        Person person = sessions.find(secret, false);
        if (person != null) {
            audit.login(person.user(), visit.from(), "log out", Outcome.DONE);
        }
        sessions.end(secret);
        return cookie(request, visit, "", 0);
    }

    private static String cookie(Request request, Visit visit, String value, long seconds) {
        return name(request) + "=" + value + "; Path=" + visit.prefix() + "/console/; Max-Age=" + seconds
                + "; HttpOnly; SameSite=Strict" + (visit.secure() ? "; Secure" : "");
    }
}
