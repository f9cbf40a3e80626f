"""The example that every introduction to SQS shows, with a LeaseMQ server as its endpoint."""

import os

import boto3

sqs = boto3.client(
    "sqs",
    endpoint_url=os.environ.get("SQS_ENDPOINT", "http://127.0.0.1:9324"),
    region_name="us-east-1",
    aws_access_key_id="any",
    aws_secret_access_key="any",
)

queue_url = sqs.create_queue(QueueName="hello")["QueueUrl"]

sent = sqs.send_message(
    QueueUrl=queue_url,
    MessageBody="Hello from Python",
    MessageAttributes={"Author": {"DataType": "String", "StringValue": "Ada"}},
)
print("sent", sent["MessageId"])

response = sqs.receive_message(
    QueueUrl=queue_url,
    AttributeNames=["SentTimestamp"],
    MessageAttributeNames=["All"],
    MaxNumberOfMessages=1,
    WaitTimeSeconds=10,
)
message = response["Messages"][0]
print("received", message["Body"], "by", message["MessageAttributes"]["Author"]["StringValue"])

sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
print("deleted")
