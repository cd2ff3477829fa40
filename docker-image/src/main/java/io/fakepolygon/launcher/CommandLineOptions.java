package io.fakepolygon.launcher;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line, after the table of settings. */
final class CommandLineOptions {
  private static final String HELP = "--help";
  private static final String VERSION = "--version";
  private static final String VERBOSE = "--verbose";
  private static final String ENV_FILE = "--env-file";
  private static final String PLOT = "plot";
  private static final String PLACES =
      "Each setting has a name in the environment too, shown in brackets. The command line"
          + " comes before the environment, that before the file .env, that before the"
          + " default. An empty value asks for the default.";

  // Null where nothing was written: picocli would take a third of such a start, which is a
  // container's.
  private final @Nullable ParseResult parsed;
  private final boolean plot;

  private CommandLineOptions(@Nullable ParseResult parsed, boolean plot) {
    this.parsed = parsed;
    this.plot = plot;
  }

  /**
   * {@return what the arguments say}
   *
   * @throws UnusableException if one of them cannot be understood
   */
  static CommandLineOptions parse(String... arguments) {
    if (arguments.length == 0) {
      return new CommandLineOptions(null, false);
    }
    // Not a subcommand of picocli's, which every start of the server would have to build.
    boolean plot = arguments.length > 0 && arguments[0].equals(PLOT);
    String[] rest = plot ? Arrays.copyOfRange(arguments, 1, arguments.length) : arguments;
    try {
      return new CommandLineOptions(
          new CommandLine(plot ? plotSpec() : serverSpec()).setExpandAtFiles(false).parseArgs(rest),
          plot);
    } catch (ParameterException e) {
      throw new UnusableException(complaint(e));
    }
  }

  boolean asksForPlot() {
    return plot;
  }

  boolean asksForHelp() {
    return has(HELP);
  }

  boolean asksForVersion() {
    return has(VERSION);
  }

  boolean isVerbose() {
    return has(VERBOSE);
  }

  /** {@return the file that is named, or else the usual one of a directory} */
  EnvFile envFileIn(Path directory) {
    return value(ENV_FILE)
        .map(name -> EnvFile.named(name, directory))
        .orElseGet(() -> EnvFile.usualIn(directory));
  }

