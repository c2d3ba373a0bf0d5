#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Find, read and operate the widgets of a GTK 4 app under with-display.

Reading goes over the accessibility bus (AT-SPI); clicks and keys are real
X events, made by xdotool, so that the app sees what it would see from a
person. Needs: gir1.2-atspi-2.0, python3-gi, xdotool, x11-utils, and
imagemagick for pictures.

As a library:

    from uidrive import App
    app = App.launch(["my-app"])              # or App.attach("my-app")
    app.click("push button", "Open")          # role and name, both optional
    app.type("text", "Title", "Hello")
    app.wait("label", "Saved")
    app.screenshot("saved.png")

On the command line (APP is the name or pid of a running program):

    uidrive.py APP tree [--all]
    uidrive.py APP click ROLE NAME [--nth N]  # a mouse click
    uidrive.py APP press ROLE NAME            # AT-SPI's own "click" action
    uidrive.py APP type ROLE NAME TEXT        # mouse, ctrl+a, keys
    uidrive.py APP set ROLE NAME TEXT         # AT-SPI's EditableText
    uidrive.py APP read ROLE NAME             # its text
    uidrive.py APP wait ROLE NAME [--timeout S] [--gone]
    uidrive.py APP key ctrl+q
    uidrive.py APP screenshot FILE.png

