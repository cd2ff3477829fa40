/**
 * A client that is right, {@link io.fakepolygon.samples.bugs.Diary}, and ten that each have one of
 * the bugs of which clients of this feed die. The tests beside them catch each.
 */
package io.fakepolygon.samples.bugs;
