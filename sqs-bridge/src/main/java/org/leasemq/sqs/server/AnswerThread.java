package org.leasemq.sqs.server;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.leasemq.log.Logs;

/**
 * The thread on which answers are made and written to what the engine has made durable. One is enough, since none of them waits;
 * all that one write made durable are found by it with one wake, while the engine goes on to the next. Safe for use by several
 * threads.
 */
final class AnswerThread implements Executor, AutoCloseable {
    private static final System.Logger LOG = Logs.of(AnswerThread.class);

    private final ThreadPoolExecutor thread;

    AnswerThread(ThreadFactory threads) {
        thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    /** Runs it soon; at once, on the calling thread, when this has been closed. */
    @Override
    public void execute(Runnable answer) {
        try {
            thread.execute(answer);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "An answer is made while the server ends", e);
            answer.run();
        }
    }

    /** What has been given is still run. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
