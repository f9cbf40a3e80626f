package org.leasemq.console.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.leasemq.access.Right;
import org.leasemq.console.api.PageApi;
import org.leasemq.console.api.PageCall;
import org.leasemq.console.api.Refusal;
import org.leasemq.console.api.Transfers;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.login.Person;
import org.leasemq.console.login.Sessions;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.log.Logs;
import org.leasemq.memory.MemoryShare;
import org.leasemq.memory.MemoryShare.Use;

/**
 * Answers browsers: with the page and its files, and with what the page asks for. All else is for the next. Nothing waits on the
 * threads that read.
 */
public final class ConsoleHandler extends Handler.Wrapper {
    private static final System.Logger LOG = Logs.of(ConsoleHandler.class);
    private static final String HOME = "/console/";
    private static final String API = HOME + "api/";
    /** A foreign page cannot set it without asking first. */
    private static final String MARK = "X-LeaseMQ-Console";

    /** Who asks: a person, or the page by itself, if that is not said. */
    private static final String BY = "X-LeaseMQ-By";

    private static final int LARGEST = 2 << 20;
    /** Of who is not known yet. */
    private static final int LARGEST_LOGIN = 4096;
    /** Requests that are carried out at once: the other threads are for programs. */
    private static final int AT_ONCE = 8;
    /** Those of them that are long. */
    private static final int DOWNLOADS_AT_ONCE = 2;

    private static final int WRITTEN_AT_ONCE = 64 << 10;
    /** What JSON takes when it has been read, in its bytes. */
    private static final int READ_WEIGHT = 4;

    private final Function<Request, Visit> visits;
    private final PageEntrance entrance;
    private final PageApi api;
    private final LiveStreams live;
    private final MemoryShare memory;
    private final Executor threads;
    private final Semaphore running = new Semaphore(AT_ONCE);
    private final Semaphore downloads = new Semaphore(DOWNLOADS_AT_ONCE);
    private volatile Assets assets;

    /**
     * @param visits how a request reaches the server
     * @param keys whether the server has access keys
     * @param memory what requests and answers take is counted there
     * @param threads for what may take long
     */
    public ConsoleHandler(
            Handler next,
            Function<Request, Visit> visits,
            EngineHandle handle,
            boolean keys,
            Audit audit,
            PageApi api,
            LiveStreams live,
            MemoryShare memory,
            Executor threads) {
        super(next);
        this.visits = visits;
        this.entrance = new PageEntrance(handle, keys, new Sessions(handle.clock()), audit);
        this.api = api;
        this.live = live;
        this.memory = memory;
        this.threads = threads;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Visit visit = visits.apply(request);
        String path = visit.path();
        boolean get = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (path.startsWith(API) && request.getMethod().equals("POST")) {
            headers(response, true);
            ask(path.substring(API.length()), visit, request, response, callback);
        } else if (get && path.startsWith(HOME) && assets().find(path.substring(HOME.length())) != null) {
            headers(response, false);
            answer(assets().find(path.substring(HOME.length())), request, response, callback);
        } else if (get && isPage(path) && wantsPage(request)) {
            headers(response, false);
            if (path.equals("/")) {
                answer(assets().find(Assets.PAGE), request, response, callback);
            } else {
                response.getHeaders().put(HttpHeader.LOCATION, visit.prefix() + "/");
                response.setStatus(302);
                callback.succeeded();
            }
        } else {
            return super.handle(request, response, callback);
        }
        return true;
    }

    private static boolean isPage(String path) {
        return path.equals("/") || path.isEmpty() || path.equals("/console") || path.equals(HOME);
    }

    /** Clients of the API are answered as ever. */
    private static boolean wantsPage(Request request) {
        String accept = request.getHeaders().get(HttpHeader.ACCEPT);
        return accept != null
                && accept.contains("text/html")
                && request.getHttpURI().getQuery() == null;
    }

    private Assets assets() {
        Assets read = assets;
        if (read == null) {
            read = new Assets();
            assets = read;
        }
        return read;
    }

