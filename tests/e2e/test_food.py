"""你点我检 in a browser, each role as its own account: nominate, freeze, draw, sample, analyse, publish, supersede."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Browser, Locator, Page, Route, expect

from deploy.embedded.stack import Stack
from kernel.calendar import SHANGHAI
from tests.e2e.pages import carry_in, judge, opened
from tests.kit.door import District, Door

PHONE, DESK = 390, 1440


@asynccontextmanager
async def signed_in(browser: Browser, url: str, who: str, password: str, width: int = DESK) -> AsyncIterator[Page]:
    """A page of somebody with an account of their own."""
    async with opened(browser, url, width=width) as watched:
        await carry_in(watched, url, who, password)
        yield await watched.page()


async def new_round(door: Door, district: District) -> tuple[str, str]:
    """A round that collects, and its title; with a laboratory."""
    mark = f"{datetime.now(UTC):%H%M%S%f}"
    now = datetime.now(UTC)
    title = f"你点我检 {mark}"
    made = await door["operator"].done(
        "/api/inspections/rounds",
        {
            "title": title,
            "programme": "you-pick-we-inspect",
            "organisation_id": district.organisation,
            "opens_at": (now - timedelta(hours=1)).isoformat(),
            "closes_at": (now + timedelta(days=1)).isoformat(),
        },
    )
    lab = {"name": f"检验所 {mark}", "in_force_from": "2021-01-01"}
    await door["operator"].done("/api/inspections/laboratories", lab)
    return made["round_id"], title


async def paper_code(door: Door, round_id: str) -> str:
    """A paper code of the round, as the office prints it."""
    path = f"/api/inspections/rounds/{round_id}/paper-codes"
    batch = (await door["operator"].done(path, {"codes": 1}))["batch_id"]
    codes: list[str] = (await door["operator"].get(f"{path}/{batch}"))["codes"]
    return codes[0]


async def nominate(browser: Browser, url: str, title: str, axe: str, code: str) -> None:
    """A passer-by on a phone, without an account: first by name, which counts no ticket, then with a paper code."""
    async with opened(browser, url, width=PHONE) as watched:
        page = await watched.page()
        await page.goto("/public/food")
        card = page.get_by_test_id("public-round").filter(has_text=title)
        await card.get_by_test_id("place-search").fill("没有这样一家店")
        await expect(card.get_by_test_id("places-found")).to_contain_text("没有找到")
        await card.get_by_test_id("place-search").fill("")
        await expect(card.get_by_test_id("places-found")).to_contain_text("家")
        await card.get_by_label("想检查哪家").last.select_option(index=1)
        await card.get_by_role("button", name="没有码").click()
        await card.get_by_test_id("nomination-name").fill("点检居民")
        await card.get_by_test_id("nomination-known").fill("123")
        await card.get_by_test_id("nomination-submit").click()
        await expect(card.get_by_test_id("nomination-result")).to_contain_text("有效的手机号")
        await judge(page, axe, "food with a mistake, phone")
        await card.get_by_test_id("nomination-known").fill("13912345678")
        await card.get_by_test_id("nomination-submit").click()
        await expect(card.get_by_test_id("nomination-result")).to_contain_text("不计入抽签")
        await card.get_by_role("button", name="我有纸质码").click()
        await card.get_by_test_id("nomination-code").fill(code.lower())
        await card.get_by_test_id("nomination-submit").click()
        await expect(card.get_by_test_id("nomination-result")).to_contain_text("计入本轮抽签")
        await expect(card.get_by_test_id("ranking")).to_contain_text("<5")
        await judge(page, axe, "food, phone")


async def run(card: Locator, state: str) -> None:
    """Click the round's next step and see it arrive."""
    await card.get_by_test_id("round-next").click()
    await expect(card).to_have_attribute("data-state", state)


async def draw(page: Page, round_id: str, axe: str) -> None:
    """The operator: freeze, plan, commit, draw, inspectors, sampling."""
    await page.goto("/inspections/rounds")
    card = page.locator(f'[data-testid="round"][data-round="{round_id}"]')
    # What cannot be taken back is asked twice, and the first answer may be no.
    await card.get_by_test_id("round-next").click()
    await expect(card).to_contain_text("名单固定")
    await judge(page, axe, "rounds, freeze asked twice")
    await card.get_by_role("button", name="不，返回").click()
    await card.get_by_test_id("round-next").click()
    await card.get_by_test_id("round-next-sure").click()
    await expect(card).to_have_attribute("data-state", "frozen")
    for name, value in (("places", "1"), ("batches", "1"), ("minimum", "0")):
        await card.locator(f'input[name="{name}"]').fill(value)
    await judge(page, axe, "rounds, plan")
    await run(card, "planned")
    await card.locator('input[name="source"]').fill("双色球 2021078 期")
    await judge(page, axe, "rounds, commit")
    soon = datetime.now(SHANGHAI) + timedelta(seconds=4)
    await card.get_by_label("产生时间").fill(f"{soon:%Y-%m-%dT%H:%M:%S}")
    await card.get_by_label("产生时间").press("Enter")
    await card.get_by_test_id("round-next").click()
    await card.get_by_test_id("entropy").fill("3 9 12 17 28 31 / 6")
    while datetime.now(SHANGHAI) <= soon:
        await page.wait_for_timeout(100)
    await card.get_by_test_id("round-next").click()
    await expect(card).to_have_attribute("data-state", "drawn")
    await card.get_by_role("button", name="抽取检查员").click()
    await expect(card.get_by_text("已办理").first).to_be_visible()
    await judge(page, axe, "rounds, drawn")
    await run(card, "sampling")