  Map<Setting, Given> settings() {
    Map<Setting, Given> given = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      setting
          .option()
          .ifPresent(
              name -> value(name).ifPresent(text -> given.put(setting, new Given(name, text))));
    }
    return given;
  }

  /** {@return what was given for an option of {@code plot}; empty text asks for the default} */
  Optional<Given> given(PlotOption option) {
    return value(option.option())
        .map(value -> new Given(option.option(), value))
        .filter(given -> !given.value().isEmpty());
  }

  String help() {
    return new CommandLine(plot ? plotSpec() : serverSpec()).getUsageMessage(Ansi.AUTO);
  }

  private boolean has(String flag) {
    return parsed != null && parsed.hasMatchedOption(flag);
  }

  private Optional<String> value(String option) {
    return Optional.ofNullable(parsed)
        .map(given -> given.matchedOptionValue(option, (String) null));
  }

  private static CommandSpec serverSpec() {
    CommandSpec spec = commonSpec("./fake-polygon");
    addSettings(spec, Arrays.asList(Setting.values()));
    spec.usageMessage(usage());
    return spec;
  }

  private static CommandSpec plotSpec() {
    CommandSpec spec = commonSpec("./fake-polygon plot");
    for (PlotOption plotOption : PlotOption.values()) {
      spec.addOption(
          option(
              plotOption.option(),
              plotOption.placeholder(),
              plotOption.description(),
              "(default %s)".formatted(plotOption.defaultValue())));
    }
    addSettings(spec, Setting.OF_THE_MARKET);
    spec.usageMessage(
        emptyUsage()
            .description(
                "Draws a span of the market as a picture: quotes, trades, bars and volume.", "")
            .footer("", PLACES));
    return spec;
  }

  private static CommandSpec commonSpec(String name) {
    CommandSpec spec = CommandSpec.create().name(name);
    spec.addOption(flag("What can be set, and how.", HELP, "-h"));
    spec.addOption(flag("Which version this is.", VERSION, "-V"));
    spec.addOption(flag("Tell more of what happens, on standard error.", VERBOSE, "-v"));
    spec.addOption(
        option(ENV_FILE, "<file>", "A file of settings instead of .env in the working directory."));
    return spec;
  }

  private static void addSettings(CommandSpec spec, Collection<Setting> settings) {
    for (Setting setting : settings) {
      setting
          .option()
          .ifPresent(
              name ->
                  spec.addOption(
                      option(
                          name,
                          setting.placeholder(),
                          setting.description(),
                          setting.defaultValue().isEmpty()
                              ? "(%s)".formatted(setting)
                              : "(%s; default %s)".formatted(setting, setting.defaultValue()))));
    }
  }

  private static UsageMessageSpec usage() {
    String onlyInEnvironment =
        Stream.of(Setting.values())
            .filter(setting -> setting.option().isEmpty())
            .map(setting -> "  %s: %s".formatted(setting, setting.description()))
            .collect(Collectors.joining("%n"));
    return emptyUsage()
        .description(
            "Serves a fake US-stocks market over WebSocket, as Polygon (Massive) does.",
            "./fake-polygon plot draws it: ./fake-polygon plot --help.",
            "./fake-polygon replay serves again what a failed test has recorded: ./fake-polygon replay --help.",
            "./fake-polygon health asks a server that runs with the same environment whether it is up.",
            "")
        .footer("", PLACES, "Only in the environment or in .env:", onlyInEnvironment);
  }

  private static UsageMessageSpec emptyUsage() {
    return new UsageMessageSpec()
        .autoWidth(false)
        .width(100)
        .sortOptions(false)
        .abbreviateSynopsis(true);
  }

  private static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).description(description).build();
  }

  private static OptionSpec option(String name, String placeholder, String... description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(placeholder)
        .hideParamSyntax(true)
        .description(description)
        .build();
  }

  // Of what was written it shows names only: the rest may be a key.
  private static String complaint(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      String name = unmatched.getUnmatched().get(0).split("=", 2)[0];
      if (name.equals(PLOT)) {
        return "plot stands behind something else. Write it first: ./fake-polygon plot <options>.";
      }
      if (name.equals("replay")) {
        return "replay stands behind something else. Write it first: ./fake-polygon replay <file>.";
      }
      if (isOfTheServerAlone(name)) {
        return "%s is a setting of the server. Leave it out: plot has no use for it."
            .formatted(name);
      }
      return name.startsWith("-")
          ? "%s is not an option. %s".formatted(name, NearestName.hint(name, optionNames(e)))
          : "There is an argument that belongs to no option. Write --<option> <value>;"
              + " --help lists the options.";
    }
    if (e instanceof MissingParameterException missing) {
      String names =
          missing.getMissing().stream()
              .map(spec -> ((OptionSpec) spec).longestName())
              .collect(Collectors.joining(", "));
      return "%s has no value. Write one after it; --help lists what is allowed.".formatted(names);
    }
    if (e instanceof OverwrittenOptionException overwritten) {
      return "%s stands twice. Leave one of them."
          .formatted(((OptionSpec) overwritten.getOverwritten()).longestName());
    }
    return "The command line cannot be read. --help shows what can be written.";
  }

  // Asked only about a name that the command at hand does not know.
  private static boolean isOfTheServerAlone(String name) {
    return Arrays.stream(Setting.values())
        .anyMatch(setting -> setting.option().filter(name::equals).isPresent());
  }

  private static List<String> optionNames(ParameterException e) {
    return e.getCommandLine().getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .toList();
  }
}
