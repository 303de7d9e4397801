"""The thread in a real browser: sign in, register a person, and see the figure move on a page opened before."""

from __future__ import annotations

import re

from playwright.async_api import Browser, Page, expect

from deploy.embedded.stack import Stack
from tests.e2e.pages import LIVE, enter, opened
from tests.kit.door import District, Door, registered, session, until
from tests.kit.scenes import id_number


async def figure(page: Page, metric: str) -> int:
    """Today's figure as the page shows it."""
    shown = await page.get_by_test_id(f"figure-{metric}").inner_text()
    return int(re.sub(r"[^0-9]", "", shown.split("\n")[0]) or 0)


async def test_a_person_registered_on_one_page_moves_the_figure_on_another(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str]
) -> None:
    chosen = await session(door["operator"], district.activity, district.venue, capacity=3)
    async with opened(browser, stack.url("gateway")) as watched:
        today = await watched.page()
        await today.goto("/")
        await enter(today, "operator", passwords["operator"])
        await expect(today.locator(LIVE)).to_be_visible(timeout=20_000)
        await expect(today.get_by_test_id("figure-registrations")).to_be_visible()
        # Marks this very document: a reload would lose it.
        await today.locator("html").evaluate("root => { root.dataset.first = 'yes' }")
        before = await figure(today, "registrations")

        form = await watched.page()
        await form.goto("/register")
        await form.locator(f'[data-testid="register-session"] input[value="{chosen}"]').check()
        await form.get_by_test_id("register-name").fill("王秀英")
        await form.get_by_test_id("register-id-number").fill(id_number(8_001))
        sent: list[str] = []
        form.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
        # As hurried people do; it is one submission all the same.
        await form.get_by_test_id("register-submit").dblclick()
        result = form.get_by_test_id("register-result")
        await expect(result).to_contain_text("王秀英")
        await expect(result).to_contain_text("2")
        assert len(sent) == 1, sent

        async def moved() -> bool:
            return await figure(today, "registrations") == before + 1

        await until(moved, "Today's figure did not move", seconds=20)
        assert await today.locator("html").get_attribute("data-first") == "yes"

        # The same person again: the rule's own words, and the figure stays.
        await form.locator(f'[data-testid="register-session"] input[value="{chosen}"]').check()
        await form.get_by_test_id("register-name").fill("王秀英")
        await form.get_by_test_id("register-id-number").fill(id_number(8_001))
        await form.get_by_test_id("register-submit").click()
        await expect(result).to_contain_text("already-registered")
        assert await figure(today, "registrations") == before + 1


async def test_the_events_page_shows_what_happens_and_opens_it(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str]
) -> None:
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await page.goto(f"/events?subject=session/{district.session}")
        await enter(page, "operator", passwords["operator"])
        await expect(page.locator(LIVE)).to_be_visible(timeout=20_000)
        await registered(door, district, 8_002)
        row = page.get_by_test_id("event-row").first
        await expect(row).to_contain_text("activities.registration-confirmed.v1")
        await row.click()
        drawer = page.get_by_role("dialog")
        await expect(drawer).to_contain_text(f"session/{district.session}")
        assert "event=" in page.url
        # The address opened by a colleague shows the same event.
        other = await watched.page()
        await other.goto(page.url)
        await expect(other.get_by_role("dialog")).to_contain_text(f"session/{district.session}")


async def test_a_wrong_password_says_so_the_language_switches_and_sign_out_ends_it(
    browser: Browser, stack: Stack, passwords: dict[str, str]
) -> None:
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await page.goto("/")
        await enter(page, "operator", "wrong")
        await expect(page.get_by_role("alert").filter(has_text=re.compile("密码"))).to_be_visible()
        await enter(page, "operator", passwords["operator"])
        await expect(page.get_by_role("heading", level=1, name="今日")).to_be_visible()
        await page.get_by_test_id("lang-switch").click()
        await expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
        await expect(page.locator("html")).to_have_attribute("lang", "en")
        await page.reload()
        await expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_test_id("signin-submit")).to_be_visible()
        await page.goto("/events")
        await expect(page.get_by_test_id("signin-submit")).to_be_visible()
        assert await page.get_by_test_id("event-row").count() == 0


async def test_who_may_not_reads_so_by_name_of_the_role(
    browser: Browser, stack: Stack, passwords: dict[str, str]
) -> None:
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await page.goto("/")
        await enter(page, "payer", passwords["payer"])
        # Who reads no figures starts where their own work is.
        await expect(page.get_by_role("heading", level=1, name="帮困待办")).to_be_visible(timeout=20_000)
        refusal = page.get_by_role("heading", level=1, name="没有查看权限")
        for path in ("/events", "/register"):
            await page.goto(path)
            await expect(refusal).to_be_visible()
        await page.goto("/nowhere")
        await expect(page.get_by_role("heading", level=1, name="没有这一页")).to_be_visible()


async def test_a_room_that_is_away_is_shown_on_its_own_line_and_comes_back(
    browser: Browser, stack: Stack, passwords: dict[str, str]
) -> None:
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await page.goto("/")
        await enter(page, "operator", passwords["operator"])
        await expect(page.get_by_test_id("figure-registrations")).to_be_visible()

        async def shown_away() -> bool:
            # Killed again while its supervisor brings it back, until a page load falls into the gap.
            stack.kill("relief")
            await page.reload()
            await expect(page.get_by_test_id("figure-registrations")).to_be_visible()
            return await page.locator(".line-relief").get_by_role("alert").count() == 1

        await until(shown_away, "the page never said that relief is away", seconds=30)
        for line in ("activities", "inspections"):
            assert await page.locator(f".line-{line}").get_by_role("alert").count() == 0
        stack.wait_ready("relief")
        await page.reload()
        await expect(page.get_by_test_id("figure-received_fen")).to_be_visible()
        await expect(page.locator(".line-relief").get_by_role("alert")).to_have_count(0)
