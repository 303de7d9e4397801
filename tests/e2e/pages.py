"""A browser's page that is watched: what it complains of and which addresses it asks besides the gateway."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from tests.kit.door import until

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": ["color-contrast"]}
LIVE = '[data-testid="live-indicator"][data-state="live"]'


@dataclass
class Watched:
    """A context at the gateway, and what went wrong in it."""

    context: BrowserContext
    host: str
    complaints: list[str] = field(default_factory=list)
    strangers: set[str] = field(default_factory=set)

    async def page(self) -> Page:
        """A new page, watched."""
        page = await self.context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        return page

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium's own line for an answer of 401, 403 or 503, which some tests ask for.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.type}: {message.text}")

    def asked(self, request: Request) -> None:
        """Note a request that leaves the gateway."""
        where = urlsplit(request.url)
        if where.scheme not in ("data", "blob") and where.netloc != self.host:
            self.strangers.add(request.url)


@asynccontextmanager
async def opened(browser: Browser, url: str, *, width: int = 1440, height: int = 900) -> AsyncIterator[Watched]:
    """A context of its own, in Chinese, of this width; nothing went wrong in it unless the test says so."""
    context = await browser.new_context(
        base_url=url, locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": width, "height": height}
    )
    context.set_default_timeout(20_000)
    watched = Watched(context, urlsplit(url).netloc)
    context.on("request", watched.asked)
    try:
        yield watched
    finally:
        await context.close()
    assert not watched.strangers
    assert not watched.complaints


async def enter(page: Page, username: str, password: str) -> None:
    """Fill the sign-in page and send it."""
    await page.get_by_test_id("signin-username").fill(username)
    await page.get_by_test_id("signin-password").fill(password)
    await page.get_by_test_id("signin-submit").click()


async def carry_in(watched: Watched, url: str, username: str, password: str) -> None:
    """Signed in without the form: the cookie alone."""
    async with httpx2.AsyncClient(base_url=url) as http:
        answer = await http.post("/api/session", json={"username": username, "password": password})
        assert answer.status_code == 200, answer.text
        token = answer.cookies["jiayuan_session"]
    await watched.context.add_cookies([{"name": "jiayuan_session", "value": token, "url": url}])


# What fades in is judged when it is there; a dot that pulses for ever is not waited for.
MOVES = """() => document.getAnimations().filter(
    (one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity).length"""


# The page hears of other colours with the next frame, and is drawn anew with the one after it.
FRAMES = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


async def judge(page: Page, axe: str, where: str) -> None:
    """No violation by axe, in light and in dark colours, and nothing wider than the window."""

    async def still() -> bool:
        return bool(await page.evaluate(MOVES) == 0)

    await until(still, "something never stops moving", seconds=10)
    # What is scrolled half under the header that stays has no small target (WCAG 2.5.8): it is judged where it lies.
    await page.evaluate("window.scrollTo(0, 0)")
    # Evaluated through the debugger, so the page's own policy stays as it is in production.
    await page.evaluate(axe)
    await _no_violation(page, RULES, f"{where}, light")
    width, window = await page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= window, (where, width)
    # Only colours differ in the dark.
    await page.emulate_media(color_scheme="dark")
    await page.evaluate(FRAMES)
    await until(still, "something never stops moving in the dark", seconds=10)
    await _no_violation(page, CONTRAST, f"{where}, dark")
    await page.emulate_media(color_scheme="light")


async def _no_violation(page: Page, rules: dict[str, Any], where: str) -> None:
    found: dict[str, Any] = await page.evaluate("rules => axe.run(document, rules)", rules)
    assert found["passes"], f"axe looked at nothing: {where}"
    violations = [(v["id"], [n["html"][:160] for n in v["nodes"]][:3]) for v in found["violations"]]
    assert not violations, (where, violations)
