package org.leasemq.console.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.audit.Audit.Outcome;
import org.leasemq.console.audit.Audit.Way;
import org.leasemq.console.figures.Figures;
import org.leasemq.engine.TimeSource;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
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
        this.moves = new Moves(threads, clock, audit);
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
        look("transaction", Others::transaction);
        look("done", others::done);
        change("create-queue", "queue", queues::create);
        changeOfAttributes("change-queue", queues::change);
        changeOfAttributes("tag-queue", Labelling::tag);
        changeOfAttributes("set-policy", Labelling::setPolicy);
        changeTold("purge-queue", "purged", "", " messages", queues::purge);
        change("delete-queue", "queue", queues::delete);
        changeTold("send-message", "id", "message ", "", changes::send);
        changeTold("copy-message", "id", "message ", "", new Copies(memory, clock)::send);
        changeOfSome("delete-messages", changes::delete);
        changeOfSome("release-messages", changes::release);
        changeOfSome("move-messages", changes::move);
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
        call.deed().from(from);
        Outcome outcome = Outcome.FAILED;
        String words = null;
        try {
            Object answer = tried(known.operation, call);
            Deed deed = call.deed();
            words = deed.refused() == null ? deed.partly() : deed.refused();
            outcome = deed.refused() != null ? Outcome.REFUSED : words == null ? Outcome.DONE : Outcome.PARTLY;
            return answer;
        } catch (Refusal e) {
            outcome = e.status() < Refusal.FAILED ? Outcome.REFUSED : Outcome.FAILED;
            words = e.getMessage();
            throw e;
        } finally {
            audit.changed(Way.CONSOLE, call.person().user(), from, name, target(known, call), outcome, words);
        }
    }

    /** What is told of a change: of which queue, and which messages, or which decision. */
    private static String target(Known known, PageCall call) {
        StringBuilder target = new StringBuilder(
                call.deed().target(call.in().path(known.target).asText()));
        JsonNode picked = call.in().path("messages");
        if (!picked.isEmpty()) {
            target.append(picked.size() == 1 ? ", message" : ", messages");
            picked.forEach(
                    one -> target.append(' ').append(one.path("sequenceNumber").asText()));
        }
        if (call.in().has("sequenceNumber")) {
            target.append(", a copy of message ")
                    .append(call.in().path("sequenceNumber").asText());
        }
        if (call.in().has("lines")) {
            target.append(", ")
                    .append(call.in().path("lines").size())
                    .append(" lines of ")
                    .append(call.in().path("file").asText("a file"));
        }
        if (call.in().hasNonNull("to")) {
            target.append(" to ").append(call.in().path("to").asText());
        }
        if (call.in().has("commit")) {
            target.append(call.in().path("commit").asBoolean() ? ", commit" : ", roll back");
        }
        return target.toString();
    }

    /** Of a queue, whose attributes the audit tells as they were and as they are. */
    private void changeOfAttributes(String name, PageOperation operation) {
        change(name, "queue", call -> {
            QueueInfo before = QueueDetails.find(call, call.text("queue"));
            Object answer = operation.answer(call);
            call.engine()
                    .findQueue(before.name())
                    .await()
                    .ifPresent(after -> Difference.between(before.attributes(), after.attributes())
                            .forEach(call.deed()::says));
            return answer;
        });
    }

    /** Whose answer has a value that the audit tells. */
    private void changeTold(String name, String value, String before, String after, PageOperation operation) {
        change(name, "queue", call -> {
            Object answer = operation.answer(call);
            call.deed().says(before + ((Map<?, ?>) answer).get(value) + after);
            return answer;
        });
    }

    /** With some messages, of which fewer may be as they were shown. */
    private void changeOfSome(String name, PageOperation operation) {
        change(name, "queue", call -> {
            Map<?, ?> answer = (Map<?, ?>) operation.answer(call);
            if (!Objects.equals(answer.get("done"), answer.get("asked"))) {
                call.deed()
                        .partly(answer.get("done") + " of " + answer.get("asked") + ". "
                                + String.join(" ", texts(answer.get("left"))));
            }
            return answer;
        });
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
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
