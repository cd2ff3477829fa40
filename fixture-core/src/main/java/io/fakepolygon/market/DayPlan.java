package io.fakepolygon.market;

import io.fakepolygon.protocol.LuldBand;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What of one symbol's day is settled before its trades are: when nothing is traded, which price
 * bands stand, which auctions there are, and what channel LULD says of it. Immutable, once it is
 * built.
 */
final class DayPlan {
  private static final long NS_IN_MS = 1_000_000;
  private static final int MOST_AT_ONCE = 8;

  /** How an auction or an official price is printed. */
  enum Print {
    OPENING(SaleConditions.OPENING),
    OFFICIAL_OPEN(SaleConditions.OFFICIAL_OPEN),
    REOPENING(SaleConditions.REOPENING),
    CLOSING(SaleConditions.CLOSING),
    OFFICIAL_CLOSE(SaleConditions.OFFICIAL_CLOSE);

    private final SaleConditions conditions;

    Print(SaleConditions conditions) {
      this.conditions = conditions;
    }

    SaleConditions conditions() {
      return conditions;
    }

    boolean isOfficialPrice() {
      return !conditions.countsAsVolume();
    }
  }

  /** A print and when it comes. */
  record Auction(long ms, Print print) {}

  /** From when on nothing is traded, and until when; the ends are not within. */
  record Halt(long startMs, long endMs) {
    boolean covers(long epochMs) {
      return startMs < epochMs && epochMs < endMs;
    }
  }

  /** The bands from an instant on, in ten-thousandths of a dollar; both 0 for none. */
  record Bands(long fromMs, long lower, long upper) {
    static final Bands NONE = new Bands(0, 0, 0);

    boolean stand() {
      return upper > 0;
    }
  }

  private final MarketDay day;
  private final List<Halt> halts = new ArrayList<>();
  private final List<Bands> bands = new ArrayList<>();
  private final List<Auction> auctions = new ArrayList<>();
  private final List<LuldBand> sayings = new ArrayList<>();

  DayPlan(MarketDay day) {
    this.day = day;
  }

  void add(Halt halt) {
    halts.add(halt);
  }

  void add(Bands standing) {
    bands.add(standing);
  }

  void add(Auction auction) {
    auctions.add(auction);
  }

  /** Adds what channel LULD says; its sequence number does not matter. */
  void add(LuldBand saying) {
    sayings.add(saying);
  }

  MarketDay day() {
    return day;
  }

  /** {@return what channel LULD says} */
  List<LuldBand> sayings() {
    return sayings;
  }

  List<Auction> auctions() {
    return auctions;
  }

  /** {@return the index of the first auction at or after an instant, or how many there are} */
  int firstAuctionFrom(long epochMs) {
    int index = 0;
    while (index < auctions.size() && auctions.get(index).ms() < epochMs) {
      index++;
    }
    return index;
  }

  /** {@return when an auction is printed; never if there are not so many} */
  long auctionMs(int index) {
    return index < auctions.size() ? auctions.get(index).ms() : Span.NEVER_MS;
  }

  /** {@return whether nothing may be traded or quoted at an instant} */
  boolean isSilent(long epochMs) {
    for (int i = 0; i < halts.size(); i++) {
      if (halts.get(i).covers(epochMs)) {
        return true;
      }
    }
    return false;
  }

  /** {@return the start of the halts that an instant lies in, or the instant} */
  long startOfSilence(long epochMs) {
    long ms = epochMs;
    for (int i = 0; i < halts.size(); i++) {
      if (halts.get(i).covers(ms)) {
        ms = Math.max(halts.get(i).startMs(), day.startMs());
        i = -1;
      }
    }
    return ms;
  }

  /** {@return the end of the halt that an instant lies in, or the instant} */
  long endOfSilence(long epochMs) {
    long ms = epochMs;
    long before;
    do {
      before = ms;
      for (Halt halt : halts) {
        if (halt.covers(ms)) {
          ms = halt.endMs();
        }
      }
    } while (ms > before);
    return ms;
  }

  /** {@return when halts ended, and none went on, after one instant and by another, in order} */
  long[] reopenings(long afterMs, long byMs) {
    return halts.stream()
        .mapToLong(Halt::endMs)
        .filter(end -> afterMs < end && end <= byMs && !isSilent(end))
        .distinct()
        .sorted()
        .toArray();
  }

  /** {@return the same, all of it in the order of time} */
  DayPlan sorted() {
    auctions.sort(Comparator.comparingLong(Auction::ms));
    sayings.sort(Comparator.comparingLong(LuldBand::timestampNs));
    long latestMs = day.startMs();
    long said = 0;
    for (int i = 0; i < sayings.size(); i++) {
      LuldBand band = sayings.get(i);
      long ms = Math.floorDiv(band.timestampNs(), NS_IN_MS);
      said = ms == latestMs ? said + 1 : 1;
      latestMs = ms;
      sayings.set(i, numbered(band, (ms - day.startMs()) * MOST_AT_ONCE + said));
    }
    return this;
  }

  private static LuldBand numbered(LuldBand band, long sequence) {
    return new LuldBand(
        band.symbol(),
        band.upperUsd(),
        band.lowerUsd(),
        band.indicators(),
        band.tape(),
        band.timestampNs(),
        sequence);
  }

  /** {@return whether a halt ended after one instant and by another} */
  boolean hasReopened(long afterMs, long byMs) {
    for (int i = 0; i < halts.size(); i++) {
      long endMs = halts.get(i).endMs();
      if (afterMs < endMs && endMs <= byMs) {
        return true;
      }
    }
    return false;
  }

  /** {@return the bands that stand at an instant} */
  Bands bandsAt(long epochMs) {
    Bands standing = Bands.NONE;
    for (Bands next : bands) {
      if (next.fromMs() > epochMs) {
        break;
      }
      standing = next;
    }
    return standing;
  }

  /** {@return when the bands change next, after an instant} */
  long nextBandsAfter(long epochMs) {
    for (Bands next : bands) {
      if (next.fromMs() > epochMs) {
        return next.fromMs();
      }
    }
    return Span.NEVER_MS;
  }

  /** {@return when the official opening price is known; later than anything if it never is} */
  long officialOpenMs() {
    for (Auction auction : auctions) {
      if (auction.print() == Print.OFFICIAL_OPEN) {
        return auction.ms();
      }
    }
    return Span.NEVER_MS;
  }
}
