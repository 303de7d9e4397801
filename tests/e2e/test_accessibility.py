"""Every page under axe-core and under its own policy: no violation, no complaint, no other host, no sideways scroll."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from deploy.embedded.stack import Stack
from tests.e2e.pages import LIVE, Watched, carry_in, judge, opened
from tests.kit.door import District, Door, registered

WIDTHS = (1440, 390)


async def _pages(watched: Watched, district: District, axe: str, width: int) -> None:
    page = await watched.page()
    await page.goto("/")
    await expect(page.locator(LIVE)).to_be_visible()
    await expect(page.get_by_test_id("figure-registrations")).to_be_visible()
    await expect(page.locator(".below").locator("svg, table").first).to_be_visible()
    await judge(page, axe, f"today {width}")
    await page.goto("/events")
    await expect(page.get_by_test_id("event-row").first).to_be_visible()
    await judge(page, axe, f"events {width}")
    await page.get_by_test_id("event-row").first.click()
    await expect(page.get_by_role("dialog")).to_be_visible()
    await judge(page, axe, f"one event {width}")
    await page.goto("/register")
    choice = page.locator(f'[data-testid="register-session"] input[value="{district.session}"]')
    await expect(choice).to_be_attached()
    await judge(page, axe, f"register {width}")
    await page.get_by_test_id("register-submit").click()
    await expect(page.get_by_text("请输入").or_(page.locator("[aria-invalid=true]")).first).to_be_visible()
    await judge(page, axe, f"register with mistakes {width}")
    await page.goto("/nowhere")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await judge(page, axe, f"missing {width}")
    await page.goto("/")
    await page.get_by_test_id("lang-switch").click()
    await expect(page.get_by_role("heading", level=1, name="Today")).to_be_visible()
    await judge(page, axe, f"today in English {width}")


@pytest.mark.parametrize("width", WIDTHS)
async def test_every_page_is_accessible_and_keeps_to_its_policy(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str, width: int
) -> None:
    await registered(door, district, 7_000 + width)
    url = stack.url("gateway")
    async with opened(browser, url, width=width) as watched:
        page = await watched.page()
        answer = await page.goto("/")
        assert answer is not None
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        await expect(page.get_by_test_id("signin-submit")).to_be_visible()
        await judge(page, axe, f"sign-in {width}")
        await carry_in(watched, url, "operator", passwords["operator"])
        await _pages(watched, district, axe, width)
    async with opened(browser, url, width=width) as watched:
        await carry_in(watched, url, "payer", passwords["payer"])
        page = await watched.page()
        await page.goto("/")
        await expect(page.get_by_role("heading", level=1, name="帮困待办")).to_be_visible()
        await expect(page.locator(".state[aria-busy]")).to_have_count(0)
        await judge(page, axe, f"a payer's first page {width}")


async def test_the_oracle_sees_what_is_wrong(browser: Browser, stack: Stack, axe: str) -> None:
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await page.goto("/")
        await expect(page.get_by_test_id("signin-submit")).to_be_visible()
        await page.locator("body").evaluate("body => body.append(document.createElement('button'))")
        with pytest.raises(AssertionError, match="planted"):
            await judge(page, axe, "planted")
        # Pale in the dark alone: found by the second look.
        await page.goto("/")
        await expect(page.get_by_test_id("signin-submit")).to_be_visible()
        await page.locator("h1").evaluate("one => { one.style.color = '#1c282c' }")
        with pytest.raises(AssertionError, match="planted, dark"):
            await judge(page, axe, "planted")
        # A script without the nonce is refused, and refusing is a complaint.
        await page.locator("body").evaluate(
            "body => { const s = document.createElement('div'); s.innerHTML = '<p style=\"color:red\">x</p>';"
            " body.append(s) }"
        )
        assert any("Content Security Policy" in line for line in watched.complaints)
        watched.complaints.clear()
