package org.leasemq.tck.quarkus;

import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import javax.sql.DataSource;
import org.leasemq.tck.kills.Rows;

/** What happened to orders, in a table of another database. */
@Startup
@Singleton
public class Ledger {
    @Inject
    DataSource database;

    @PostConstruct
    void create() {
        new Rows(database).create();
    }

    /** Notes that something happened to an order, if the transaction commits. */
    public void note(String what, String order) {
        new Rows(database).add(what, order);
    }

    /** The orders that something happened to, as often as it did. */
    public List<String> all(String what) {
        return new Rows(database).all(what);
    }
}
