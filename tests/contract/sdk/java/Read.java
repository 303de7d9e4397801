import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Reads Kafka records (JSON lines: name, key, headers, value in base64); prints each as the official SDK sees it. */
public final class Read {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonNode record = JSON.readTree(line);
            ObjectNode seen = JSON.createObjectNode().put("name", record.get("name").textValue());
            try {
                seen.set("event", read(record));
            } catch (RuntimeException error) {
                seen.put("error", error.toString());
            }
            out.println(JSON.writeValueAsString(seen));
        }
    }

    private static JsonNode read(JsonNode record) throws IOException {
        RecordHeaders headers = new RecordHeaders();
        record.get("headers").properties().forEach(
                field -> headers.add(field.getKey(), field.getValue().textValue().getBytes(StandardCharsets.UTF_8)));
        CloudEvent event = KafkaMessageFactory.createReader(headers, record.get("value").binaryValue()).toEvent();
        // CloudEvents asks for a URI here; the SDK itself lets any reference through.
        if (!event.getDataSchema().isAbsolute()) {
            throw new IllegalArgumentException("dataschema is not an absolute URI");
        }
        return JSON.readTree(new JsonFormat().serialize(event));
    }
}
