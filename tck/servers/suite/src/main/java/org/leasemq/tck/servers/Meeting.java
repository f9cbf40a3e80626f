package org.leasemq.tck.servers;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where two beans wait for each other. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Meeting {
    private static final long WAIT_SECONDS = 10;

    private final CyclicBarrier both = new CyclicBarrier(2);

    /** @throws EJBException if none comes */
    public void waitForTheOther() {
        try {
            both.await(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new EJBException("No other bean has come", e);
        }
    }
}
