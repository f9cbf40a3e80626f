package org.leasemq.samples.flights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Departures, results and failures as text. */
final class Json {
    private static final String TIMETABLE = "flights-20k.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(value + " cannot be written as JSON", e);
        }
    }

    static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Not a " + type.getSimpleName() + ": " + text, e);
        }
    }

    /** All departures in the order in which they took place; the index is the number of the departure. */
    static List<Departure> timetable() {
        try (InputStream in = Json.class.getResourceAsStream(TIMETABLE)) {
            return List.of(MAPPER.readValue(in, Departure[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("The timetable " + TIMETABLE + " cannot be read", e);
        }
    }
}
