package org.leasemq.embedded;

import java.nio.file.Path;
import java.util.List;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.local.runtime.ThreadedEnvironment;
import org.leasemq.engine.model.EngineException;
import org.leasemq.store.StoreException;
import org.leasemq.store.derby.examination.DerbyExamination;

/**
 * What is whole in a database that nobody has open, and in one that does not open.
 *
 * @param findings what is wrong, a sentence each; empty if nothing is
 * @param first the number of the first row of its log
 * @param last the number of the last row that was found
 * @param whole how many rows are whole
 * @param rebuilt the directory of a new database that holds all that is whole
 */
@VisibleTo(Audience.FACES)
public record DatabaseExamination(List<String> findings, long first, long last, long whole, Path rebuilt) {

    /**
     * Examines a database, which is left as it is: it is copied first.
     *
     * @param directory its directory
     * @param scratch an empty directory, with room for the database two times
     * @throws EngineException.StoreFailed if it is in use, or is none, or there is no room
     */
    public static DatabaseExamination of(Path directory, Path scratch) {
        try {
            DerbyExamination.Result result =
                    DerbyExamination.examine(directory, scratch, ThreadedEnvironment.systemClock());
            return new DatabaseExamination(
                    result.findings(), result.first(), result.last(), result.whole(), result.rebuilt());
        } catch (StoreException e) {
            throw new EngineException.StoreFailed(e.getMessage(), e);
        }
    }
}
