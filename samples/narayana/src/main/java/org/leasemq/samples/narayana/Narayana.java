package org.leasemq.samples.narayana;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.RecoveryEnvironmentBean;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.arjuna.recovery.RecoveryModule;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Sets Narayana up: its log in files, recovery on request. Its settings are those of the process. */
final class Narayana {
    private static final String NODE = "1";

    private final RecoveryManager recovery;
    private final List<XAResourceRecoveryHelper> resources;

    /**
     * @param log directory of the transaction log
     * @param resources gives fresh connections to what may have been left undecided
     */
    Narayana(Path log, List<XAResourceRecoveryHelper> resources) {
        this.resources = resources;
        for (String store : new String[] {null, "communicationStore", "stateStore"}) {
            BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
                    .setObjectStoreDir(log.toString());
        }
        name();
        JTAEnvironmentBean jta = BeanPopulator.getDefaultInstance(JTAEnvironmentBean.class);
        jta.setXaRecoveryNodes(List.of(NODE));
        jta.setXaResourceOrphanFilterClassNames(List.of(
                JTATransactionLogXAResourceOrphanFilter.class.getName(),
                JTANodeNameXAResourceOrphanFilter.class.getName()));
        jta.setOrphanSafetyInterval(1);
        RecoveryEnvironmentBean settings = BeanPopulator.getDefaultInstance(RecoveryEnvironmentBean.class);
        settings.setRecoveryModuleClassNames(
                List.of(AtomicActionRecoveryModule.class.getName(), XARecoveryModule.class.getName()));
        settings.setRecoveryBackoffPeriod(1);
        settings.setRecoveryListener(false);
        recovery = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
        recovery.initialize();
        forXa(module -> resources.forEach(module::addXAResourceRecoveryHelper));
    }

    private void forXa(Consumer<XARecoveryModule> action) {
        for (RecoveryModule module : recovery.getModules()) {
            if (module instanceof XARecoveryModule xa) {
                action.accept(xa);
            }
        }
    }

    private static void name() {
        try {
            BeanPopulator.getDefaultInstance(CoreEnvironmentBean.class).setNodeIdentifier(NODE);
        } catch (CoreEnvironmentBeanException e) {
            throw new IllegalStateException("Narayana refuses the node identifier " + NODE, e);
        }
    }

    TransactionManager transactionManager() {
        return com.arjuna.ats.jta.TransactionManager.transactionManager();
    }

    /** Decides what a crash has left undecided; the second scan decides what the first found for the first time. */
    void recover() {
        recovery.scan();
        recovery.scan();
    }

    void close() {
        forXa(module -> resources.forEach(module::removeXAResourceRecoveryHelper));
        recovery.terminate();
    }
}
