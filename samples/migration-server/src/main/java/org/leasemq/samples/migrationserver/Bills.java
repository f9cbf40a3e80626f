package org.leasemq.samples.migrationserver;

import jakarta.ejb.Singleton;
import java.util.List;
import java.util.TreeSet;

/** What was billed since the server has been started. */
@Singleton
public class Bills {
    private final TreeSet<String> bills = new TreeSet<>();

    /** Notes a bill. */
    public void add(String bill) {
        bills.add(bill);
    }

    /** All bills in the order of the alphabet. */
    public List<String> all() {
        return List.copyOf(bills);
    }
}
