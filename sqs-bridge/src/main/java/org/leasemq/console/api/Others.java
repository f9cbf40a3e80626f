package org.leasemq.console.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.leasemq.access.Right;
import org.leasemq.console.audit.Audit;
import org.leasemq.console.figures.Figures;
import org.leasemq.console.figures.Row;
import org.leasemq.engine.model.Branch;
import org.leasemq.engine.model.QueuePrefix;
import org.leasemq.engine.model.Subscription;
import org.leasemq.engine.model.seen.BranchWork;
import org.leasemq.sqs.client.ConnectedClient;
import org.leasemq.sqs.client.ConnectedClients;
import org.leasemq.sqs.queue.Arns;

/** What there is besides queues: topics, programs, transactions, and what was done. */
final class Others {
    /** More of anything is not shown. */
    private static final int MOST = 1000;

    private static final int USUAL_MESSAGES = 100;

    private final Figures figures;
    private final ConnectedClients clients;
    private final Audit audit;

    Others(Figures figures, ConnectedClients clients, Audit audit) {
        this.figures = figures;
        this.clients = clients;
        this.audit = audit;
    }

    // ----------------------------------------------------------------------------------------------- topics

    Object topics(PageCall call) {
        Map<String, List<Object>> topics = new TreeMap<>();
        for (Row row : figures.rows()) {
            if (Kind.of(row.name()) == Kind.TOPIC) {
                String topic = row.name().substring(QueuePrefix.TOPIC.length());
                if (call.person().mayEverything()) {
                    topics.computeIfAbsent(topic, name -> new ArrayList<>());
                }
            } else if (call.person().sees(row.name())) {
                row.info()
                        .attributes()
                        .subscriptions()
                        .forEach(subscription -> topics.computeIfAbsent(subscription.topic(), name -> new ArrayList<>())
                                .add(subscription(row, subscription)));
            }
        }
        List<Object> all = new ArrayList<>();
        topics.entrySet().stream().limit(MOST).forEach(topic -> {
            String name = topic.getKey();
            List<Object> subscriptions =
                    topic.getValue().subList(0, Math.min(MOST, topic.getValue().size()));
            all.add(Values.of("name", name, "shown", Arns.plain(name), "subscriptions", subscriptions));
        });
        return Values.of("topics", all, "all", topics.size());
    }

    private static Object subscription(Row row, Subscription subscription) {
        return Values.of(
                "queue",
                row.name(),
                "shown",
                Arns.shown(row.name()),
                "filter",
                subscription.filter() == null ? null : subscription.filter().text(),
                "waiting",
                row.waiting(),
                "dropped",
                row.counts().dropped());
    }

    // --------------------------------------------------------------------------------------------- programs

    Object programs(PageCall call) {
        requireEverything(call, "look at who uses the server");
        return Values.of(
                "programs",
                clients.all().stream().limit(MOST).map(Others::describe).toList());
    }

    /** One of them, with its sessions, consumers and leases one by one. */
    Object program(PageCall call) {
        requireEverything(call, "look at who uses the server");
        String id = call.text("id");
        ConnectedClient client = clients.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(Others::noProgram);
        Map<String, Object> values = describe(client);
        values.put(
                "owners",
                client.owners().stream()
                        .limit(MOST)
                        .map(owner -> Values.of(
                                "description",
                                owner.description(),
                                "waiting",
                                owner.waiting().stream().map(Arns::shown).toList(),
                                "leases",
                                owner.leases()))
                        .toList());
        values.put(
                "held",
                clients.leases(client, MOST).stream()
                        .map(lease -> Values.of(
                                "owner",
                                lease.owner(),
                                "queue",
                                lease.queue(),
                                "shown",
                                Arns.shown(lease.queue()),
                                "sequenceNumber",
                                Long.toString(lease.sequenceNumber()),
                                "receiveCount",
                                lease.receiveCount(),
                                "since",
                                lease.since(),
                                "until",
                                lease.until() == 0 ? null : lease.until(),
                                "group",
                                lease.group()))
                        .toList());
        return values;
    }

