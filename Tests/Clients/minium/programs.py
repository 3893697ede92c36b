"""Drives MiniPrograms/ with the unmodified minium client; any failed check ends with its line."""

import contextlib
import logging
import subprocess
import sys
import time

import minium
import minium.miniprogram.base_driver.minium_log as minium_log

# A client that is made without a config file would tell its vendor about each call.
minium_log.existFlag = 1
# It tells each message that it sends and gets.
logging.disable(logging.CRITICAL)

SAMPAN, PROGRAMS, STATE = sys.argv[1:4]


@contextlib.contextmanager
def driven(name, **settings):
    """A mini-program behind a port of its own, and a client that is connected to it."""
    port = subprocess.Popen(
        [SAMPAN, "auto", f"{PROGRAMS}/{name}", "--port", "0", "--data", f"{STATE}/{name}"],
        stdout=subprocess.PIPE, text=True)
    try:
        address = port.stdout.readline().strip()
        assert address.startswith("listening on ws://127.0.0.1:"), address
        number = int(address.rsplit(":", 1)[1])
        began = time.monotonic()
        mini = minium.WXMinium({"test_port": number, "report_usage": False, **settings})
        print(f"{name}: connected in {time.monotonic() - began:.2f} s", flush=True)
        yield mini
        mini.shutdown()
        assert port.wait(20) == 0, "the tool was closed, so the command ends well"
    finally:
        if port.poll() is None:
            port.kill()
            port.wait()


def eventually(check, what):
    """The reply to an act may come before what follows from it; suites poll."""
    end = time.monotonic() + 5
    while not check():
        assert time.monotonic() < end, what
        time.sleep(0.02)


def counter():
    with driven("counter") as mini:
        page = mini.app.get_current_page()
        assert page.path.strip("/") == "pages/index/index", page.path
        assert page.data["sum"] == 5, page.data
        counters = page.get_elements("counter")
        assert len(counters) == 2
        assert counters[0].data["label"] == "Apples"
        more = counters[1].get_element(".more")
        for _ in range(3):
            more.tap()
        eventually(lambda: page.data["sum"] == 8, page.data)
        assert page.get_element(".sum").inner_text == "Together: 8"
        assert page.get_element("counter>>>.less", inner_text="−") is not None
        assert page.get_element("/counter[2]/view/button[2]").inner_text.strip() == "+"
        assert page.element_is_exists(".sum") and not page.element_is_exists(".nothing", max_timeout=0)
        page.data = {"sum": 40}
        eventually(lambda: "40" in page.get_element(".sum").inner_text, "setData by the client")
        assert counters[0].attribute("data-index") == ["0"], counters[0].attribute("data-index")
        counters[0].trigger("change", {"value": 9})
        eventually(lambda: page.data["counts"][0]["count"] == 9, page.data)
        assert "<button" in page.get_element("counter").inner_wxml
        assert page.inner_size["width"] == 375, page.inner_size


def notes():
    with driven("notes") as mini:
        page = mini.app.get_current_page()
        page.get_element(".new").tap()
        assert mini.app.wait_for_page("/pages/edit/edit"), "the navigator opens the editor"
        edit = mini.app.get_current_page()
        edit.get_element("input").input("Buy bread")
        eventually(lambda: edit.data["text"] == "Buy bread", edit.data)
        edit.get_element(".save").tap()
        assert mini.app.wait_for_page("/pages/list/list")
        page = mini.app.get_current_page()
        assert page.get_element("text").inner_text.strip() == "• Buy bread"
        assert len(mini.app.call_wx_method("getStorageSync", ["notes"]).result.result) == 1
        page.get_element(".delete", inner_text="Delete").tap()
        eventually(lambda: page.data["notes"] == [], page.data)
        calls = []
        mini.app.hook_wx_method("showToast", before=lambda *args: calls.append(args))
        mini.app.evaluate("() => { wx.showToast({ title: 'saved' }); }", sync=True)
        eventually(lambda: calls, "a hook hears what it hooks")
        mini.app.release_hook_wx_method("showToast")


def tabs():
    with driven("tabs") as mini:
        app = mini.app
        page = app.switch_tab("/pages/me/me")
        assert page.path.strip("/") == "pages/me/me"
        assert app.switch_tab("/pages/me/me").path.strip("/") == "pages/me/me"
        page = app.navigate_to("/shop/pages/item/item", {"id": 2})
        assert page.get_element(".name").inner_text == "Milk"
        assert [p.path.strip("/") for p in app.get_page_stack()] == [
            "pages/me/me", "shop/pages/item/item"]
        began = time.monotonic()
        app.navigate_back()
        assert time.monotonic() - began < 4, "the way back is told after its answer"
        assert app.get_current_page().path.strip("/") == "pages/me/me"
        app.relaunch("/pages/about/about")
        app.go_home()
        assert app.get_current_page().path.strip("/") == "pages/home/home"
        app.get_current_page().get_element(".item", inner_text="Bread, 8 yuan").tap()
        assert app.wait_for_page("/shop/pages/item/item")
        app.get_current_page().get_element(".order").tap()
        assert app.wait_for_page("/pages/orders/orders")
        assert app.get_current_page().get_element(".order").inner_text == "Bread"
        # Dialogs of the host, answered from outside the mini-program.
        told = []
        app.expose_function("told", lambda message: told.append(message["args"][0]))
        app.evaluate(
            "() => { wx.showModal({ title: 'Sure?', success: ({ confirm }) => told(confirm) }); }",
            sync=True)
        eventually(lambda: mini.native.handle_modal("确定"), "the dialog is there to be answered")
        eventually(lambda: told == [True], told)
        app.mock_wx_method("getLocation", result={"latitude": 1, "longitude": 2})
        answer = app.call_wx_method("getLocation").result.result
        assert answer["latitude"] == 1, answer
        app.restore_wx_method("getLocation")


def gallery():
    with driven("gallery") as mini:
        app = mini.app
        seen = 0
        for path in app.get_all_pages_path():
            page = app.relaunch("/" + path.strip("/"))
            assert page.path.strip("/") == path.strip("/"), (page.path, path)
            assert page.get_elements("//*"), path
            seen += 1
        print(f"gallery: {seen} pages")
        errors = app.evaluate("() => getCurrentPages().length", sync=True).result.result
        assert errors == 1, errors


def parts():
    with driven("parts") as mini:
        app = mini.app
        page = app.relaunch("/pages/slots/slots")
        assert page.get_element("//card//text[contains(text(), 'a head')]") is not None
        page.get_element("button", inner_text="Rename").tap()
        eventually(lambda: page.element_is_exists("text", inner_text="another head"), "the slot")
        page = app.relaunch("/pages/relations/relations")
        rows = page.get_elements("row")
        page.get_element(".more").tap()
        eventually(lambda: len(page.get_elements("row")) == len(rows) + 1, "one row more")
        page = app.relaunch("/pages/events/events")
        page.get_element("bell").get_element(".loud").tap()
        eventually(lambda: len(page.get_elements(".told")) == 2, "heard at the bell and around it")


for check in (counter, notes, tabs, gallery, parts):
    began = time.monotonic()
    check()
    print(f"{check.__name__}: fine in {time.monotonic() - began:.1f} s", flush=True)
