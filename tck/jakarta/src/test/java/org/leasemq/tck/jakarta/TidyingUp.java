package org.leasemq.tck.jakarta;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.leasemq.embedded.EmbeddedEngines;
import org.leasemq.embedded.EngineHandle;
import org.leasemq.engine.LeaseEngine;
import org.leasemq.engine.model.EngineException;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.options.ConnectionUrl;

/** Takes away what a test has left: messages and durable subscriptions. */
public final class TidyingUp implements TestExecutionListener {
    private EngineHandle handle;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            engine().queues().forEach(this::remove);
        }
    }

    private void remove(QueueInfo queue) {
        try {
            engine().deleteQueue(queue.name()).await();
        } catch (EngineException.NoSuchQueue e) {
            // a temporary one, which went with its connection
            System.getLogger(TidyingUp.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }

    private LeaseEngine engine() {
        if (handle == null) {
            ConnectionUrl url = ConnectionUrl.parse(TckContextFactory.url());
            handle = EmbeddedEngines.ofThisProcess().open(url.place(), url.options());
        }
        return handle.engine();
    }
}