    private static Refusal noProgram() {
        return new Refusal(Refusal.NOT_FOUND, "There is no such program any more.");
    }

    private static Map<String, Object> describe(ConnectedClient client) {
        return Values.of(
                "id",
                client.id(),
                "description",
                client.description(),
                "address",
                client.address(),
                "user",
                client.user(),
                "since",
                client.since() == null ? null : client.since().toEpochMilli(),
                "clientIds",
                client.clientIds(),
                "sessions",
                client.sessions(),
                "consumers",
                client.consumers(),
                "leases",
                client.leases(),
                "temporaryQueues",
                client.temporaryQueues(),
                "subscriptions",
                client.subscriptions(),
                "elsewhere",
                client.session() != null,
                "state",
                client.state());
    }

    Object end(PageCall call) {
        requireEverything(call, "end the sessions of programs");
        String id = call.text("id");
        clients.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .ifPresent(one -> call.deed().of(one.id() + ", " + one.description()));
        if (!clients.end(id)) {
            throw noProgram();
        }
        return Values.of();
    }

    private static void requireEverything(PageCall call, String what) {
        if (!call.person().mayOfEverything(Right.MANAGE)) {
            throw new Refusal(
                    Refusal.FORBIDDEN,
                    "You may not " + what
                            + ", which is for those who may manage everything. A role in the users file would"
                            + " have to say so.");
        }
    }

    // ----------------------------------------------------------------------------------------- transactions

    Object transactions(PageCall call) {
        return Values.of(
                "transactions",
                call.engine().branches().await().stream()
                        .limit(MOST)
                        .map(Others::describe)
                        .toList());
    }

    /** One of them, with what it does if it is committed. */
    static Object transaction(PageCall call) {
        BranchWork work = call.engine()
                .branchWork(call.text("id"), call.count("max", USUAL_MESSAGES, BranchWork.MOST))
                .await();
        Map<String, Object> values = describe(work.branch());
        values.put("sends", work.sends());
        values.put("receives", work.receives());
        values.put(
                "queues",
                work.shares().stream()
                        .map(share -> Values.of(
                                "queue",
                                share.queue(),
                                "shown",
                                Arns.shown(share.queue()),
                                "sends",
                                share.sends(),
                                "receives",
                                share.receives()))
                        .toList());
        values.put(
                "messages",
                work.messages().stream()
                        .map(message -> Values.of(
                                "queue",
                                message.queue(),
                                "shown",
                                Arns.shown(message.queue()),
                                "sent",
                                message.sent(),
                                "sequenceNumber",
                                Long.toString(message.sequenceNumber())))
                        .toList());
        return values;
    }

    private static Map<String, Object> describe(Branch branch) {
        return Values.of(
                "id",
                branch.id(),
                "preparedAt",
                branch.preparedAt(),
                "state",
                branch.state().name());
    }

    Object decide(PageCall call) {
        return describe(
                call.engine().decide(call.text("id"), call.flag("commit")).await());
    }

    Object forget(PageCall call) {
        return describe(call.engine().forget(call.text("id")).await());
    }

    // ------------------------------------------------------------------------------------------ what was done

    /** Everything for those who may manage everything, else one's own. */
    Object done(PageCall call) {
        boolean all = call.person().mayOfEverything(Right.MANAGE);
        String user = call.person().user();
        return Values.of(
                "done",
                audit.all().stream()
                        .filter(entry -> all || user != null && user.equals(entry.user()))
                        .map(entry -> Values.of(
                                "at",
                                entry.at().toEpochMilli(),
                                "user",
                                entry.user(),
                                "from",
                                entry.from(),
                                "way",
                                entry.way().word(),
                                "action",
                                entry.action(),
                                "target",
                                entry.target(),
                                "outcome",
                                entry.outcome(),
                                "times",
                                entry.times()))
                        .toList());
    }
}
