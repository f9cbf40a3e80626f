/** What is whole in a store that may be damaged. Above everything else of the store; nothing of it is used to run one. */
package org.leasemq.store.derby.examination;
