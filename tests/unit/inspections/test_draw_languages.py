"""The draw in two languages agrees: the domain's Python and the dashboard's TypeScript on random pools (RULE-12)."""

from __future__ import annotations

import json
import random
import subprocess
from pathlib import Path
from uuid import UUID

from deploy.embedded import node
from deploy.embedded.failure import StartFailed
from services.inspections.draws import rfc3797
from services.inspections.draws import rules as draw
from services.inspections.draws.rules import Item
from tests.kit.machine import missing
from tests.unit.inspections.test_draw import file_of

DASHBOARD = Path(__file__).resolve().parents[3] / "dashboard"
POOLS = 200
# Strips the types off the page's own module and runs it; nothing else of the dashboard is needed.
RUN = """
import { readFileSync } from "node:fs";
import { transformWithOxc } from "vite";
const path = "src/rooms/inspections/draw/recompute.ts";
const { code } = await transformWithOxc(readFileSync(path, "utf-8"), path);
const { recompute } = await import("data:text/javascript;base64," + Buffer.from(code).toString("base64"));
// Read as it comes: a pipe that is not filled yet makes readFileSync fail with EAGAIN.
let given = "";
for await (const part of process.stdin.setEncoding("utf-8")) given += part;
const files = JSON.parse(given);
process.stdout.write(JSON.stringify(await Promise.all(files.map(recompute))));
"""


def test_rule_12_typescript_and_python_agree_on_every_number() -> None:
    if not (DASHBOARD / "node_modules" / "vite").exists():
        missing("the dashboard's packages: npm ci")
    try:
        runtime = node.find()
    except StartFailed as error:
        missing(error.why)
    chance = random.Random(3797)
    files, pools = [], []
    for _ in range(POOLS):
        pool = [
            Item(str(UUID(int=chance.getrandbits(128))), chance.choice("ABCD"), chance.randint(1, 30))
            for _ in range(chance.randint(1, 20))
        ]
        entropy = rfc3797.canonical([[str(chance.randint(0, 99)) for _ in range(chance.randint(1, 6))] for _ in "ab"])
        floors = {c: chance.randint(0, 2) for c in chance.sample("ABCD", 2)}
        pools.append(pool)
        files.append(
            file_of(
                pool, f"{chance.getrandbits(256):064x}", entropy, chance.randint(1, 8), floors, chance.randint(0, 2)
            )
        )
    done = subprocess.run(
        [str(runtime.program), "--input-type=module", "--eval", RUN],
        cwd=DASHBOARD, input=json.dumps(files), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    for file, pool, found in zip(files, pools, json.loads(done.stdout), strict=True):
        assert found["matches"] == {"digest": True, "commitment": True, "seed": True, "result": True}
        numbers = [(item.id, f"{draw.number(item, file['seed']):064x}") for item in draw.in_order(pool, file["seed"])]
        assert [(one["id"], one["number"]) for one in found["order"]] == numbers
