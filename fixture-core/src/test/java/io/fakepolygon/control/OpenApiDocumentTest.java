package io.fakepolygon.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fakepolygon.control.OpenApi.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** What the document is by itself; that the server does as it says is {@link OpenApiServedTest}. */
class OpenApiDocumentTest {
  private final OpenApi openApi = new OpenApi();

  @Test
  void isAnOpenApiDocument() {
    assertThat(openApi.errorsInDocument()).isEmpty();
  }

  @Test
  void itsSchemasAreJsonSchemas() {
    assertThat(openApi.document().at("/components/schemas").properties())
        .hasSizeGreaterThan(20)
        .allSatisfy(schema -> assertThat(OpenApi.errorsInSchema(schema.getValue())).isEmpty());
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = openApi.document().findValuesAsText("$ref");

    assertThat(references)
        .isNotEmpty()
        .allMatch(reference -> reference.startsWith("#/"))
        .noneMatch(to -> openApi.document().at(to.substring(1)).isMissingNode());
  }

  @Test
  void everyNamedPartIsReferredTo() {
    List<String> references = openApi.document().findValuesAsText("$ref");

    for (String kind : List.of("schemas", "responses")) {
      assertThat(openApi.document().at("/components/" + kind).fieldNames())
          .toIterable()
          .allMatch(name -> references.contains("#/components/" + kind + "/" + name));
    }
  }

  @Test
  void everyExampleIsAsItsSchemaSays() {
    List<String> seen = new ArrayList<>();
    eachMediaType(
        "",
        openApi.document(),
        (pointer, media) -> {
          List<JsonNode> examples = new ArrayList<>(media.path("examples").findValues("value"));
          if (media.has("example")) {
            examples.add(media.get("example"));
          }
          for (JsonNode example : examples) {
            seen.add(pointer);
            assertThat(openApi.errors(pointer + "/schema", example)).as(pointer).isEmpty();
          }
        });

    assertThat(seen).hasSizeGreaterThan(25);
  }

  @Test
  void everyOperationSaysWhatItDoesAndWhoMayAsk() {
    assertThat(openApi.operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.node().path("summary").asText()).isNotBlank();
              assertThat(operation.node().path("description").asText()).isNotBlank();
              assertThat(operation.node().has("security"))
                  .isEqualTo(operation.path().startsWith("/control/"));
              assertThat(operation.node().findValues("parameters"))
                  .allSatisfy(all -> assertThat(all).allMatch(one -> one.has("description")));
            })
        .extracting(operation -> operation.node().path("operationId").asText())
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @Test
  void everyOperationBehindTheDoorTellsOfTheDoorkeeper() {
    assertThat(openApi.operations())
        .filteredOn(operation -> operation.path().startsWith("/control/"))
        .isNotEmpty()
        .extracting(Operation::statuses)
        .allMatch(statuses -> statuses.containsAll(List.of("401", "403")));
  }

  private static void eachMediaType(
      String pointer, JsonNode node, BiConsumer<String, JsonNode> visitor) {
    for (var member : node.properties()) {
      String below = pointer + "/" + OpenApi.escape(member.getKey());
      if (pointer.endsWith("/content")) {
        visitor.accept(below, member.getValue());
      } else {
        eachMediaType(below, member.getValue(), visitor);
      }
    }
  }
}
