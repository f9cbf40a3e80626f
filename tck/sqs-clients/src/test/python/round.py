"""A round through SQS and SNS with boto3, by its clients and by its resources."""
import json
import os

import boto3

endpoint = os.environ["SQS_ENDPOINT"]
sqs = boto3.client("sqs", endpoint_url=endpoint)
sns = boto3.client("sns", endpoint_url=endpoint)


def receive(url, wait=20, **more):
    answer = sqs.receive_message(
        QueueUrl=url, WaitTimeSeconds=wait, AttributeNames=["All"], MessageAttributeNames=["All"], **more
    )
    return answer.get("Messages", [])


def refused(error, call, **arguments):
    try:
        call(**arguments)
    except error as e:
        return e.response["Error"]["Code"]
    raise AssertionError(f"{error} was not raised")


def same(expected, actual):
    assert expected == actual, f"{expected!r} is not {actual!r}"


# Queues, attributes, tags
dead = sqs.create_queue(QueueName="dead")["QueueUrl"]
redrive = {"deadLetterTargetArn": "arn:aws:sqs:us-east-1:000000000000:dead", "maxReceiveCount": 1}
url = sqs.create_queue(
    QueueName="round", Attributes={"RedrivePolicy": json.dumps(redrive), "VisibilityTimeout": "60"}, tags={"a": "ü & <b>"}
)["QueueUrl"]
same(f"{endpoint}/000000000000/round", url)
same(url, sqs.get_queue_url(QueueName="round")["QueueUrl"])
attributes = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
same(redrive, json.loads(attributes["RedrivePolicy"]))
same("60", attributes["VisibilityTimeout"])
same({"a": "ü & <b>"}, sqs.list_queue_tags(QueueUrl=url)["Tags"])
same([url], sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"])
pages = sqs.get_paginator("list_queues").paginate(PaginationConfig={"PageSize": 1})
same([dead, url], [found for page in pages for found in page["QueueUrls"]])

# Messages: boto3 has the MD5 of the body checked
values = {
    "text": {"DataType": "String", "StringValue": "ü & <b>"},
    "number": {"DataType": "Number", "StringValue": "1e3"},
    "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
}
sqs.send_message(QueueUrl=url, MessageBody="ü & <b> \U0001F600\n", MessageAttributes=values)
message = receive(url)[0]
same("ü & <b> \U0001F600\n", message["Body"])
same(values, message["MessageAttributes"])
same([], receive(url, wait=0))
sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)
same([], receive(url, wait=0))
letter = receive(dead)[0]
same("arn:aws:sqs:us-east-1:000000000000:round", letter["Attributes"]["DeadLetterQueueSourceArn"])
sqs.delete_message(QueueUrl=dead, ReceiptHandle=letter["ReceiptHandle"])

# Batches
entries = [{"Id": "a", "MessageBody": "first"}, {"Id": "b", "MessageBody": "late", "DelaySeconds": 901}]
sent = sqs.send_message_batch(QueueUrl=url, Entries=entries)
same(["a"], [entry["Id"] for entry in sent["Successful"]])
same(["InvalidParameterValue"], [entry["Code"] for entry in sent["Failed"]])
handle = receive(url)[0]["ReceiptHandle"]
gone = sqs.delete_message_batch(
    QueueUrl=url, Entries=[{"Id": "x", "ReceiptHandle": handle}, {"Id": "y", "ReceiptHandle": "none"}]
)
same((["x"], ["y"]), tuple([entry["Id"] for entry in gone[result]] for result in ("Successful", "Failed")))

# Mistakes
errors = sqs.exceptions
refused(errors.QueueDoesNotExist, sqs.get_queue_url, QueueName="missing")
refused(errors.QueueNameExists, sqs.create_queue, QueueName="round", Attributes={"DelaySeconds": "1"})
refused(errors.ReceiptHandleIsInvalid, sqs.delete_message, QueueUrl=url, ReceiptHandle="none")
refused(errors.EmptyBatchRequest, sqs.send_message_batch, QueueUrl=url, Entries=[])
refused(errors.InvalidMessageContents, sqs.send_message, QueueUrl=url, MessageBody="\x01")
same("InvalidParameterValue", refused(errors.ClientError, sqs.create_queue, QueueName="not this"))
sqs.purge_queue(QueueUrl=url)
refused(errors.PurgeQueueInProgress, sqs.purge_queue, QueueUrl=url)

# FIFO queues, by resources
fifo = boto3.resource("sqs", endpoint_url=endpoint).create_queue(
    QueueName="round.fifo", Attributes={"FifoQueue": "true", "ContentBasedDeduplication": "true"}
)
for body in ("first", "second", "first"):
    fifo.send_message(MessageBody=body, MessageGroupId="g")
received = fifo.receive_messages(MaxNumberOfMessages=10, AttributeNames=["SequenceNumber"])
same(["first", "second"], [each.body for each in received])
same(20, len(received[0].attributes["SequenceNumber"]))
for each in received:
    each.delete()

# Topics
topic = sns.create_topic(Name="news")["TopicArn"]
sns.subscribe(
    TopicArn=topic,
    Protocol="sqs",
    Endpoint="arn:aws:sqs:us-east-1:000000000000:dead",
    Attributes={"RawMessageDelivery": "true", "FilterPolicy": '{"kind": ["wanted"]}'},
)
for kind in ("other", "wanted"):
    value = {"kind": {"DataType": "String", "StringValue": kind}}
    sns.publish(TopicArn=topic, Message=f"body {kind}", MessageAttributes=value)
same("body wanted", receive(dead)[0]["Body"])
refused(sns.exceptions.NotFoundException, sns.publish, TopicArn=topic + "-missing", Message="body")
print("round done")
