#!/bin/bash
# One broker of deploy/compose*.yaml: its properties and its users from the secrets it was given, then the broker.
#
# A script instead of KAFKA_* variables, because passwords would then lie in the container's description, and because
# users must be written when the folder is formatted: brokers sign in to one another with SCRAM from the first moment.
set -euo pipefail

secrets=/secrets/kafka
node=${JIAYUAN_NODE:?} count=${JIAYUAN_BROKERS:?} replicas=${JIAYUAN_REPLICAS:?} in_sync=${JIAYUAN_IN_SYNC:?}
properties=/tmp/server.properties
scram=org.apache.kafka.common.security.scram.ScramLoginModule
plain=org.apache.kafka.common.security.plain.PlainLoginModule
voters=
for ((one = 1; one <= count; one++)); do voters+="${voters:+,}$one@kafka-$one:9093"; done

umask 077
cat >"$properties" <<END
process.roles=broker,controller
node.id=$node
controller.quorum.voters=$voters
listeners=INTERNAL://:9092,CONTROLLER://:9093,PARTNERS://:9094
advertised.listeners=INTERNAL://kafka-$node:9092,PARTNERS://${JIAYUAN_PARTNERS_HOST:?}:${JIAYUAN_PARTNERS_PORT:?}
listener.security.protocol.map=INTERNAL:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT,PARTNERS:SASL_PLAINTEXT
inter.broker.listener.name=INTERNAL
controller.listener.names=CONTROLLER
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.internal.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.internal.scram-sha-512.sasl.jaas.config=$scram required username="broker" password="$(<"$secrets/users/broker")";
listener.name.partners.sasl.enabled.mechanisms=SCRAM-SHA-512
listener.name.partners.scram-sha-512.sasl.jaas.config=$scram required;
# SCRAM users live in the metadata that controllers have yet to agree on, so among themselves they have a fixed one.
sasl.mechanism.controller.protocol=PLAIN
listener.name.controller.sasl.enabled.mechanisms=PLAIN
listener.name.controller.plain.sasl.jaas.config=$plain required username="controller" password="$(<"$secrets/controller")" user_controller="$(<"$secrets/controller")";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:broker;User:controller;User:platform
auto.create.topics.enable=false
unclean.leader.election.enable=false
log.dirs=/var/lib/kafka/data
num.partitions=4
default.replication.factor=$replicas
min.insync.replicas=$in_sync
offsets.topic.replication.factor=$replicas
offsets.topic.num.partitions=4
offsets.retention.minutes=576000
transaction.state.log.replication.factor=$replicas
transaction.state.log.min.isr=$in_sync
share.coordinator.state.topic.replication.factor=$replicas
share.coordinator.state.topic.min.isr=$in_sync
group.initial.rebalance.delay.ms=0
log.cleaner.dedupe.buffer.size=16777216
END

users=()
for user in "$secrets"/users/*; do
  users+=(--add-scram "SCRAM-SHA-512=[name=${user##*/},password=$(<"$user")]")
done
export LOG_DIR=/tmp/logs KAFKA_HEAP_OPTS=${KAFKA_HEAP_OPTS:--Xmx512m}
/opt/kafka/bin/kafka-storage.sh format --ignore-formatted --cluster-id="$(<"$secrets/cluster-id")" \
  --config="$properties" "${users[@]}"
exec /opt/kafka/bin/kafka-server-start.sh "$properties"
