package io.fakepolygon.samples.bugs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Each bug is caught by the test that is there for it. */
class BugsAreCaughtTest {

  @ParameterizedTest
  @MethodSource
  void eachBugFailsTheTestThatIsThereForIt(Class<?> buggy, String test) {
    List<Event> failed =
        EngineTestKit.engine("junit-jupiter")
            .selectors(selectClass(buggy))
            .execute()
            .testEvents()
            .failed()
            .list();

    assertThat(failed)
        .filteredOn(event -> event.getTestDescriptor().getDisplayName().startsWith(test + "("))
        .extracting(
            event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().get())
        .singleElement()
        .isInstanceOfAny(AssertionError.class, IllegalStateException.class);
  }

  static List<Arguments> eachBugFailsTheTestThatIsThereForIt() {
    return List.of(
        Arguments.of(ReadsFirstElementOnlyCase.class, "readsAllOfAFrame"),
        Arguments.of(ForgetsOnReconnectCase.class, "remembersWhatItHeardBeforeItsConnectionEnded"),
        Arguments.of(TakesBandTimesForMsCase.class, "takesTheTimeOfABandForWhatItIs"),
        Arguments.of(ReadsSizesAsFloatCase.class, "countsSharesToTheLastFraction"),
        Arguments.of(NeverSubscribesAgainCase.class, "asksAgainWhenItComesBack"),
        Arguments.of(DropsZeroSizesCase.class, "countsTradesOfLessThanAShare"),
        Arguments.of(ReconnectsInAStormCase.class, "waitsEverLongerWhileItIsSentAway"),
        Arguments.of(IgnoresLateBarsCase.class, "believesABarThatComesAgain"),
        Arguments.of(BreaksOnUnknownEventsCase.class, "livesOnWhenANewKindOfEventComes"),
        Arguments.of(TakesOrderForGlobalCase.class, "countsTradesInWhateverOrderTheyCome"));
  }

  static class ReadsFirstElementOnlyCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new ReadsFirstElementOnly(url, apiKey, topics, timers);
    }
  }

  static class ForgetsOnReconnectCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new ForgetsOnReconnect(url, apiKey, topics, timers);
    }
  }

  static class TakesBandTimesForMsCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new TakesBandTimesForMs(url, apiKey, topics, timers);
    }
  }

  static class ReadsSizesAsFloatCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new ReadsSizesAsFloat(url, apiKey, topics, timers);
    }
  }

  static class NeverSubscribesAgainCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new NeverSubscribesAgain(url, apiKey, topics, timers);
    }
  }

  static class DropsZeroSizesCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new DropsZeroSizes(url, apiKey, topics, timers);
    }
  }

  static class ReconnectsInAStormCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new ReconnectsInAStorm(url, apiKey, topics, timers);
    }
  }

  static class IgnoresLateBarsCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new IgnoresLateBars(url, apiKey, topics, timers);
    }
  }

  static class BreaksOnUnknownEventsCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new BreaksOnUnknownEvents(url, apiKey, topics, timers);
    }
  }

  static class TakesOrderForGlobalCase extends DiaryContract {
    @Override
    Diary diary(String url, String apiKey, String topics, ScheduledExecutorService timers) {
      return new TakesOrderForGlobal(url, apiKey, topics, timers);
    }
  }
}
