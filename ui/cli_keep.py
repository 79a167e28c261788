"""The commands that change the store, take it elsewhere, check it, or show it on a screen."""

import os
import sys
from pathlib import Path

import click

from ui import actions
from ui import cli_output as out
from ui.cli_click import Choice, Count
from ui.cli_ends import FAULTS, answer, found, stored
from ui.cli_options import by_date, by_issuer, command

__all__ = ["check", "decide", "export", "screens", "withdraw"]

VERDICTS = tuple(actions.VERDICTS)
_SAID = {
    "confirmed": "Đã xác nhận là đúng.",
    "rejected": "Đã bác: không đúng.",
    "same": "Đã ghi: hai văn bản là một.",
    "different": "Đã ghi: hai văn bản là hai.",
    "withdrawn": "Đã rút lại quyết định",
}


@command()
@click.argument("code", metavar="SỐ_KÝ_HIỆU")
@by_issuer
@by_date
@click.option("--file", metavar="TỆP", help="Khi có nhiều toàn văn: tên tệp, đường dẫn, hay mấy chữ đầu mã băm.")
@click.option("--by", default="", metavar="NGƯỜI", help="Ai rút; ghi vào nhật ký.")
@click.option("--why", default="", metavar="LÝ_DO", help="Vì sao; ghi vào nhật ký.")
def withdraw(home: Path, code: str, form: str, **choice: str) -> None:
    """Rút toàn văn của một văn bản ra khỏi kho.

    Quyết định mà con người đã ghi vẫn còn, và có hiệu lực lại khi văn bản được nạp lại. Nếu văn bản còn toàn văn khác,
    từ đó tính theo toàn văn ấy.
    """
    told = found(actions.withdraw(home, code, **choice), form)
    lines = [f"Đã rút {told['directive']['code'] or code} (tệp {told['document']}) khỏi kho."]
    lines += [f"Từ nay tính theo tệp {told['counted']}."] if told["counted"] else []
    answer(form, told, lines)


@command()
@click.option("--to", required=True, metavar="TỆP", help=f"Tệp đích: {', '.join(actions.SUFFIXES)}.")
def export(home: Path, to: str, form: str) -> None:
    """Xuất toàn bộ kho ra một tệp."""
    if Path(to).suffix.lower() not in actions.SUFFIXES:
        raise click.UsageError(f"không biết dạng tệp “{Path(to).suffix}”; hãy chọn: {', '.join(actions.SUFFIXES)}.")
    stored(home)
    told = actions.export(home, Path(to))
    answer(form, told, [f"Đã xuất kho ra {told['file']} ({told['bytes']:,} byte)."])


@command()
@click.option("--rebuild", is_flag=True, help="Dựng lại sổ tra cứu từ các đồ thị trước khi kiểm tra.")
def check(home: Path, rebuild: bool, form: str) -> None:
    """Kiểm tra kho có nhất quán không.

    Hình dạng của từng đồ thị, chứng cứ của từng quan hệ, câu trích, nhận diện văn bản, sổ tra cứu, quyết định.
    """
    from ui.present import issue_lines

    stored(home)
    faults = actions.check(home, rebuild=rebuild)
    said = [f"{len(faults)} lỗi." if faults else "Kho không có lỗi nào."]
    lines = (line for fault in faults for line in issue_lines(fault))
    answer(form, {"faults": [actions.issue_as_json(fault) for fault in faults]}, (*lines, *said))
    if faults:
        sys.exit(FAULTS)


@command()
@click.argument("about", nargs=-1, required=True, metavar="IRI...")
@click.option("--verdict", type=Choice(VERDICTS), required=True, metavar="|".join(VERDICTS), help="Quyết định thế nào.")
@click.option("--by", required=True, metavar="NGƯỜI", help="Ai quyết định.")
@click.option("--why", required=True, metavar="LÝ_DO", help="Vì sao.")
def decide(home: Path, *, about: tuple[str, ...], verdict: str, by: str, why: str, form: str) -> None:
    """Ghi một quyết định của con người.

    confirmed: xác nhận là đúng; rejected: bác, là không đúng: một quan hệ (IRI là "id" của quan hệ trong chidao trace
    --format json), hay việc một nhiệm vụ cụ thể hóa một nội dung của cấp trên (hai "id" trong chidao coverage --format
    json). same, different: hai văn bản là một, hay là hai. withdrawn: rút lại một quyết định đã ghi (IRI của quyết
    định, in ra khi ghi); điều ấy trở lại như trước.
    """
    from datetime import datetime

    if len(set(about)) not in actions.VERDICTS[verdict]:
        wanted = " hoặc ".join(map(str, actions.VERDICTS[verdict]))
        raise click.UsageError(f"“{verdict}” cần {wanted} IRI khác nhau, đã nhận {len(set(about))}.")
    told = actions.decide(home, about, verdict, by=by, why=why, now=datetime.now().astimezone())
    said = _SAID[verdict]
    if verdict == "withdrawn":
        answer(form, told, [f"{said} {about[0]}. Điều ấy trở lại như trước khi có quyết định."])
    else:
        rest = f"Rút lại bằng: chidao decide {told['decision']} --verdict withdrawn --by NGƯỜI --why LÝ_DO"
        answer(form, told, [f"{said} Quyết định: {told['decision']}.", rest])


@command("ui")
@click.option("--port", type=Count(1, 65535), default=8501, metavar="SỐ", help="Cổng trên máy này.")
@click.option("--no-browser", is_flag=True, help="Không mở trình duyệt.")
def screens(home: Path, port: int, no_browser: bool, form: str) -> None:
    """Mở màn hình trong trình duyệt, chỉ trên máy này."""
    from ui import sign_in
    from ui.actions.roll import RollError
    from ui.serve import command, environment
    from ui.sign_in_doubts import doubts, ready

    try:
        ready(home)
        words, surroundings, at = command(home, port, no_browser), environment(home), sign_in.listen(home)
        address = sign_in.address(home, port)
    except RollError as error:
        raise click.UsageError(str(error)) from error
    if not _is_free(at, port):
        raise click.UsageError(f"cổng {port} đang được chương trình khác dùng; hãy chọn cổng khác bằng --port.")
    for doubt in doubts(home):
        out.fault(f"Lưu ý: {doubt}")
    answer(form, {"address": address}, [f"Màn hình: {address} (Ctrl+C để dừng)"])
    # this process becomes the server, so that stopping one stops the other
    os.execve(words[0], words, surroundings)


def _is_free(address: str, port: int) -> bool:
    """Whether a server can be opened at ``port``."""
    import socket

    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address, port))
        except OSError:
            return False
    return True
