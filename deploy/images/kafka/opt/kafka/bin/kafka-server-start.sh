#!/bin/bash
# shellcheck disable=SC2086 # several options
exec java $KAFKA_HEAP_OPTS $KAFKA_OPTS -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true \
  -Dorg.slf4j.simpleLogger.showDateTime=true -cp '/opt/kafka/libs/*' kafka.Kafka "$@"
