#!/usr/bin/env python3
"""Runs Debian's gcalcli against an emulator: requests to Google go to the emulator, and gcalcli is signed in.

    EMULATOR_URL=… EMULATOR_REFRESH_TOKEN=… EMULATOR_CLIENT_ID=… EMULATOR_CLIENT_SECRET=… \
        gcalcli-launcher.py --config-folder FOLDER <gcalcli's arguments>

gcalcli itself is not changed. It builds its client from Google's discovery document, renews its token at Google's
token endpoint and calls Calendar v3, all through httplib2. This script replaces the address of each request there.
"""

import os
import pathlib
import sys
from urllib.parse import urlsplit, urlunsplit

import httplib2
from gcalcli import cli
from oauth2client import GOOGLE_REVOKE_URI, GOOGLE_TOKEN_URI
from oauth2client.client import OAuth2Credentials
from oauth2client.file import Storage

GOOGLE_HOSTS = {"www.googleapis.com", "oauth2.googleapis.com", "accounts.google.com"}
DISCOVERY_PATH = "/discovery/v1/apis/calendar/v3/rest"
DISCOVERY_DOCUMENT = pathlib.Path(__file__).parent.parent / "src/discovery/calendar-v3.json"

original_request = httplib2.Http.request


def request(self, uri, *arguments, **options):
    address = urlsplit(uri)
    if address.hostname not in GOOGLE_HOSTS:
        raise ValueError(f"{uri} is not an address that the emulator replaces.")
    if address.path == DISCOVERY_PATH:
        return httplib2.Response({"status": "200"}), DISCOVERY_DOCUMENT.read_bytes()
    emulator = urlsplit(os.environ["EMULATOR_URL"])
    here = urlunsplit((emulator.scheme, emulator.netloc, address.path, address.query, ""))
    return original_request(self, here, *arguments, **options)


def sign_in(folder):
    """Stores what gcalcli stores after its own sign-in: a refresh token, and no access token yet."""
    storage = Storage(str(pathlib.Path(folder) / "oauth"))
    storage.put(
        OAuth2Credentials(
            access_token=None,
            client_id=os.environ["EMULATOR_CLIENT_ID"],
            client_secret=os.environ["EMULATOR_CLIENT_SECRET"],
            refresh_token=os.environ["EMULATOR_REFRESH_TOKEN"],
            token_expiry=None,
            token_uri=GOOGLE_TOKEN_URI,
            user_agent="gcalcli",
            revoke_uri=GOOGLE_REVOKE_URI,
        )
    )


if __name__ == "__main__":
    httplib2.Http.request = request
    sign_in(sys.argv[sys.argv.index("--config-folder") + 1])
    cli.main()
