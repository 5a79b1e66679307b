package dev.groundcrew.watch.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.NotCompliantMBeanException;
import javax.management.StandardMBean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the page's table of beans to what a tool shows. */
class BeansPageTest {
  private static final Pattern WORD = Pattern.compile("`([A-Za-z0-9]+)`");

  /** A bean of which nothing but its description is asked for. */
  private static <T> MBeanInfo described(Class<T> type) throws NotCompliantMBeanException {
    Object nobody =
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
    return new StandardMBean(type.cast(nobody), type, true).getMBeanInfo();
  }

  private static Set<String> named(String cell) {
    return WORD.matcher(cell)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(classes = {TaskMXBean.class, NodeMXBean.class, ExecutorMXBean.class})
  void everyAttributeAndOperationIsNamedAndNoOther(Class<?> type)
      throws IOException, NotCompliantMBeanException {
    String bean = "dev.groundcrew:type=" + type.getSimpleName().replace("MXBean", "");
    List<String> cells =
        Files.readAllLines(Path.of("src", "docs", "operating.md")).stream()
            .filter(line -> line.startsWith("| `" + bean))
            .flatMap(line -> Stream.of(line.split("\\|", -1)))
            .toList();
    MBeanInfo info = described(type);

    assertThat(named(cells.get(2)))
        .isEqualTo(
            Arrays.stream(info.getAttributes())
                .map(MBeanAttributeInfo::getName)
                .collect(Collectors.toSet()));
    assertThat(named(cells.get(3)))
        .isEqualTo(
            Arrays.stream(info.getOperations())
                .map(MBeanOperationInfo::getName)
                .collect(Collectors.toSet()));
  }
}
