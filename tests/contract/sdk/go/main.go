// Reads Kafka records (JSON lines: name, headers, value in base64) and prints each as the official SDK sees it.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"

	"github.com/cloudevents/sdk-go/protocol/kafka_sarama/v2"
	"github.com/cloudevents/sdk-go/v2/binding"
)

type record struct {
	Name    string
	Headers map[string]string
	Value   []byte
}

type seen struct {
	Name  string          `json:"name"`
	Error string          `json:"error,omitempty"`
	Event json.RawMessage `json:"event,omitempty"`
}

func read(r record) seen {
	headers := make(map[string][]byte, len(r.Headers))
	for name, text := range r.Headers {
		headers[name] = []byte(text)
	}
	message := kafka_sarama.NewMessage(r.Value, r.Headers["content-type"], headers)
	event, err := binding.ToEvent(context.Background(), message)
	if err == nil {
		err = event.Validate()
	}
	if err != nil {
		return seen{Name: r.Name, Error: err.Error()}
	}
	// The SDK's own JSON format.
	document, err := json.Marshal(event)
	if err != nil {
		return seen{Name: r.Name, Error: err.Error()}
	}
	return seen{Name: r.Name, Event: document}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var r record
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			panic(err)
		}
		if err := out.Encode(read(r)); err != nil {
			panic(err)
		}
	}
}
