"""A real mail server: takes every letter and prints it as one line of JSON, read by Python's own library.

    mail.py PORT
"""

import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.controller import UnthreadedController


class Printer:
    async def handle_DATA(self, server, session, envelope):
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        defects = [str(defect) for part in letter.walk() for defect in part.defects]
        read = {
            "to": envelope.rcpt_tos,
            "headers": {name.lower(): str(value) for name, value in letter.items()},
            "text": letter.get_body(("plain",)).get_content(),
            "html": letter.get_body(("html",)).get_content(),
            "defects": defects,
        }
        print(json.dumps(read), flush=True)
        return "250 taken"


async def main(port):
    controller = UnthreadedController(Printer(), hostname="127.0.0.1", port=port, loop=asyncio.get_running_loop())
    controller.server = await controller._create_server()
    print(json.dumps({"ready": port}), flush=True)
    await asyncio.Event().wait()


asyncio.run(main(int(sys.argv[1])))
