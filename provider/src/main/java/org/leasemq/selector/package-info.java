/**
 * Message selectors (Jakarta Messaging 3.1, section 3.8): a conditional expression in a subset of SQL92, understood and
 * type-checked once, then judged on the headers and properties of messages.
 */
package org.leasemq.selector;