    private void headers(Response response, boolean data) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Security-Policy", assets().policy());
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put(HttpHeader.CACHE_CONTROL, data ? "no-store" : "no-cache");
    }

    private static void answer(Asset asset, Request request, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.ETAG, asset.tag());
        headers.put(HttpHeader.VARY, "Accept-Encoding");
        String known = request.getHeaders().get(HttpHeader.IF_NONE_MATCH);
        if (known != null && known.contains(asset.tag())) {
            response.setStatus(304);
            callback.succeeded();
            return;
        }
        String encodings = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
        boolean zip = encodings != null && encodings.contains("gzip");
        byte[] bytes = zip ? asset.zipped() : asset.plain();
        if (zip) {
            headers.put(HttpHeader.CONTENT_ENCODING, "gzip");
        }
        headers.put(HttpHeader.CONTENT_TYPE, asset.type());
        headers.put(HttpHeader.CONTENT_LENGTH, bytes.length);
        response.setStatus(200);
        boolean head = request.getMethod().equals("HEAD");
        response.write(true, head ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bytes), callback);
    }

    // ------------------------------------------------------------------------------------------- what is asked

    private void ask(String name, Visit visit, Request request, Response response, Callback callback) {
        PageAnswer answer = new PageAnswer(response, callback, memory);
        try {
            requireOurs(request, visit);
            Person person = entrance.find(request, api.changes(name) || isByPerson(request));
            boolean free = name.equals("session") || name.equals("login") || name.equals("logout");
            if (!free) {
                require(person, name);
            }
            read(request, free ? LARGEST_LOGIN : LARGEST, answer, body -> {
                PageCall call = new PageCall(Json.read(body), person);
                switch (name) {
                    case "session" -> answer.give(session(person));
                    case "login" -> login(call, visit, request, answer);
                    case "logout" -> {
                        response.getHeaders().put(HttpHeader.SET_COOKIE, entrance.logout(request, visit));
                        answer.give(Map.of());
                    }
                    case "live" ->
                        run(
                                answer,
                                () -> live.begin(
                                        call,
                                        () -> entrance.find(request, false) != null,
                                        response,
                                        Callback.from(answer::end, callback)));
                    case "export" -> run(answer, () -> download(call, response, answer, callback));
                    default -> run(answer, () -> answer.give(api.answer(name, call, visit.from())));
                }
            });
        } catch (Refusal e) {
            answer.refuse(e);
        }
    }

    /** Whether somebody has opened a view, rather than that a page that is open looks by itself. */
    private static boolean isByPerson(Request request) {
        return "person".equals(request.getHeaders().get(BY));
    }

    private static void requireOurs(Request request, Visit visit) {
        HttpFields headers = request.getHeaders();
        String origin = headers.get(HttpHeader.ORIGIN);
        String site = headers.get("Sec-Fetch-Site");
        if (!"1".equals(headers.get(MARK))
                || origin == null
                || !visit.origins().contains(origin)
                || site != null && !site.equals("same-origin")) {
            throw new Refusal(Refusal.FORBIDDEN, "Only the console's own page may ask this.");
        }
        String type = headers.get(HttpHeader.CONTENT_TYPE);
        if (type == null || !type.startsWith("application/json")) {
            throw new Refusal(Refusal.NO_FORM, "What is asked has to be JSON.");
        }
    }

    private void require(Person person, String name) {
        if (entrance.isShut()) {
            throw new Refusal(Refusal.FORBIDDEN, "The server has access keys and no users: nobody can log in.");
        }
        if (person == null) {
            throw new Refusal(Refusal.UNAUTHORIZED, "Nobody has logged in, or the session is over.");
        }
        if (!name.equals("live") && !name.equals("export") && !api.knows(name)) {
            throw new Refusal(Refusal.NOT_FOUND, "The console has no '" + name + "'.");
        }
    }

    /** What is done with what was read. */
    private interface Reading {
        void done(byte[] body);
    }

    private void read(Request request, int largest, PageAnswer answer, Reading reading) {
        long length = request.getLength();
        if (length < 0) {
            throw new Refusal(Refusal.LENGTH_REQUIRED, "The request does not say how long it is.");
        }
        if (length > largest) {
            throw new Refusal(Refusal.TOO_LARGE, "More than " + largest + " bytes are too much for the console.");
        }
        if (!memory.tryToPass(Use.REQUESTS, length * READ_WEIGHT)) {
            throw new Refusal(Refusal.UNAVAILABLE, "There is no memory for the request. Try again later.");
        }
        answer.taken(length * READ_WEIGHT);
        Content.Source.asByteArrayAsync(
                request, largest, Promise.Invocable.from(InvocationType.NON_BLOCKING, (body, error) -> {
                    if (error != null) {
                        answer.refuse(new Refusal(Refusal.BAD_REQUEST, "The request broke off."));
                        return;
                    }
                    try {
                        reading.done(body);
                    } catch (Refusal e) {
                        answer.refuse(e);
                    } catch (RuntimeException | Error e) {
                        answer.fail(e);
                    }
                }));
    }

    /** The messages of a queue, written as they are read. Who does not read them is not waited for long by the server. */
    private void download(PageCall call, Response response, PageAnswer answer, Callback callback) {
        if (!downloads.tryAcquire()) {
            throw new Refusal(Refusal.UNAVAILABLE, "Others export at the moment. Try again when they are done.");
        }
        try (Transfers.Export export = api.export(call)) {
            write(export, response, Callback.from(answer::end, callback));
        } finally {
            downloads.release();
        }
    }

    /** What fails in the middle is not closed, so that the other end sees that something is missing. */
    private static void write(Transfers.Export export, Response response, Callback end) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-ndjson");
        try {
            OutputStream out = new BufferedOutputStream(Content.Sink.asOutputStream(response), WRITTEN_AT_ONCE);
            export.write(out);
            out.close();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "An export broke off", e);
            end.failed(e);
            return;
        }
        end.succeeded();
    }

    /** What may wait for the engine, on a thread that may wait. */
    private void run(PageAnswer answer, Runnable task) {
        if (!running.tryAcquire()) {
            throw new Refusal(
                    Refusal.UNAVAILABLE, "So much is being asked for by pages that there is no room for more.");
        }
        boolean begun = false;
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } catch (Refusal e) {
                    answer.refuse(e);
                } catch (RuntimeException | Error e) {
                    LOG.log(Level.ERROR, "A request of the console failed, which indicates a bug", e);
                    answer.fail(e);
                } finally {
                    running.release();
                }
            });
            begun = true;
        } catch (RejectedExecutionException e) {
            throw new Refusal(Refusal.UNAVAILABLE, "The server ends.");
        } finally {
            if (!begun) {
                running.release();
            }
        }
    }

    private void login(PageCall call, Visit visit, Request request, PageAnswer answer) {
        String user = call.in().path("user").asText();
        String password = call.in().path("password").asText();
        entrance.login(request, visit, user, password).whenComplete((cookie, error) -> {
            if (error == null) {
                answer.response().getHeaders().put(HttpHeader.SET_COOKIE, cookie);
                answer.give(Map.of());
                return;
            }
            Throwable cause = error instanceof CompletionException ? error.getCause() : error;
            if (cause instanceof Refusal refusal) {
                answer.refuse(refusal);
            } else {
                answer.fail(cause);
            }
        });
    }

    private Map<String, Object> session(Person person) {
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("login", entrance.isShut() ? "impossible" : entrance.needsLogin() ? "needed" : "none");
        session.put("in", person != null);
        if (person != null) {
            session.put("user", person.user());
            session.put("everything", person.mayEverything());
            session.put("creates", person.mayOfSomething(Right.CREATE));
            session.put("manager", person.mayOfEverything(Right.MANAGE));
        }
        return session;
    }
}
