"""The words of Streamlit's own boxes and tables in Vietnamese: its front end has no translations, and no place for any.

Its scripts are files of text; those few that say something a person reads are given with these words changed. Each is
found as it stands in the release that is installed, which a test sees to; where a later one says it otherwise, the
script goes out as it is.
"""

import functools
import gzip
import re
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["WORDS", "Front", "spoken"]

#: Part of the front end → what stands in its script → what shall stand there.
WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "Multiselect": {
            "`Add: ${": "`Thêm: ${",
            "return`No results`": "return`Không có mục nào khớp`",
            "label:`Select all`": "label:`Chọn hết`",
            '"aria-label":`Clear all`': '"aria-label":`Bỏ hết`',
        },
        "Selectbox": {
            "`Add: ${": "`Thêm: ${",
            "children:`No results`": "children:`Không có mục nào khớp`",
            '"aria-label":`Clear value`': '"aria-label":`Bỏ chọn`',
        },
        "FileUploader": {
            ":`Upload`": ":`Chọn tệp`",
            "`Drag and drop files here`": "`Kéo tệp thả vào đây`",
            '"aria-label":`Add files`': '"aria-label":`Thêm tệp`',
        },
        "Toolbar": {
            "label:`Fullscreen`": "label:`Toàn màn hình`",
            "label:`Close fullscreen`": "label:`Thôi toàn màn hình`",
        },
        "DataFrame": {
            "label:`Download as CSV`": "label:`Lưu thành CSV`",
            "label:`Search`": "label:`Tìm trong bảng`",
            "label:`Show/hide columns`": "label:`Hiện, ẩn cột`",
            "label:`Clear selection`": "label:`Bỏ chọn`",
            "`Sort ascending`": "`Xếp tăng dần`",
            "`Sort descending`": "`Xếp giảm dần`",
            "`Autosize`": "`Vừa khổ chữ`",
            "`Pin column`": "`Ghim cột`",
            "`Unpin column`": "`Bỏ ghim cột`",
            "`Hide column`": "`Ẩn cột`",
            "`Statistics`]": "`Thống kê`]",
            "`Format`]": "`Cách hiện`]",
            "title:`Copy column name`": "title:`Chép tên cột`",
        },
        "ArrowVegaLiteChart": {
            "label:`Show data`": "label:`Xem số liệu`",
            "label:`Show chart`": "label:`Xem biểu đồ`",
            "label:`Download as PNG`": "label:`Tải ảnh PNG`",
        },
        "DateInput": {'"aria-label":`Choose date`': '"aria-label":`Chọn ngày`'},
    }
)
_PATH: Final = re.compile(rf"/static/js/(({'|'.join(WORDS)})\.[\w-]+\.js)")
_KEPT: Final = "public, max-age=86400"


@functools.cache
def spoken(file: str) -> str | None:
    """The text of a script with its words changed; ``None`` for a file that is not there."""
    path = files("streamlit").joinpath("static/static/js", file)
    if not path.is_file():
        return None
    text = path.read_text(encoding="utf-8")
    for before, after in WORDS[file.partition(".")[0]].items():
        text = text.replace(before, after)
    return text


@functools.cache
def _packed(file: str) -> bytes:
    return gzip.compress((spoken(file) or "").encode(), 6, mtime=0)


class Front:
    """ASGI middleware that gives those scripts."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a script with words in it; pass any other request on."""
        found = _PATH.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        text = spoken(found[1]) if found else None
        if found is None or text is None:
            await self.app(scope, receive, send)
            return
        headers = {"Cache-Control": _KEPT, "Vary": "Accept-Encoding"}
        packs = "gzip" in Request(scope).headers.get("accept-encoding", "")
        body = _packed(found[1]) if packs else text.encode()
        headers |= {"Content-Encoding": "gzip"} if packs else {}
        await Response(body, headers=headers, media_type="text/javascript")(scope, receive, send)
