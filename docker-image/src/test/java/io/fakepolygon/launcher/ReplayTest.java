package io.fakepolygon.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fakepolygon.junit5.RecordingClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./fake-polygon replay}, of what a failed test has left: a client that held trades and was
 * cut by an ordered fault, came again, and held trades and quotes.
 */
@Timeout(60)
class ReplayTest {
  private static final Pattern URL = Pattern.compile("ws://\\S+");

  @TempDir Path directory;
  private Desk desk;

  @BeforeEach
  void sitDown() throws IOException {
    desk = new Desk(directory).export("PORT", "0");
    try (InputStream in =
        Objects.requireNonNull(ReplayTest.class.getResourceAsStream("flight.json"))) {
      Files.write(directory.resolve("flight.json"), in.readAllBytes());
    }
  }

  @AfterEach
  void standUp() {
    desk.close();
  }

  @Test
  void clientThatDoesTheSameIsToldTheSame() throws Exception {
    CompletableFuture<Outcome> replay = replay("flight.json");
    doTheSame();

    assertThat(replay.get(30, SECONDS)).as(desk.printed()).isEqualTo(new Outcome.Ended(0));
    assertThat(desk.printed())
        .contains("Replays com.example.PriceAlertTest.comesBack, which failed with: ")
        .contains("The same: the 13 frames of events that 2 recorded connections were told.");
  }

  @Test
  void pageServesAsWellAsTheJson() throws Exception {
    String json = Files.readString(directory.resolve("flight.json"));
    desk.write(
        "flight.html",
        "<!DOCTYPE html>",
        "<script type=\"application/json\" id=\"flight\">" + json.strip() + "</script>");
    CompletableFuture<Outcome> replay = replay("flight.html", "--speed", "60");
    doTheSame();

    assertThat(replay.get(30, SECONDS)).as(desk.printed()).isEqualTo(new Outcome.Ended(0));
  }

  @Test
  void anotherSeedIsToldApart() throws Exception {
    String json = Files.readString(directory.resolve("flight.json"));
    desk.write("flight.json", json.replace("{\"seed\":7,", "{\"seed\":8,"));
    CompletableFuture<Outcome> replay = replay("flight.json");
    doTheSame();

    assertThat(replay.get(30, SECONDS)).isEqualTo(new Outcome.Ended(1));
    assertThat(desk.printed())
        .contains("Not the same: connection 1 was told ", "number 1. Then: [{");
  }

  @Test
  void clientsThatDoNotComeEndIt() throws Exception {
    assertThat(replay("flight.json", "--wait", "0.1").get(30, SECONDS))
        .isEqualTo(new Outcome.Ended(1));
    assertThat(desk.printed())
        .contains("no clients came to what was recorded", "connection 1 to hold T.FAKETICKER");
  }

  @Test
  void whatIsNoFlightIsRefused() throws IOException {
    desk.write("some.txt", "something else");
    assertThat(desk.refusal("replay", "some.txt"))
        .isEqualTo(
            "some.txt cannot be replayed. It is no flight: neither JSON nor the page of a flight recorder."
                + " Name the .json or .html file that a failed test has left.");
  }

  @Test
  void jsonThatIsNoFlightIsRefused() throws IOException {
    desk.write("some.json", "{\"seed\":42}");
    assertThat(desk.refusal("replay", "some.json"))
        .isEqualTo(
            "some.json cannot be replayed. It is JSON, but no flight: it lacks \"format\":\"fakepolygon-flight/1\".");
  }

  @Test
  void anotherVersionIsRefused() throws IOException {
    desk.write("some.json", "{\"format\":\"fakepolygon-flight/2\"}");
    assertThat(desk.refusal("replay", "some.json"))
        .isEqualTo(
            "some.json cannot be replayed. Its format is fakepolygon-flight/2, and this version reads"
                + " fakepolygon-flight/1. Replay it with the version that wrote it.");
  }

  @Test
  void damagedFlightIsRefused() throws IOException {
    desk.write("some.json", "{\"format\":\"fakepolygon-flight/1\"}");
    assertThat(desk.refusal("replay", "some.json"))
        .isEqualTo(
            "some.json cannot be replayed. It is damaged: 'specification' is missing, or not what it should be.");
  }

  @Test
  void argumentsThatCannotBeUsedAreRefused() {
    assertThat(desk.refusal("replay")).startsWith("replay has no file. Name the .json or .html");
  }

  @Test
  void fileThatIsNotThereIsNamed() {
    assertThat(desk.refusal("replay", "none.json"))
        .isEqualTo(
            "none.json cannot be read. Name the .json or .html file that a failed test has left.");
  }

  @Test
  void speedIsANumber() {
    assertThat(desk.refusal("replay", "flight.json", "--speed=fast"))
        .isEqualTo("--speed is 'fast'. Write a number above 0, up to 1000000.");
  }

  @Test
  void helpSaysWhatItDoes() {
    assertThat(desk.run("replay", "--help")).isEqualTo(new Outcome.Ended(0));
    assertThat(desk.printed()).startsWith("Usage: ./fake-polygon replay <file>");
  }

  private CompletableFuture<Outcome> replay(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "replay";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return CompletableFuture.supplyAsync(() -> desk.run(all));
  }

  /** What the client of the recorded test did. */
  private void doTheSame() {
    await().until(() -> URL.matcher(desk.printed()).find());
    Matcher url = URL.matcher(desk.printed());
    assertThat(url.find()).isTrue();
    try (RecordingClient first = new RecordingClient()) {
      first.connect(url.group()).authenticate("any").subscribe("T.FAKETICKER");
      first.awaitEnd();
    }
    try (RecordingClient second = new RecordingClient()) {
      second.connect(url.group()).authenticate("any");
      second.subscribe("T.FAKETICKER", "Q.FAKETICKER");
      second.awaitEnd();
    }
  }
}
