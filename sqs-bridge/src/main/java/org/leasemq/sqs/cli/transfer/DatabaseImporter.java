package org.leasemq.sqs.cli.transfer;

import java.util.HashMap;
import java.util.Map;
import org.leasemq.engine.model.QueueInfo;
import org.leasemq.sqs.cli.api.LocalApi;
import org.leasemq.sqs.server.ServerException;
import org.leasemq.sqs.transfer.EngineImport;
import org.leasemq.sqs.transfer.ExportedMessage;
import org.leasemq.sqs.transfer.Imported;
import org.leasemq.sqs.wire.ApiException;

/** Sends to the engine of a database itself. */
final class DatabaseImporter implements Importer {
    private final LocalApi api;
    private final EngineImport engine;
    private final Map<String, QueueInfo> queues = new HashMap<>();

    DatabaseImporter(LocalApi api) {
        this.api = api;
        this.engine = new EngineImport(api.handle().engine(), api.clock());
    }

    @Override
    public Imported send(String queue, ExportedMessage message, String deduplicationId) {
        QueueInfo to = queues.computeIfAbsent(queue == null ? message.text(ExportedMessage.QUEUE) : queue, this::find);
        return engine.send(to, message, deduplicationId);
    }

    private QueueInfo find(String name) {
        try {
            return api.queue(name);
        } catch (ApiException e) {
            throw new ServerException(
                    "There is no queue '" + name + "'. Create it, or start the application that does, or name another.",
                    e);
        }
    }
}
