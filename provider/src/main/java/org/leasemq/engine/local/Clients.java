package org.leasemq.engine.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.leasemq.engine.LeaseHolders;
import org.leasemq.engine.Selection;
import org.leasemq.engine.local.memory.Footprint;
import org.leasemq.engine.local.operation.ClientOwner;
import org.leasemq.engine.local.operation.Kernel;
import org.leasemq.engine.local.operation.Selections;
import org.leasemq.engine.local.order.Lease;
import org.leasemq.engine.local.queue.QueueState;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.Message;
import org.leasemq.engine.model.Receipt;
import org.leasemq.engine.model.seen.HeldLease;
import org.leasemq.engine.model.seen.KnownClient;
import org.leasemq.memory.MemoryShare.Use;

/** Who uses the engine, and what ends with each of them. Guarded by the engine's lock. */
final class Clients {
    /** One of them, with all that is its own. */
    static final class Client {
        private final String description;
        private final Set<String> names = new LinkedHashSet<>();
        private final Set<UUID> owners = new LinkedHashSet<>();
        private final Set<UUID> selections = new LinkedHashSet<>();
        /** Its temporary queues. */
        final Set<QueueState> temporary = new LinkedHashSet<>();
        /** How often it uses subscriptions. */
        final Map<UsedSubscription, Integer> uses = new LinkedHashMap<>();

        private Client(String description) {
            this.description = description;
        }

        @Override
        public String toString() {
            return description;
        }
    }

    /** So many are let in however little memory there is: somebody has to take messages out. */
    private static final int LET_IN = 64;
    /** Bytes of one of those at most. */
    private static final long SMALL = 4096;

    private record OpenOwner(ClientOwner owner, Client client) {}

    private final Kernel kernel;
    private final Selections selections;
    private final Map<UUID, Client> clients = new HashMap<>();
    private final Map<UUID, OpenOwner> owners = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    /** Who has which selection. */
    private final Map<UUID, Client> selecting = new LinkedHashMap<>();

    Clients(Kernel kernel, Selections selections) {
        this.kernel = kernel;
        this.selections = selections;
    }

    void open(UUID id, String description) {
        kernel.checkOpen();
        if (!clients.containsKey(id)) {
            long bytes = Footprint.ofClient(description);
            boolean always = clients.size() < LET_IN && bytes <= SMALL;
            take(bytes, always, "client");
            clients.put(id, new Client(description));
        }
        kernel.answers().opened(id);
    }

    private void take(long bytes, boolean always, String what) {
        if (!always && !kernel.memory().hasRoomToHold(bytes)) {
            throw kernel.memory()
                    .noRoom(
                            false,
                            "No room for one more " + what,
                            "Close connections, or give the process more memory.");
        }
        kernel.memory().take(Use.LEASES, bytes);
    }

    private void giveBack(long bytes) {
        kernel.memory().giveBack(Use.LEASES, bytes);
    }

    /** All of them, for people. */
    List<KnownClient> all() {
        List<KnownClient> all = new ArrayList<>(clients.size());
        clients.forEach((id, client) -> all.add(new KnownClient(
                id,
                client.description,
                List.copyOf(client.names),
                client.owners.stream().map(owner -> owner(owner).known()).toList(),
                client.temporary.stream().map(QueueState::name).toList(),
                client.uses.keySet().stream()
                        .map(used -> used.queue().name())
                        .distinct()
                        .toList())));
        return all;
    }

    /** What a client holds, for people. */
    List<HeldLease> leases(UUID id, int max) {
        Client client = clients.get(id);
        return client == null
                ? List.of()
                : client.owners.stream()
                        .flatMap(owner -> owner(owner).leases())
                        .limit(max)
                        .toList();
    }

    /** One that is open. */
    Client get(UUID id) {
        kernel.checkOpen();
        Client client = clients.get(id);
        if (client == null) {
            throw new EngineException.Closed("The client has ended: it was closed, or was not heard of for too long.");
        }
        return client;
    }

    /** Ends a client apart from its queues and subscriptions, which the caller sees to; null if there is none. */
    Client end(UUID id) {
        kernel.answers().ended(id);
        Client client = clients.remove(id);
        if (client != null) {
            giveBack(Footprint.ofClient(client.description));
            List.copyOf(client.names).forEach(name -> free(client, name));
            List.copyOf(client.selections).forEach(this::unselect);
            List.copyOf(client.owners).forEach(owner -> closeOwner(owner, null));
        }
        return client;
    }

    boolean claim(UUID id, String name) {
        Client client = get(id);
        if (names.contains(name)) {
            return false;
        }
        take(Footprint.ofName(name), false, "name of a client");
        names.add(name);
        client.names.add(name);
        return true;
    }

    void free(UUID id, String name) {
        Client client = clients.get(id);
        if (client != null) {
            free(client, name);
        }
    }

    private void free(Client client, String name) {
        if (client.names.remove(name)) {
            names.remove(name);
            giveBack(Footprint.ofName(name));
        }
    }

    void select(UUID id, Selection selection, Predicate<Message> condition) {
        Client client = get(id);
        requireOwn(selecting.get(selection.id()), client, "a selection");
        selections.select(selection, condition);
        selecting.put(selection.id(), client);
        client.selections.add(selection.id());
    }

    void unselect(UUID selection) {
        Client client = selecting.remove(selection);
        if (client != null) {
            client.selections.remove(selection);
            selections.end(selection);
        }
    }

    void openOwner(UUID id, UUID owner, String description) {
        Client client = get(id);
        OpenOwner open = owners.get(owner);
        if (open == null) {
            owners.put(owner, new OpenOwner(ClientOwner.open(kernel, owner, description), client));
            client.owners.add(owner);
        } else {
            requireOwn(open.client, client, "an owner");
        }
    }

    private static void requireOwn(Client whose, Client client, String what) {
        if (whose != null && whose != client) {
            throw new EngineException.Closed("There is " + what + " of that id, which another client has opened.");
        }
    }

    boolean isOpen(UUID client) {
        return clients.containsKey(client);
    }

    /** Who has the message of a lease. */
    LeaseHolders.Holder holder(Receipt receipt) {
        Lease lease = kernel.receipts().held(receipt);
        return lease == null
                ? new LeaseHolders.Holder(null, kernel.receipts().heldSince(receipt) != null)
                : new LeaseHolders.Holder(lease.owner() instanceof ClientOwner owner ? owner.id() : null, true);
    }

    /** Null if it is closed. */
    ClientOwner owner(UUID id) {
        OpenOwner open = owners.get(id);
        return open == null ? null : open.owner;
    }

    /** @param seen positions of messages that somebody has got; null for all */
    void closeOwner(UUID id, Set<Long> seen) {
        OpenOwner open = owners.remove(id);
        if (open != null) {
            open.client.owners.remove(id);
            open.owner.close(seen);
        }
    }

    /** The engine ends. */
    void closeOwners() {
        Collection<UUID> all = new ArrayList<>(owners.keySet());
        all.forEach(owner -> closeOwner(owner, null));
    }
}
