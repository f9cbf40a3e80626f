// Consumers of sqs-consumer over the SQS API: what they hear is printed, and they stop when all of it has been deleted.
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { Consumer } from "sqs-consumer";

const sqs = new SQSClient({ endpoint: process.env.SQS_ENDPOINT });

async function queue(name, bodies) {
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const entries = bodies.map((body, i) => ({
    Id: String(i),
    MessageBody: body,
    MessageAttributes: { kind: { DataType: "String", StringValue: name } },
  }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries: entries }));
  return QueueUrl;
}

async function left(queueUrl) {
  const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["All"] });
  const { Attributes } = await sqs.send(command);
  return Number(Attributes.ApproximateNumberOfMessages) + Number(Attributes.ApproximateNumberOfMessagesNotVisible);
}

/** Consumes until so many messages have been processed, which is said when they have been deleted. */
function consume(queueUrl, count, options) {
  return new Promise((resolve, reject) => {
    const consumer = Consumer.create({
      queueUrl,
      sqs,
      messageAttributeNames: ["All"],
      attributeNames: ["ApproximateReceiveCount"],
      ...options,
    });
    let processed = 0;
    consumer.on("message_processed", () => {
      processed += 1;
      if (processed === count) {
        consumer.stop();
      }
    });
    consumer.on("error", reject);
    consumer.on("stopped", resolve);
    consumer.start();
  });
}

const singles = await queue("singles", ["one", "two"]);
const failed = new Set();
await consume(singles, 2, {
  visibilityTimeout: 100,
  heartbeatInterval: 50,
  // Else what has failed comes again when its visibility ends.
  terminateVisibilityTimeout: true,
  handleMessage: async (message) => {
    const kind = message.MessageAttributes.kind.StringValue;
    console.log(`${kind} ${message.Body} ${message.Attributes.ApproximateReceiveCount}`);
    if (message.Body === "two" && !failed.has(message.MessageId)) {
      failed.add(message.MessageId);
      throw new Error("the first delivery is meant to fail");
    }
    return message;
  },
});
console.log(`singles left ${await left(singles)}`);

const batches = await queue("batches", ["a", "b", "c"]);
await consume(batches, 3, {
  batchSize: 10,
  handleMessageBatch: async (messages) => {
    console.log(`batch ${messages.map((message) => message.Body).join(" ")}`);
    return messages;
  },
});
console.log(`batches left ${await left(batches)}`);
