"""What the office enters, in a real browser: sessions, venues, the alliance, registrations, accounts and keys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from playwright.async_api import Browser, Locator, Page, expect

from deploy.embedded.stack import Stack
from kernel.calendar import SHANGHAI
from tests.e2e.pages import carry_in, judge, opened
from tests.kit.door import District, Door, session
from tests.kit.scenes import person

PHONE = 390


async def choose(field: Locator, words: str) -> None:
    """The option of a select that has these words in it."""
    value = await field.locator("option", has_text=words).first.get_attribute("value")
    await field.select_option(value)


async def draft(page: Page, title: str) -> Locator:
    """An activity, drafted and opened."""
    await page.goto("/activities")
    await page.get_by_test_id("draft-title").fill(title)
    await page.get_by_test_id("draft-submit").click()
    chosen = page.get_by_test_id("chosen-activity")
    await expect(chosen.get_by_role("heading", name=title)).to_be_visible()
    return chosen


async def test_a_session_in_the_past_is_scheduled_with_a_reason_only(
    browser: Browser, stack: Stack, district: District, passwords: dict[str, str]
) -> None:
    url = stack.url("gateway")
    yesterday = datetime.now(UTC).astimezone(SHANGHAI) - timedelta(days=1)
    async with opened(browser, url) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        chosen = await draft(page, f"补录 {uuid4().hex[:6]}")
        await page.get_by_test_id("schedule-day").fill(f"{yesterday:%Y-%m-%d}")
        await page.get_by_test_id("schedule-from").fill("00:05")
        await page.get_by_test_id("schedule-to").fill("00:25")
        await page.get_by_test_id("schedule-submit").click()
        await expect(chosen).to_contain_text("开始时间已经过去")
        await page.get_by_test_id("schedule-despite").fill("纸质签到表补录")
        await page.get_by_test_id("schedule-submit").click()
        await expect(chosen).to_contain_text("场次已排定")


async def test_a_venue_is_opened_and_gets_its_hours(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    url, name = stack.url("gateway"), f"新站 {uuid4().hex[:6]}"
    async with opened(browser, url, width=PHONE, height=844) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto("/venues")
        await page.get_by_role("button", name="开设阵地").click()
        form = page.get_by_test_id("open-venue")
        await form.get_by_label("名称").fill(name)
        await form.get_by_label("类别").select_option("relay-station")
        await form.get_by_label("地址").fill("南京西路 1 号")
        await form.get_by_label("饮水").check()
        await form.get_by_label("微波炉").check()
        await judge(page, axe, "opening a venue on a phone")
        await form.get_by_role("button", name="开设阵地").click()
        await expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        await page.get_by_test_id("hours-fold").locator("summary").click()
        hours = page.get_by_test_id("venue-hours")
        await hours.get_by_role("button").last.click()
        await expect(hours).to_contain_text("请至少填写一段")
        await hours.get_by_label("工作日：开").fill("08:30")
        await hours.get_by_label("工作日：关").fill("17:00")
        await hours.get_by_label("工作日：关").press("Enter")
        await hours.get_by_role("button", name="保存开放时间").click()
        await expect(hours).to_contain_text("起按此开放")
        await judge(page, axe, "a venue's hours on a phone")
    (venue,) = [
        one
        for one in (await door["operator"].http.get(f"/api/activities/venues?after={name[:-1]}&limit=100")).json()
        if one["name"] == name
    ]
    assert venue["schedule"] == [{"days": "working", "opens": "08:30:00", "closes": "17:00:00"}]
    assert {one["kind"] for one in venue["amenities"]} == {"water", "microwave"}


async def test_an_organisation_is_registered_admitted_and_seated(
    browser: Browser, stack: Stack, district: District, passwords: dict[str, str], axe: str
) -> None:
    url, mark = stack.url("gateway"), uuid4().hex[:6]
    name, committee = f"共建单位 {mark}", f"联合党委 {mark}"
    async with opened(browser, url) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto("/alliance")
        form = page.get_by_test_id("register-organisation")
        await form.get_by_label("名称").fill(name)
        await form.get_by_label("类别").select_option("partner-unit")
        await form.get_by_role("button", name="登记单位").click()
        await expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
        form = page.get_by_test_id("admit-member")
        await form.locator("summary").click()
        await form.get_by_label("位置").select_option("partner")
        await form.get_by_role("button", name="吸收为成员").click()
        await expect(form).to_contain_text("任期")
        await expect(page.get_by_test_id("timeline")).to_contain_text("成为联盟成员")
        of = page.url
        await page.get_by_role("link", name="区域化党建联盟").first.click()
        await expect(page.get_by_role("row").filter(has_text=name)).to_contain_text("合作单位")
        form = page.get_by_test_id("found-committee")
        await form.get_by_label("楼宇").fill(f"大厦 {mark}")
        await form.get_by_label("名称").fill(committee)
        await form.get_by_role("button", name="成立联合党委").click()
        await expect(form).to_contain_text("已成立")
        await page.goto(of)
        form = page.get_by_test_id("join-committee-form")
        await form.locator("summary").click()
        await choose(form.get_by_label("联合党委"), committee)
        await form.get_by_test_id("join-committee").click()
        await expect(form).to_contain_text("不能撤回")
        await form.get_by_test_id("join-committee-sure").click()
        await expect(page.get_by_test_id("timeline")).to_contain_text("加入了楼宇联合党委")
        await judge(page, axe, "an organisation with its forms")
        await page.goto("/alliance")
        await expect(page.get_by_role("row").filter(has_text=committee)).to_contain_text(name)
        await judge(page, axe, "the alliance with its forms")


async def test_the_counter_cancels_and_keeps_the_line(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    url, operator = stack.url("gateway"), door["operator"]
    full = await session(operator, district.activity, district.venue, capacity=1)
    first, second = person(uuid4().int % 10**7), person(uuid4().int % 10**7)
    await operator.done(f"/api/activities/sessions/{full}/registrations", first)
    async with opened(browser, url, width=PHONE, height=844) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto("/registrations")
        await page.get_by_test_id("registrations-session").select_option(full)
        people, line = page.get_by_test_id("people"), page.get_by_test_id("line")
        await expect(people).to_contain_text(first["name"])
        form = line.get_by_test_id("join-line")
        for one in (second, person(uuid4().int % 10**7)):
            await form.get_by_label("姓名").fill(one["name"])
            await form.get_by_label("身份证号").fill(one["id_number"])
            await form.get_by_role("button", name="加入候补").click()
            await expect(line.get_by_role("row").filter(has_text=one["name"])).to_contain_text("候补中")
        await judge(page, axe, "registrations on a phone")
        await line.get_by_test_id("leave").last.click()
        await line.get_by_test_id("leave-sure").click()
        await expect(line).to_contain_text("已退出")
        await people.get_by_test_id("cancel").click()
        await expect(people).to_contain_text("不能撤回")
        await people.get_by_test_id("cancel-sure").click()
        await expect(people.get_by_role("row").filter(has_text=first["name"])).to_contain_text("已取消")
        await expect(people.get_by_role("row").filter(has_text=second["name"])).to_contain_text("已报名")


async def test_an_account_is_given_out_and_disabled_and_a_key_revoked(
    browser: Browser, stack: Stack, district: District, passwords: dict[str, str], axe: str
) -> None:
    url, mark = stack.url("gateway"), uuid4().hex[:8]
    username, program = f"keeper-{mark}", f"程序 {mark}"
    async with opened(browser, url) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto("/accounts")
        form = page.get_by_test_id("give-account")
        await form.get_by_label("用户名").fill(username)
        await form.get_by_label("称呼").fill("站长")
        await form.get_by_label("角色").select_option("venue-manager")
        await form.get_by_role("button", name="开通账号").click()
        await expect(form).to_contain_text("该角色须填写所属单位")
        await form.get_by_label("所属单位").select_option(district.organisation)
        await form.get_by_role("button", name="开通账号").click()
        await expect(form).to_contain_text(f"已开通 {username}")
        row = page.get_by_role("row").filter(has_text=username)
        await expect(row).to_contain_text("阵地管理员")
        await page.get_by_test_id(f"disable-{username}").click()
        await page.get_by_test_id(f"disable-{username}-sure").click()
        await expect(row).to_contain_text("已停用")
        await row.get_by_role("button").click()
        await expect(row).to_contain_text("可用")
        keys = page.get_by_test_id("keys")
        form = keys.get_by_test_id("make-key")
        await form.get_by_label("程序名称").fill(program)
        await form.get_by_label("角色").select_option("watcher")
        await form.get_by_role("button", name="创建密钥").click()
        await expect(form).to_contain_text("jy_")
        row = keys.get_by_role("row").filter(has_text=program)
        await row.get_by_test_id("revoke").click()
        await row.get_by_test_id("revoke-sure").click()
        await expect(row).to_contain_text("已作废")
        await judge(page, axe, "accounts and keys")
