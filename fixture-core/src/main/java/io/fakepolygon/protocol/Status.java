package io.fakepolygon.protocol;

/**
 * What the server says about a connection: {@code
 * {"ev":"status","status":"auth_success","message":"authenticated"}}.
 *
 * <p>The texts are those of the live service, for clients match them.
 *
 * @param status the kind, such as {@code auth_success}
 * @param message the text
 */
public record Status(String status, String message) implements Message {
  /** Sent by itself right after the upgrade. */
  public static final Status CONNECTED = new Status("connected", "Connected Successfully");

  /** A good key. */
  public static final Status AUTHENTICATED = new Status("auth_success", "authenticated");

  /** A bad key; the server then drops the connection without a close frame. */
  public static final Status AUTHENTICATION_FAILED =
      new Status("auth_failed", "authentication failed");

  /** No key came in time; the server then closes. */
  public static final Status AUTHENTICATION_TIMED_OUT =
      new Status("auth_timeout", "No authentication request received.");

  /**
   * A subscription before a key was accepted. Its text is ours: nobody has recorded the vendor's.
   */
  public static final Status AUTHENTICATION_REQUIRED =
      new Status("auth_required", "authentication required");

  /** More connections than the account may have; the server then closes with 1008. */
  public static final Status TOO_MANY_CONNECTIONS =
      new Status(
          "max_connections",
          "Maximum number of websocket connections exceeded. You have reached the connection limit for your account."
              + " Please contact support at https://polygon.io/contact to increase your limit.");

  /** A channel that the plan does not include. The vendor does not name it. */
  public static final Status NOT_AUTHORIZED = new Status("error", "not authorized");

  /** More topics than one connection may hold. The vendor says this of options quotes. */
  public static final Status SUBSCRIPTION_LIMIT_REACHED =
      new Status(
          "error",
          "Subscription limit reached for feed. Please remove some subscriptions and try again.");

  private static final byte[] OPENING = JsonBytes.opening("status");

  /** {@return the acknowledgement of one subscribed parameter} */
  public static Status subscribedTo(String parameter) {
    return new Status("success", "subscribed to: " + parameter);
  }

  /** {@return the acknowledgement of one parameter given up; the vendor really writes "to"} */
  public static Status unsubscribedTo(String parameter) {
    return new Status("success", "unsubscribed to: " + parameter);
  }

  @Override
  public void writeTo(JsonBytes json) {
    json.begin(OPENING).text("status", status).text("message", message).end();
  }
}
