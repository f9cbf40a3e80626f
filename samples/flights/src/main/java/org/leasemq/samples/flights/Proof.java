package org.leasemq.samples.flights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the queues show what they must: every departure processed exactly once and in order per airport, or, if it is too
 * late to be processed, in the dead-letter queue after exactly three attempts.
 */
final class Proof {
    private final List<Departure> timetable;
    private final Evidence evidence;
    private final int kills;
    private final List<String> wrong = new ArrayList<>();

    /**
     * Holds the evidence against the timetable.
     *
     * @param kills how often the worker was killed. An attempt counts from the moment its message is handed out; one that
     *     a kill cuts short cannot be noted any more, so that a note may be missing for each kill
     */
    Proof(List<Departure> timetable, Evidence evidence, int kills) {
        this.timetable = timetable;
        this.evidence = evidence;
        this.kills = kills;
    }

    /** What is wrong, in words; empty if the proof holds. */
    List<String> differences() {
        wrong.clear();
        checkEachOnce();
        checkOrder();
        checkAttempts();
        evidence.leftOver().forEach(number -> wrong.add(name(number) + " is still in " + Queues.DEPARTURES));
        return List.copyOf(wrong);
    }

    private void checkEachOnce() {
        Map<Integer, Integer> processed =
                count(evidence.results().stream().map(Result::number).toList());
        Map<Integer, Integer> dead = count(evidence.deadLetters());
        for (int number = 0; number < timetable.size(); number++) {
            boolean tooLate = timetable.get(number).tooLate();
            check(number, processed.getOrDefault(number, 0), tooLate ? 0 : 1, Queues.RESULTS);
            check(number, dead.getOrDefault(number, 0), tooLate ? 1 : 0, Queues.DEAD_LETTERS);
        }
    }

    private static Map<Integer, Integer> count(List<Integer> numbers) {
        return numbers.stream().collect(Collectors.toMap(number -> number, number -> 1, Integer::sum));
    }

    private void check(int number, int times, int expected, String queue) {
        if (times != expected) {
            wrong.add(name(number) + " is " + times + " times in " + queue + " rather than " + expected + " times");
        }
    }

    private void checkOrder() {
        Map<String, Integer> last = new HashMap<>();
        for (Result result : evidence.results()) {
            Integer before = last.put(result.origin(), result.number());
            if (before != null && before >= result.number()) {
                wrong.add(name(result.number()) + " was processed after departure " + before + " of the same airport");
            }
        }
    }

    private void checkAttempts() {
        Map<Integer, List<Integer>> noted = evidence.failures().stream()
                .collect(Collectors.groupingBy(
                        Failure::number, Collectors.mapping(Failure::attempt, Collectors.toList())));
        Set<Integer> dead = new HashSet<>(evidence.deadLetters());
        noted.forEach((number, attempts) -> {
            if (!dead.contains(number)) {
                wrong.add(name(number) + " failed in attempts " + attempts + " and is not in " + Queues.DEAD_LETTERS);
            }
        });
        for (int number : dead) {
            List<Integer> attempts = noted.getOrDefault(number, List.of());
            if (!areAllAttempts(attempts)) {
                wrong.add(name(number) + " is in " + Queues.DEAD_LETTERS + " after attempts " + attempts);
            }
        }
    }

    private boolean areAllAttempts(List<Integer> attempts) {
        return attempts.size() == Set.copyOf(attempts).size()
                && attempts.stream().allMatch(attempt -> attempt >= 1 && attempt <= Queues.ATTEMPTS)
                && attempts.size() >= Queues.ATTEMPTS - kills;
    }

    private String name(int number) {
        return number < timetable.size()
                ? "Departure " + number + " from " + timetable.get(number).origin()
                : "Departure " + number + ", which there is none of,";
    }
}
