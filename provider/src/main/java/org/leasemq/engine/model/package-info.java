/**
 * What is told to a queue engine and by it: messages, queues and their attributes, receipts, outcomes and errors. All of it is
 * data without a place of its own, immutable and safe for use by several threads.
 */
package org.leasemq.engine.model;
