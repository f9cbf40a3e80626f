// The same with the AWS SDK for JavaScript: npm install, then node hello.mjs
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";

const sqs = new SQSClient({
  endpoint: process.env.SQS_ENDPOINT ?? "http://127.0.0.1:9324",
  region: "us-east-1",
  credentials: { accessKeyId: "any", secretAccessKey: "any" },
});

const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: "hello-node" }));
await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "Hello from Node" }));
const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
console.log("received", Messages[0].Body);
await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0].ReceiptHandle }));
console.log("deleted");
