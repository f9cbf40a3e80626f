package org.leasemq.sqs.call;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An action that waits for the disk, on a thread of its own. */
public interface SimpleAction extends Action {

    /** Carries it out. */
    Map<String, Object> answer(Call call);

    @Override
    default CompletionStage<Map<String, Object>> run(Call call) {
        return CompletableFuture.supplyAsync(() -> answer(call), call.bridge().executor());
    }
}
