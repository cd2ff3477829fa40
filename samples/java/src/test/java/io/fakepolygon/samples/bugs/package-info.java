/** Ten tests that each catch one of the bugs of which clients of this feed die. */
package io.fakepolygon.samples.bugs;
