package org.leasemq.ra.inbound;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.resource.spi.work.WorkEvent;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkRejectedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a server says of work that was given to it, in any order. */
class OfferedWorkTest {
    private final List<String> decisions = new ArrayList<>();
    private final OfferedWork handover = new OfferedWork(
            () -> decisions.add("run"),
            reason -> decisions.add("refused: " + (reason == null ? null : reason.getMessage())));

    private WorkEvent event(int type, String reason) {
        WorkException exception = reason == null ? null : new WorkRejectedException(reason);
        return new WorkEvent(this, type, handover, exception);
    }

    private void rejected(String reason) {
        handover.workRejected(event(WorkEvent.WORK_REJECTED, reason));
    }

    private void completed(String reason) {
        handover.workCompleted(event(WorkEvent.WORK_COMPLETED, reason));
    }

    @Test
    void whatHasRunIsNotRefusedAndNotRunAgain() {
        handover.workAccepted(event(WorkEvent.WORK_ACCEPTED, null));
        handover.workStarted(event(WorkEvent.WORK_STARTED, null));
        handover.run();
        completed(null);
        rejected("late");
        handover.refused(new IllegalStateException("thrown, too"));
        handover.run();
        assertEquals(List.of("run"), decisions);
    }

    @Test
    void whatWasRefusedIsNotRefusedAgainAndNotRun() {
        rejected("full");
        handover.refused(new IllegalStateException("thrown, too"));
        completed("full");
        handover.run();
        assertEquals(List.of("refused: full"), decisions);
    }

    @Test
    void whatCompletesWithoutARunWasRefusedAlsoIfNobodySaysWhy() {
        completed(null);
        assertEquals(List.of("refused: null"), decisions);
    }

    @Test
    void whatCompletesWithoutARunWasRefused() {
        handover.workStarted(event(WorkEvent.WORK_STARTED, null));
        completed("no context");
        assertEquals(List.of("refused: no context"), decisions);
    }
}
