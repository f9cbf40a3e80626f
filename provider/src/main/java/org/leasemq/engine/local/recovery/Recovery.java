package org.leasemq.engine.local.recovery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.leasemq.engine.local.definition.Definition;
import org.leasemq.engine.local.definition.Definitions;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.operation.Clear;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.PreparedBranch;
import org.leasemq.engine.local.operation.Work;
import org.leasemq.engine.local.order.Content;
import org.leasemq.engine.local.order.Entry;
import org.leasemq.engine.local.order.EntryList;
import org.leasemq.engine.local.order.EntryState;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.Filter;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.memory.MemoryShare.Use;
import org.leasemq.store.Change;
import org.leasemq.store.Progress;
import org.leasemq.store.Store;

/**
 * Brings back what the store plays, then puts every message that is left into its place. Takes memory for what is alive
 * only: messages of queues that are gone are passed over, and those of them that have moved to a living queue are
 * {@linkplain Strays found again}.
 */
public final class Recovery implements Store.Recovery {

    private final Kernel kernel;
    /** The moments at which messages with a delay, and leases that end by time, become visible; by entry. */
    private final Map<Entry, Long> hiddenUntil = new HashMap<>();

    /** What branches send when they are committed, without contents: its group depends on the queue it moves to. */
    private final Map<Entry, Message> undecided = new HashMap<>();

    private final Strays strays = new Strays();
    private final List<PreparedBranch.Stored> branches = new ArrayList<>();
    private final Set<QueueState> ofBranches = new HashSet<>();
    private final List<QueueState> replacedQueues = new ArrayList<>();
    /** What was stored last, which what follows may share. */
    private Change.Storing lastStored;

    /** Its content, or null if nobody who is alive has it yet. */
    private Content lastContent;

