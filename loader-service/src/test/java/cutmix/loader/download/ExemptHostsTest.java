package cutmix.loader.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExemptHostsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.org              | http://example.org/a         | true",
                "example.org              | https://www.example.org      | true",
                "example.org              | http://badexample.org        | false",
                "example.org              | http://example.org.evil      | false",
                "www.example.org          | http://example.org           | false",
                ".example.org             | http://example.org           | true",
                ".example.org             | http://a.b.example.org       | true",
                "*.example.org            | http://a.example.org         | true",
                "EXAMPLE.org.             | http://Example.ORG           | true",
                "a.org, example.org       | http://example.org           | true",
                "a.org example.org        | http://example.org           | true",
                "*                        | http://example.org           | true",
                "*                        | http://[::1]                 | true",
                "a.org,,                  | http://example.org           | false",
                "example.org:8080         | http://example.org:8080      | true",
                "example.org:8080         | http://example.org           | false",
                "example.org:443          | https://example.org          | true",
                "localhost                | http://127.0.0.1             | false",
                "127.0.0.1                | http://127.0.0.1:9           | true",
                "127.0.0.1:8              | http://127.0.0.1:9           | false",
                "0.0.1                    | http://127.0.0.1             | false",
                "10.0.0.0/8               | http://10.255.0.1            | true",
                "10.0.0.0/8               | http://11.0.0.1              | false",
                "10.1.2.0/23              | http://10.1.3.9              | true",
                "10.1.2.0/23              | http://10.1.4.0              | false",
                "0.0.0.0/0                | http://192.0.2.1             | true",
                "10.0.0.0/x               | http://10.0.0.1              | false",
                "10.0.0.0/8               | http://ten.example           | false",
                "::1                      | http://[::1]                 | true",
                "[::1]                    | http://[0:0:0:0:0:0:0:1]     | true",
                "[::1]:80                 | http://[::1]                 | true",
                "[::1]:81                 | http://[::1]                 | false",
                "1:2:3:4:5:6:7:8          | http://[1:2:3:4:5:6:7:8]     | true",
                "fd00::/8                 | http://[fd12::1]             | true",
                "fd00::/8                 | http://[fe80::1]             | false",
                "::/0                     | http://10.0.0.1              | false"
            })
    void hosts_are_exempt_as_other_programs_have_it(String variable, URI target, boolean exempt) {
        int port = target.getPort() >= 0 ? target.getPort() : target.getScheme().equals("https") ? 443 : 80;

        assertThat(new ExemptHosts(variable).include(target, port)).isEqualTo(exempt);
    }
}
