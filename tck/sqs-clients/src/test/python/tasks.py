"""Tasks of Celery over the SQS API. What they come to is sent to a queue, where the test awaits it."""
import os
import sys

import boto3
from celery import Celery
from celery.exceptions import Reject

endpoint = os.environ["SQS_ENDPOINT"]
sqs = boto3.client("sqs", endpoint_url=endpoint)
results = sqs.create_queue(QueueName="results")["QueueUrl"]

app = Celery("tasks", broker=endpoint.replace("http://", "sqs://any:any@"))
options = {"is_secure": False, "region": "us-east-1", "visibility_timeout": 100, "wait_time_seconds": 20}
if os.environ.get("PREDEFINED"):
    app.conf.task_default_queue = "predefined"
    options["predefined_queues"] = {
        "predefined": {
            "url": sqs.create_queue(QueueName="predefined")["QueueUrl"],
            "access_key_id": "any",
            "secret_access_key": "any",
            "backoff_policy": {1: 1},
            "backoff_tasks": ["tasks.rejected"],
        }
    }
app.conf.update(broker_transport_options=options, worker_enable_remote_control=False, worker_prefetch_multiplier=2)
seen = set()


def report(text):
    sqs.send_message(QueueUrl=results, MessageBody=text)


@app.task
def add(a, b):
    report(f"{a} + {b} = {a + b}")


@app.task(bind=True)
def retried(self):
    if self.request.retries < 2:
        raise self.retry(countdown=0)
    report(f"retried {self.request.retries}")


@app.task(bind=True, acks_late=True)
def rejected(self):
    """Comes again when its visibility ends, which the back-off policy changes to a second."""
    if self.request.id not in seen:
        seen.add(self.request.id)
        raise Reject("the first delivery is meant to fail", requeue=False)
    report("rejected once")


if __name__ == "__main__":
    for task, arguments in {add: (2, 3), retried: (), rejected: ()}.items():
        if task is not rejected or os.environ.get("PREDEFINED"):
            task.apply_async(arguments)
