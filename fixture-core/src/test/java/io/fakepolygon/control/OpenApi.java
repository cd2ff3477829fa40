package io.fakepolygon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The document of the control API, and what it says of an operation. */
final class OpenApi {
  private static final String OF_OPENAPI = "openapi-3.1-schema.json";
  private static final String HERE = "https://fakepolygon.example/openapi.json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  // Schemas are looked for in the whole document, which is then no unknown schema.
  private static final Dialect JSON_SCHEMA_IN_OPENAPI =
      Dialect.builder(Dialects.getDraft202012())
          .keywords(
              Stream.of("openapi", "info", "servers", "tags", "paths", "components")
                  .map(NonValidationKeyword::new)
                  .collect(Collectors.toList()))
          .build();

  private final JsonNode document = read("openapi.json");
  private final SchemaRegistry schemas =
      SchemaRegistry.withDialect(
          JSON_SCHEMA_IN_OPENAPI,
          registry ->
              registry
                  .schemas(Map.of(HERE, document.toString()))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  /** An operation. */
  record Operation(String verb, String path, String pointer, JsonNode node) {
    /** Such as {@code GET /control/v1/clock}. */
    String name() {
      return verb + " " + path;
    }

    List<String> statuses() {
      List<String> statuses = new ArrayList<>();
      node.path("responses").fieldNames().forEachRemaining(statuses::add);
      return statuses;
    }
  }

  JsonNode document() {
    return document;
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        verb ->
                            operations.add(
                                new Operation(
                                    verb.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    "/paths/%s/%s".formatted(escape(path.getKey()), verb.getKey()),
                                    verb.getValue()))));
    return operations;
  }

  /** What in a response is not as the document has it; a status that it does not have fails. */
  List<String> differences(Operation operation, HttpResponse<String> response) {
    String status = Integer.toString(response.statusCode());
    JsonNode documented = operation.node().path("responses").path(status);
    assertThat(documented.isMissingNode()).as("%s %s", operation.name(), status).isFalse();
    String pointer =
        documented.has("$ref")
            ? documented.get("$ref").asText().substring(1)
            : operation.pointer() + "/responses/" + status;
    String type = response.headers().firstValue("content-type").orElse("").replaceAll(";.*", "");
    List<String> differences = new ArrayList<>();
    JsonNode content = document.at(pointer + "/content");
    if (content.isMissingNode() ? !response.body().isEmpty() : !content.has(type)) {
      differences.add("content of type '" + type + "'");
    } else if (type.endsWith("json")) {
      String schema = pointer + "/content/" + escape(type) + "/schema";
      // One to a line, or one.
      Stream<String> values =
          type.endsWith("ndjson") ? response.body().lines() : Stream.of(response.body());
      values
          .flatMap(value -> errors(schema, json(value)).stream())
          .forEach(error -> differences.add(error.toString()));
    }
    document
        .at(pointer + "/headers")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (response.headers().firstValue(name).isEmpty()) {
                differences.add("no header " + name);
              }
            });
    return differences;
  }

  /** What in a text is not as the schema at a pointer has it. */
  List<Error> errors(String schemaPointer, JsonNode value) {
    Schema schema = schemas.getSchema(SchemaLocation.of(HERE + "#" + schemaPointer));
    return schema.validate(value);
  }

  /** What in the document is not as OpenAPI has it. */
  List<Error> errorsInDocument() {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(read(OF_OPENAPI))
        .validate(document);
  }

  /** What in a schema is not as JSON Schema has it. */
  static List<Error> errorsInSchema(JsonNode schema) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
        .validate(schema);
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  private static JsonNode read(String name) {
    try (InputStream in = OpenApi.class.getResourceAsStream(name)) {
      return MAPPER.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
