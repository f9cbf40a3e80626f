package org.leasemq.management;

import java.util.Date;
import javax.management.ConstructorParameters;
import org.leasemq.annotation.VisibleTo;
import org.leasemq.annotation.VisibleTo.Audience;
import org.leasemq.engine.model.Branch;

/** A transaction that is not over, as JMX shows it: by getters. Immutable. */
@VisibleTo(Audience.APPLICATIONS)
public final class TransactionRow {
    private final String id;
    private final String state;
    private final Date preparedAt;

    /** As the bean told it. */
    @ConstructorParameters({"id", "state", "preparedAt"})
    public TransactionRow(String id, String state, Date preparedAt) {
        this.id = id;
        this.state = state;
        this.preparedAt = new Date(preparedAt.getTime());
    }

    TransactionRow(Branch branch) {
        this(branch.id(), branch.state().name(), new Date(branch.preparedAt()));
    }

    /** What it can be decided by. */
    public String getId() {
        return id;
    }

    /** {@code PREPARED}, {@code COMMITTED_BY_HAND} or {@code ROLLED_BACK_BY_HAND}. */
    public String getState() {
        return state;
    }

    public Date getPreparedAt() {
        return new Date(preparedAt.getTime());
    }
}
