"""Accounts in a real browser: the audit log."""

from __future__ import annotations

from playwright.async_api import Browser, expect

from deploy.embedded.stack import Stack
from tests.e2e.pages import carry_in, judge, opened

PHONE = 390


async def test_the_auditor_reads_who_did_what(
    browser: Browser, stack: Stack, passwords: dict[str, str], axe: str
) -> None:
    url = stack.url("gateway")
    async with opened(browser, url, width=PHONE, height=844) as watched:
        await carry_in(watched, url, "auditor", passwords["auditor"])
        page = await watched.page()
        sheet = await watched.context.request.get("/api/relief/case-reads/export?format=csv")
        assert sheet.ok
        await page.goto("/office/audit")
        await page.get_by_test_id("audit-kind").select_option("exported")
        row = page.get_by_role("row").filter(has_text="/api/relief/case-reads/export").first
        await expect(row).to_contain_text("auditor")
        await row.get_by_role("button", name="只看 auditor").click()
        await page.get_by_test_id("audit-kind").select_option("")
        await expect(page.get_by_role("row").filter(has_text="登录").first).to_be_visible()
        assert "account=" in page.url
        await judge(page, axe, "the audit log on a phone")
