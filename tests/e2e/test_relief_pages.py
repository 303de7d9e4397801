"""Relief in a browser: three people ask, approve and pay; a notice and its objection; each page under axe-core."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Browser, Page, expect

from deploy.embedded.stack import Stack
from tests.e2e.pages import carry_in, enter, judge, opened
from tests.e2e.test_accessibility import WIDTHS
from tests.kit.door import District, Door, until
from tests.kit.scenes import application, household, ident

RECEIVED = 900_000


async def stocked(door: Door, district: District) -> str:
    """A fund of its own with money; answers its title, which only this test knows."""
    title = f"帮困{uuid4().hex[:6]}"
    body = {"title": title, "purpose": "general", "programme": "p", "organisation_id": district.organisation}
    fund = (await door["operator"].done("/api/relief/funds", body))["fund_id"]
    gift = {"organisation_id": district.organisation, "amount_fen": RECEIVED}
    await door["operator"].done(f"/api/relief/funds/{fund}/donations", gift)
    return title


async def at_work(page: Page, who: str, password: str, path: str) -> None:
    """Signed in by the form, as a person would, and on the page."""
    await page.goto(path)
    await enter(page, who, password)
    await expect(page.get_by_test_id("signin-submit")).to_have_count(0, timeout=20_000)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
async def test_three_people_ask_approve_and_pay(
    browser: Browser,
    stack: Stack,
    door: Door,
    district: District,
    passwords: dict[str, str],
    axe: str,
    width: int,
) -> None:
    title, url = await stocked(door, district), stack.url("gateway")
    async with opened(browser, url, width=width) as watched:
        page = await watched.page()
        await at_work(page, "submitter", passwords["submitter"], "/relief/request")
        form = page.get_by_test_id("request-form")
        await expect(form.locator(f"option:has-text('{title}')")).to_be_attached()
        option = await form.locator(f"option:has-text('{title}')").get_attribute("value")
        await form.get_by_label("基金").select_option(option)
        await form.get_by_label("金额").fill("1234.50")
        await form.get_by_label("姓名").fill(f"测试居民{width}")
        await form.get_by_label("手机号").first.fill("19900008888")
        await judge(page, axe, f"request {width}")
        await form.get_by_role("button", name="提交申请").click()
        await expect(page.get_by_text("等待一人复核")).to_be_visible()
        await page.goto("/relief")
        own = page.get_by_test_id("inbox-row").filter(has_text=title)
        await expect(own).to_contain_text("您经办")
        await expect(own.get_by_role("button")).to_have_count(0)
    for who, verb, done in (("approver", "approve", "已复核"), ("payer", "pay", "已支付")):
        async with opened(browser, url, width=width) as watched:
            page = await watched.page()
            await at_work(page, who, passwords[who], "/relief")
            row = page.get_by_test_id("inbox-row").filter(has_text=title)
            await expect(row).to_contain_text("1,234.50 元")
            await judge(page, axe, f"inbox of {who} {width}")
            await row.get_by_test_id(f"inbox-{verb}").click()
            await expect(page.get_by_test_id("relief-outcome")).to_contain_text(done)
    await _audited(browser, url, passwords, axe, title, width)


async def _audited(browser: Browser, url: str, passwords: dict[str, str], axe: str, title: str, width: int) -> None:
    async with opened(browser, url, width=width) as watched:
        page = await watched.page()
        await at_work(page, "auditor", passwords["auditor"], "/relief/ledgers")
        await judge(page, axe, f"funds {width}")
        await page.get_by_role("link", name=title).first.click()
        await expect(page.get_by_test_id("entry-row")).to_have_count(3)
        await expect(page.get_by_test_id("chain")).to_contain_text("链条完整")
        await judge(page, axe, f"a fund {width}")
        async with page.expect_download() as reported:
            await page.get_by_role("link", name="下载 CSV").click()
        assert (await reported.value).suggested_filename.endswith(".csv")
        for path in ("/relief/agreements", "/relief/reads"):
            await page.goto(path)
            await expect(page.get_by_role("heading", level=2).first).to_be_visible()
            await judge(page, axe, f"{path} {width}")


async def noticed(door: Door) -> str:
    """A noticed case; answers its number."""
    body = household(800 + int(uuid4()) % 900, monthly_fen=90_000) | {"neighbourhood_id": ident("one of few")}
    opened_case = await door["relief-submitter"].done("/api/relief/cases", body)
    path = f"/api/relief/cases/{opened_case['case_id']}"
    await door["operator"].done(f"{path}/validate")
    await door["approver"].done(f"{path}/approve")
    await door["approver"].done(f"{path}/notice")
    number: str = opened_case["number"]
    return number


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_passer_by_opens_a_total_and_objects_to_a_notice(
    browser: Browser,
    stack: Stack,
    door: Door,
    district: District,
    passwords: dict[str, str],
    axe: str,
    width: int,
) -> None:
    await stocked(door, district)
    number, url = await noticed(door), stack.url("gateway")
    async with opened(browser, url, width=width) as watched:
        # Also who happens to be signed in asks here as anybody.
        await carry_in(watched, url, "payer", passwords["payer"])
        page = await watched.page()
        await page.goto("/public/relief")
        await page.get_by_test_id("public-received_fen").first.click()
        await expect(page.get_by_test_id("public-postings").locator("li").first).to_be_visible()
        await judge(page, axe, f"public totals {width}")
        await page.goto("/public/notices")
        row = page.get_by_test_id("notice-row").filter(has_text=number)
        await expect(row).to_contain_text("不足 5 户")
        await row.get_by_test_id("object").click()
        await row.get_by_label("异议内容").fill("该户另有经营收入，请核实。")
        await judge(page, axe, f"objecting {width}")
        await row.get_by_role("button", name="提交异议").click()
        await expect(row.get_by_test_id("relief-outcome")).to_contain_text("已收到")
    async with opened(browser, url, width=width) as watched:
        page = await watched.page()
        await at_work(page, "approver", passwords["approver"], "/relief/cases")
        await expect(page.get_by_text(number).first).to_be_visible()
        case = page.get_by_test_id("case-row").filter(has_text=number)
        await case.get_by_label("查看").select_option("objection")
        # A reason that is only chosen opens nothing: each reading is written down.
        await expect(case.get_by_test_id("open-file")).to_be_enabled()
        reads = await door["auditor"].get("/api/relief/case-reads")
        assert number not in [one["case_number"] for one in reads]
        await case.get_by_test_id("open-file").click()
        await expect(case).to_contain_text("突发重病")
        await judge(page, axe, f"cases with a file open {width}")


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_partner_sees_its_own(
    browser: Browser,
    stack: Stack,
    door: Door,
    district: District,
    passwords: dict[str, str],
    axe: str,
    width: int,
) -> None:
    await stocked(door, district)
    name = f"partner-{uuid4().hex[:6]}"
    given = "what the office chose"
    account = {
        "username": name,
        "password": given,
        "display_name": "合作单位",
        "roles": ["partner-admin"],
        "organisation_id": district.organisation,
    }
    await door["operator"].done("/api/accounts", account)
    async with opened(browser, stack.url("gateway"), width=width) as watched:
        page = await watched.page()
        await page.goto("/own/relief")
        await enter(page, name, given)
        # What the office chose opens nothing but the page where it is replaced.
        await page.locator("input[name=old_password]").fill(given)
        await page.locator("input[name=new_password]").fill("a secret of one's own")
        await judge(page, axe, f"own password {width}")
        await page.get_by_test_id("own-password").click()
        await expect(page.get_by_text("捐赠去向")).to_be_visible()

        async def reported() -> bool:
            return "元" in (await page.locator(".relief-sums").first.inner_text())

        await until(reported, "the statement never came")
        await judge(page, axe, f"own {width}")
        # Later by one's own choice, from the header.
        await page.get_by_test_id("account").click()
        await expect(page.get_by_role("heading", level=1, name="更换密码")).to_be_visible()
        await page.locator("input[name=old_password]").fill("not what it is")
        await page.locator("input[name=new_password]").fill("another secret of one's own")
        await page.get_by_test_id("own-password").click()
        await expect(page.get_by_text("现用密码不正确")).to_be_visible()
        await judge(page, axe, f"change password {width}")
        await page.locator("input[name=old_password]").fill("a secret of one's own")
        await page.get_by_test_id("own-password").click()
        await expect(page.get_by_text("密码已更换")).to_be_visible()
        await expect(page.locator("input[name=old_password]")).to_have_value("")


async def test_what_cannot_be_taken_back_is_asked_twice(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    title = await stocked(door, district)
    [fund] = [one["fund_id"] for one in await door["auditor"].get("/api/relief/funds") if one["title"] == title]
    order = application(100_000, int(uuid4()) % 50_000)
    await door["relief-submitter"].done(f"/api/relief/funds/{fund}/disbursements", order)
    async with opened(browser, stack.url("gateway"), width=WIDTHS[-1]) as watched:
        page = await watched.page()
        await at_work(page, "approver", passwords["approver"], "/relief")
        row = page.get_by_test_id("inbox-row").filter(has_text=title)
        await row.get_by_test_id("inbox-reject").click()
        await expect(row).to_contain_text("1,000 元 的预留会释放")
        await judge(page, axe, "inbox, asked twice")
        await row.get_by_role("button", name="不，返回").click()
        await expect(row.get_by_test_id("inbox-approve")).to_be_visible()
        assert [one["state"] for one in await _of(door, fund)] == ["requested"]
        await row.get_by_test_id("inbox-reject").click()
        await row.get_by_test_id("inbox-reject-sure").click()
        await expect(page.get_by_test_id("relief-outcome")).to_contain_text("已退回")
        assert [one["state"] for one in await _of(door, fund)] == ["rejected"]


async def _of(door: Door, fund: str) -> list[dict[str, Any]]:
    return [one for one in await door["auditor"].get("/api/relief/disbursements") if one["fund_id"] == fund]


async def test_lists_go_on_to_their_last_row(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    """Also what one chooses from: the fund that was opened first is behind a hundred others."""
    number, url = await noticed(door), stack.url("gateway")
    [case] = [one["case_id"] for one in await door["auditor"].get("/api/relief/cases") if one["number"] == number]
    of = {"purpose": "general", "programme": "p", "organisation_id": district.organisation}
    first = {"title": f"最早的基金 {uuid4().hex[:6]}", "opened_at": "2001-01-01T00:00:00+08:00"} | of
    later = [{"title": f"后来的基金 {n}"} | of for n in range(100)]
    await asyncio.gather(*(door["operator"].done("/api/relief/funds", one) for one in (first, *later)))
    path = f"/api/relief/cases/{case}/file"
    await asyncio.gather(*(door["auditor"].get(path, reason="audit") for _ in range(250)))
    async with opened(browser, url) as watched:
        page = await watched.page()
        await at_work(page, "auditor", passwords["auditor"], "/relief/reads")
        rows = page.locator(".relief-row").filter(has_text=number)
        await expect(rows).to_have_count(100)
        await judge(page, axe, "a list with more")
        for shown in (200, 250):
            await page.get_by_test_id("list-more").get_by_role("button").click()
            await expect(rows).to_have_count(shown)
        await page.goto("/relief/ledgers")
        await expect(page.get_by_role("link", name=first["title"]).first).to_be_visible()
    async with opened(browser, url) as watched:
        page = await watched.page()
        await at_work(page, "submitter", passwords["submitter"], "/relief/request")
        await expect(
            page.get_by_test_id("request-form").locator(f"option:has-text('{first['title']}')")
        ).to_be_attached()