ROLE or NAME "-" means any; a NAME /like this/ is a regular expression.
"""

import argparse
import atexit
import itertools
import os
import re
import signal
import subprocess
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.filterwarnings("ignore", category=DeprecationWarning)

TIMEOUT = 10.0
SCALE = int(os.environ.get("GDK_SCALE") or 1)

# libatspi grumbles when an app that is just starting has no cache yet.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)


class NotFound(Exception):
    """No such widget, window or app appeared in time."""


def xdo(*args):
    """Run xdotool; give its output."""
    return subprocess.run(["xdotool", *map(str, args)], check=True,
                          capture_output=True, text=True).stdout


def poll(what, timeout, label):
    """Call what() until it gives something true; give that."""
    end = time.monotonic() + timeout
    while True:
        try:
            got = what()
        except GLib.Error:  # A widget that went away while it was read.
            got = None
        if got:
            return got
        if time.monotonic() >= end:
            raise NotFound(f"{label} (waited {timeout:g} s)")
        time.sleep(0.05)


def settle(what, timeout=3):
    """Wait until what() gives the same thing twice; give that."""
    end = time.monotonic() + timeout
    last = what()
    while time.monotonic() < end:
        time.sleep(0.1)
        now = what()
        if now == last:
            break
        last = now
    return last


def matches(wanted, value):
    if wanted is None or wanted == "-":
        return True
    if isinstance(wanted, re.Pattern):
        return bool(wanted.search(value or ""))
    if len(wanted) > 1 and wanted[0] == wanted[-1] == "/":
        return bool(re.search(wanted[1:-1], value or ""))
    return wanted == value


class Widget:
    """One accessible object."""

    def __init__(self, accessible, app):
        self.a, self.app = accessible, app

    role = property(lambda self: self.a.get_role_name())
    tooltip = property(lambda self: self.a.get_description() or "")

    @property
    def name(self):
        """Its accessible name, tidied.

        GTK 4.8 calls a button with use-underline "_Save Save" (or "Undo
        Undo"; here "Save", "Undo"), and what has no name by its C type,
        "GtkImage" (here "")."""
        name = self.a.get_name() or ""
        if re.fullmatch(r"(Gtk|Adw)[A-Z]\w+", name):
            return ""
        if self.role in ("push button", "toggle button", "check box"):
            bare = name.replace("_", "")
            half = len(bare) // 2
            if bare[half:half + 1] == " " and bare[:half] == bare[half + 1:]:
                return bare[:half]
        return name

    @property
    def label(self):
        """Its name; else the first label in it (rows, cells); else its
        tooltip."""
        if self.name:
            return self.name
        if self.role not in ("application", "frame", "panel", "filler", "scroll pane", "list"):
            for w in self.walk():
                if w.role == "label" and w.name:
                    return w.name
        return self.tooltip

    @property
    def states(self):
        return {s.value_nick for s in self.a.get_state_set().get_states()}

    @property
    def children(self):
        for i in range(self.a.get_child_count()):
            child = self.a.get_child_at_index(i)
            if child is not None:
                yield Widget(child, self.app)

    @property
    def parent(self):
        p = self.a.get_parent()
        return Widget(p, self.app) if p is not None else None

    @property
    def toplevel(self):
        """The window, dialog or frame that this is in."""
        w = self
        while w is not None and w.parent is not None and w.parent.role != "application":
            w = w.parent
        return w

    @property
    def extents(self):
        """x, y, width, height in its window; None when it is not shown.

        GTK 4.8 never says SHOWING for what is inside a window, so that a
        widget is on view can only be told from its having a size."""
        c = self.a.get_component_iface()
        if c is None:
            return None
        e = c.get_extents(Atspi.CoordType.WINDOW)
        return (e.x, e.y, e.width, e.height) if e.width > 0 and e.height > 0 else None

    @property
    def actions(self):
        a = self.a.get_action_iface()
        return [a.get_action_name(i) for i in range(a.get_n_actions())] if a else []

    @property
    def text(self):
        """The text of an entry, text view or label; else its name."""
        t = self.a.get_text_iface()
        if t is None:
            return self.name
        return t.get_text(0, t.get_character_count())

    @property
    def value(self):
        v = self.a.get_value_iface()
        return v.get_current_value() if v else None

    def walk(self, everything=False):
        """This and all below it; by default only what is on view."""
        stack = [self]
        while stack:
            w = stack.pop()
            yield w
            kids = []
            for k in w.children:
                # A page that is not shown is 0x0, and so is all below it;
                # an object with no Component (a stack's page) may hold some.
                if everything or k.a.get_component_iface() is None or k.extents:
                    kids.append(k)
            stack.extend(reversed(kids))

    def find_all(self, role=None, name=None, everything=False):
        return list(self.each(role, name, everything))

    def each(self, role=None, name=None, everything=False):
        for w in self.walk(everything):
            if matches(role, w.role) and (name in (None, "-") or matches(name, w.label)):
                yield w

    def find(self, role=None, name=None, nth=0, timeout=TIMEOUT, everything=False):
        def look():
            return next(itertools.islice(self.each(role, name, everything), nth, None), None)
        return poll(look, timeout, f"no {role or 'widget'} named {name!r}")

    # --- what a person does ------------------------------------------------
    def point(self):
        """The middle of it, on the screen."""
        x, y, w, h = poll(lambda: self.extents, TIMEOUT, f"{self} is not on view")
        return self.app.on_screen(self, x + w / 2, y + h / 2)

    def ancestor(self, role):
        w = self.parent
        while w is not None and w.role != role:
            w = w.parent
        return w

    def reveal(self):
        """Turn the mouse wheel over the windows it scrolls in until its
        middle shows. (GTK 4.8 answers neither ScrollTo nor GrabFocus.)"""
        panes = []
        w = self.ancestor("scroll pane")
        while w is not None:
            panes.insert(0, w)
            w = w.ancestor("scroll pane")

        def off():
            _, y, _, h = self.extents
            for pane in panes:
                _, py, _, ph = pane.extents
                if not py <= y + h / 2 <= py + ph:
                    return pane, 5 if y > py else 4
            return None

        last = None
        while off() and self.extents != last:
            last = self.extents
            pane, button = off()
            x, y, width, _ = pane.extents
            # Near its left edge, where no inner scrolled window is.
            xdo("mousemove", *self.app.on_screen(pane, x + min(4, width / 2), y + 8),
                "click", button)
            settle(lambda: self.extents)
        return self

    def hover(self):
        """Put the mouse over it, once it has stopped moving."""
        xdo("mousemove", *settle(self.point))
        return self

    def click(self, role=None, name=None, button=1, times=1):
        """Click it (or what is found in it by role and name) with the mouse,
        once it shows and has stopped moving."""
        if role or name:
            return self.find(role, name).click(button=button, times=times)
        poll(lambda: self.extents, TIMEOUT, f"{self} is not on view")
        self.reveal()
        at = settle(self.point)
        xdo("mousemove", *at, "sleep", "0.05", "click", "--repeat", times, button)
        return self

    def type(self, text, clear=True):
        """Click it, and type text in place of what it holds.

        What is not ASCII is put in at the caret by AT-SPI: xdotool types
        such a character by changing the keyboard's map for a moment, and an
        app that is slow to notice gets another one, or none."""
        self.click()
        if clear:
            xdo("key", "--clearmodifiers", "ctrl+a", "BackSpace")
        if text.isascii() or self.a.get_editable_text_iface() is None:
            self.app.type_text(text)
            return self
        if clear:
            poll(lambda: self.text == "", 3, f"{self} does not get empty")
        t = self.a.get_text_iface()
        at = t.get_character_count() if clear else t.get_caret_offset()
        # The length counts bytes here, not characters.
        self.a.get_editable_text_iface().insert_text(at, text, len(text.encode()))
        t.set_caret_offset(at + len(text))
        return self

    # --- what assistive technology does --------------------------------------
    def press(self, action=None):
        """Do its first action (click, toggle, activate), or the named one.

        A GtkMenuButton has none, the toggle button in it has."""
        for w in self.walk():
            names = w.actions
            if w.role != "label" and names and (action is None or action in names):
                return w.a.get_action_iface().do_action(names.index(action) if action else 0)
        raise NotFound(f"{self} has no action {action or ''}, but {self.actions}")

    def set_text(self, text):
        e = self.a.get_editable_text_iface()
        if e is None:
            raise NotFound(f"{self} has no EditableText")
        return e.set_text_contents(text)

    def select(self):
        """Make it the selected child of its parent (list box rows)."""
        s = self.parent.a.get_selection_iface()
        if s is None:
            raise NotFound(f"{self.parent} has no Selection")
        return s.select_child(self.a.get_index_in_parent())

    def __str__(self):
        return f"{self.role} {self.name!r}"

    def line(self):
        bits = [self.role, repr(self.name)]
        if self.tooltip:
            bits.append(f"tooltip={self.tooltip!r}")
        if self.a.get_text_iface() is not None and self.text not in (self.name, None):
            bits.append(f"text={self.text!r}")
        if self.value is not None:
            bits.append(f"value={self.value:g}")
        on = self.states & {"focused", "selected", "checked", "pressed", "expanded",
                            "editable", "modal", "read-only", "invalid-entry"}
        bits += sorted(on)
        if "sensitive" not in self.states:
            bits.append("INSENSITIVE")
        # Every label carries the same eight clipboard and link actions.
        if self.actions and self.role != "label":
            bits.append("actions=" + ",".join(self.actions[:6]))
        e = self.extents
        bits.append("{}x{}+{}+{}".format(e[2], e[3], e[0], e[1]) if e else "-")
        return " ".join(bits)


class App:
    """A running app on the accessibility bus."""

    def __init__(self, accessible, process=None):
        self.root = Widget(accessible, self)
        self.pid = accessible.get_process_id()
        self.process = process

    @classmethod
    def attach(cls, name_or_pid, timeout=TIMEOUT, process=None):
        def look():
            desk = Atspi.get_desktop(0)
            for i in range(desk.get_child_count()):
                a = desk.get_child_at_index(i)
                if a is not None and (a.get_process_id() == name_or_pid or
                                      a.get_name() == name_or_pid) and a.get_child_count():
                    return a
            if process is not None and process.poll() is not None:
                raise NotFound(f"it ended at once, with {process.returncode}")
            return None
        a = poll(look, timeout, f"no app {name_or_pid!r} on the accessibility bus")
        return cls(a, process)

    @classmethod
    def launch(cls, argv, timeout=30, **popen):
        """Start a program; whatever happens, it ends when this one does."""
        process = subprocess.Popen(argv, **popen)
        atexit.register(lambda: process.poll() is None and process.kill())
        return cls.attach(process.pid, timeout, process)

    def quit(self, timeout=5):
        """Ask the process to end (TERM), then make it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode if self.process else None

    @property
    def windows(self):
        return [w for w in self.root.children]

    def x_windows(self):
        """(x, y, width, height, title), without the shadow, of each X
        window of this process that is on view."""
        got = []
        # It fails when a window goes while it looks, as a menu does, and there
        # are none to find when the program has ended.
        ids = poll(lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.pid)],
            capture_output=True, text=True).stdout, TIMEOUT, "no window of the program")
        for wid in ids.split():
            try:
                geo = dict(line.split("=") for line in
                           xdo("getwindowgeometry", "--shell", wid).split())
            except subprocess.CalledProcessError:
                continue  # It went away.
            props = subprocess.run(["xprop", "-id", wid, "_GTK_FRAME_EXTENTS", "_NET_WM_NAME"],
                                   capture_output=True, text=True).stdout
            m = re.search(r"_GTK_FRAME_EXTENTS.*= (\d+), (\d+), (\d+), (\d+)", props)
            left, right, top, bottom = map(int, m.groups()) if m else (0, 0, 0, 0)
            m = re.search(r'_NET_WM_NAME.*= "(.*)"', props)
            got.append((int(geo["X"]) + left, int(geo["Y"]) + top,
                        int(geo["WIDTH"]) - left - right, int(geo["HEIGHT"]) - top - bottom,
                        m.group(1) if m else ""))
        return got

    def on_screen(self, widget, x, y):
        """Where on the screen a point of a widget's surface is.

        GTK 4 has no screen coordinates for AT-SPI. Those in a window count
        from the window; those in a popover are off by where the popover
        shows. So go up from the widget until something has the very size
        of an X window of this process: that is the surface it is on."""
        xs = self.x_windows()
        last = w = widget
        while w is not None and w.role != "application":
            e = w.extents
            fits = [g for g in xs if e and (g[2], g[3]) == (e[2] * SCALE, e[3] * SCALE)]
            if fits:
                titled = [g for g in fits if g[4] == w.name]
                g = (titled or fits)[0]
                return (round(g[0] + SCALE * (x - e[0])), round(g[1] + SCALE * (y - e[1])))
            last, w = w, w.parent
        # Under a window manager that does not know GTK's frame extents, the
        # X window has a border that GTK draws, the same on all sides.
        for g in xs:
            if g[4] and g[4] == last.name:
                e = last.extents
                return (round(g[0] + (g[2] - SCALE * e[2]) / 2 + SCALE * (x - e[0])),
                        round(g[1] + (g[3] - SCALE * e[3]) / 2 + SCALE * (y - e[1])))
        raise NotFound(f"no X window for {widget}")

    # The same by role and name, anywhere in the app.
    def find(self, role=None, name=None, **kw):
        return self.root.find(role, name, **kw)

    wait = find

    def find_all(self, role=None, name=None, **kw):
        return self.root.find_all(role, name, **kw)

    def wait_gone(self, role=None, name=None, timeout=TIMEOUT):
        poll(lambda: not self.find_all(role, name), timeout, f"{role} {name!r} is still there")

    def click(self, role=None, name=None, **kw):
        return self.find(role, name, **kw).click()

    def press(self, role=None, name=None, **kw):
        w = self.find(role, name, **kw)
        w.press()
        return w

    def type(self, role, name, text, **kw):
        return self.find(role, name, **kw).type(text)

    def key(self, *keys):
        """Press keys one after the other: app.key("ctrl+s", "Tab")."""
        xdo("key", "--clearmodifiers", *keys)

    def type_text(self, text):
        """Type into what has the focus. (xdotool's own idea of a line end
        is a key that GTK does not know.)"""
        for i, line in enumerate(text.split("\n")):
            if i:
                xdo("key", "--clearmodifiers", "Return")
            if line:
                xdo("type", "--clearmodifiers", "--delay", 8 if line.isascii() else 150,
                    "--", line)

    def paste(self, text):
        """Put text on the clipboard (xclip) and press ctrl+v."""
        subprocess.run(["xclip", "-selection", "clipboard"], input=text.encode(), check=True)
        time.sleep(0.3)  # GTK asks the new owner for its formats first.
        self.key("ctrl+v")

    def screenshot(self, path, settle=0.25):
        """The whole screen, with open menus and popovers."""
        time.sleep(settle)
        subprocess.run(["import", "-silent", "-window", "root", f"png:{path}"], check=True)

    def tree(self, everything=False, out=sys.stdout):
        def show(w, depth):
            print("  " * depth + w.line(), file=out)
            for k in w.children:
                if everything or k.a.get_component_iface() is None or k.extents:
                    show(k, depth + 1)
        show(self.root, 0)


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("app")
    p.add_argument("verb", choices=["tree", "click", "press", "type", "set", "read",
                                    "wait", "key", "screenshot"])
    p.add_argument("rest", nargs="*")
    p.add_argument("--nth", type=int, default=0)
    p.add_argument("--timeout", type=float, default=TIMEOUT)
    p.add_argument("--gone", action="store_true")
    p.add_argument("--all", action="store_true")
    o = p.parse_intermixed_args()
    app = App.attach(int(o.app) if o.app.isdigit() else o.app, o.timeout)
    if o.verb == "tree":
        return app.tree(o.all)
    if o.verb == "key":
        return app.key(*o.rest)
    if o.verb == "screenshot":
        return app.screenshot(o.rest[0])
    role, name = o.rest[:2]
    if o.verb == "wait" and o.gone:
        return app.wait_gone(role, name, timeout=o.timeout)
    w = app.find(role, name, nth=o.nth, timeout=o.timeout)
    if o.verb == "click":
        w.click()
    elif o.verb == "press":
        w.press()
    elif o.verb == "type":
        w.type(o.rest[2])
    elif o.verb == "set":
        w.set_text(o.rest[2])
    elif o.verb == "read":
        print(w.text)
    return None


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        main()
    except NotFound as e:
        sys.exit(f"uidrive: {e}")
