"""What the office does for inspections, each command once in a browser: businesses, people, rounds, honours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from deploy.embedded.stack import Stack
from kernel.calendar import SHANGHAI
from tests.e2e.pages import judge
from tests.e2e.test_food import DESK, PHONE, enter_finding, new_round, signed_in
from tests.kit.door import District, Door
from tests.kit.scenes import finding

PHONE_NUMBER = "13900001234"


async def choose(field: Locator, name: str) -> None:
    """Choose the option that is called `name`, once it is there."""
    await expect(field.locator("option", has_text=name)).to_be_attached()
    await field.select_option(label=name)


async def type_day(field: Locator, day: str) -> None:
    """Type a day, or a moment, into a field that has a calendar."""
    await field.fill(day)
    await field.press("Enter")


async def shop(door: Door) -> tuple[str, str]:
    """A business of this test's own: its id and its name."""
    name = f"面馆 {uuid4().hex[:8]}"
    body = {"name": name, "kind": "restaurant", "risk_class": "B"}
    return (await door["operator"].done("/api/inspections/establishments", body))["establishment_id"], name


@pytest.mark.parametrize("width", [DESK, PHONE])
async def test_a_business_is_registered_and_a_list_is_imported_taken_over_and_undone(
    browser: Browser, stack: Stack, door: Door, passwords: dict[str, str], axe: str, width: int
) -> None:
    mark = uuid4().hex[:8]
    async with signed_in(browser, stack.url("gateway"), "operator", passwords["operator"], width) as page:
        await page.goto("/inspections/establishments")
        form = page.get_by_test_id("register-business")
        await form.get_by_label("名称").fill(f"饺子馆 {mark}")
        await form.get_by_label("业态").select_option("canteen")
        await form.get_by_label("风险等级").select_option("C")
        await form.get_by_role("button", name="登记单位").click()
        await expect(form.get_by_text("单位已登记")).to_be_visible()
        await expect(page.get_by_role("link", name=f"饺子馆 {mark}")).to_be_visible()
        listed = page.get_by_test_id("import-list")
        await listed.get_by_label("登记册代号").fill(f"list-{mark}")
        await listed.get_by_label("名单").fill(f"1\t甲店 {mark}\t90\t2026-01-05\n2\t乙店 {mark}\n3\t\t80\n")
        await judge(page, axe, f"businesses, import {width}")
        await listed.get_by_role("button", name="导入").click()
        await expect(listed.get_by_text("新增 2，更新 0，未变 0，未收 1")).to_be_visible()
        await expect(listed.get_by_text("第 3 行：没有名称")).to_be_visible()
        feed = page.get_by_test_id("feed")
        await expect(feed.get_by_role("row", name=f"乙店 {mark}")).to_contain_text("未评分")
        await choose(feed.get_by_label("单位", exact=True), f"甲店 {mark}")
        await feed.get_by_label("风险等级").select_option("D")
        await feed.get_by_role("button", name="纳入", exact=True).click()
        await expect(feed.get_by_text(f"甲店 {mark}已纳入检查范围")).to_be_visible()
        await feed.get_by_test_id("undo-import").click()
        await judge(page, axe, f"businesses, undo asked twice {width}")
        await feed.get_by_test_id("undo-import-sure").click()
        await expect(feed.get_by_role("row", name=f"乙店 {mark}")).to_have_count(0)
        await expect(feed.get_by_role("row", name=f"甲店 {mark}")).to_contain_text("已纳入")
    found = await door["operator"].get("/api/inspections/establishments", search=mark)
    assert {(e["name"], e["risk_class"]) for e in found} == {(f"饺子馆 {mark}", "C"), (f"甲店 {mark}", "D")}


async def test_a_conflict_is_declared_and_a_laboratory_registered(
    browser: Browser, stack: Stack, door: Door, passwords: dict[str, str], axe: str
) -> None:
    _, name = await shop(door)
    inspector = f"检查员{uuid4().hex[:6]}"
    enrolled = await door["inspector"].post("/api/inspections/inspectors", {"name": inspector})
    assert enrolled.status_code in (201, 409, 422), enrolled.text
    async with signed_in(browser, stack.url("gateway"), "operator", passwords["operator"]) as page:
        await page.goto("/inspections/people")
        people = page.get_by_test_id("inspectors")
        await choose(people.get_by_label("单位", exact=True), name)
        await people.get_by_label("检查员").last.select_option(index=1)
        await people.get_by_label("关系").select_option("family")
        await people.get_by_test_id("declare").click()
        await judge(page, axe, "people, a conflict asked twice")
        await people.get_by_test_id("declare-sure").click()
        await expect(people.get_by_role("row", name=name)).to_be_visible()
        laboratories = page.get_by_test_id("laboratories")
        await laboratories.get_by_label("机构名称").last.fill(f"检验所 {name}")
        await type_day(laboratories.get_by_label("起始日"), "2026-01-01")
        await laboratories.get_by_test_id("register-laboratory").click()
        await expect(laboratories.get_by_role("row", name=f"检验所 {name}")).to_contain_text("2026-01-01 – 长期")


