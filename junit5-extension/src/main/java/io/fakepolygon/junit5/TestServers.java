package io.fakepolygon.junit5;

import io.fakepolygon.FakePolygonServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The servers and clients of one test or class, as they stand in JUnit's store: what belongs to a
 * test in the part of the test, what a class shares in the part of the class that declares it.
 */
final class TestServers {
  private static final Namespace NAMESPACE = Namespace.create(FakePolygonExtension.class);

  private final ExtensionContext context;
  private final Declarations declarations;

  TestServers(ExtensionContext context, Declarations declarations) {
    this.context = context;
    this.declarations = declarations;
  }

  /** {@return whether an extension is the first of ours that was called for a test or class} */
  static boolean isFirst(FakePolygonExtension extension, ExtensionContext context) {
    Object first =
        store(context)
            .getOrComputeIfAbsent("the first for " + context.getUniqueId(), key -> extension);
    return first == extension;
  }

  ExtensionContext context() {
    return context;
  }

  /** Starts all that belong to the test; around a class, those that its tests share. */
  void startAll() {
    if (isInATest()) {
      declarations.requireAny();
    }
    toBeStarted().forEach(declared -> running(declared, "A server"));
  }

  /** {@return why the test or class is to be skipped; mostly empty} */
  Optional<String> reasonToSkip() {
    return new Backends(context).reasonToSkip(toBeStarted());
  }

  /**
   * {@return the server that is asked for, started if it is not running}
   *
   * @param name as {@link OfServer} has it
   * @param what the value that somebody wants from it, for the sentences: {@code The MarketClock of
   *     PriceTest.prepare}
   */
  FakePolygonServer server(Optional<String> name, String what) {
    return running(declarations.choose(name, what), what).server();
  }

  /** {@return a new client, connected and authenticated, which is closed with the test or class} */
  RecordingClient client(Optional<String> name, String what) {
    Declaration declared = declarations.choose(name, what);
    TestMarket market = running(declared, what);
    FakePolygonServer server = market.server();
    Clients clients = keep(Clients.class, Clients::new);
    RecordingClient client = RecordingClient.of(server).withSeed(declared.config().market().seed());
    clients.opened.add(new Opened(declared.name(), client));
    client.connect(server.url());
    if (declared.referee()) {
      market.injected().add(client.connection().id());
    }
    return client.authenticate(server.apiKey());
  }

  /** {@return those that run, which are fewer than declared if one could not be started} */
  List<TestMarket> running() {
    List<TestMarket> markets = new ArrayList<>();
    for (Declaration declared : toBeStarted()) {
      TestMarket market = store(owner(declared)).get(key(declared), TestMarket.class);
      if (market != null) {
        markets.add(market);
      }
    }
    return markets;
  }

  /** {@return those of {@link #running} that end with the test or class} */
  List<TestMarket> ending() {
    return running().stream()
        .filter(market -> owner(market.declaration()).equals(context))
        .toList();
  }

  /** {@return the injected clients of a server, those of the class before those of the test} */
  List<RecordingClient> clientsOf(TestMarket market) {
    return kept(Clients.class).stream()
        .flatMap(clients -> clients.opened.stream())
        .filter(opened -> opened.server.equals(market.declaration().name()))
        .map(Opened::client)
        .toList();
  }

  /** {@return what is kept of a kind, made if absent, and closed with the test or class} */
  <T extends AutoCloseable> T keep(Class<T> type, Supplier<T> maker) {
    return store(context).getOrComputeIfAbsent(key(type, context), absent -> maker.get(), type);
  }

  /** {@return what is kept of a kind for the test or class and those around it, outermost first} */
  <T extends AutoCloseable> List<T> kept(Class<T> type) {
    List<T> found = new ArrayList<>();
    for (Optional<ExtensionContext> at = Optional.of(context);
        at.isPresent();
        at = at.get().getParent()) {
      T kept = store(at.get()).get(key(type, at.get()), type);
      if (kept != null) {
        found.add(0, kept);
      }
    }
    return found;
  }

  /** {@return whether there is a server of this name, or without one, that a class shares} */
  boolean isShared(Optional<String> name) {
    return declarations
        .find(name)
        .filter(declared -> declared.lifecycle() == Lifecycle.PER_CLASS)
        .isPresent();
  }

  boolean isInATest() {
    return context.getTestMethod().isPresent();
  }

  private TestMarket running(Declaration declared, String what) {
    if (declared.lifecycle() == Lifecycle.PER_METHOD && !isInATest()) {
      throw new ExtensionConfigurationException(
          ("%s cannot be given: each test method has a server of its own, and this is outside of them. Take it as a"
                  + " parameter of a @BeforeEach method or of the test method, or share one server: lifecycle = PER_CLASS")
              .formatted(what));
    }
    return store(owner(declared))
        .getOrComputeIfAbsent(
            key(declared), key -> new Backends(context).start(declared), TestMarket.class);
  }

  /** {@return those that belong to the test; around a class, those that its tests share} */
  private List<Declaration> toBeStarted() {
    return declarations.all().stream()
        .filter(declared -> isInATest() || declared.lifecycle() == Lifecycle.PER_CLASS)
        .toList();
  }

  // With the id of the test, for a store also answers with what stands in those around it, where a
  // factory of arguments may have taken a server of its own.
  private Object key(Declaration declared) {
    return declared.lifecycle() == Lifecycle.PER_METHOD
        ? List.of(declared.key(), context.getUniqueId())
        : declared.key();
  }

  private ExtensionContext owner(Declaration declared) {
    return declared.lifecycle() == Lifecycle.PER_METHOD ? context : classContextOf(declared);
  }

  private ExtensionContext classContextOf(Declaration declared) {
    ExtensionContext at = context;
    while (at.getTestMethod().isPresent()
        || !at.getTestClass().equals(Optional.of(declared.testClass()))) {
      at = at.getParent().orElseThrow();
    }
    return at;
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  // With the context's id, for a store also answers with what stands in those around it.
  private static Object key(Class<?> type, ExtensionContext context) {
    return List.of(type, context.getUniqueId());
  }

  /** The injected clients of one test or class, which JUnit's store closes. */
  private static final class Clients implements Stored {
    private final List<Opened> opened = new CopyOnWriteArrayList<>();

    @Override
    public void close() {
      opened.forEach(one -> one.client.close());
    }
  }

  /** A client, and the name of its server. */
  private record Opened(String server, RecordingClient client) {}
}
