package org.leasemq.engine.local.commit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.leasemq.engine.NumberedCall;
import org.leasemq.engine.local.commit.AnsweredClient.Answer;
import org.leasemq.engine.local.memory.EngineMemory;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.runtime.EngineTime;
import org.leasemq.engine.model.EngineException;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Change;
import org.leasemq.store.Locations;

/**
 * What has been answered to clients elsewhere and is in the store, until they know it. What is needed no more is told to the store
 * with the next batch. Guarded by the engine's lock.
 */
public final class Answers {
    /** A client asks for so many changes at the same time only if something is wrong with it. */
    private static final int MOST = 10_000;

    /** Nor does what is remembered for one take more than this part of the memory, or so many bytes. */
    private static final int PART = 16;

    private static final long AT_LEAST = 4L << 20;

    private final EngineMemory memory;
    private final EngineTime time;
    private final long longestAbsence;
    private final Map<UUID, AnsweredClient> clients = new HashMap<>();

    /** What is needed no more, as far as the store has not been told. */
    private final List<Answer> forgotten = new ArrayList<>();
    /** How many of these the batch tells that is being written. */
    private int told;

    /** What clients know, as far as no batch has said it. */
    private final Map<UUID, Long> unsaid = new LinkedHashMap<>();
    /** What the batch says that is being written. */
    private final Map<UUID, Long> said = new HashMap<>();

    /** @param longestAbsence for so long nothing may be heard of a client that was there before the engine was opened */
    public Answers(EngineMemory memory, EngineTime time, long longestAbsence) {
        this.memory = memory;
        this.time = time;
        this.longestAbsence = longestAbsence;
    }

    // ------------------------------------------------------------------------------------------------ clients

    /** A change that is about to be asked for, by a client that is open. */
    public RememberedCall begin(NumberedCall call) {
        AnsweredClient client = client(call.client());
        client.isOpen = true;
        know(client, call.known());
        long most = Math.max(AT_LEAST, memory.account().limit() / PART);
        if (client.size() >= MOST || client.bytes() >= most) {
            throw new EngineException.NoRoom(
                    "Client " + client.id + " does not know " + client.size() + " answers of " + client.bytes()
                            + " bytes to what it asked for, so that no more are remembered for it. It has to say which"
                            + " it knows, or to be closed.",
                    null);
        }
        return new RememberedCall(this, client, call);
    }

    private AnsweredClient client(UUID id) {
        return clients.computeIfAbsent(id, key -> {
            memory.take(Use.REMEMBERED, Footprint.ANSWERED_CLIENT);
            return new AnsweredClient(key);
        });
    }

    /** A client is there, again maybe. */
    public void opened(UUID id) {
        AnsweredClient client = clients.get(id);
        if (client != null) {
            client.isOpen = true;
        }
    }

    /** A client is gone for good. */
    public void ended(UUID id) {
        AnsweredClient client = remove(id);
        if (client != null && client.last() >= client.below()) {
            forget(client, client.answers().values());
            unsaid.put(id, client.last() + 1);
        }
    }

    private AnsweredClient remove(UUID id) {
        AnsweredClient client = clients.remove(id);
        if (client != null) {
            client.hasEnded = true;
            memory.giveBack(Use.REMEMBERED, Footprint.ANSWERED_CLIENT);
        }
        return client;
    }

    /** What was answered; null if nothing of it is in the store. */
    public byte[] answer(UUID id, long number) {
        AnsweredClient client = clients.get(id);
        if (client == null) {
            return null;
        }
        client.isAskedAbout = true;
        Answer answer = client.get(number);
        return answer == null ? null : answer.bytes();
    }

    public void know(UUID id, long below) {
        AnsweredClient client = clients.get(id);
        if (client != null) {
            know(client, below);
        }
    }

    private void know(AnsweredClient client, long below) {
        Collection<Answer> known = client.know(below).values();
        if (!known.isEmpty()) {
            forget(client, known);
            unsaid.put(client.id, client.below());
            known.clear();
        }
    }

    private void forget(AnsweredClient client, Collection<Answer> answers) {
        for (Answer answer : answers) {
            giveBack(client, answer);
            forgotten.add(answer);
        }
    }

    private void giveBack(AnsweredClient client, Answer answer) {
        memory.giveBack(Use.REMEMBERED, answer.footprint());
        client.takes(-answer.footprint());
        answer.forget();
    }

    // -------------------------------------------------------------------------------------------- to the store

