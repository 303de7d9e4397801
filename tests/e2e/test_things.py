"""Pages of things in a browser: opened and acted on by keyboard alone, and each one read at a desk and on a phone."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from deploy.embedded.stack import Stack
from tests.e2e.pages import carry_in, judge, opened
from tests.e2e.test_accessibility import WIDTHS
from tests.e2e.test_relief_pages import noticed
from tests.kit.door import District, Door, session
from tests.kit.scenes import person

# More than the longest page has of what can be focused.
FAR = 150


async def reach(page: Page, what: Locator) -> None:
    """Tab forward until it has the focus."""
    await expect(what).to_be_visible()
    for _ in range(FAR):
        if await what.evaluate("one => one === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"{what} is not reached by Tab")


async def press(page: Page, what: Locator) -> None:
    """Reach it and press Enter."""
    await reach(page, what)
    await page.keyboard.press("Enter")


async def pick(page: Page, field: Locator, value: str) -> None:
    """The option of a select, by its arrow keys: up to the first, then down."""
    await expect(field.locator(f"option[value='{value}']")).to_be_attached()
    await reach(page, field)
    await page.keyboard.press("Home")
    while await field.input_value() != value:
        await page.keyboard.press("ArrowDown")


async def write(page: Page, field: Locator, text: str) -> None:
    """Reach a field and type."""
    await reach(page, field)
    await page.keyboard.type(text)


async def at_the_page_of(page: Page, title: str) -> None:
    """Where an opened thing leads."""
    await expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()


async def test_a_fund_a_project_and_an_agreement_are_opened_by_keyboard(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str]
) -> None:
    url, mark = stack.url("gateway"), uuid4().hex[:6]
    body = {"name": f"恒隆物业{mark}", "kind": "business"}
    other = (await door["operator"].done("/api/activities/organisations", body))["organisation_id"]
    async with opened(browser, url) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto("/relief/ledgers")
        form = page.get_by_test_id("open-fund")
        await press(page, form.locator("summary"))
        await write(page, form.get_by_label("基金名称"), f"助老基金{mark}")
        await pick(page, form.get_by_label("管理单位"), district.organisation)
        await press(page, form.get_by_role("button", name="设立基金"))
        await at_the_page_of(page, f"助老基金{mark}")
        form = page.get_by_test_id("record-donation")
        await press(page, form.locator("summary"))
        await pick(page, form.get_by_label("捐赠单位"), other)
        await write(page, form.get_by_label("金额"), "1200")
        await press(page, form.get_by_role("button", name="登记捐赠"))
        await expect(form).to_contain_text("已入账，基金可用 1,200 元")
        await expect(page.get_by_test_id("timeline")).to_contain_text(f"恒隆物业{mark} 捐赠 1,200 元")
        await page.goto("/relief/agreements")
        form = page.get_by_test_id("draft-agreement")
        await press(page, form.locator("summary"))
        await write(page, form.get_by_label("协议名称"), f"助老协议{mark}")
        await pick(page, form.get_by_label("第 1 方"), district.organisation)
        await pick(page, form.get_by_label("第 2 方"), other)
        await press(page, form.get_by_role("button", name="提交各方签署"))
        await at_the_page_of(page, f"助老协议{mark}")
        await press(page, page.get_by_role("link", name="共建协议与福民项目"))
        form = page.get_by_test_id("open-project")
        await press(page, form.locator("summary"))
        await write(page, form.get_by_label("项目名称"), f"助老项目{mark}")
        await pick(page, form.get_by_label("召集单位"), district.organisation)
        await write(page, form.get_by_label("共需金额"), "5000")
        await press(page, form.get_by_role("button", name="开放认领", exact=True))
        await press(page, form.get_by_role("button", name="确认 · 开放认领"))
        await at_the_page_of(page, f"助老项目{mark}")


async def paths(door: Door, district: District) -> list[str]:
    """The pages of one of each thing."""
    operator = door["operator"]
    number = await noticed(door)
    [case] = [one["case_id"] for one in await operator.get("/api/relief/cases") if one["number"] == number]
    days = {"starts_on": "2026-06-01", "ends_on": "2026-06-07"}
    about = {"title": f"宣传周 {number}", "programme": "food-safety-week", "organisation_id": district.organisation}
    campaign = (await operator.done("/api/inspections/campaigns", about | days))["campaign_id"]
    await operator.done(f"/api/inspections/campaigns/{campaign}/stalls", {"title": "摊位", "kind": "stall"})
    return [
        f"/relief/cases/{case}",
        f"/relief/projects/{district.project}",
        f"/inspections/campaigns/{campaign}",
        f"/venues/{district.venue}",
        f"/organisations/{district.organisation}",
    ]


@pytest.mark.parametrize("width", WIDTHS)
async def test_each_page_of_a_thing_and_the_ways_to_it(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str, width: int
) -> None:
    operator, url = door["operator"], stack.url("gateway")
    need = (await operator.done("/api/activities/needs", {"title": f"修灯{uuid4().hex[:6]}", "category": "repair"}))[
        "need_id"
    ]
    at = await session(operator, district.activity, district.venue)
    who = person(uuid4().int % 50_000)
    await operator.done(f"/api/activities/sessions/{at}/registrations", who)
    async with opened(browser, url, width=width) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        for path in await paths(door, district):
            await page.goto(path)
            await expect(page.get_by_test_id("thing")).to_be_visible()
            await expect(page.locator(".state[aria-busy]")).to_have_count(0)
            await judge(page, axe, f"{path} {width}")
        await page.goto(f"/needs/{need}")
        step = page.get_by_test_id("step-accepted")
        await step.locator("summary").click()
        await step.get_by_label("说明").fill("已联系物业")
        await step.get_by_role("button", name="受理").click()
        await expect(page.get_by_test_id("thing")).to_contain_text("已联系物业")
        await expect(page.get_by_test_id("timeline")).to_contain_text("诉求进展：已受理")
        await judge(page, axe, f"a need {width}")
        # From the session's list to the person; a seat is given back there.
        await page.goto(f"/activities/sessions/{at}")
        await page.get_by_role("link", name=who["name"], exact=True).click()
        await at_the_page_of(page, who["name"])
        await judge(page, axe, f"a person {width}")
        await page.get_by_test_id("seats").get_by_test_id("cancel").click()
        await page.get_by_test_id("cancel-sure").click()
        await expect(page.get_by_test_id("seats").get_by_role("row").last).to_contain_text("已取消")
        await page.goto(f"/needs/{uuid4()}")
        await expect(page.get_by_role("heading", level=1)).to_contain_text("没有这一页")
