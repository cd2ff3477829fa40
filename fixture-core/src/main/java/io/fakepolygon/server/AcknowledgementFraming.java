package io.fakepolygon.server;

/**
 * How the acknowledgements of one request are put into frames. Both have been seen on the live
 * service.
 */
public enum AcknowledgementFraming {
  /** All of one request in one frame. */
  FRAME_PER_REQUEST,
  /** One frame for each parameter. */
  FRAME_PER_PARAMETER
}
