/**
 * A {@link org.leasemq.store.Store} in a PostgreSQL database, which another process takes over when its owner is gone. Start
 * with {@link org.leasemq.store.postgresql.PostgresStore}. All SQL for PostgreSQL is here.
 */
package org.leasemq.store.postgresql;
