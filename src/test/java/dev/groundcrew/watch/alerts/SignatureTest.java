package dev.groundcrew.watch.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rule 5 of the package. */
class SignatureTest {
  /** The example of the specification's reference implementations. */
  @Test
  void signsAsStandardWebhooksHasIt() {
    assertThat(
            Signature.of(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSecretIsAnyTextOrBase64() {
    assertThat(Signature.takes("correct horse")).isTrue();
    assertThat(Signature.takes("whsec_MfKQ9r8G")).isTrue();
    assertThat(Signature.takes("whsec_!")).isFalse();
    assertThat(Signature.takes("whsec_")).isFalse();
  }
}
