/** What a queue is defined as: the rules for its name and attributes, filters and what they mean, definitions as text for the store. */
package org.leasemq.engine.local.definition;
