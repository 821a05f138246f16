# SPDX-License-Identifier: GPL-3.0-or-later
"""A bad network between a window and the centre: a TCP proxy whose every fault is switched by hand.

Faults (Proxy.fault):
    open       passes everything on
    cut        nobody gets through; what is open is reset
    slow       every piece waits
    half-open  swallows both directions and closes nothing: neither side learns that the other has gone
    deaf       what the centre says is swallowed, what the window says arrives (the answer is lost after the commit)
    mute       what the window says is swallowed
    torn       the next answers are reset somewhere in their middle
    cropped    the next answers end somewhere in their middle, as if that were their end

"open" ends every fault, and resets the links that swallowed something, as a middle box does that has forgotten them.
"abandoned" ends it too, but those links stay dead: only a deadline at their ends can find that out.
"""
import asyncio
import socket
import struct
import threading

FAULTS = ("cut", "slow", "half-open", "deaf", "mute", "torn", "cropped")


class Proxy:
    """One window's way to the centre, on a port of its own. Lives in the loop of a Network."""

    def __init__(self, network, port_of_centre, dice):
        self.network, self.port_of_centre, self.dice = network, port_of_centre, dice
        self.fault = "open"
        self.links = set()
        self.port = 0

    async def listen(self):
        server = await asyncio.start_server(self.accepted, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]

    def set(self, fault):
        """Switches a fault on, or with "open" all of them off. May be called from any thread."""
        self.network.loop.call_soon_threadsafe(self.change, fault)

    def change(self, fault):
        self.fault = "open" if fault == "abandoned" else fault
        for link in list(self.links):
            if fault == "cut" or (fault == "open" and link.dead):
                link.reset()

    async def accepted(self, reader, writer):
        if self.fault == "cut":
            abort(writer)
            return
        link = Link(self, writer)
        self.links.add(link)
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.port_of_centre())
        except OSError:
            abort(writer)
            self.links.discard(link)
            return
        link.centre = up_writer
        await asyncio.gather(link.pump(reader, up_writer, "mute"), link.pump(up_reader, writer, "deaf", answers=True))
        self.links.discard(link)


class Link:
    """One connection: the window's end and the centre's."""

    def __init__(self, proxy, window):
        self.proxy, self.window, self.centre = proxy, window, None
        self.dead = False  # has swallowed something: its ends wait for what never comes

    async def pump(self, reader, writer, swallowed, answers=False):
        proxy = self.proxy
        budget = None  # bytes until this direction breaks
        try:
            while data := await reader.read(16384):
                fault = proxy.fault
                if self.dead or fault in ("half-open", swallowed):
                    self.dead = True
                    continue
                if fault == "slow":
                    await asyncio.sleep(proxy.dice.uniform(0.01, 0.4))
                if answers and fault in ("torn", "cropped"):
                    if budget is None:
                        budget = proxy.dice.randrange(0, 3000)
                    budget -= len(data)
                    if budget <= 0:
                        writer.write(data[:budget])
                        await writer.drain()
                        if fault == "cropped":
                            break
                        self.reset()
                        return
                else:
                    budget = None
                writer.write(data)
                await writer.drain()
        except OSError:
            self.reset()
            return
        if self.dead or proxy.fault in ("half-open", swallowed):
            self.dead = True
            return  # the end is swallowed like the rest
        try:
            writer.close()
        except OSError:
            pass

    def reset(self):
        for end in (self.window, self.centre):
            if end is not None:
                abort(end)


def abort(writer):
    """Closes with RST, as a middle box does that has forgotten the connection."""
    connection = writer.get_extra_info("socket")
    if connection is not None:
        try:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
    writer.transport.abort()


class Network:
    """All proxies of a run, in a thread of their own."""

    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.loop.set_exception_handler(lambda loop, context: None)  # ends that vanish are what this is for
        threading.Thread(target=self.loop.run_forever, daemon=True).start()

    def proxy(self, port_of_centre, dice):
        proxy = Proxy(self, port_of_centre, dice)
        asyncio.run_coroutine_threadsafe(proxy.listen(), self.loop).result(10)
        return proxy
