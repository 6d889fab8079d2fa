"""A visitor with a browser. Journeys read like English; each page a visitor opens is checked by axe."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core import mail
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page
from playwright.sync_api import Error as PageError

from forum.services import posting

LEAVING = ("context was destroyed", "null (reading 'scrollWidth')")
"""What the browser says when a page was leaving, or the next one had nothing yet."""
AXE = Path(__file__).resolve().parent.parent / "vendor" / "axe-core" / "axe.min.js"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VIOLATIONS = """async rules => {
  const found = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]})
  const at = rule => rule.nodes.map(node => node.html.slice(0, 200))
  return found.violations.map(rule => ({rule: rule.id, help: rule.help, at: at(rule)}))
}"""
NO_COMPLAINTS = ("status of 422", "Applying inline style violates")


@dataclass
class Visitor:
    """Somebody at a screen. `problems` collects what the browser's console complained about."""

    browser: Browser
    site: str
    language: str = "fi"
    screen: dict[str, int] = field(default_factory=lambda: dict(DESK))
    scripts: bool = True
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Opens a window of one's own."""
        self.window = self.browser.new_context(
            viewport=self.screen,  # type: ignore[arg-type]
            java_script_enabled=self.scripts,
            locale={"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}[self.language],
            bypass_csp=False,
        )
        self.page: Page = self.window.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", self.hears)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def hears(self, said: ConsoleMessage) -> None:
        """Remembers what the browser complained about; a form sent back with its errors (422) is no complaint.

        axe tries inline styles of its own, and the browser's word of it may come as late as on the next page: whether
        the page has any is seen in the page (`inline_styles`).
        """
        if said.type == "error" and not any(known in said.text for known in NO_COMPLAINTS):
            self.problems.append(said.text)

    def inline_styles(self) -> list[str]:
        """Elements that try to bring a style of their own, which the portal's policy forbids."""
        return self.page.eval_on_selector_all("style, [style]", "all => all.map(one => one.outerHTML.slice(0, 200))")

    def opens(self, path: str) -> "Visitor":
        """Goes to an address (a path gets the visitor's language in front)."""
        address = path if path.startswith("http") else f"{self.site}/{self.language}{path}"
        answer = self.page.goto(address)
        assert answer is not None and answer.status < 400, f"{address}: {answer and answer.status}"
        return self.looks_around()

    def follows(self, name: str | re.Pattern[str], *, within: str = "body") -> "Visitor":
        """Clicks a link by its words."""
        self.page.locator(within).get_by_role("link", name=name).first.click()
        return self.looks_around()

    def presses(self, name: str | re.Pattern[str], *, within: str = "main") -> "Visitor":
        """Presses a button by its words."""
        self.page.locator(within).get_by_role("button", name=name).first.click()
        return self.looks_around()

    def chooses(self, label: str | re.Pattern[str]) -> "Visitor":
        """Chooses a radio button or ticks a box by its label."""
        self.page.get_by_label(label).first.check()
        return self

    def writes(self, label: str | re.Pattern[str], text: str) -> "Visitor":
        """Types into a field by its label."""
        self.page.get_by_role("textbox", name=label).first.fill(text)
        return self

    def picks(self, label: str | re.Pattern[str], option: str) -> "Visitor":
        """Picks from a list by its label."""
        self.page.get_by_label(label).first.select_option(label=option)
        return self

    def sees(self, *texts: str) -> "Visitor":
        """Finds each text on the page, visible."""
        for text in texts:
            self.find(text).first.wait_for(state="visible")
        return self

    def does_not_see(self, *texts: str) -> "Visitor":
        """Finds none of the texts anywhere in the page."""
        whole = self.page.locator("body").inner_text()
        for text in texts:
            assert text not in whole, f"{text!r} stands on {self.page.url}"
        return self

    def find(self, text: str) -> Locator:
        """The text in the page's main part."""
        return self.page.locator("main").get_by_text(text)

    def looks_around(self) -> "Visitor":
        """Waits for the page, and lets axe look at it; a page that was just leaving is left for the next one."""
        self.page.wait_for_load_state()
        try:
            return self.judges() if self.scripts else self
        except PageError as error:
            if not any(words in str(error) for words in LEAVING):
                raise
        self.page.wait_for_load_state()
        return self.judges()

    def judges(self) -> "Visitor":
        """Nothing may stick out sideways, nobody may complain, neither the browser nor axe."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than the screen"
        problems = [*self.problems, *self.inline_styles()]
        assert not problems, f"{self.page.url}: {problems}"
        violations = self.axe()
        assert not violations, f"{self.page.url}:\n{json.dumps(violations, indent=1, ensure_ascii=False)}"
        return self

    def axe(self) -> list[dict[str, Any]]:
        """What axe finds wrong with the page: rule and the elements."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[dict[str, Any]] = self.page.evaluate(VIOLATIONS, RULES)
        self.problems.clear()
        return found


def the_worker_posts_the_letters() -> None:
    """What the worker does when it is woken."""
    posting.post_due()


def letters_to(address: str) -> list[Any]:
    """The letters that reached an address, oldest first."""
    return [letter for letter in mail.outbox if address in letter.to]


def code_in(text: str) -> str:
    """The sign-in code in a letter."""
    found = re.search(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", text, re.MULTILINE)
    assert found, text
    return found.group(1)


def link_in(text: str, part: str) -> str:
    """The first address in a letter that holds `part`."""
    found = re.search(rf"https?://\S*{part}\S*", text)
    assert found, text
    return found.group(0).rstrip(".>)")
