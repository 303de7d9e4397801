"""Find anything, in a real browser and by keyboard: Ctrl K, a few letters, Enter."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Page, expect

from deploy.embedded.stack import Stack
from tests.e2e.pages import carry_in, judge, opened
from tests.kit.door import District

THING = re.compile(r"/activities/(activities|sessions)/[0-9a-f-]{36}")


async def _finds(page: Page, text: str, thing: str) -> None:
    await page.get_by_test_id("finder-text").fill(text)
    option = page.get_by_role("option").filter(has_text=thing).first
    await expect(option).to_be_visible()
    await expect(page.get_by_test_id("finder-state")).to_have_attribute("data-state", "said")


@pytest.mark.parametrize("width", [1440, 390])
async def test_a_thing_is_found_and_opened_by_keyboard(
    browser: Browser, stack: Stack, district: District, passwords: dict[str, str], axe: str, width: int
) -> None:
    url = stack.url("gateway")
    async with opened(browser, url, width=width) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto("/needs")
        await expect(page.get_by_test_id("finder-open")).to_be_visible()
        await page.keyboard.press("Control+k")
        await expect(page.get_by_test_id("finder-text")).to_be_focused()
        # By initials, by pinyin, by a part of the name: the same thing.
        for text in ("znsjk", "zhineng", "手机课"):
            await _finds(page, text, "智能手机课")
        await judge(page, axe, f"the search {width}")
        await page.get_by_test_id("finder-text").press("Enter")
        await expect(page).to_have_url(THING)
        await expect(page.get_by_role("heading", level=1, name=re.compile("手机课"))).to_be_visible()
        # A page, by the arrow keys; Escape leaves all as it was.
        await page.keyboard.press("Control+k")
        await _finds(page, "日历", "日历")
        await page.keyboard.press("Escape")
        await expect(page.get_by_test_id("finder")).to_have_count(0)
        await expect(page).to_have_url(THING)
        await page.get_by_test_id("finder-open").click()
        await page.get_by_test_id("finder-text").fill("没有这样的东西")
        await expect(page.get_by_test_id("finder-state")).to_contain_text("没有找到")
        # Enter right after the last letter waits for its answer, and opens nothing that was listed before.
        await page.get_by_test_id("finder-text").fill("工作日历")
        await page.get_by_test_id("finder-text").press("Enter")
        await expect(page.get_by_role("heading", level=1, name="工作日历")).to_be_visible()
        await page.keyboard.press("Control+k")
        await expect(page.get_by_role("option").first).to_be_visible()
        await page.get_by_test_id("finder-text").fill("智能手机课")
        await page.get_by_test_id("finder-text").press("Enter")
        await expect(page).to_have_url(THING)
