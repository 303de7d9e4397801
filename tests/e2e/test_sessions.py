"""Sessions: one with twenty registered is moved, another cancelled on a phone; the calendar makes and moves them."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from playwright.async_api import Browser, Locator, Page, expect

from deploy.embedded.stack import Stack
from kernel.calendar import SHANGHAI
from tests.e2e.pages import carry_in, judge, opened
from tests.kit.door import Caller, District, Door, session
from tests.kit.scenes import person

PHONE = 390
REGISTERED = 20


async def filled(door: Door, district: District) -> str:
    """A session with twenty people and one who waits; answers its id."""
    operator = door["operator"]
    made = await session(operator, district.activity, district.venue, capacity=REGISTERED)
    first = uuid4().int % 10**7
    path = f"/api/activities/sessions/{made}/registrations"
    await asyncio.gather(*(operator.done(path, person(first + n)) for n in range(REGISTERED)))
    await operator.done(f"/api/activities/sessions/{made}/waitlist", person(first + REGISTERED))
    return made


async def test_a_session_with_twenty_registered_is_moved(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    url, made = stack.url("gateway"), await filled(door, district)
    day = datetime.now(UTC).astimezone(SHANGHAI) + timedelta(days=3)
    async with opened(browser, url) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto(f"/activities/sessions/{made}")
        await expect(page.get_by_test_id("session-state")).to_have_text("未开始")
        await expect(page.get_by_test_id("people").get_by_role("row")).to_have_count(REGISTERED + 1)
        await judge(page, axe, "a session")
        fold = page.get_by_test_id("move-session")
        await fold.get_by_text("改时间或地点").click()
        await fold.get_by_label("日期").fill(f"{day:%Y-%m-%d}")
        await fold.get_by_label("开始").fill("09:05")
        await fold.get_by_label("结束").fill("09:35")
        await fold.get_by_test_id("move-submit").click()
        # Nothing is asked before the reason is there.
        await expect(fold.get_by_role("alert").filter(has_text="保留名额")).to_have_count(0)
        await fold.get_by_label("理由（留在后台，不对外）").fill("讲师临时有事")
        await fold.get_by_label("阵地不开放或已被占用时的理由").fill("tests share one venue")
        await fold.get_by_test_id("move-submit").click()
        await expect(fold).to_contain_text("已报名的 20 人保留名额")
        await judge(page, axe, "a session about to be moved")
        await fold.get_by_test_id("move-submit-sure").click()
        await expect(page.get_by_test_id("session-outcome")).to_contain_text("已改期，20 人保留名额")
        await expect(page.get_by_test_id("changes")).to_contain_text("讲师临时有事")
        await expect(page.get_by_role("heading", level=1)).to_contain_text("09:05–09:35")
        await expect(page.get_by_test_id("timeline")).to_contain_text("改了时间或地点")


async def test_another_is_cancelled_on_a_phone(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    url, made = stack.url("gateway"), await filled(door, district)
    async with opened(browser, url, width=PHONE, height=844) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto(f"/activities/sessions/{made}")
        fold = page.get_by_test_id("cancel-session")
        await fold.get_by_text("取消这一场").click()
        await fold.get_by_label("理由（留在后台，不对外）").fill("场地检修")
        await fold.get_by_test_id("cancel-submit").click()
        await expect(fold).to_contain_text("20 个名额和 1 个候补全部作废")
        await fold.get_by_test_id("cancel-submit-sure").click()
        await expect(page.get_by_test_id("session-outcome")).to_contain_text("已取消，20 个名额作废")
        await expect(page.get_by_test_id("session-state")).to_have_text("已取消")
        await expect(page.get_by_test_id("people").get_by_text("场次未举行")).to_have_count(REGISTERED)
        await expect(page.get_by_test_id("cancel-session")).to_have_count(0)
        await judge(page, axe, "a cancelled session on a phone")
        await page.get_by_role("navigation", name="位置").get_by_role("link").nth(1).click()
        await expect(page.get_by_test_id("sessions")).to_contain_text("已取消")
        await judge(page, axe, "an activity on a phone")


async def closed_on_friday(operator: Caller) -> tuple[str, date]:
    """A venue of its own, and the Monday of a week that has no past day; on its Friday the venue is closed."""
    venue = {"name": f"日历馆 {uuid4().hex[:6]}", "kind": "community-centre"}
    made: str = (await operator.done("/api/activities/venues", venue))["venue_id"]
    today = datetime.now(UTC).astimezone(SHANGHAI).date()
    monday = today + timedelta(days=7 - today.weekday())
    friday = str(monday + timedelta(days=4))
    closure = {"from_day": friday, "to_day": friday, "reason": "消防检查"}
    await operator.done(f"/api/activities/venues/{made}/closures", closure)
    return made, monday


async def seen_in_a_month_and_on_a_phone(page: Page, axe: str, venue: str, closed: str) -> None:
    """The session of the closed day, in each of the calendar's shapes."""
    await page.get_by_test_id("agenda-view").select_option("month")
    await expect(page.get_by_test_id(f"slot-{closed}")).to_contain_text("14:00–15:00")
    await judge(page, axe, "a month of the calendar")
    await page.set_viewport_size({"width": PHONE, "height": 844})
    await judge(page, axe, "a month on a phone")
    await page.get_by_test_id("agenda-view").select_option("week")
    await expect(page.get_by_test_id(f"slot-{venue}-{closed}")).to_contain_text("14:00–15:00")
    await judge(page, axe, "a week on a phone")


