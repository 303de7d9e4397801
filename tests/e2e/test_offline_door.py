"""The door without a network, in a real browser: reloads, a closed tab, storage that is taken away; and the camera."""

from __future__ import annotations

import base64
from typing import Any
from uuid import uuid4

from playwright.async_api import Browser, Page, expect

from deploy.embedded.stack import Stack
from tests.e2e.pages import carry_in, judge, opened
from tests.kit.door import Caller, District, Door, session, until
from tests.kit.scenes import person

PHONE = 390
# The camera shows this picture.
FILM = """picture => {
  navigator.mediaDevices.getUserMedia = async () => {
    const image = new Image();
    image.src = picture;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 480;
    canvas.height = 480;
    const draw = () => canvas.getContext("2d").drawImage(image, 40, 40, 400, 400);
    setInterval(draw, 50);
    draw();
    return canvas.captureStream(20);
  };
}"""
# The worker keeps the page and all its files.
KEPT = """async () => {
  const cache = await caches.open("door-1");
  const loaded = performance.getEntriesByType("resource").map(one => new URL(one.name).pathname);
  const files = loaded.filter(one => one.startsWith("/assets/"));
  const wanted = ["/door", "/api/session", "/api/activities/sessions", ...files];
  return (await Promise.all(wanted.map(one => cache.match(one)))).every(Boolean);
}"""


# How many lists of people the phone keeps.
NAMES = """async () => {
  const request = indexedDB.open("jiayuan-door");
  const db = await new Promise(done => { request.onsuccess = () => done(request.result) });
  const count = db.transaction("rosters").objectStore("rosters").count();
  const found = await new Promise(done => { count.onsuccess = () => done(count.result) });
  db.close();
  return found;
}"""


async def people(operator: Caller, of: str, how_many: int) -> list[dict[str, Any]]:
    """So many people of a session, as the door reads them."""
    for _ in range(how_many):
        await operator.done(f"/api/activities/sessions/{of}/registrations", person(uuid4().int % 59_000))
    rows: list[dict[str, Any]] = await operator.get(f"/api/activities/sessions/{of}/registrations")
    return rows


async def at_the_door(page: Page, of: str) -> None:
    """Open the door's page and choose the session."""
    await page.goto("/door")
    await page.get_by_test_id("door-session").select_option(of)
    await expect(page.get_by_test_id("door-count")).to_be_visible()


async def type_in(page: Page, code: str) -> None:
    await page.get_by_test_id("door-code").fill(code)
    await page.get_by_test_id("door-code-submit").click()


async def _loses_its_storage(page: Page, url: str, seen: dict[str, Any]) -> None:
    """The browser takes the storage away before the upload: the phone says so."""
    await page.context.set_offline(True)
    await type_in(page, seen["ticket"])
    await expect(page.get_by_test_id("door-status")).to_contain_text("待上传 1")
    await page.goto("about:blank")
    await page.goto(f"{url}/door")
    await page.evaluate("""async () => {
      const request = indexedDB.open("jiayuan-door");
      const db = await new Promise(done => { request.onsuccess = () => done(request.result) });
      db.transaction(["scans"], "readwrite").objectStore("scans").clear();
      db.close();
    }""")
    await page.reload()
    await expect(page.get_by_test_id("door-lost")).to_contain_text("1")


async def test_act_9_a_phone_without_a_network_loses_no_scan(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    operator, url = door["operator"], stack.url("gateway")
    made = await session(operator, district.activity, district.venue)
    first, second, third, fourth = await people(operator, made, 4)
    async with opened(browser, url, width=PHONE, height=844) as phone:
        await carry_in(phone, url, "operator", passwords["operator"])
        page = await phone.page()
        await at_the_door(page, made)
        await page.reload()
        await at_the_door(page, made)
        await until(lambda: page.evaluate(KEPT), "the page is not kept")
        await phone.context.set_offline(True)
        await expect(page.get_by_test_id("door-status")).to_contain_text("离线")
        await type_in(page, first["ticket"].lower())
        await expect(page.get_by_test_id("door-said")).to_contain_text(first["name"])
        await type_in(page, second["ticket"])
        await type_in(page, "NOSUCHTICKET")
        await page.get_by_label(f"为{third['name']}签到", exact=True).click()
        await expect(page.get_by_test_id("door-count")).to_have_text("已到 3 / 4")
        # A slip: what is not uploaded is taken back on the phone.
        await type_in(page, fourth["ticket"])
        await expect(page.get_by_test_id("door-count")).to_have_text("已到 4 / 4")
        await page.get_by_label(f"撤销{fourth['name']}的签到", exact=True).click()
        await expect(page.get_by_test_id("door-count")).to_have_text("已到 3 / 4")
        await at_the_door(page, made)
        await expect(page.get_by_test_id("door-status")).to_contain_text("待上传 4")
        await page.close()
        page = await phone.page()
        await at_the_door(page, made)
        await expect(page.get_by_test_id("door-count")).to_have_text("已到 3 / 4")
        await judge(page, axe, "the door without a network")
        # Another phone saw one of them meanwhile.
        other = {"scan_id": str(uuid4()), "ticket": second["ticket"], "scanned_at": second["registered_at"]}
        body = {"device": "other", "sent_at": second["registered_at"], "scans": [other]}
        await operator.done(f"/api/activities/sessions/{made}/scans", body)
        await phone.context.set_offline(False)
        await expect(page.get_by_test_id("door-status")).to_contain_text("全部已上传")
        rows = await operator.get(f"/api/activities/sessions/{made}/registrations")
        assert [row["scanned_at"] is not None for row in rows] == [True, True, True, False]
        listed = page.get_by_test_id("door-conflict")
        await expect(listed).to_have_count(2)
        await judge(page, axe, "the door with conflicts")
        for left in (1, 0):
            await listed.first.get_by_test_id("settle-dismiss").click()
            await expect(listed).to_have_count(left)
        await _loses_its_storage(page, url, fourth)


async def test_a_ticket_is_printed_and_read_by_the_camera(
    browser: Browser, stack: Stack, door: Door, district: District, passwords: dict[str, str], axe: str
) -> None:
    operator, url = door["operator"], stack.url("gateway")
    made = await session(operator, district.activity, district.venue)
    (one,) = await people(operator, made, 1)
    async with opened(browser, url, width=PHONE, height=844) as phone:
        await carry_in(phone, url, "operator", passwords["operator"])
        page = await phone.page()
        await page.goto(f"/tickets/{made}")
        ticket = page.get_by_test_id("ticket").locator("svg")
        await expect(ticket).to_be_visible()
        await judge(page, axe, "tickets")
        picture = base64.b64encode(await ticket.screenshot()).decode()
        await at_the_door(page, made)
        await page.evaluate(FILM, f"data:image/png;base64,{picture}")
        await page.get_by_test_id("door-camera").click()
        await expect(page.get_by_test_id("door-said")).to_contain_text(one["name"])
        await expect(page.get_by_test_id("door-count")).to_have_text("已到 1 / 1")
        await expect(page.get_by_test_id("door-status")).to_contain_text("全部已上传")
        await page.get_by_test_id("door-camera").click()
        await page.get_by_test_id("undo-check-in").click()
        await expect(page.get_by_test_id("door-count")).to_have_text("已到 0 / 1")
        # Signed out: no name stays on the phone.
        assert await page.evaluate(NAMES) > 0
        await page.get_by_role("button", name="退出登录").click()
        await expect(page.get_by_test_id("signin-submit")).to_be_visible()

        async def none() -> bool:
            return bool(await page.evaluate(NAMES) == 0)

        await until(none, "names stay on the phone")
