package org.leasemq.console.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.leasemq.console.figures.Row;
import org.leasemq.engine.model.seen.MessageGroup;
import org.leasemq.sqs.queue.Arns;

/**
 * Queues that need attention: the worst of them, and how many there are. Which is worse says first what is wrong with it, then with how
 * many messages. However many queues there are, no more than so many are kept.
 */
final class Attention {
    static final int MOST = 50;

    /** What can be wrong with a queue, the worst first. */
    private enum Fault {
        SET_ASIDE("set-aside", "set aside"),
        BLOCKED("blocked", "with a blocked message group"),
        DEAD("dead", "with dead letters"),
        GROWING("growing", "that grow");

        private final String word;
        private final String words;

        Fault(String word, String words) {
            this.word = word;
            this.words = words;
        }
    }

    private record Need(Fault fault, long messages, String queue, String text) {}

    private static final Comparator<Need> WORST_FIRST = Comparator.comparing(Need::fault)
            .thenComparing(Comparator.comparingLong(Need::messages).reversed())
            .thenComparing(Need::queue);

    /** The least first, which makes room. */
    private final PriorityQueue<Need> worst = new PriorityQueue<>(WORST_FIRST.reversed());

    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);

    /**
     * Looks at a queue.
     *
     * @param isDeadLetterQueue whether it is one of another
     * @param blocked a group in it that has been blocked for long; null for none
     */
    void add(Row row, boolean isDeadLetterQueue, MessageGroup blocked) {
        String shown = Arns.shown(row.name());
        if (isDeadLetterQueue && row.waiting() > 0) {
            add(new Need(Fault.DEAD, row.waiting(), row.name(), shown + " has " + row.waiting() + " dead letters."));
        }
        if (blocked != null) {
            long behind = blocked.messages() - blocked.inFlight();
            add(new Need(
                    Fault.BLOCKED,
                    behind,
                    row.name(),
                    shown + ": a message group is blocked. " + behind
                            + " messages wait behind one that is in flight, delivery " + blocked.receiveCount() + "."));
        } else if (row.growing() && !isDeadLetterQueue) {
            add(new Need(Fault.GROWING, row.waiting(), row.name(), shown + " grows: " + row.waiting() + " wait."));
        }
    }

    private void add(Need need) {
        counts.merge(need.fault, 1, Integer::sum);
        worst.add(need);
        if (worst.size() > MOST) {
            worst.remove();
        }
    }

    /** These and the queues that are set aside, with why. */
    Attention with(Map<String, String> setAside) {
        if (setAside.isEmpty()) {
            return this;
        }
        Attention all = new Attention();
        all.worst.addAll(worst);
        all.counts.putAll(counts);
        setAside.forEach((queue, fault) -> all.add(new Need(
                Fault.SET_ASIDE,
                0,
                queue,
                Arns.shown(queue) + " is set aside, as its definition is damaged: " + fault)));
        return all;
    }

    /** The worst first; the last says how many more there are. */
    List<Map<String, Object>> list() {
        List<Map<String, Object>> list = new ArrayList<>();
        Map<Fault, Integer> rest = new EnumMap<>(counts);
        worst.stream().sorted(WORST_FIRST).forEach(need -> {
            list.add(need(need.fault.word, need.queue, need.text));
            rest.merge(need.fault, -1, Integer::sum);
        });
        String more = rest.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> one.getValue() + " " + one.getKey().words)
                .collect(Collectors.joining(", "));
        if (!more.isEmpty()) {
            list.add(need("more", null, "And queues that are not as bad: " + more + "."));
        }
        return list;
    }

    static Map<String, Object> need(String kind, String queue, String text) {
        return Values.of("kind", kind, "queue", queue, "text", text);
    }
}
