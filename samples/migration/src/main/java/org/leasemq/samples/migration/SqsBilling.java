package org.leasemq.samples.migration;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes invoices by SQS: from LeaseMQ today, from Amazon tomorrow. */
public final class SqsBilling {
    private static final int LONGEST_WAIT = 20;

    private final SqsClient sqs;
    private final String invoices;

    public SqsBilling(SqsClient sqs) {
        this.sqs = sqs;
        this.invoices =
                sqs.getQueueUrl(request -> request.queueName("invoices")).queueUrl();
    }

    /** Waits for an invoice and bills it. */
    public String bill() {
        Message invoice = sqs.receiveMessage(request ->
                        request.queueUrl(invoices).messageAttributeNames("All").waitTimeSeconds(LONGEST_WAIT))
                .messages()
                .get(0);
        String bill = invoice.messageAttributes().get("customer").stringValue() + " pays for " + invoice.body();
        sqs.deleteMessage(request -> request.queueUrl(invoices).receiptHandle(invoice.receiptHandle()));
        return bill;
    }
}