async def checked(browser: Browser, url: str, round_id: str, axe: str) -> None:
    """Anybody recomputes the draw in their own browser, at both widths."""
    for width in (DESK, PHONE):
        async with opened(browser, url, width=width) as watched:
            page = await watched.page()
            await page.goto(f"/public/rounds/{round_id}/draw")
            await expect(page.get_by_test_id("draw-verdict")).to_have_attribute("data-match", "yes")
            await judge(page, axe, f"draw {width}")


async def test_the_check_says_no_when_the_file_was_changed(
    browser: Browser, stack: Stack, door: Door, district: District
) -> None:
    operator = door["operator"]
    round_id, _ = await new_round(door, district)
    slip = {"name": "甲", "phone": "13900000001", "establishment_id": district.establishment, "category": "meat"}
    await operator.done(f"/api/inspections/rounds/{round_id}/nominations", slip)
    path = f"/api/inspections/rounds/{round_id}"
    await operator.done(f"{path}/freeze", None)
    await operator.done(f"{path}/plan", {"places": 1, "batches": 1})
    soon = datetime.now(UTC) + timedelta(seconds=1)
    await operator.done(f"{path}/commit", {"entropy_source": "双色球", "entropy_at": soon.isoformat()})
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        while datetime.now(UTC) <= soon:
            await page.wait_for_timeout(50)
        await operator.done(f"{path}/draw", {"entropy": [["7"]]})

        async def changed(route: Route) -> None:
            answer = await route.fetch()
            body = await answer.json()
            body["pool"][0]["weight"] += 1
            await route.fulfill(response=answer, json=body)

        await page.route("**/api/inspections/public/rounds/*/draw", changed)
        await page.goto(f"/public/rounds/{round_id}/draw")
        await expect(page.get_by_test_id("draw-verdict")).to_have_attribute("data-match", "no")


