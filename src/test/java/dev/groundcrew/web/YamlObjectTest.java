package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlObjectTest {
  @Test
  void readsWhatJsonCanSay() {
    assertThat(
            YamlObject.of(
                """
                # kept in git
                text: a b
                quoted: '12'
                number: -12
                on: true
                nothing:
                cron: "*/5 * * * *"
                date: 2026-11-24
                list:
                  - x
                  - {y: 1}
                lines: |
                  one
                  two
                """))
        .isEqualTo(
            Json.createObjectBuilder()
                .add("text", "a b")
                .add("quoted", "12")
                .add("number", -12)
                .add("on", true)
                .addNull("nothing")
                .add("cron", "*/5 * * * *")
                .add("date", "2026-11-24")
                .add("list", Json.createArrayBuilder(List.of("x", Map.of("y", 1))))
                .add("lines", "one\ntwo\n")
                .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "-0",
        "0x1f",
        "1e5",
        "1_000",
        "1.5",
        "true",
        "yes",
        "no",
        "~",
        "null",
        "* a",
        "*/5 * * * *",
        "a: b",
        "- a",
        "# a",
        " a ",
        "one\ntwo\n\n",
        "\ttab",
        "ü 東 \uD83D\uDE00",
        "2026-11-24",
        "'",
        "\"",
        "{a}",
        "[a]",
        "&a",
        "!a",
        "%a",
        "@a",
        "?",
        "|",
        "\u0007",
        "\u0085",
        "a\r\nb",
        "a\u2028b",
        " \n",
        "\n",
        "a\n b\n",
        " a\nb"
      })
  void whatIsWrittenIsReadAsTheSame(String text) {
    String yaml = YamlObject.text(Map.of("a", text, "b", List.of(text)));

    assertThat(YamlObject.of(yaml))
        .as(yaml)
        .isEqualTo(
            Json.createObjectBuilder()
                .add("a", text)
                .add("b", Json.createArrayBuilder().add(text))
                .build());
  }

  @Test
  void writesInTheOrderGiven() {
    var object = new LinkedHashMap<String, Object>();
    object.put("name", "a");
    object.put("batch", 10L);
    object.put("enabled", false);

    assertThat(YamlObject.text(object)).isEqualTo("name: a\nbatch: 10\nenabled: false\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'a: [1'                       | is not YAML: line 1",
        "'cron: *every'                | alias *every in line 1: quote",
        "'a: &b 1'                     | anchor &b in line 1",
        "'a: !!java.net.URL [x]'       | tag",
        "'a: !secret x'                | tag !secret",
        "'a: 1\nb: 2\na: 3'            | name a again in line 3",
        "'[1]: 2'                      | texts as names in line 1",
        "'- a'                         | one object",
        "'text'                        | one object",
        "'a: 1\n---\nb: 2'             | not several",
      })
  void whatJsonCannotSayIsRefusedWithItsPlace(String yaml, String why) {
    assertThatThrownBy(() -> YamlObject.of(yaml))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.getMessage()).contains(why));
  }

  @ParameterizedTest
  @ValueSource(strings = {"- ", "[", "? ", "{a: "})
  void depthIsBounded(String opening) {
    assertThatThrownBy(() -> YamlObject.of("a:\n  " + opening.repeat(100_000)))
        .isInstanceOf(ProblemException.class);
  }
}