async def test_the_calendar_makes_sessions_and_moves_them(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    url, operator = stack.url("gateway"), door["operator"]
    venue, monday = await closed_on_friday(operator)
    closed = str(monday + timedelta(days=4))
    async with opened(browser, url) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto(f"/activities/calendar?day={monday}&venue={venue}")

        def slot(days: int) -> Locator:
            return page.get_by_test_id(f"slot-{venue}-{monday + timedelta(days=days)}")

        await expect(slot(4)).to_contain_text("闭馆：消防检查")
        # By keyboard alone: the place, the form, the button.
        await slot(1).get_by_role("button").focus()
        await page.keyboard.press("Enter")
        form = page.get_by_test_id("agenda-open")
        await expect(form.get_by_role("heading", name="安排场次")).to_be_focused()
        await form.get_by_label("活动").select_option(district.activity)
        await judge(page, axe, "scheduling in the calendar")
        await form.get_by_label("开始").fill("09:00")
        await form.get_by_label("结束").fill("10:00")
        await form.get_by_label("结束").press("Tab")
        await form.get_by_label("现场名额").press("Enter")
        await expect(page.get_by_test_id("agenda-outcome")).to_contain_text("场次已排定")
        await expect(slot(1).get_by_role("link")).to_contain_text("09:00–10:00")
        # By dragging: to Wednesday, with a reason.
        await slot(1).get_by_role("listitem").drag_to(slot(2))
        await form.get_by_label("理由（留在后台，不对外）").fill("讲师临时有事")
        await form.get_by_test_id("move-submit").click()
        await form.get_by_test_id("move-submit-sure").click()
        await expect(page.get_by_test_id("agenda-outcome")).to_contain_text("已改期，0 人保留名额")
        await expect(slot(2).get_by_role("link")).to_contain_text("09:00–10:00")
        await expect(slot(1).get_by_role("link")).to_have_count(0)
        # By its button: on the closed day only with a reason for that too.
        await slot(2).get_by_role("button", name="改期").press("Enter")
        await form.get_by_label("日期").fill(closed)
        await form.get_by_label("理由（留在后台，不对外）").fill("又改一次")
        await form.get_by_label("开始").fill("14:00")
        await form.get_by_label("结束").fill("15:00")
        await form.get_by_test_id("move-submit").click()
        await form.get_by_test_id("move-submit-sure").click()
        await expect(page.get_by_test_id("agenda-outcome")).to_contain_text("阵地当时不开放")
        await form.get_by_label("阵地不开放或已被占用时的理由").fill("借用大厅")
        await form.get_by_test_id("move-submit").click()
        await form.get_by_test_id("move-submit-sure").click()
        await expect(slot(4).get_by_role("link")).to_contain_text("14:00–15:00")
        await judge(page, axe, "a week of the calendar")
        await seen_in_a_month_and_on_a_phone(page, axe, venue, closed)