    public Recovery(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void replay(long location, Change change) {
        if (strays.areLookedFor()) {
            look(location, change);
        } else if (change instanceof Change.PutQueue put) {
            put(put);
        } else if (change instanceof Change.Purge purge) {
            purge(purge);
        } else if (change instanceof Change.Add add) {
            add(add, location);
        } else if (change instanceof Change.Rewrite rewrite) {
            rewrite(rewrite, location);
        } else if (change instanceof Change.Share share) {
            share(share, location);
        } else if (change instanceof Change.Move move) {
            move(move);
        } else if (change instanceof Change.Update update) {
            update(update);
        } else if (change instanceof Change.Remove remove) {
            strays.remove(remove.position());
            remove(kernel.index().get(remove.position()));
        } else if (change instanceof Change.Deduplicate known) {
            RecoveredKeys.add(kernel, known);
        } else if (change instanceof Change.Answer answer) {
            kernel.answers().recover(answer, location);
        } else if (change instanceof Change.Known known) {
            kernel.answers().recover(known);
        }
    }

    private QueueState read(Change.PutQueue put) {
        Map<Filter, Predicate<Message>> filters = new HashMap<>();
        Definitions.Read read =
                Definitions.decode(put, filter -> filters.computeIfAbsent(filter, kernel.filters()::compile));
        QueueInfo info = read.info();
        Definition definition = Definition.understood(info.name(), info.attributes(), filters);
        QueueState queue = kernel.queues().make(info.name(), info.number(), info.createdAt(), definition);
        queue.recall(info.version(), info.modifiedAt(), read.faults());
        return queue;
    }

    private void put(Change.PutQueue put) {
        kernel.numbers().skipQueues(put.queue());
        if (PreparedBranch.isOne(put)) {
            branch(put);
        } else {
            define(read(put));
        }
    }

    /** Definitions come in the order in which queues were created. */
    private void define(QueueState queue) {
        QueueState replaced = kernel.queues().find(queue.name());
        if (replaced != null) {
            replacedQueues.add(replaced);
            kernel.topics().remove(replaced);
        }
        kernel.queues().register(queue);
    }

    private void branch(Change.PutQueue put) {
        PreparedBranch.Stored stored;
        try {
            stored = new PreparedBranch.Stored(kernel.queues(), kernel.numbers(), kernel.memory(), put);
        } catch (RuntimeException e) {
            QueueState queue = read(put);
            queue.setAside("it was that of a transaction branch, and makes no sense (" + e.getMessage() + ")");
            define(queue);
            return;
        }
        branches.add(stored);
        ofBranches.add(stored.branch().queue());
        kernel.branches().add(stored.branch());
    }

    /** A queue by number, or null if it has been deleted. */
    private QueueState queue(int number) {
        kernel.numbers().skipQueues(number);
        return kernel.queues().numbered(number);
    }

    @Override
    public LongStream liveLocations() {
        List<Entry> all = new ArrayList<>(kernel.index().size());
        kernel.index().forEach(all::add);
        return all.stream().mapToLong(entry -> entry.content().location());
    }

    @Override
    public LongStream liveAnswers() {
        return kernel.answers().locations();
    }

    /** Puts every entry into its place. Called once, after everything was played. */
    public void finish() {
        // positions are greater than any given before, even if all trace of those has been reclaimed
        kernel.numbers().skipPositions(kernel.now() * 1000);
        List<Entry> all = new ArrayList<>(kernel.index().size());
        kernel.index().forEach(all::add);
        branches.forEach(stored -> stored.complete(kernel.index(), kernel.queues(), undecided::get));
        all.forEach(this::place);
        replacedQueues.forEach(this::deleteAtLast);
        kernel.queues().named().values().forEach(SetAside::report);
        kernel.answers().recovered();
    }

    /** Of a queue whose name was given to another, since it was deleted, but the process ended before the store took that. */
    private void deleteAtLast(QueueState queue) {
        Clear<Integer> deletion = new Clear<>(kernel, queue, true, removed -> removed);
        kernel.commit().submit(deletion);
        deletion.inBackground();
    }

    private void place(Entry entry) {
        if (entry.lease() != null || entry.state() == EntryState.MOVING) {
            return; // part of a branch
        }
        long until = hiddenUntil.getOrDefault(entry, 0L);
        if (until > kernel.elapsed() && entry.receiveCount() > 0) {
            entry.queue().leaseUntil(entry, until);
        } else {
            entry.queue().place(entry, until);
        }
    }

    private void add(Change.Add add, long location) {
        kernel.numbers().skipPositions(add.position());
        last(add, null);
        QueueState queue = queue(add.queue());
        if (queue == null) {
            strays.passedOver(add.position(), add, location);
            return;
        }
        Entry entry = enter(queue, add.position(), add.message(), content(location));
        progress(entry, add.progress());
        delay(entry, add.message());
    }

    private void rewrite(Change.Rewrite change, long location) {
        Entry known = kernel.index().get(change.position());
        last(change, known == null ? null : known.content());
        Change.Share placed = new Change.Share(
                change.queue(), change.position(), change.progress(), change.provenance(), change.content(), 0);
        share(placed, location);
    }

    /** Of what stands before it in the same batch, so that its content is known. */
    private void share(Change.Share share, long location) {
        kernel.numbers().skipPositions(share.position());
        kernel.numbers().skipQueues(share.provenance().deadLetterSource());
        Entry known = kernel.index().get(share.position());
        if (known != null) {
            known.content().isAt(location);
            progress(known, share.progress()); // as it was then
            delay(known, lastStored.message());
            return;
        }
        QueueState queue = queue(share.queue());
        if (queue == null) {
            strays.passedOver(share.position(), lastStored, location);
            return;
        }
        strays.remove(share.position());
        Entry entry = enter(queue, share.position(), lastStored.message(), content(location));
        entry.comesFrom(share.provenance());
        progress(entry, share.progress());
        delay(entry, lastStored.message());
    }

    private void delay(Entry entry, Message message) {
        boolean moved = entry.deadLetterSource() != 0;
        if (!moved && message.delay() > 0 && message.visibleAt() > kernel.now() && entry.receiveCount() == 0) {
            hiddenUntil.put(entry, Work.visibleFrom(kernel, message));
        }
    }

    /** Of what was stored last: one, whoever has it. */
    private Content content(long location) {
        if (lastContent == null) {
            Message message = lastStored.message();
            lastContent = content(lastStored.content(), Footprint.ofStored(message), location);
            kernel.contents().keep(lastContent, message);
        }
        return lastContent;
    }

    private Content content(long id, int size, long location) {
        Entry holder = kernel.index().holder(id);
        Content content = holder == null ? new Content(id, size, true) : holder.content();
        content.isAt(Math.max(content.location(), location));
        return content;
    }

    private void last(Change.Storing stored, Content content) {
        lastStored = stored;
        lastContent = content;
    }

    private Entry enter(QueueState queue, long position, Message stored, Content content) {
        int priority = queue.attributes().fifo() ? Message.DEFAULT_PRIORITY : stored.priority();
        Entry entry = new Entry(queue, position, content, priority, stored.expiresAt(), stored.sentAt());
        if (ofBranches.contains(queue)) {
            undecided.put(entry, stored.withoutContent());
        } else {
            queue.join(entry, stored.groupId(), stored.exclusiveGroup());
        }
        kernel.memory().take(Use.MESSAGES, entry.footprint());
        queue.holds(entry);
        kernel.index().put(entry);
        return entry;
    }

    private void move(Change.Move move) {
        kernel.numbers().skipPositions(move.position());
        kernel.numbers().skipQueues(move.provenance().deadLetterSource());
        Entry entry = kernel.index().get(move.from());
        QueueState target = queue(move.queue());
        if (target == null) {
            strays.remove(move.from());
            remove(entry);
        } else if (entry == null) {
            Strays.Origin origin = strays.moved(move);
            if (origin != null) {
                arrive(move, origin.message(), content(origin.content(), origin.size(), origin.location()));
            }
        } else if (undecided.containsKey(entry)) {
            Message stored = undecided.get(entry);
            remove(entry);
            arrive(move, stored, entry.content());
        } else {
            target.take(entry, move.position());
            arrived(entry, move);
        }
    }

    /** Into a queue where it belongs to another group than before. */
    private Entry arrive(Change.Move move, Message stored, Content content) {
        Entry entry = enter(kernel.queues().numbered(move.queue()), move.position(), stored, content);
        arrived(entry, move);
        delay(entry, stored);
        return entry;
    }

    private void arrived(Entry entry, Change.Move move) {
        entry.comesFrom(move.provenance());
        hiddenUntil.remove(entry);
    }

    @Override
    public boolean again() {
        return strays.lookAgain();
    }

    /** Once more, for what strays were before they moved. */
    private void look(long location, Change change) {
        if (change instanceof Change.Add add) {
            last(add, null);
            found(add.position(), location);
        } else if (change instanceof Change.Rewrite rewrite) {
            last(rewrite, null);
            found(rewrite.position(), location);
        } else if (change instanceof Change.Share share) {
            found(share.position(), location);
        } else if (change instanceof Change.Move move) {
            strays.trace(move);
        }
    }

    private void found(long position, long location) {
        Strays.Stray stray = strays.wanted(position);
        if (stray == null) {
            return;
        }
        Entry known = kernel.index().get(stray.arrival.position());
        if (known != null) {
            known.content().isAt(Math.max(known.content().location(), location)); // written again
            return;
        }
        Entry entry = arrive(stray.arrival, lastStored.message(), content(location));
        if (stray.progress() != Progress.NONE) {
            progress(entry, stray.progress());
        }
        strays.found(stray);
    }

    private void update(Change.Update update) {
        Entry entry = kernel.index().get(update.position());
        if (entry != null) {
            progress(entry, update.progress());
        } else {
            strays.update(update);
        }
    }

    private void progress(Entry entry, Progress progress) {
        entry.follow(progress);
        if (progress.leasedUntil() > kernel.now()) {
            hiddenUntil.put(entry, kernel.time().momentOf(progress.leasedUntil()));
        } else {
            hiddenUntil.remove(entry);
        }
    }

    private void purge(Change.Purge purge) {
        strays.purge(purge);
        QueueState queue = queue(purge.queue());
        if (queue == null) {
            return;
        }
        queue.deduplication().forgetUpTo(purge.upTo());
        EntryList<Entry> entries = queue.entries();
        for (Entry entry = entries.firstUpTo(purge.upTo()); entry != null; entry = entries.firstUpTo(purge.upTo())) {
            remove(entry);
        }
    }

    private void remove(Entry entry) {
        if (entry != null) {
            hiddenUntil.remove(entry);
            undecided.remove(entry);
            entry.queue().forget(entry);
        }
    }
}
