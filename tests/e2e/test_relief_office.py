"""What the office does in relief, in a browser: funds, donations, receipts, agreements, projects, cases, relations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from playwright.async_api import Browser, Locator, Page, expect

from deploy.embedded.stack import Stack
from tests.e2e.pages import judge, opened
from tests.e2e.test_relief_pages import at_work, noticed, stocked
from tests.kit.door import District, Door
from tests.kit.scenes import application, household, ident, person


async def unfold(within: Page | Locator, test_id: str) -> Locator:
    """The form behind a fold, in sight."""
    fold = within.get_by_test_id(test_id)
    await fold.locator("summary").click()
    return fold


async def twice(within: Locator, act: str) -> None:
    """Press what is asked for twice, and mean it."""
    await within.get_by_role("button", name=act, exact=True).click()
    await within.get_by_role("button", name=f"确认 · {act}").click()


async def one(door: Door, path: str, **what: object) -> dict[str, Any]:
    """The only row of a list that is like this."""
    rows = await door["auditor"].get(path)
    [found] = [row for row in rows if all(row[key] == value for key, value in what.items())]
    assert isinstance(found, dict)
    return found


async def test_a_fund_is_opened_given_to_changed_disclosed_and_closed(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    title, url = f"助学基金{uuid4().hex[:6]}", stack.url("gateway")
    async with opened(browser, url) as watched:
        page = await watched.page()
        await at_work(page, "operator", passwords["operator"], "/relief/ledgers")
        form = await unfold(page, "open-fund")
        await form.get_by_label("基金名称").fill(title)
        await form.get_by_label("用途").select_option("schooling")
        await form.get_by_label("管理单位").select_option(district.organisation)
        await judge(page, axe, "opening a fund")
        await form.get_by_role("button", name="设立基金").click()
        await expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        form = await unfold(page, "record-donation")
        await form.get_by_label("捐赠单位").select_option(district.organisation)
        await form.get_by_label("金额").fill("3000.50")
        await form.get_by_role("button", name="登记捐赠").click()
        await expect(form).to_contain_text("已入账，基金可用 3,000.50 元")
        form = await unfold(page, "change-purpose")
        await form.get_by_label("新的用途").select_option("medical")
        # The donor is called by its name; without its paper nothing is sent.
        await form.get_by_label("升平居委").fill("同意书 2026-17")
        await judge(page, axe, "acts of a fund")
        await twice(form, "变更用途")
        await expect(form).to_contain_text("用途已变更")
        form = await unfold(page, "disclose")
        await expect(form.get_by_label("这是决算")).to_have_count(0)
        await form.get_by_label("公开的内容与地址").fill("第三季度收支，街道公告栏")
        await twice(form, "登记公开")
        await expect(form).to_contain_text("已登记")
        await page.get_by_test_id("close-fund").click()
        await page.get_by_test_id("close-fund-sure").click()
        await expect(page.get_by_test_id("fund-outcome")).to_contain_text("基金已关闭")
        await expect(page.get_by_test_id("record-donation")).to_have_count(0)
        await expect(form.get_by_label("这是决算")).to_be_checked()
    fund = await one(door, "/api/relief/funds", title=title)
    assert (fund["purpose"], fund["received_fen"]) == ("medical", 300_050)
    assert fund["closed_at"] is not None
    clock = await one(door, "/api/relief/disclosures", fund_id=fund["fund_id"])
    assert clock["last_on"] is not None
    async with opened(browser, url) as watched:
        page = await watched.page()
        await at_work(page, "auditor", passwords["auditor"], "/relief/ledgers")
        await expect(page.get_by_test_id("open-fund")).to_have_count(0)
        await page.get_by_role("link", name=title).first.click()
        await expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        await expect(page.get_by_test_id("thing-doings")).to_contain_text("由操作员办理")
        for fold in ("disclose", "emergency-fold", "close-fund"):
            await expect(page.get_by_test_id(fold)).to_have_count(0)


async def test_a_receipt_is_issued_voided_and_issued_again(
    browser: Browser, stack: Stack, door: Door, passwords: dict[str, str], axe: str
) -> None:
    name = f"华兴公司{uuid4().hex[:6]}"
    donor = await door["operator"].done("/api/activities/organisations", {"name": name, "kind": "partner-unit"})
    of = {"organisation_id": donor["organisation_id"]}
    fund = await door["operator"].done(
        "/api/relief/funds", {"title": f"帮困 {name}", "purpose": "general", "programme": "p", **of}
    )
    await door["operator"].done(f"/api/relief/funds/{fund['fund_id']}/donations", {"amount_fen": 880_000, **of})
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await at_work(page, "operator", passwords["operator"], "/relief/donors")
        await page.get_by_test_id("donor").select_option(label=name)
        gift = page.get_by_test_id("gift-row")
        await expect(gift).to_contain_text("8,800 元")
        await gift.get_by_test_id("issue-receipt").click()
        await expect(page.get_by_test_id("receipt-outcome")).to_contain_text("8,800 元")
        await expect(gift.get_by_test_id("issue-receipt")).to_have_count(0)
        first = (await one(door, "/api/relief/receipts", **of))["number"]
        await judge(page, axe, "donations and receipts")
        form = await unfold(page, "void-receipt")
        await form.get_by_role("combobox").select_option(str(first))
        await form.get_by_label("作废理由").fill("单位名称写错")
        await twice(form, "作废")
        await expect(form).to_contain_text(f"收据 {first} 号已作废")
        await expect(page.get_by_role("row").filter(has_text=name)).to_contain_text("单位名称写错")
        await gift.get_by_test_id("issue-receipt").click()
        await expect(page.get_by_role("row").filter(has_text=name)).to_have_count(2)


async def test_an_agreement_is_drafted_signed_renewed_and_terminated(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    title, other = f"共建协议{uuid4().hex[:6]}", f"恒隆物业{uuid4().hex[:6]}"
    made = await door["operator"].done("/api/activities/organisations", {"name": other, "kind": "partner-unit"})
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await at_work(page, "operator", passwords["operator"], "/relief/agreements")
        form = await unfold(page, "draft-agreement")
        await form.get_by_label("协议名称").fill(title)
        await form.get_by_label("第 1 方").select_option(district.organisation)
        await form.get_by_label("第 2 方").select_option(made["organisation_id"])
        await form.get_by_label("结束日期").fill("2027-12-31")
        await form.get_by_label("结束日期").blur()
        await judge(page, axe, "drafting an agreement")
        await form.get_by_role("button", name="提交各方签署").click()
        await expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        parties = page.get_by_test_id("parties")
        for party in ("升平居委", other):
            act = page.get_by_test_id("thing-doings").get_by_role("button", name=f"代 {party}")
            await act.click()
            await page.get_by_role("button", name="确认").click()
            await expect(act).to_have_count(0)
        await expect(parties.get_by_role("row").filter(has_text="✓")).to_have_count(2)
        await expect(page.get_by_test_id("timeline")).to_contain_text("开始生效")
        first = page.url
        form = await unfold(page, "renew-agreement")
        await expect(form.get_by_label("第 2 方")).to_have_value(made["organisation_id"])
        await form.get_by_role("button", name="起草下一版").click()
        await expect(page.get_by_text("第 2 版")).to_be_visible()
        await page.get_by_role("link", name="查看上一版").click()
        await expect(page).to_have_url(first)
        form = await unfold(page, "terminate-agreement")
        await form.get_by_label("终止理由").fill("单位迁出本街道")
        await judge(page, axe, "terminating an agreement")
        await twice(form, "终止协议")
        await expect(page.get_by_test_id("agreement-outcome")).to_contain_text("协议已终止")
        await expect(page.get_by_test_id("thing")).to_contain_text("单位迁出本街道")
        await page.get_by_role("link", name="共建协议与福民项目").click()
        await expect(page.get_by_test_id("agreement-row").filter(has_text=title)).to_have_count(2)
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        refused: list[str] = []
        page.on("response", lambda answer: refused.append(answer.url) if answer.status == 403 else None)
        # Who pays reads names, not ids, and asks for nothing that the role may not see.
        await at_work(page, "payer", passwords["payer"], "/relief/agreements")
        await expect(page.get_by_test_id("agreement-row").filter(has_text=title).first).to_contain_text(other)
        assert refused == []


async def test_a_project_is_opened_by_lines_and_claimed_for_an_organisation(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    title = f"暖冬{uuid4().hex[:6]}"
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await at_work(page, "operator", passwords["operator"], "/relief/agreements")
        form = await unfold(page, "open-project")
        await form.get_by_label("项目名称").fill(title)
        await form.get_by_label("召集单位").select_option(district.organisation)
        await form.get_by_label("按清单认领").check()
        await form.get_by_role("button", name="再加一项").click()
        for place, (what, unit, many, price) in enumerate((("棉被", "条", "20", "180"), ("大米", "袋", "40", "65.50"))):
            of = form.locator(f"[name$='-{place}']")
            for field, value in zip(await of.all(), (what, unit, many, price), strict=True):
                await field.fill(value)
        await judge(page, axe, "opening a project")
        await twice(form, "开放认领")
        await expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
        form = await unfold(page, "claim-for")
        await form.get_by_label("认领单位").select_option(district.organisation)
        option = form.locator(f"option:has-text('{title} · 大米')")
        await form.get_by_label("项目（剩余）").select_option(await option.get_attribute("value"))
        await form.get_by_label("数量（袋）").fill("10")
        await form.get_by_role("button", name="登记认领").click()
        await expect(form).to_contain_text("认领已登记，还剩 5,565 元")
        await expect(page.get_by_role("row").filter(has_text="大米")).to_contain_text("10/40 袋")
        await page.get_by_test_id("claim-fulfil").click()
        await page.get_by_role("button", name="确认 · 确认兑现").click()
        await expect(page.get_by_test_id("claims")).to_contain_text("已兑现")
        await expect(page.get_by_test_id("timeline")).to_contain_text("兑现了 655 元的认领")
        await judge(page, axe, "a project")
    project = await one(door, "/api/relief/projects", title=title)
    assert project["need_fen"] == 20 * 18_000 + 40 * 6_550


async def _rejected(door: Door) -> str:
    """A case that was not granted; answers its number."""
    body = household(5_000 + int(uuid4()) % 900, monthly_fen=90_000) | {"neighbourhood_id": ident("elsewhere")}
    made = await door["relief-submitter"].done("/api/relief/cases", body)
    path = f"/api/relief/cases/{made['case_id']}"
    await door["operator"].done(f"{path}/validate")
    await door["approver"].done(f"{path}/reject")
    number: str = made["number"]
    return number


async def test_a_case_is_objected_to_at_the_counter_and_another_is_erased(
    browser: Browser, stack: Stack, door: Door, passwords: dict[str, str], axe: str
) -> None:
    objected, over = await noticed(door), await _rejected(door)
    # A day of this run's own: a standard cannot be changed.
    since = str(date(2060, 1, 1) + timedelta(days=int(uuid4()) % 10_000))
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await at_work(page, "operator", passwords["operator"], "/relief/cases")
        case = page.get_by_test_id("case-row").filter(has_text=objected)
        form = await unfold(case, "counter-objection")
        await form.get_by_label("异议内容").fill("该户另有房屋出租，请核实。")
        await judge(page, axe, "an objection at the counter")
        await form.get_by_role("button", name="登记异议").click()
        await expect(form).to_contain_text("异议已登记")
        await expect(page.get_by_test_id("objection-row").filter(has_text=objected)).to_contain_text("待处理")
        case = page.get_by_test_id("case-row").filter(has_text=over)
        await case.get_by_test_id("case-erase").click()
        await case.get_by_test_id("case-erase-sure").click()
        await expect(case).to_contain_text("资料已于")
        form = await unfold(page, "set-standard")
        await form.get_by_label("生效日期").fill(since)
        await form.get_by_label("生效日期").blur()
        await form.get_by_label("每人每月").fill("1595")
        await form.get_by_label("文号").fill("沪民规〔2060〕1 号")
        await twice(form, "登记标准")
        await expect(form).to_contain_text("标准已登记")
        await expect(page.get_by_test_id("standard-row").filter(has_text=since)).to_contain_text("1,595 元")


async def test_a_relation_that_is_declared_is_refused_from_then_on(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    """Close to the donor: its gifts are not asked for in their favour."""
    n = int(uuid4()) % 50_000
    close = person(n)
    async with opened(browser, stack.url("gateway")) as watched:
        page = await watched.page()
        await at_work(page, "submitter", passwords["submitter"], "/relief/relations")
        form = page.get_by_test_id("relation-form")
        await form.get_by_label("与谁有关").select_option("donor")
        await form.get_by_label("哪个单位").select_option(district.organisation)
        await form.get_by_label("姓名").fill(close["name"])
        await form.get_by_label("身份证号").fill(close["id_number"])
        await judge(page, axe, "declaring a relation")
        await twice(form, "申报")
        await expect(form).to_contain_text("已申报")
    fund = await one(door, "/api/relief/funds", title=await stocked(door, district))
    asked = f"/api/relief/funds/{fund['fund_id']}/disbursements"
    answer = await door["relief-submitter"].post(asked, application(10_000, n))
    assert answer.json()["code"] == "related-party"
