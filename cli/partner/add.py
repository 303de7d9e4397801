"""`jiayuan partner add`: a credential that reads some topics and nothing else, with a client's configuration."""

import json
import sys
from dataclasses import asdict
from typing import Annotated, Any

import typer
from confluent_kafka import KafkaException

from cli.partner.grants import Grant, GrantRefused, Grants
from cli.running import card_or_exit

app = typer.Typer(add_completion=False)
# The keys of librdkafka and of Java's clients alike, but for the last two.
CONFIGURATION = """\
# {name}: reads {topics}. Keep this file to yourself; the password is not shown again.
bootstrap.servers={bootstrap}
security.protocol=SASL_PLAINTEXT
sasl.mechanism=SCRAM-SHA-512
sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \
username="{username}" password="{password}";
group.id={group_prefix}reader
auto.offset.reset=earliest
enable.auto.commit=false
# librdkafka (kcat, confluent-kafka) and aiokafka want the two apart:
sasl.username={username}
sasl.password={password}
"""
UNCHANGED = """\
# {name} reads {topics}. Its password and configuration are unchanged; --new-password makes a new one.
"""


@app.command(epilog="Example: jiayuan partner add international-group --topics 'activities.*' --topics relief.projects")
def add(
    name: Annotated[str, typer.Argument(help="Small letters, digits, hyphens.")],
    topics: Annotated[list[str], typer.Option(help="A topic, or `room.*`; may be given more than once.")],
    new_password: Annotated[
        bool, typer.Option("--new-password", help="Change an existing partner's password; the old one opens nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The credential as JSON.")] = False,
) -> None:
    """Give a partner topics to read; prints a ready client configuration, once, when a password is made.

    A partner that is there already keeps its password, its topics and its open connections.
    """
    card = card_or_exit()
    try:
        grant = Grants(card["bootstrap"]).add(name, topics, new_password=new_password)
    except GrantRefused as error:
        sys.stderr.write(f"partner add: {error}\n")
        raise typer.Exit(2) from None
    except KafkaException as error:
        sys.stderr.write(f"partner add: the broker refused: {error.args[0].name()}\n")
        raise typer.Exit(1) from None
    text = CONFIGURATION if grant.password is not None else UNCHANGED
    sys.stdout.write(
        json.dumps(_description(grant, card)) + "\n" if as_json else text.format_map(_description(grant, card))
    )


def _description(grant: Grant, card: dict[str, Any]) -> dict[str, Any]:
    return asdict(grant) | {"bootstrap": card["partners"], "topics": ", ".join(grant.patterns)}
