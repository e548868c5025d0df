"""What the books may answer to who wants the console; `utter_open_console_<outcome>` says each of them."""

from typing import Literal

OpenConsole = Literal["link", "not_allowed"]
