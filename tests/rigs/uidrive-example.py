#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives adwaita-1-demo by mouse, keys and AT-SPI, as an example.

    with-display ./uidrive-example.py [DIRECTORY]

Pictures go to DIRECTORY. Needs the package libadwaita-1-examples."""

import pathlib
import sys

from uidrive import App, NotFound

out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None


def picture(name):
    if out:
        out.mkdir(parents=True, exist_ok=True)
        app.screenshot(out / f"{name}.png")


def ok(label, got, expected=True):
    if got != expected:
        raise AssertionError(f"{label}: got {got!r}, expected {expected!r}")
    print(f"ok    {label} ({got})", flush=True)


app = App.launch(["adwaita-1-demo"])
try:
    ok("the window's title", app.windows[0].name, "Adwaita Demo")
    picture("1-start")

    # A row of a list box: a real click on the label in it.
    app.click("label", "Lists")
    title = app.find("text", "Entry Row")
    title.type("Grüße, “Wörld” 🎉")
    ok("typed text, read back", app.find("text", "Entry Row").text, "Grüße, “Wörld” 🎉")
    title.set_text("by EditableText")
    ok("set text, read back", title.text, "by EditableText")
    picture("2-entry")

    # A combo row: it is below the fold, so that click() scrolls to it; its
    # choices show in a popover, which is an X window of its own.
    combo = app.find("combo box", "Combo Row")
    combo.click()
    app.click("list item", "Bar")
    ok("the chosen item", [w.name for w in combo.find_all("label")][-1], "Bar")
    picture("3-combo")

    # A dialog: opened by AT-SPI, answered with the mouse.
    app.click("label", "Dialogs")
    app.press("push button", "Message Dialog")
    dialog = app.wait("dialog", "Save Changes?")
    ok("the dialog is modal", "modal" in dialog.states)
    picture("4-dialog")
    app.click("push button", "Cancel")
    app.wait_gone("dialog")
    ok("the toast", app.wait("label", "/^Dialog response/").text, "Dialog response: cancel")

    # The menu button has no name in this demo: the only button beside the
    # title of the left header bar.
    app.find("label", "Adwaita Demo").parent.click("push button")
    app.wait("menu item", "About Adwaita Demo")
    picture("5-menu")
    app.click("menu item", "About Adwaita Demo")
    about = app.wait("frame", "/About/")
    picture("6-about")
    app.key("Escape")
    app.wait_gone("frame", "/About/")

    try:
        app.find("push button", "No such button", timeout=0.5)
    except NotFound as error:
        ok("what is not there", str(error).startswith("no push button"))

    # Maximize with the header bar's button; close with the window's action.
    app.click("push button", "Maximize")
    ok("maximized", app.windows[0].extents[2] > 1000)
    picture("7-maximized")
    app.windows[0].press("window.close")
    ok("exit status", app.process.wait(5), 0)
finally:
    app.quit()
