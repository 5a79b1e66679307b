package dev.groundcrew.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BareSourceTest {
  @Test
  void commentsAndIndentationStayAtHomeAndLinesStayWhereTheyAre() {
    String sent =
        BareSource.of(
            """
            /**
             * What it is for.
             */
            export function double(n) {
              // Why it is so.
              return 2 * n;
            }
            """);
    assertThat(sent).isEqualTo("\n\n\nexport function double(n) {\n\nreturn 2 * n;\n}\n");
  }

  @Test
  void whatOnlyLooksLikeACommentIsSent() {
    String code =
        """
        const pattern = /^https?:\\/\\//i;
        const star = `
        * { margin: 0 }`;
        fetch('a//b'); // after code
        /* one */ let a; /* two */
        *, *::before { color: red; } /* after a rule */
        """;
    assertThat(BareSource.of(code)).isEqualTo(code);
  }

  @Test
  void aStyleSheetLosesItsHeadings() {
    assertThat(BareSource.of("/* Plain elements. */\nbody { margin: 0; }\n"))
        .isEqualTo("\nbody { margin: 0; }\n");
  }

  @Test
  void licencesAreSent() {
    String library =
        "/**\n * @license\n * BSD-3-Clause\n */\nlet a = 1;\n//# sourceMappingURL=a.map\n";
    assertThat(BareSource.of(library))
        .isEqualTo("/**\n* @license\n* BSD-3-Clause\n*/\nlet a = 1;\n\n");
  }
}
