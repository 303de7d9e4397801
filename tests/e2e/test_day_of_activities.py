"""A day of activities in a real browser: published and scheduled at a desk or on a phone, checked in at the door."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, expect

from deploy.embedded.stack import Stack
from kernel.calendar import SHANGHAI
from tests.e2e.pages import carry_in, enter, judge, opened
from tests.kit.door import District, Door

PHONE = 390


def soon() -> tuple[str, str, str]:
    """A day and two clock times in Shanghai: a session that begins within the doors' two hours and ends on its day."""
    starts = datetime.now(UTC).astimezone(SHANGHAI) + timedelta(minutes=5)
    ends = starts + timedelta(minutes=50)
    if starts.date() != ends.date():
        starts = ends.replace(hour=0, minute=0)
        ends = starts + timedelta(minutes=50)
    return f"{starts:%Y-%m-%d}", f"{starts:%H:%M}", f"{ends:%H:%M}"


async def publish(page: Page, title: str) -> None:
    """Draft an activity, give it a session that starts now, publish it."""
    await page.goto("/activities")
    await page.get_by_test_id("draft-title").fill(title)
    await page.get_by_test_id("draft-submit").click()
    chosen = page.get_by_test_id("chosen-activity")
    await expect(chosen.get_by_role("heading", name=title)).to_be_visible()
    day, starts, ends = soon()
    await page.get_by_test_id("schedule-day").fill(day)
    await page.get_by_test_id("schedule-from").fill(starts)
    await page.get_by_test_id("schedule-to").fill(ends)
    await page.get_by_test_id("schedule-capacity").fill("3")
    # Typed as an ISO day, shown as a day of the page's language.
    year, month, date = (int(part) for part in day.split("-"))
    await expect(page.get_by_test_id("schedule-day")).to_have_value(f"{year}年{month}月{date}日")
    await page.get_by_test_id("schedule-submit").click()
    await expect(chosen.get_by_text("0 / 3")).to_be_visible()
    await page.get_by_test_id("publish").click()
    await expect(page.get_by_test_id("published")).to_be_visible()


async def register(page: Page, title: str, name: str, phone: str) -> None:
    """Register somebody for the session on the form."""
    await page.goto("/register")
    await page.locator("label.session", has_text=title).click()
    await page.get_by_test_id("register-name").fill(name)
    await page.get_by_test_id("register-phone").fill(phone)
    await page.get_by_test_id("register-submit").click()
    await expect(page.get_by_test_id("register-result")).to_contain_text("报名成功")


async def test_publish_an_activity_and_check_a_person_in_on_a_phone(
    browser: Browser, stack: Stack, district: District, passwords: dict[str, str], axe: str
) -> None:
    title, mark = f"手机课 {uuid4().hex[:6]}", uuid4().int % 10**7
    url = stack.url("gateway")
    async with opened(browser, url, width=PHONE, height=844) as watched:
        page = await watched.page()
        await page.goto("/")
        await enter(page, "operator", passwords["operator"])
        await expect(page.get_by_role("heading", level=1, name="今日")).to_be_visible()
        await publish(page, title)
        await judge(page, axe, "activities on a phone")
        await register(page, title, "王小明", f"1991{mark:07d}")
        await page.goto("/door")
        select = page.get_by_test_id("door-session")
        value = await select.locator("option", has_text=title).get_attribute("value")
        await select.select_option(value)
        await expect(page.get_by_test_id("door-count")).to_have_text("已到 0 / 1")
        await judge(page, axe, "door on a phone")
        await page.get_by_test_id("check-in").click()
        await expect(page.get_by_test_id("came")).to_be_visible()
        await expect(page.get_by_test_id("door-count")).to_have_text("已到 1 / 1")


