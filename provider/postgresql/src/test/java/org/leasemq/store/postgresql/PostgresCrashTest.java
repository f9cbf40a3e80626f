package org.leasemq.store.postgresql;

import org.leasemq.crash.CrashExercise;

/** A process whose queues are in PostgreSQL, taken over each time. */
class PostgresCrashTest extends CrashExercise {
    private final PostgresSettings settings = TestDatabase.settings();

    @Override
    protected String url() {
        return TestDatabase.url(settings);
    }
}
