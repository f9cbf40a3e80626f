/** For tests of applications: an embedded engine for each test class, with a clock that the test advances. */
package org.leasemq.junit;