async def test_a_resident_registers_alone_and_takes_their_data_away(
    browser: Browser, stack: Stack, door: Door, district: District, axe: str
) -> None:
    name, mark = f"r{uuid4().hex[:10]}", uuid4().int % 10**7
    async with opened(browser, stack.url("gateway"), width=PHONE, height=844) as watched:
        page = await watched.page()
        await page.goto("/public/join")
        await page.get_by_label("用户名").fill(name)
        await page.get_by_label("称呼").fill("李阿姨")
        await page.get_by_label("密码").fill("ten letters long")
        await judge(page, axe, "join on a phone")
        await page.get_by_test_id("join-submit").click()
        await expect(page.get_by_test_id("outcome")).to_contain_text("已开通")
        await page.goto("/")
        await enter(page, name, "ten letters long")
        await expect(page.get_by_role("heading", level=1, name="我的报名")).to_be_visible()
        await page.get_by_test_id("mine-session").select_option(district.session)
        await page.get_by_test_id("mine-name").fill("李秀英")
        await page.get_by_test_id("mine-phone").fill(f"1992{mark:07d}")
        await page.get_by_test_id("mine-submit").click()
        await expect(page.get_by_test_id("my-registration")).to_have_count(1)
        await judge(page, axe, "mine on a phone")
        async with page.expect_download() as download:
            await page.get_by_role("button", name="导出我的数据").click()
        taken = await (await download.value).path()
        assert "李秀英" in taken.read_text(encoding="utf-8")
        await page.get_by_test_id("my-registration").get_by_role("button").click()
        await page.get_by_role("button", name="确认 · 取消").click()
        await expect(page.get_by_test_id("my-registration")).to_contain_text("已取消")
        await page.get_by_role("button", name="删除我的数据").click()
        await page.get_by_role("button", name="确定删除，无法恢复").click()
        await expect(page.get_by_test_id("my-registration")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, PHONE])
async def test_every_page_of_activities_is_accessible(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str, width: int
) -> None:
    url = stack.url("gateway")
    operator = door["operator"]
    station = await operator.done(
        "/api/activities/venues",
        {
            "name": f"接力站 {uuid4().hex[:6]}",
            "kind": "relay-station",
            "organisation_id": district.organisation,
            "map_x": 300,
            "map_y": 300,
            "amenities": [{"kind": "water"}, {"kind": "microwave"}],
        },
    )
    need = await operator.done("/api/activities/needs", {"title": "楼道灯", "category": "repair"})
    await operator.done(f"/api/activities/needs/{need['need_id']}/steps", {"to": "accepted"})
    async with opened(browser, url, width=width) as watched:
        page = await watched.page()
        for path, heading in (
            ("/public", "家在南西"),
            ("/public/activities", "公开活动"),
            ("/public/map", "民生地图（示意图）"),
            ("/public/figures", "区域数字"),
        ):
            await page.goto(path)
            await expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
            await expect(page.locator(".state[aria-busy]")).to_have_count(0)
            await judge(page, axe, f"{path} {width}")
        await carry_in(watched, url, "operator", passwords["operator"])
        for path, heading in (
            ("/door", "签到"),
            ("/activities", "活动管理"),
            ("/venues", "阵地与接力站"),
            ("/needs", "急难愁盼"),
            ("/calendar", "工作日历"),
            ("/residents", "居民账号"),
            ("/alliance", "区域化党建联盟"),
            ("/figures/activities/registrations?period=all", "报名人次"),
        ):
            await page.goto(path)
            await expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
            await expect(page.locator(".state[aria-busy]")).to_have_count(0)
            await judge(page, axe, f"{path} {width}")
        await page.goto("/venues")
        card = page.get_by_test_id("venue-relay-station").filter(has_text="接力站").first
        await card.get_by_test_id("visit-courier").click()
        await expect(card.get_by_test_id("outcome").last).to_contain_text("已登记 1 人次")
        assert station["venue_id"]


async def test_a_figure_opens_to_rows_that_add_up_to_it_and_to_their_events(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str]
) -> None:
    await door["operator"].done(
        f"/api/activities/sessions/{district.session}/registrations", {"name": "赵", "phone": "19930000001"}
    )
    url = stack.url("gateway")
    async with opened(browser, url) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto("/")
        await page.get_by_role("link", name="报名人次", exact=True).click()
        sums = page.get_by_test_id("figure-sums").locator("dd")
        await expect(sums.nth(1)).to_be_visible()
        rows, statistics = await sums.nth(0).inner_text(), await sums.nth(1).inner_text()
        assert rows == statistics != "0"
        await page.get_by_role("link", name="查看事件").first.click()
        await expect(page.get_by_test_id("event-row").first).to_be_visible()
