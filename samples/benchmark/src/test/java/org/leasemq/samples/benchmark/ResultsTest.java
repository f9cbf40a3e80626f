package org.leasemq.samples.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private final Results results = new Results();

    @Test
    void theMedianIsTakenOfEachValueOnItsOwn() {
        results.add(Row.SEND_1, Providers.LEASEMQ, new Measurement(300, 1, 9, 20));
        results.add(Row.SEND_1, Providers.LEASEMQ, new Measurement(100, 3, 8, 30));
        results.add(Row.SEND_1, Providers.LEASEMQ, new Measurement(200, 2, 7, 10));
        assertEquals(Optional.of(new Measurement(200, 2, 8, 20)), results.median(Row.SEND_1, Providers.LEASEMQ));
    }

    @Test
    void ratiosAreAgainstTheBestOfTheOthersInEachRespect() {
        results.add(Row.SEND_1, Providers.LEASEMQ, new Measurement(600, 1, 1, 10));
        results.add(Row.SEND_1, Providers.ARTEMIS_NIO, new Measurement(200, 1, 1, 20));
        results.add(Row.SEND_1, Providers.ARTEMIS_AIO, new Measurement(300, 1, 1, 40));
        assertEquals(Optional.of(2.0), results.rateRatio(Row.SEND_1, Providers.LEASEMQ));
        assertEquals(Optional.of(0.5), results.cpuRatio(Row.SEND_1, Providers.LEASEMQ));
    }

    @Test
    void whoHasAServerApartIsComparedWithThoseThatDo() {
        results.add(Row.SEND_1, Providers.LEASEMQ, new Measurement(900, 1, 1, 10));
        results.add(Row.SEND_1, Providers.ARTEMIS_NIO, new Measurement(500, 1, 1, 20));
        results.add(Row.SEND_1, Providers.LEASEMQ_TCP, new Measurement(600, 1, 1, 30));
        results.add(Row.SEND_1, Providers.ARTEMIS_TCP_NIO, new Measurement(200, 1, 1, 60));
        assertEquals(Optional.of(3.0), results.rateRatio(Row.SEND_1, Providers.LEASEMQ_TCP));
        assertEquals(Optional.of(0.5), results.cpuRatio(Row.SEND_1, Providers.LEASEMQ_TCP));
    }

    @Test
    void withoutAnotherProviderThereIsNoRatio() {
        results.add(Row.SEND_1, Providers.LEASEMQ, new Measurement(600, 1, 1, 10));
        assertEquals(Optional.empty(), results.rateRatio(Row.SEND_1, Providers.LEASEMQ));
    }

    @Test
    void aMeasurementIsTheSameAfterTheWayThroughAPipe() {
        Measurement measurement = new Measurement(123_456.789, Double.NaN, 0.25, 17);
        assertEquals(measurement, Measurement.parse(measurement.line()));
    }

    @Test
    void percentilesAreThoseOfAllThreadsTogether() {
        Latencies first = new Latencies(1);
        Latencies second = new Latencies(1);
        for (int i = 1; i <= 100; i++) {
            (i % 2 == 0 ? first : second).add(i * 1_000_000L);
        }
        assertArrayEquals(new double[] {51, 100}, Latencies.percentiles(List.of(first, second), 0.5, 0.99));
    }
}
