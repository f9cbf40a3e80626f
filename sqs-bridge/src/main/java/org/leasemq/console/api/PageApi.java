package org.leasemq.console.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.figures.Figures;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.memory.MemoryShare;
import org.leasemq.sqs.client.ConnectedClients;
import org.leasemq.sqs.wire.ApiException;

/** All that the page can ask for, by name. What changes something is kept in the audit. Safe for use by several threads. */
public final class PageApi {
    /** @param target what is changed: the field that says it; null if nothing is changed */
    private record Known(PageOperation operation, String target) {}

    private final Map<String, Known> operations = new HashMap<>();
    private final Audit audit;
    private final Moves moves;

    public PageApi(
            Figures figures,
            ConnectedClients clients,
            Audit audit,
            MemoryShare memory,
            TimeSource clock,
            Executor threads) {
        this.audit = audit;
        this.moves = new Moves(threads, clock);
        Overview overview = new Overview(figures, memory.account());
        QueueDetails queues = new QueueDetails(figures);
        MessagePages messages = new MessagePages(memory);
        MessageChanges changes = new MessageChanges();
        Others others = new Others(figures, clients, audit);
        look("overview", overview::page);
        look("counts", overview::counts);
        look("queue", queues::details);
        look("messages", messages::list);
        look("message", messages::one);
        look("groups", Groups::list);
        look("moves", moves::list);
        look("topics", others::topics);
        look("programs", others::programs);
        look("program", others::program);
        look("transactions", others::transactions);
        look("done", others::done);
        change("create-queue", "queue", queues::create);
        change("change-queue", "queue", queues::change);
        change("tag-queue", "queue", Labelling::tag);
        change("set-policy", "queue", Labelling::setPolicy);
        change("purge-queue", "queue", queues::purge);
        change("delete-queue", "queue", queues::delete);
        change("send-message", "queue", changes::send);
        change("delete-messages", "queue", changes::delete);
        change("release-messages", "queue", changes::release);
        change("move-messages", "queue", changes::move);
        change("import-messages", "queue", new Transfers(clock)::take);
        change("move-all", "queue", moves::begin);
        change("stop-move", "id", moves::stop);
        change("end-program", "id", others::end);
        change("decide-transaction", "id", others::decide);
        change("forget-transaction", "id", others::forget);
    }

    private void look(String name, PageOperation operation) {
        operations.put(name, new Known(operation, null));
    }

    private void change(String name, String target, PageOperation operation) {
        operations.put(name, new Known(operation, target));
    }

    public boolean knows(String name) {
        return operations.containsKey(name);
    }

    /** Whether it is there, and changes something. */
    public boolean changes(String name) {
        Known known = operations.get(name);
        return known != null && known.target != null;
    }

    /** The names of all that there is. */
    Set<String> names() {
        return operations.keySet();
    }

    /**
     * Carries it out; waits for that.
     *
     * @param from the address where it comes from
     * @throws Refusal if it cannot be
     */
    public Object answer(String name, PageCall call, String from) {
        Known known = operations.get(name);
        if (known.target == null) {
            return tried(known.operation, call);
        }
        String outcome = "failed";
        try {
            Object answer = tried(known.operation, call);
            outcome = "done";
            return answer;
        } catch (Refusal e) {
            outcome = "refused: " + e.getMessage();
            throw e;
        } finally {
            audit.changed(call.person().user(), from, name, target(known, call), outcome);
        }
    }

    /** What is told of a change: of which queue, and how many messages, or which decision. */
    private static String target(Known known, PageCall call) {
        StringBuilder target = new StringBuilder(call.in().path(known.target).asText());
        int picked = call.in().path("messages").size();
        if (picked > 0) {
            target.append(", ")
                    .append(picked)
                    .append(picked == 1 ? " message: " : " messages, the first: ")
                    .append(call.in().path("messages").path(0).path("messageId").asText());
        }
        if (call.in().has("lines")) {
            target.append(", ")
                    .append(call.in().path("lines").size())
                    .append(" lines of ")
                    .append(call.in().path("file").asText("a file"));
        }
        if (call.in().has("to")) {
            target.append(" to ").append(call.in().path("to").asText());
        }
        if (call.in().has("commit")) {
            target.append(call.in().path("commit").asBoolean() ? ", commit" : ", roll back");
        }
        return target.toString();
    }

    private static Object tried(PageOperation operation, PageCall call) {
        try {
            return operation.answer(call);
        } catch (EngineException e) {
            throw Refusal.of(e);
        } catch (ApiException e) {
            throw new Refusal(Refusal.BAD_REQUEST, e.getMessage());
        }
    }

    /**
     * Begins to write the messages of a queue to a file; waits for that.
     *
     * @throws Refusal if it cannot be
     */
    public Transfers.Export export(PageCall call) {
        return Transfers.export(call);
    }

    /** Ends what goes on in the background. */
    public void close() {
        moves.stopAll();
    }
}