    /** An answer to this client is part of the batch, which says with it what the client knows. */
    Change.Answer answered(AnsweredClient client, long number, byte[] answer) {
        client.answered(number);
        said.put(client.id, client.below());
        return new Change.Answer(client.id, number, client.below(), answer);
    }

    /** An answer is in the store. */
    void keep(AnsweredClient client, Change.Answer stored, long location) {
        Answer answer = new Answer(stored.answer(), location);
        if (client.knows(stored.number())) {
            answer.forget();
            forgotten.add(answer);
        } else {
            memory.take(Use.REMEMBERED, answer.footprint());
            client.takes(answer.footprint());
            client.put(stored.number(), answer);
        }
    }

    /** Adds to a batch what the store has to know of what is needed no more. */
    public void tell(List<Change> changes) {
        if (!unsaid.isEmpty()) {
            unsaid.forEach((id, below) -> say(id, below, changes));
        }
        if (told < forgotten.size()) {
            List<Answer> more = forgotten.subList(told, forgotten.size());
            changes.add(new Change.Forgotten(
                    more.stream().mapToLong(answer -> answer.location).toArray()));
            told = forgotten.size();
        }
    }

    private void say(UUID id, long below, List<Change> changes) {
        if (said.getOrDefault(id, -1L) < below) {
            changes.add(new Change.Known(id, below));
            said.put(id, below);
        }
    }

    /** @param stored whether the batch is in the store, so that it has been told */
    void written(boolean stored) {
        if (told == 0 && said.isEmpty()) {
            return;
        }
        if (stored) {
            forgotten.subList(0, told).clear();
            said.forEach((id, below) -> unsaid.computeIfPresent(id, (key, value) -> value <= below ? null : value));
        }
        told = 0;
        said.clear();
    }

    /** An answer that was found at a location, if that is where it is and somebody may ask for it; null otherwise. */
    public Rewritten rewrite(Change.Answer found, long location) {
        AnsweredClient client = clients.get(found.client());
        Answer answer = client == null ? null : client.get(found.number());
        return answer == null || answer.location != location ? null : new Rewritten(answer, found);
    }

    /** An answer that is written again. */
    public static final class Rewritten {
        private final Answer answer;
        private final Change.Answer change;

        private Rewritten(Answer answer, Change.Answer change) {
            this.answer = answer;
            this.change = change;
        }

        /** The old place is needed no more. */
        public void encode(List<Change> changes) {
            changes.add(change);
            changes.add(new Change.Forgotten(new long[] {answer.location}));
        }

        /** Somebody may have said meanwhile that it is needed no more, but not yet to the store. */
        public void durable(Locations locations) {
            answer.location = locations.of(change);
        }
    }

    // ------------------------------------------------------------------------------------------ from the store

    /** An answer is played back, maybe once more. */
    public void recover(Change.Answer found, long location) {
        AnsweredClient client = client(found.client());
        recoverKnown(client, found.known());
        Answer answer = client.get(found.number());
        if (answer != null) {
            answer.location = location;
        } else if (!client.knows(found.number())) {
            keep(client, found, location);
        }
    }

    /** What a client knows is played back. */
    public void recover(Change.Known known) {
        AnsweredClient client = clients.get(known.client());
        if (client != null) {
            recoverKnown(client, known.below());
        }
    }

    private void recoverKnown(AnsweredClient client, long below) {
        Collection<Answer> known = client.know(below).values();
        known.forEach(answer -> giveBack(client, answer));
        known.clear();
    }

    /** Where all answers are that somebody may ask for. */
    public LongStream locations() {
        return clients.values().stream()
                .flatMapToLong(client -> client.answers().values().stream().mapToLong(answer -> answer.location));
    }

    /** Everything has been played back. */
    public void recovered() {
        List.copyOf(clients.values()).stream()
                .filter(client -> client.size() == 0)
                .forEach(client -> remove(client.id));
        lookLater();
    }

    private void lookLater() {
        if (clients.values().stream().anyMatch(client -> !client.isOpen)) {
            time.timers().schedule(time.elapsed() + longestAbsence, this::forgetTheAbsent);
        }
    }

    private void forgetTheAbsent() {
        for (AnsweredClient client : List.copyOf(clients.values())) {
            if (!client.isOpen && !client.isAskedAbout) {
                ended(client.id);
            }
            client.isAskedAbout = false;
        }
        lookLater();
    }
}
