/** What Derby throws, and damage that is found, in words that say what to do. */
package org.leasemq.store.derby.failure;
