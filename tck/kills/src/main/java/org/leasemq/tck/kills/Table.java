package org.leasemq.tck.kills;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import javax.sql.DataSource;

/** The rows of the other resource. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Table {
    private static final String MOVED = "moved";

    @Resource(name = "database", lookup = "java:/jdbc/kills")
    private DataSource database;

    /** Without a transaction: GlassFish begins none while it recovers, and recovers when applications have started. */
    @PostConstruct
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    void create() {
        new Rows(database).create();
    }

    /** Adds a row in the transaction of the moment. */
    public void add(String id) {
        new Rows(database).add(MOVED, id);
    }

    /** All rows. */
    public List<String> all() {
        return new Rows(database).all(MOVED);
    }
}