@pytest.mark.timeout(300)
async def test_from_a_nomination_to_a_superseded_result(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    url = stack.url("gateway")
    round_id, title = await new_round(door, district)
    await nominate(browser, url, title, axe, await paper_code(door, round_id))
    async with signed_in(browser, url, "inspector", passwords["inspector"], PHONE) as page:
        await page.goto("/inspections/field")
        await page.get_by_test_id("enrol-name").fill("检查员甲")
        await judge(page, axe, "field, nothing drawn")
        await page.get_by_test_id("round-next").click()
        await expect(page.get_by_text("已办理")).to_be_visible()
    async with signed_in(browser, url, "operator", passwords["operator"]) as page:
        await draw(page, round_id, axe)
    await checked(browser, url, round_id, axe)
    async with signed_in(browser, url, "inspector", passwords["inspector"], PHONE) as page:
        await page.goto("/inspections/field")
        place = page.get_by_test_id("my-place").filter(has_text=title)
        shop = await place.get_by_role("heading").inner_text()
        await judge(page, axe, "field, phone")
        await place.get_by_test_id("take-sample").click()
        await expect(place.get_by_text("已抽样")).to_be_visible()
    await _to_result(browser, url, passwords, shop, axe)
    await _corrected(browser, url, passwords, shop, axe)
    async with signed_in(browser, url, "operator", passwords["operator"], PHONE) as page:
        await page.goto("/inspections/rounds")
        await expect(page.get_by_test_id("disposal").filter(has_text=shop)).to_have_count(0)
        await judge(page, axe, "rounds, phone")
        await page.goto("/inspections/honours")
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await judge(page, axe, "honours, phone")
    async with opened(browser, url, width=DESK) as watched:
        page = await watched.page()
        await page.goto("/public/food")
        result = page.get_by_test_id("public-result").filter(has_text=shop).first
        await expect(result.locator(".version-holds")).to_contain_text("合格")
        await expect(result.locator(".version-holds")).to_contain_text("32 CFU/g（限量 ≤100）")
        await expect(result.locator(".version-superseded")).to_contain_text("已被第 2 版取代")
        await expect(result.locator(".version-superseded")).to_contain_text("320 CFU/g")
        await judge(page, axe, "food, desk")
        await result.get_by_role("link", name=shop).click()
        await expect(page.get_by_role("heading", level=1, name=shop)).to_be_visible()
        await judge(page, axe, "credit, desk")


async def enter_finding(card: Locator, verdict: str, action: str = "record-finding") -> None:
    """The analyst enters one item that was in order, and one that decides."""
    rows = (
        ("铅", "GB 5009.12", "0.08", "mg/kg", "≤0.2", "qualified"),
        ("大肠菌群", "GB 4789.3", "320", "CFU/g", "≤100", verdict),
    )
    more = card.get_by_test_id("one-item-more")
    if not await card.locator('input[name="item-1"]').count():
        await more.click()
    for n, row in enumerate(rows):
        for name, value in zip(("item", "method", "value", "unit", "limit"), row[:-1], strict=True):
            await card.locator(f'input[name="{name}-{n}"]').fill(value)
        await card.locator(f'select[name="verdict-{n}"]').select_option(row[-1])
    await card.get_by_test_id(action).click()


async def _to_result(browser: Browser, url: str, passwords: dict[str, str], shop: str, axe: str) -> None:
    async with signed_in(browser, url, "analyst", passwords["analyst"]) as page:
        await page.goto("/inspections/samples")
        one = page.get_by_test_id("sample").filter(has_text=shop).last
        await one.get_by_role("combobox").select_option(index=1)
        await judge(page, axe, "samples, to receive")
        await one.get_by_test_id("receive").click()
        await page.get_by_role("button", name="已接收").click()
        one = page.get_by_test_id("sample").filter(has_text=shop).last
        await enter_finding(one, "qualified")
        await expect(page.get_by_test_id("sample").filter(has_text=shop)).to_have_count(0)
    async with signed_in(browser, url, "verifier", passwords["verifier"], PHONE) as page:
        await page.goto("/inspections/samples")
        await page.get_by_role("button", name="已检测").click()
        one = page.get_by_test_id("sample").filter(has_text=shop).last
        # The verifier sees the value beside the limit: 320 where 100 is allowed does not pass.
        await expect(one.get_by_test_id("tested")).to_contain_text("320 CFU/g（限量 ≤100）")
        await one.get_by_test_id("send-back").click()
        await one.get_by_label("退回理由").fill("批号与抽样单不符")
        await judge(page, axe, "samples, to send back, phone")
        await one.get_by_test_id("send-back-do").click()
        await expect(page.get_by_test_id("sample").filter(has_text=shop)).to_have_count(0)
    async with signed_in(browser, url, "analyst", passwords["analyst"]) as page:
        await page.goto("/inspections/samples")
        await page.get_by_role("button", name="已接收").click()
        one = page.get_by_test_id("sample").filter(has_text=shop).last
        await expect(one.get_by_test_id("returned")).to_contain_text("批号与抽样单不符")
        await expect(one.locator('input[name="value-1"]')).to_have_value("320")
        await one.locator('select[name="verdict-1"]').select_option("unqualified")
        await judge(page, axe, "samples, a finding to mend")
        await one.get_by_test_id("record-finding").click()
        await expect(page.get_by_test_id("sample").filter(has_text=shop)).to_have_count(0)
    async with signed_in(browser, url, "verifier", passwords["verifier"], PHONE) as page:
        await page.goto("/inspections/samples")
        for button, step in (("已检测", "verify"), ("已复核", "publish")):
            await page.get_by_role("button", name=button).click()
            one = page.get_by_test_id("sample").filter(has_text=shop).last
            await one.get_by_test_id(step).click()
            if step == "publish":
                await one.get_by_test_id("publish-sure").click()
            await expect(page.get_by_test_id("sample").filter(has_text=shop)).to_have_count(0)
        await page.get_by_role("button", name="已公布").click()
        published = page.get_by_test_id("sample").filter(has_text=shop).last
        await expect(published.locator(".version-holds > .verdict-unqualified")).to_be_visible()
        await judge(page, axe, "samples, published, phone")
        await published.get_by_role("link").first.click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text(shop)
        await expect(page.get_by_test_id("timeline")).to_be_visible()
        await judge(page, axe, "a sample's page, phone")


async def _corrected(browser: Browser, url: str, passwords: dict[str, str], shop: str, axe: str) -> None:
    async with signed_in(browser, url, "analyst", passwords["analyst"]) as page:
        await page.goto("/inspections/samples")
        await page.get_by_role("button", name="已公布").click()
        published = page.get_by_test_id("sample").filter(has_text=shop).last
        await published.get_by_test_id("correct").click()
        await published.locator('input[name="value-1"]').fill("32")
        await published.locator('select[name="verdict-1"]').select_option("qualified")
        await published.get_by_label("写明错在哪里").fill("抄录时写反了")
        await judge(page, axe, "samples, a correction is asked for")
        await published.get_by_test_id("ask-correction").click()
        await expect(published.get_by_test_id("correction")).to_contain_text("等待复核员")
    async with signed_in(browser, url, "verifier", passwords["verifier"], PHONE) as page:
        await page.goto("/inspections/samples")
        await page.get_by_role("button", name="已公布").click()
        published = page.get_by_test_id("sample").filter(has_text=shop).last
        await expect(published.get_by_test_id("correction")).to_contain_text("抄录时写反了")
        await judge(page, axe, "samples, a correction to decide, phone")
        await published.get_by_test_id("approve-correction").click()
        await published.get_by_test_id("approve-correction-sure").click()
        await expect(published.locator(".version-holds > .verdict-qualified")).to_be_visible()
