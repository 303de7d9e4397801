"""How long a search takes at a district's size: 100,000 people, 50,000 registrations, 20,000 food businesses.

python -m tests.bench.search runs this part alone.
"""

from __future__ import annotations

import asyncio
import time
from itertools import product
from random import Random
from typing import Any
from uuid import UUID

import aiohttp
import asyncpg

from deploy.embedded.stack import Stack
from kernel.identifiers import new_id
from services.activities.search.queries import SEARCH as IN_ACTIVITIES
from services.inspections.search.queries import SEARCH as IN_INSPECTIONS
from tests.bench.product import Millis, Operator, shares
from tests.kit.stores import throwaway_home

PEOPLE, REGISTRATIONS, ESTABLISHMENTS = 100_000, 50_000, 20_000
ROUNDS = 20
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文建国红梅玉兰志海燕春晓雪峰"
STREETS = ("南京西路", "威海路", "石门一路", "茂名北路", "延安中路", "北京西路", "常德路", "泰兴路", "奉贤路", "吴江路")
SHOPS = ("小笼馆", "面馆", "生煎铺", "咖啡馆", "食堂", "熟食店", "果蔬超市", "粥铺", "茶室", "烘焙坊")
# What is typed: a whole name, a surname, pinyin, initials, one letter more than none, a street, the end of a phone.
TYPED = ("王伟", "王", "wangwei", "wang", "ww", "zx", "南京西路", "njxl", "mianguan", "食堂17", "1234", "没有这个")
_PEOPLE = """
insert into person (subject_ref, fingerprint, name, phone, keyed)
select r, uuid_send(r) || uuid_send(r), n, p, true from unnest($1::uuid[], $2::text[], $3::text[]) as t (r, n, p)
"""
_REGISTRATIONS = """
insert into registration (id, session_id, subject_ref, channel, recorded_by, registered_at)
select gen_random_uuid(), $1, r, 'on-behalf', 'bench', now() from unnest($2::uuid[]) as r
"""
_ESTABLISHMENTS = """
insert into establishment (id, name, kind, risk_class, source, registered_at)
select gen_random_uuid(), n, 'restaurant', 'B', 'demo', now() from unnest($1::text[]) as n
"""


async def searched(stack: Stack, operator: Operator) -> dict[str, dict[str, Any]]:
    """Milliseconds from the request at the gateway to the answer, of each room."""
    session = await operator.session(seats=2)
    await _people(stack, session)
    await _establishments(stack)
    found = {}
    for room in ("activities", "inspections", "relief"):
        latencies: list[float] = []
        slowest: tuple[float, str] = (0.0, "")
        for text in TYPED * ROUNDS:
            began = time.perf_counter()
            async with operator.http.post(f"{stack.url('gateway')}/api/{room}/search", json={"text": text}) as answer:
                assert answer.status == 200, await answer.text()
                await answer.read()
            latencies.append(time.perf_counter() - began)
            slowest = max(slowest, (latencies[-1], text))
        found[room] = {**shares(latencies), "slowest": round(slowest[0] * 1e3, 1), "at": slowest[1]}
    return found


async def _people(stack: Stack, session: str) -> None:
    random = Random(1)
    refs = [new_id() for _ in range(PEOPLE)]
    names = [random.choice(SURNAMES) + "".join(random.choices(GIVEN, k=random.choice((1, 2, 2)))) for _ in refs]
    phones = [f"13{random.randrange(10**9):09d}" for _ in refs]
    conn = await asyncpg.connect(stack.dsn("activities"))
    try:
        await conn.execute(_PEOPLE, refs, names, phones)
        await conn.execute(_REGISTRATIONS, UUID(session), refs[:REGISTRATIONS])
        while await IN_ACTIVITIES.fill(conn):
            pass
    finally:
        await conn.close()


async def _establishments(stack: Stack) -> None:
    several = range(1, ESTABLISHMENTS // (len(STREETS) * len(SHOPS)) + 1)
    names = [f"{street}{shop}{number}店" for street, shop, number in product(STREETS, SHOPS, several)]
    conn = await asyncpg.connect(stack.dsn("inspections"))
    try:
        await conn.execute(_ESTABLISHMENTS, names)
        while await IN_INSPECTIONS.fill(conn):
            pass
    finally:
        await conn.close()


async def _alone(stack: Stack) -> dict[str, Millis]:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        operator = Operator(stack, http)
        await operator.sign_in()
        return await searched(stack, operator)


if __name__ == "__main__":
    import json
    import os

    os.environ["JIAYUAN_RATE_PER_MINUTE"] = "100000000"
    with throwaway_home() as home, Stack(home, quiet=True) as stack:
        print(json.dumps(asyncio.run(_alone(stack)), ensure_ascii=False))
