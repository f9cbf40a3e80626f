package org.leasemq.samples.flights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTest {
    private static final int LATE = 300;

    /** 0, 1 and 3 leave DTW, 2 and 4 leave LAX; 3 is too late. */
    private final List<Departure> timetable = List.of(
            departure("DTW", 0),
            departure("DTW", 5),
            departure("LAX", -3),
            departure("DTW", LATE),
            departure("LAX", 240));

    private final List<Result> results = new ArrayList<>(List.of(result(0), result(2), result(1), result(4)));
    private final List<Failure> failures = new ArrayList<>(List.of(failure(3, 1), failure(3, 2), failure(3, 3)));
    private final List<Integer> deadLetters = new ArrayList<>(List.of(3));
    private final List<Integer> leftOver = new ArrayList<>();

    @Test
    void holdsIfEachWasProcessedOnceInTheOrderOfItsAirportAndTheLateOneIsADeadLetter() {
        assertEquals(List.of(), differences(0));
    }

    @Test
    void findsADepartureThatIsMissing() {
        results.remove(1);
        assertEquals(List.of("Departure 2 from LAX is 0 times in results rather than 1 times"), differences(0));
    }

    @Test
    void findsADepartureThatIsDoubled() {
        results.add(1, result(0));
        assertEquals(
                List.of(
                        "Departure 0 from DTW is 2 times in results rather than 1 times",
                        "Departure 0 from DTW was processed after departure 0 of the same airport"),
                differences(0));
    }

    @Test
    void findsADepartureThatOvertookAnotherOfItsAirport() {
        results.add(0, results.remove(2));
        assertEquals(
                List.of("Departure 0 from DTW was processed after departure 1 of the same airport"), differences(0));
    }

    @Test
    void findsADeadLetterThatIsMissing() {
        deadLetters.clear();
        assertEquals(
                List.of(
                        "Departure 3 from DTW is 0 times in departures-dlq.fifo rather than 1 times",
                        "Departure 3 from DTW failed in attempts [1, 2, 3] and is not in departures-dlq.fifo"),
                differences(0));
    }

    @Test
    void findsALateDepartureThatWasProcessed() {
        results.add(result(3));
        assertEquals(List.of("Departure 3 from DTW is 1 times in results rather than 0 times"), differences(0));
    }

    @Test
    void findsAPunctualDepartureAmongTheDeadLetters() {
        deadLetters.add(4);
        assertEquals(
                List.of(
                        "Departure 4 from LAX is 1 times in departures-dlq.fifo rather than 0 times",
                        "Departure 4 from LAX is in departures-dlq.fifo after attempts []"),
                differences(0));
    }

    @Test
    void findsADeadLetterWithAnAttemptTooMany() {
        failures.add(failure(3, 4));
        assertEquals(
                List.of("Departure 3 from DTW is in departures-dlq.fifo after attempts [1, 2, 3, 4]"), differences(1));
    }

    @Test
    void findsAnAttemptThatWasMadeTwice() {
        failures.set(1, failure(3, 1));
        assertEquals(
                List.of("Departure 3 from DTW is in departures-dlq.fifo after attempts [1, 1, 3]"), differences(1));
    }

    @Test
    void acceptsOneUnnotedAttemptForEachKill() {
        failures.remove(1);
        assertEquals(List.of("Departure 3 from DTW is in departures-dlq.fifo after attempts [1, 3]"), differences(0));
        assertEquals(List.of(), differences(1));
    }

    @Test
    void findsADepartureThatIsStillWaiting() {
        leftOver.add(4);
        assertEquals(List.of("Departure 4 from LAX is still in departures.fifo"), differences(0));
    }

    @Test
    void theTimetableHasLateDeparturesAndManyAirports() {
        List<Departure> all = Json.timetable();
        assertEquals(20_000, all.size());
        assertEquals(23, all.stream().filter(Departure::tooLate).count());
        assertEquals(220, all.stream().map(Departure::origin).distinct().count());
    }

    private List<String> differences(int kills) {
        return new Proof(timetable, new Evidence(results, failures, deadLetters, leftOver), kills).differences();
    }

    private static Departure departure(String origin, int delay) {
        return new Departure("2001/01/01 00:47", delay, 400, origin, "LAS");
    }

    private Result result(int number) {
        return Result.of(number, timetable.get(number), 1, "processor 1");
    }

    private static Failure failure(int number, int attempt) {
        return new Failure(number, attempt, "too late");
    }
}
