"""The counter in a real browser: an account is confirmed and unlinked with a reason, and somebody is erased."""

from __future__ import annotations

from uuid import uuid4

from playwright.async_api import Browser, expect

from deploy.embedded.stack import Stack
from tests.e2e.pages import carry_in, judge, opened
from tests.kit.door import District, Door


async def test_an_account_is_confirmed_and_unlinked_and_a_person_erased(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    username, phone = f"r-{uuid4().hex[:10]}", f"1993{uuid4().int % 10**7:07d}"
    person = {"name": "赵秀兰", "phone": phone}
    account = {"username": username, "display_name": "赵阿姨", "password": "ten letters long"}
    assert (await door.anonymous.post("/api/residents", json=account)).status_code == 201
    seats = f"/api/activities/sessions/{district.session}/registrations"
    made = await door["operator"].done(seats, person)
    await door["operator"].done(f"/api/activities/registrations/{made['registration_id']}/cancel")
    url = stack.url("gateway")
    async with opened(browser, url) as watched:
        await carry_in(watched, url, "operator", passwords["operator"])
        page = await watched.page()
        await page.goto("/residents")
        await expect(page.get_by_role("heading", level=1, name="居民账号")).to_be_visible()
        select = page.get_by_test_id("resident-account")
        await select.select_option(await select.locator("option", has_text=username).get_attribute("value"))
        await page.get_by_test_id("resident-name").fill(person["name"])
        await page.get_by_test_id("resident-phone").fill(phone)
        await page.get_by_test_id("resident-confirm").click()
        mine = page.get_by_test_id("resident").filter(has_text=username)
        await expect(mine).to_contain_text(f"…{phone[-4:]}")
        await judge(page, axe, "the counter's accounts")
        await mine.get_by_role("button", name="解除关联").click()
        await mine.get_by_label("原因").select_option("wrong-person")
        await mine.get_by_role("button", name="解除关联").click()
        await expect(mine).to_have_count(0)
        erase = page.get_by_test_id("erase-form")
        await erase.get_by_label("姓名").fill(person["name"])
        await erase.get_by_label("手机号").fill(phone)
        await erase.get_by_test_id("erase").click()
        await expect(erase).to_contain_text("无法恢复")
        await erase.get_by_test_id("erase-sure").click()
        await expect(erase).to_contain_text("回执编号")