async def test_a_round_is_opened_with_its_categories_named_at_the_counter_and_broken_off(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    _, name = await shop(door)
    title, tomorrow = f"你点我检 {name}", datetime.now(SHANGHAI) + timedelta(days=1)
    async with signed_in(browser, stack.url("gateway"), "operator", passwords["operator"]) as page:
        await page.goto("/inspections/rounds")
        await page.get_by_test_id("open-round").click()
        form = page.locator("details", has=page.get_by_test_id("open-round"))
        await form.get_by_label("轮次名称").fill(title)
        await form.get_by_label("主办单位").select_option(index=1)
        await type_day(form.get_by_label("开始收集"), f"{datetime.now(SHANGHAI) - timedelta(hours=1):%Y-%m-%dT%H:%M}")
        await type_day(form.get_by_label("收集截止"), f"{tomorrow:%Y-%m-%dT%H:%M}")
        for kind in ("餐具", "其他", "饮料"):
            await form.get_by_label(kind).uncheck()
        await judge(page, axe, "rounds, a new one")
        await form.get_by_test_id("open-round-do").click()
        card = page.get_by_test_id("round").filter(has_text=title)
        await expect(card).to_have_attribute("data-state", "collecting")
        await card.get_by_test_id("counter-slip").click()
        slip = card.locator("details", has=page.get_by_test_id("counter-slip"))
        await slip.get_by_label("姓名").fill("柜台居民")
        await slip.get_by_label("手机号").fill(PHONE_NUMBER)
        await choose(slip.get_by_label("单位", exact=True), name)
        await expect(slip.get_by_label("食品类别").locator("option")).to_have_count(6)
        await slip.get_by_label("食品类别").select_option("dairy")
        await slip.get_by_test_id("counter-slip-do").click()
        await expect(slip.get_by_text("计入本轮抽签")).to_be_visible()
        await expect(card).to_contain_text("核实点选 1 票")
        await card.get_by_text("提前结束本轮").first.click()
        await card.get_by_test_id("break-off").get_by_label("原因").select_option("opened-by-mistake")
        await card.get_by_test_id("break-off-do").click()
        await judge(page, axe, "rounds, breaking off asked twice")
        await card.get_by_test_id("break-off-do-sure").click()
        await expect(card).to_have_attribute("data-state", "closed")
        await expect(card.get_by_test_id("broken-off")).to_contain_text("误开")


async def failed_sample(door: Door, district: District) -> str:
    """A published failure of a business of its own: the business's name."""
    round_id, _ = await new_round(door, district)
    establishment, name = await shop(door)
    body = {"round_id": round_id, "establishment_id": establishment, "category": "dairy"}
    sample = (await door["operator"].done("/api/inspections/samples", body))["sample_id"]
    path = f"/api/inspections/samples/{sample}"
    [first, *_] = await door["operator"].get("/api/inspections/laboratories")
    await door["analyst"].done(f"{path}/receive", {"laboratory_id": first["laboratory_id"]})
    await door["analyst"].done(f"{path}/result", finding("unqualified"))
    await door["lab-verifier"].done(f"{path}/verify")
    await door["lab-verifier"].done(f"{path}/publish")
    return name


async def published(page: Page, name: str) -> Locator:
    """The card of this business's published sample."""
    await page.goto("/inspections/samples")
    await page.get_by_role("button", name="已公布").click()
    return page.get_by_test_id("sample").filter(has_text=name)


@pytest.mark.timeout(240)
async def test_a_failure_is_tested_again_in_the_laboratory_that_was_drawn(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    url, name = stack.url("gateway"), await failed_sample(door, district)
    other = {"name": f"复检所 {name}", "in_force_from": "2021-01-01"}
    await door["operator"].done("/api/inspections/laboratories", other)
    async with signed_in(browser, url, "operator", passwords["operator"]) as page:
        card = await published(page, name)
        await card.get_by_test_id("retest-open").click()
        await card.get_by_label("公开随机数来源").fill("双色球 2026136 期")
        soon = datetime.now(SHANGHAI) + timedelta(seconds=6)
        await type_day(card.get_by_label("产生时间"), f"{soon:%Y-%m-%dT%H:%M:%S}")
        await judge(page, axe, "samples, a re-test to ask for")
        await card.get_by_test_id("retest-ask").click()
        await expect(card.get_by_test_id("retest-facts")).to_contain_text("未抽定")
        while datetime.now(UTC) <= soon:
            await page.wait_for_timeout(100)
        await card.get_by_test_id("retest-numbers").fill("3 9 12 17 28 31 / 6")
        await card.get_by_test_id("retest-draw").click()
        await expect(card.get_by_test_id("retest-facts")).to_contain_text("家中抽定")
        await judge(page, axe, "samples, the laboratory is drawn")
    async with signed_in(browser, url, "analyst", passwords["analyst"], PHONE) as page:
        card = await published(page, name)
        await card.get_by_test_id("retest-open").click()
        await enter_finding(card.get_by_test_id("retest"), "qualified", "conclude")
        await judge(page, axe, "samples, a conclusion asked twice, phone")
        await card.get_by_test_id("conclude-sure").click()
        await expect(card.get_by_test_id("retest-facts")).to_contain_text("等待复核员同意")
    async with signed_in(browser, url, "verifier", passwords["verifier"]) as page:
        card = await published(page, name)
        await card.get_by_test_id("approve-correction").click()
        await card.get_by_test_id("approve-correction-sure").click()
        await expect(card.locator(".version-holds")).to_contain_text("复检")
        await expect(card.locator(".version-holds > .verdict-qualified")).to_be_visible()


async def test_a_campaign_an_exam_a_pledge_and_an_award(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    _, name = await shop(door)
    today = f"{datetime.now(SHANGHAI):%Y-%m-%d}"
    async with signed_in(browser, stack.url("gateway"), "operator", passwords["operator"]) as page:
        await page.goto("/inspections/honours")
        await page.get_by_test_id("open-campaign").click()
        form = page.locator("details", has=page.get_by_test_id("open-campaign"))
        await form.get_by_label("名称").fill(f"宣传周 {name}")
        await form.get_by_label("主办单位").select_option(index=1)
        await type_day(form.get_by_label("第一天"), today)
        await type_day(form.get_by_label("最后一天"), today)
        await judge(page, axe, "honours, a new campaign")
        await form.get_by_test_id("open-campaign-do").click()
        await expect(page.get_by_role("heading", level=1, name=f"宣传周 {name}")).to_be_visible()
        stall = page.get_by_test_id("set-up-stall")
        await stall.locator("summary").click()
        await stall.get_by_label("名称").fill("广场摊位")
        await stall.get_by_label("地点").select_option(index=1)
        await stall.get_by_role("button", name="添加").click()
        tally = page.get_by_test_id("count-tally")
        await tally.get_by_label("当日合计").fill("120")
        await tally.get_by_role("button", name="登记数量").click()
        await expect(page.get_by_test_id("stall").get_by_role("listitem")).to_contain_text("宣传单")
        await expect(page.get_by_test_id("timeline")).to_contain_text("120")
        await judge(page, axe, "a campaign")
        await page.get_by_role("link", name="荣誉、承诺、宣传与培训").click()
        await exam(page, name, today)
        await pledge_and_award(page, name)
        await judge(page, axe, "honours, all done")


async def exam(page: Page, name: str, today: str) -> None:
    """A passed exam is recorded, and the person put on duty."""
    form = page.get_by_test_id("record-exam")
    await choose(form.get_by_label("单位", exact=True), name)
    await form.get_by_label("姓名").fill("从业人员")
    await form.get_by_label("手机号").fill(PHONE_NUMBER)
    await type_day(form.get_by_label("考核日期"), today)
    await type_day(form.get_by_label("合格证有效期至"), "2035-01-01")
    await form.get_by_role("button", name="登记考核").click()
    staff = page.get_by_test_id("staff").filter(has_text=name)
    await staff.get_by_role("button", name="安排上岗").click()
    await expect(staff.get_by_text("在岗", exact=True)).to_be_visible()


async def pledge_and_award(page: Page, name: str) -> None:
    """A pledge is recorded; an award is proposed, granted and revoked."""
    for form, action in (("sign-pledge", "登记承诺"), ("propose-award", "提名")):
        here = page.get_by_test_id(form)
        await choose(here.get_by_label("单位", exact=True), name)
        await type_day(here.get_by_label("有效期至"), "2035-01-01")
        await here.get_by_role("button", name=action).click()
    await expect(page.get_by_test_id("pledge").filter(has_text=name)).to_contain_text("有效")
    award = page.get_by_test_id("award").filter(has_text=name)
    await award.get_by_role("button", name="授予").click()
    await expect(award.get_by_text("有效", exact=True)).to_be_visible()
    await award.get_by_text("撤销").first.click()
    await award.get_by_label("原因").select_option("business-ended")
    await award.get_by_role("button", name="撤销").click()
    await award.get_by_role("button", name="确认").click()
    await expect(award.get_by_text("已撤销")).to_be_visible()
