"""An SMTP server that accepts every mail and keeps each as a file: `smtp.py PORT FOLDER`."""

import signal
import sys
import uuid
from pathlib import Path

from aiosmtpd.controller import Controller


class Keep:
    """Writes each mail whole, under a name of its own."""

    def __init__(self, folder: Path):
        self.folder = folder

    async def handle_DATA(self, server, session, envelope):
        name = uuid.uuid4().hex
        partial = self.folder / f".{name}"
        partial.write_bytes(envelope.content)
        partial.rename(self.folder / f"{name}.eml")
        return "250 OK"


port, folder = int(sys.argv[1]), Path(sys.argv[2])
Controller(Keep(folder), hostname="127.0.0.1", port=port).start()
signal.sigwait({signal.SIGTERM, signal.SIGINT})
